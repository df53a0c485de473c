//! Reference definitions: the text between the blocks that the Markdown parser reports.

use newsletter_model::{Definition, Label};

use crate::container::WHITE_SPACE;
use crate::markdown;

/// Reads the definitions that a text is made of, each with the range of its lines in the text.
///
/// The parser keeps the first definition of a label only, so each is read on its own.
pub(crate) fn read_all(text: &str) -> Vec<(Definition, std::ops::Range<usize>)> {
    let mut definitions = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let blank = rest.len() - rest.trim_start_matches(WHITE_SPACE).len();
        if blank > 0 {
            at += blank;
            continue;
        }
        match read_first(rest) {
            Some((definition, length)) => {
                definitions.push((definition, at..at + length));
                at += length;
            }
            None => at = crate::container::line_end(text, at) + 1,
        }
    }
    definitions
}

/// Reads the definition at the start of a text; its length is that of its lines, without the last line end.
fn read_first(text: &str) -> Option<(Definition, usize)> {
    // A definition ends before the next blank line, but almost always with its first line.
    let mut lines = 1;
    loop {
        let end = end_of_lines(text, lines);
        let window = &text[..end];
        let events = markdown::offset_iter(window);
        let first = events
            .reference_definitions()
            .iter()
            .map(|(_, definition)| definition)
            .find(|definition| definition.span.start == 0);
        if let Some(definition) = first {
            let length = definition.span.end;
            if end == text.len() || !may_go_on(&text[length..]) {
                let title = definition.title.as_deref();
                return Some((to_model(window, &definition.dest, title)?, length));
            }
        }
        if end == text.len() {
            return None;
        }
        lines *= 2;
    }
}

/// Whether what stands behind a definition may be its title, as far as the start of the next line shows it.
fn may_go_on(behind: &str) -> bool {
    let next_line = behind
        .trim_start_matches([' ', '\t'])
        .strip_prefix('\n')
        .unwrap_or_default();
    next_line
        .trim_start_matches([' ', '\t'])
        .starts_with(['"', '\'', '('])
}

fn end_of_lines(text: &str, lines: usize) -> usize {
    let ends = text.match_indices('\n').map(|(at, _)| at);
    ends.take(lines).nth(lines - 1).unwrap_or(text.len())
}

fn to_model(text: &str, url: &str, title: Option<&str>) -> Option<Definition> {
    let label = Label::new(&text[1..label_end(text)?]).ok()?;
    let model = Definition::new(label, url);
    Some(match title {
        Some(title) if !title.is_empty() => model.with_tooltip(title),
        _ => model,
    })
}

fn label_end(text: &str) -> Option<usize> {
    let mut escaped = false;
    text.bytes().position(|byte| {
        let found = byte == b']' && !escaped;
        escaped = byte == b'\\' && !escaped;
        found
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(String, String, Option<String>, &str)> {
        let found = read_all(text).into_iter();
        found
            .map(|(definition, range)| {
                (
                    definition.label.to_string(),
                    definition.url.to_string(),
                    definition.tooltip,
                    &text[range],
                )
            })
            .collect()
    }

    #[test]
    fn repeated_definitions_are_all_read() {
        assert_eq!(
            read("[a]: b\n[a]: c\n\n[A]:\n  <d e>\n"),
            [
                ("a".to_owned(), "b".to_owned(), None, "[a]: b"),
                ("a".to_owned(), "c".to_owned(), None, "[a]: c"),
                ("A".to_owned(), "d e".to_owned(), None, "[A]:\n  <d e>"),
            ]
        );
    }

    #[test]
    fn a_title_may_break_lines() {
        let title = Some("t\n[x]: y\nu".to_owned());
        let text = "[a]: b \"t\n[x]: y\nu\"";
        assert_eq!(
            read(&format!("{text}\n[c]: d"))[0],
            ("a".to_owned(), "b".to_owned(), title, text)
        );
    }

    #[test]
    fn a_title_may_stand_on_the_next_line() {
        assert_eq!(read("[a]: b\n'c'")[0].2.as_deref(), Some("c"));
        assert_eq!(read("[a]: b\n  'c\nd' \n")[0].2.as_deref(), Some("c\nd"));
        assert_eq!(read("[a]: b\n'c\n\nd'")[0].2, None);
    }
}
