//! The text of a heading.

use std::ops::Range;

use memchr::memchr;
use newsletter_model::Line;

use crate::container::WHITE_SPACE;
use crate::events::{Events, Kind};
use crate::markdown::{self, Node};

/// The level of a heading, from 1 to 6; `None` for other nodes.
pub(crate) fn level(node: Node<'_>) -> Option<u8> {
    match node[0].kind {
        Kind::Heading { level, .. } => Some(level),
        _ => None,
    }
}

/// The Markdown of a heading as it stands behind `#`; the lines of a setext heading are joined.
pub(crate) fn text(text: &str, node: Node<'_>) -> Line {
    let range = markdown::range(node);
    let start = range.start + text[range.clone()].len()
        - text[range.clone()].trim_start_matches(WHITE_SPACE).len();
    let lines = text[start..range.end].trim_end_matches(WHITE_SPACE);
    let is_atx = lines.starts_with('#') && !has_line_end(lines);
    if is_atx {
        return atx_text(lines.trim_start_matches('#'));
    }
    let content_end = lines.rfind('\n').map_or(range.end, |at| start + at);
    setext_text(text, node, start..content_end)
}

/// The text of a heading without the run of `#` that may close it (CommonMark §4.2).
pub(crate) fn atx_text(line: &str) -> Line {
    let line = line.trim_matches([' ', '\t']);
    let open = line.trim_end_matches('#');
    let is_closed = open.is_empty() || open.len() < line.len() && open.ends_with([' ', '\t']);
    // Without the run behind it, text in braces would be the heading's attributes.
    let is_needed = open.trim_end_matches([' ', '\t']).ends_with('}');
    if is_closed && !is_needed {
        return unclosed(open);
    }
    one_line(line)
}

/// The text of a heading as an issue has it: a run of `#` at its end is text, but for one that keeps braces before it
/// from being attributes.
pub(crate) fn given_text(line: &Line) -> Line {
    let open = line.as_str().trim_end_matches('#');
    match open.trim_end_matches([' ', '\t']).ends_with('}') {
        true => line.clone(),
        false => unclosed(line.as_str()),
    }
}

/// The text of a heading, a run of `#` at whose end closes nothing.
fn unclosed(text: &str) -> Line {
    let line = text.trim_matches([' ', '\t']);
    let open = line.trim_end_matches('#');
    if open.len() < line.len() && (open.is_empty() || open.ends_with([' ', '\t'])) {
        return one_line(&format!("{}\\#", &line[..line.len() - 1]));
    }
    one_line(line)
}

fn setext_text(text: &str, node: Node<'_>, content: Range<usize>) -> Line {
    let mut joined = String::new();
    let mut at = content.start;
    for piece in markdown::inner(node) {
        if piece.kind == Kind::HardBreak && piece.start() >= at && piece.end() <= content.end {
            push_joined(&mut joined, &text[at..piece.start()]);
            joined.push_str("<br /> ");
            at = piece.end();
        }
    }
    push_joined(&mut joined, &text[at..content.end]);
    let line = unclosed(&joined);
    if line.as_str().ends_with('}') && !has_attributes(node) {
        // Joined, the braces of several lines would be attributes; a closing run keeps them text.
        return one_line(&format!("{line} #"));
    }
    line
}

/// Whether a node is a heading with attributes (`{#id}`).
pub(crate) fn has_attributes(node: Node<'_>) -> bool {
    matches!(
        node[0].kind,
        Kind::Heading {
            has_attributes: true,
            ..
        }
    )
}

/// Adds the lines of a paragraph, whose indentation says nothing.
fn push_joined(joined: &mut String, part: &str) {
    for (number, line) in part.split('\n').enumerate() {
        if number == 0 {
            joined.push_str(line);
            continue;
        }
        if !joined.ends_with(' ') {
            joined.push(' ');
        }
        joined.push_str(line.trim_start_matches([' ', '\t']));
    }
}

fn has_line_end(text: &str) -> bool {
    memchr(b'\n', text.as_bytes()).is_some()
}

fn one_line(text: &str) -> Line {
    if has_line_end(text) {
        return Line::new(text.replace('\n', " ")).unwrap_or_default();
    }
    Line::new(text).unwrap_or_default()
}

/// What a reader sees of a heading.
pub(crate) fn plain_text(events: &Events<'_>, heading: Node<'_>) -> String {
    let mut plain = String::new();
    for piece in heading {
        match piece.kind {
            Kind::SoftBreak | Kind::HardBreak => plain.push(' '),
            _ => plain.push_str(
                events
                    .text(piece)
                    .or(events.code(piece))
                    .unwrap_or_default(),
            ),
        }
    }
    let trimmed = plain.trim_matches(WHITE_SPACE);
    if trimmed.len() < plain.len() {
        return trimmed.to_owned();
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heading(markdown: &str) -> String {
        let events = markdown::read_part(markdown, &crate::labels::Labels::default());
        text(markdown, &events.pieces).to_string()
    }

    #[test]
    fn the_closing_run_is_dropped() {
        assert_eq!(heading("##  a #b  ## "), "a #b");
        assert_eq!(heading("## a \\#"), "a \\#");
        assert_eq!(heading("##"), "");
        assert_eq!(heading("## #"), "");
        assert_eq!(heading("## a # #"), "a \\#");
        assert_eq!(heading("## a {#b}"), "a {#b}");
        assert_eq!(heading("## a {#b} ##"), "a {#b} ##");
    }

    #[test]
    fn the_lines_of_a_setext_heading_are_joined() {
        assert_eq!(heading("a\nb\n---"), "a b");
        assert_eq!(heading("a  \nb #\n---"), "a<br /> b \\#");
    }
}
