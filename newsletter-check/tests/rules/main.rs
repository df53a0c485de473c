//! The examples in the pages of the rules are their fixtures.

mod example;
mod shown;

use newsletter_check::{Checker, Diagnostic, Level, Levels, Rule, Severity, fix, rules};
use newsletter_parse::{Options, parse};

use example::{Example, Verdict, examples};

fn level(severity: Severity) -> Level {
    match severity {
        Severity::Hint => Level::Hint,
        Severity::Warning => Level::Warning,
        Severity::Error => Level::Error,
    }
}

/// What is found in an example, with the rule switched on.
fn found(rule: &Rule, example: &Example) -> Vec<Diagnostic> {
    let mut levels = Levels::default();
    if !rule.is_on {
        levels
            .set(rule.code, level(rule.severity))
            .expect("the rule is known");
    }
    example.check(levels)
}

#[test]
fn codes_are_kebab_case_and_stand_once() {
    let mut codes: Vec<&str> = rules().iter().map(|rule| rule.code).collect();
    for code in &codes {
        assert!(
            code.bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte == b'-'),
            "{code}"
        );
    }
    codes.sort_unstable();
    let count = codes.len();
    codes.dedup();
    assert_eq!(codes.len(), count);
}

#[test]
fn rules_stand_by_topic_and_code() {
    assert!(rules().is_sorted_by_key(|rule| (rule.topic, rule.code)));
}

#[test]
fn every_page_has_a_title_and_two_examples_of_each_kind() {
    for rule in rules() {
        let title = format!("# {}: ", rule.code);
        assert!(rule.page.starts_with(&title), "{}", rule.code);
        for verdict in [Verdict::Wrong, Verdict::Right] {
            let examples = examples(rule.page).into_iter();
            let count = examples
                .filter(|example| example.verdict == verdict)
                .count();
            assert!(count >= 2, "{}: {count} {verdict:?}", rule.code);
        }
    }
}

#[test]
fn wrong_examples_are_found_as_the_snapshots_show() {
    for rule in rules() {
        let mut shown = String::new();
        for example in examples(rule.page) {
            if example.verdict != Verdict::Wrong {
                continue;
            }
            let mut found = found(rule, &example);
            found.retain(|diagnostic| diagnostic.code == rule.code);
            assert!(!found.is_empty(), "{}: {}", rule.code, example.source);
            shown.push_str(&shown::text(&example, &found));
        }
        insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!(rule.code, shown);
        });
    }
}

#[test]
fn nothing_is_found_in_right_examples() {
    let mut wrong = String::new();
    for rule in rules() {
        for example in examples(rule.page) {
            let found = match example.verdict {
                Verdict::Right => found(rule, &example),
                Verdict::Wrong => continue,
            };
            if !found.is_empty() {
                let shown = shown::text(&example, &found);
                wrong.push_str(&format!("{}: {}\n{shown}", rule.code, example.source));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn one_slip_is_found_by_one_rule() {
    for (slip, rule) in [
        (
            "The `Foo``, `Bar`, and `Baz` opcodes.",
            "unbalanced-backticks",
        ),
        ("Use `x` or` `y` now.", "unbalanced-backticks"),
        (
            "Thanks to [@ada] (https://example.org/ada)!",
            "undefined-reference",
        ),
        (
            "See [it](https://example.org/a and [that](https://example.org/b).",
            "unbalanced-brackets",
        ),
        (
            "See [it](https://example.org/a \"b) now.",
            "unbalanced-brackets",
        ),
        (
            "<span class=\"gray\">New</spna> and more.",
            "generic-parsed-as-html",
        ),
        (
            "<sapn class=\"gray\">New</span> and more.",
            "generic-parsed-as-html",
        ),
    ] {
        let source = format!("+++\ntitle = \"News\"\ndate = 2031-05-02\n+++\n{slip}\n");
        let document = parse(&source, &Options::default()).expect("a page");
        let found = Checker::default().check(&document, None);
        let codes: Vec<&str> = found.iter().map(|diagnostic| diagnostic.code).collect();
        assert_eq!(codes, [rule], "{slip}: {found:#?}");
    }
}

#[test]
fn fixes_mend_what_they_are_for_and_change_nothing_more() {
    for rule in rules() {
        for example in examples(rule.page) {
            let mut fixable = found(rule, &example);
            fixable.retain(|diagnostic| diagnostic.code == rule.code && diagnostic.fix.is_some());
            if fixable.is_empty() {
                continue;
            }
            let document = example.document();
            let fixed = fix(&document, &fixable).expect("the fixes can be written");
            assert_ne!(fixed, example.source, "{}", rule.code);
            let mut left = found(rule, &example.with_source(fixed.clone()));
            left.retain(|diagnostic| diagnostic.code == rule.code && diagnostic.fix.is_some());
            assert!(left.is_empty(), "{}: {fixed}\n{left:#?}", rule.code);
        }
    }
}
