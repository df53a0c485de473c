//! The rules, as people read about them.

use std::fmt::Write;

use newsletter_check::{Rule, Topic, rules};

/// The rules by topic, one a line.
pub(crate) fn list() -> String {
    let width = rules().iter().map(|rule| rule.code.len()).max();
    let width = width.unwrap_or_default();
    let mut list = String::new();
    for topic in Topic::ALL {
        let rules: Vec<_> = rules().iter().filter(|rule| rule.topic == topic).collect();
        if rules.is_empty() {
            continue;
        }
        let gap = if list.is_empty() { "" } else { "\n" };
        push(&mut list, format_args!("{gap}{topic}"));
        for rule in rules {
            let level = level(rule);
            push(
                &mut list,
                format_args!("  {:width$}  {level:7}  {}", rule.code, rule.summary()),
            );
        }
    }
    list
}

fn level(rule: &Rule) -> &'static str {
    if rule.is_on {
        rule.severity.as_str()
    } else {
        "off"
    }
}

fn push(text: &mut String, line: std::fmt::Arguments<'_>) {
    writeln!(text, "{line}").expect("a string takes all");
}

/// The page of a rule, as plain Markdown.
pub(crate) fn page(rule: &Rule) -> String {
    let mut page = String::new();
    let mut open = None;
    for line in rule.page.lines() {
        let fence = &line[..line.len() - line.trim_start_matches('`').len()];
        match open {
            None if fence.len() >= 3 => {
                open = Some(fence);
                let mut words = line[fence.len()..].split_whitespace();
                let language = words.next().unwrap_or_default();
                if let Some(introduction) = introduction(&words.collect::<Vec<_>>()) {
                    push(&mut page, format_args!("{introduction}\n"));
                }
                push(&mut page, format_args!("{fence}{language}"));
                continue;
            }
            Some(opened) if line == opened => open = None,
            _ => {}
        }
        push(&mut page, format_args!("{line}"));
    }
    page
}

/// What an example is one of, where its heading does not say it.
fn introduction(words: &[&str]) -> Option<&'static str> {
    match words {
        ["earlier", ..] => Some("In an earlier issue:"),
        ["site", ..] => Some("With these files and anchors in the site:"),
        ["answers", ..] => Some("With these answers of the network:"),
        [_, "publication", ..] => Some("In an issue that is about to be published:"),
        _ => None,
    }
}

/// The pages of all rules as one page.
pub(crate) fn all() -> String {
    let mut all = String::from(INTRODUCTION);
    for topic in Topic::ALL {
        let mut rules = rules().iter().filter(|rule| rule.topic == topic).peekable();
        if rules.peek().is_some() {
            let name = topic.to_string();
            let (first, rest) = name.split_at(1);
            push(
                &mut all,
                format_args!("\n## {}{rest}", first.to_uppercase()),
            );
        }
        for rule in rules {
            all.push('\n');
            push_below(&mut all, rule);
        }
    }
    all
}

const INTRODUCTION: &str = "\
# The rules

What `newsletter check` looks for. This page is made by `newsletter check --explain all > docs/rules.md`.
";

/// Adds the page of a rule two levels of headings down.
fn push_below(all: &mut String, rule: &Rule) {
    let mut is_code = false;
    for (number, line) in page(rule).lines().enumerate() {
        is_code ^= line.starts_with("```");
        let is_heading = !is_code && line.starts_with('#');
        let down = if is_heading { "##" } else { "" };
        push(all, format_args!("{down}{line}"));
        if number == 0 {
            let severity = rule.severity;
            let on_demand = if rule.is_on {
                ""
            } else {
                ", where it is asked for"
            };
            push(all, format_args!("\n*{severity}{on_demand}*"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fences_say_the_language_alone() {
        for rule in rules() {
            let page = page(rule);
            let mut fences = page.lines().filter(|line| line.starts_with("```"));
            assert!(fences.all(|fence| !fence.contains(' ')), "{}", rule.code);
            assert!(page.starts_with(&format!("# {}: ", rule.code)));
        }
    }

    #[test]
    fn examples_are_introduced_where_their_heading_does_not_say_it() {
        assert_eq!(introduction(&["earlier"]), Some("In an earlier issue:"));
        assert_eq!(introduction(&["wrong"]), None);
        assert!(introduction(&["right", "publication"]).is_some());
    }
}
