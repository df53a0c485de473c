//! Headings that the Markdown parser cannot read.

use memchr::memchr_iter;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// Whether the parser would panic over a text: it does where the last line of an underlined heading in a block quote, an item or a footnote
/// consists of attributes, `{#id}`, and stands further in than the others.
pub(crate) fn break_parser(text: &str, options: Options) -> bool {
    has_lines_alike(text) && has_such_heading(text, options)
}

/// Whether there are such lines, perhaps in code.
fn has_lines_alike(text: &str) -> bool {
    memchr_iter(b'}', text.as_bytes()).any(|at| is_above_underline(&text[at + 1..]))
}

/// Whether nothing stands in the rest of a line, and an underline in the next one.
fn is_above_underline(rest: &str) -> bool {
    // Nothing is searched for where the line goes on: there may be many such lines.
    let line_end = rest.trim_start_matches([' ', '\t']);
    let Some(next) = line_end.strip_prefix(['\n', '\r']) else {
        return false;
    };
    let next = next.strip_prefix('\n').unwrap_or(next);
    let line = next.split(['\n', '\r']).next().unwrap_or(next);
    let underline = content(line);
    let is_of = |mark: char| underline.trim_start_matches(mark).is_empty();
    !underline.is_empty() && (is_of('-') || is_of('='))
}

/// Whether an underlined heading in a container ends with such a line, as the parser reads it without attributes.
fn has_such_heading(text: &str, options: Options) -> bool {
    let options = options.difference(Options::ENABLE_HEADING_ATTRIBUTES);
    let mut depth = 0_usize;
    Parser::new_ext(text, options)
        .into_offset_iter()
        .any(|(event, range)| {
            match event {
                Event::Start(Tag::BlockQuote(_) | Tag::Item | Tag::FootnoteDefinition(_)) => {
                    depth += 1;
                }
                Event::End(TagEnd::BlockQuote(_) | TagEnd::Item | TagEnd::FootnoteDefinition) => {
                    depth = depth.saturating_sub(1);
                }
                Event::Start(Tag::Heading { .. }) if depth > 0 => {
                    let mut lines = text[range].trim_end().lines().rev().skip(1);
                    let last = lines.next().map(content).unwrap_or_default();
                    return last.starts_with('{') && last.ends_with('}');
                }
                _ => {}
            }
            false
        })
}

/// A line without the marks of block quotes and white space.
fn content(line: &str) -> &str {
    line.trim_start_matches(['>', ' ', '\t']).trim_ascii_end()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn breaks(text: &str) -> bool {
        break_parser(text, Options::ENABLE_HEADING_ATTRIBUTES)
    }

    #[test]
    fn attributes_further_in_break_the_parser() {
        for text in [
            ">a\n>   {#b}\n>---",
            "- a\n   {#b}\n   ===\n",
            "> - }\r\n>     {}  \r\n>   -",
        ] {
            assert!(breaks(text), "{text:?}");
        }
    }

    #[test]
    fn other_attributes_do_not() {
        for text in [
            "a\n   {#b}\n---\n",
            "> # a {#b}\n> ---\n",
            "> a {#b}\n> ---\n",
            "- ```\n  {{ a }}\n  ---\n  ```\n",
            ">a\n>   {#b}\n>--- x",
            ">a\n>   {#b} c\n>---",
        ] {
            assert!(!breaks(text), "{text:?}");
        }
    }
}
