//! The lines of a source that a message shows.

use std::ops::Range;

use newsletter_parse::Span;

/// A line of a source, and the part of it that is meant.
#[derive(Debug)]
pub(crate) struct Excerpt {
    pub(crate) line: String,
    pub(crate) number: usize,
    pub(crate) part: Range<usize>,
}

/// Longer lines are not shown: nobody reads them, and laying them out takes time.
const LONGEST_LINE: usize = 64 * 1024;

impl Excerpt {
    /// Whether people can read the line.
    pub(crate) fn is_legible(&self) -> bool {
        self.line.len() <= LONGEST_LINE
    }

    /// The column that the part starts at, from 1, in characters.
    pub(crate) fn column(&self) -> usize {
        self.line[..self.part.start].chars().count() + 1
    }

    /// The first line of a span; bytes that are no UTF-8 are shown as `\u{fffd}`.
    pub(crate) fn of(source: &[u8], span: Span) -> Self {
        let start = span.start.min(source.len());
        let end = span.end.clamp(start, source.len());
        let line_start = source[..start]
            .iter()
            .rposition(|byte| *byte == b'\n')
            .map_or(0, |at| at + 1);
        let line_end = source[start..]
            .iter()
            .position(|byte| *byte == b'\n')
            .map_or(source.len(), |at| start + at);
        let line_end = if line_end > start && source[line_end - 1] == b'\r' {
            line_end - 1
        } else {
            line_end
        };
        let part_end = end.min(line_end);
        let mut line = String::from_utf8_lossy(&source[line_start..start]).into_owned();
        let part_start = line.len();
        line.push_str(&String::from_utf8_lossy(&source[start..part_end]));
        let part = part_start..line.len();
        line.push_str(&String::from_utf8_lossy(&source[part_end..line_end]));
        let number = source[..line_start]
            .iter()
            .filter(|byte| **byte == b'\n')
            .count()
            + 1;
        Self { line, number, part }
    }

    /// The line and column of a text, both from 1, columns in characters.
    pub(crate) fn at(text: &str, line: usize, column: usize) -> Self {
        let content = text.lines().nth(line - 1).unwrap_or_default();
        let start = content
            .char_indices()
            .nth(column - 1)
            .map_or(content.len(), |(at, _)| at);
        let end = content[start..]
            .chars()
            .next()
            .map_or(start, |character| start + character.len_utf8());
        Self {
            line: content.to_owned(),
            number: line,
            part: start..end,
        }
    }

    /// The same line of a text that starts further down.
    pub(crate) fn further_down(mut self, lines: usize) -> Self {
        self.number += lines;
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_is_cut_at_the_end_of_its_first_line() {
        let excerpt = Excerpt::of(b"one\ntwo\r\nthree", Span::new(5, 12));
        assert_eq!(
            (excerpt.line.as_str(), excerpt.number, excerpt.part),
            ("two", 2, 1..3)
        );
    }

    #[test]
    fn bytes_that_are_no_text_are_shown() {
        let excerpt = Excerpt::of(b"a\xffb", Span::new(1, 2));
        assert_eq!((excerpt.line.as_str(), excerpt.part), ("a\u{fffd}b", 1..4));
    }

    #[test]
    fn the_end_of_a_source_is_a_place() {
        let excerpt = Excerpt::of(b"a\n", Span::new(2, 2));
        assert_eq!(
            (excerpt.line.as_str(), excerpt.number, excerpt.part),
            ("", 2, 0..0)
        );
        let excerpt = Excerpt::at("é\"", 1, 2);
        assert_eq!(excerpt.part, 2..3);
    }
}
