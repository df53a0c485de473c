//! Lines and columns of many places in one source.

use std::ops::Range;

use newsletter_parse::{Position, Span};

/// How many bytes share a count of the characters before them.
const BLOCK: usize = 1024;

/// Finds lines and columns without reading the source again for each place.
#[derive(Debug)]
pub(crate) struct Positions<'s> {
    source: &'s str,
    /// Where each line starts.
    lines: Vec<usize>,
    /// How many characters start before each block.
    characters: Vec<usize>,
}

impl<'s> Positions<'s> {
    pub(crate) fn new(source: &'s str) -> Self {
        let ends = source.match_indices('\n').map(|(at, _)| at + 1);
        let mut count = 0;
        let characters = source.as_bytes().chunks(BLOCK).map(|block| {
            let before = count;
            count += starts(block);
            before
        });
        Self {
            source,
            lines: std::iter::once(0).chain(ends).collect(),
            characters: characters.collect(),
        }
    }

    /// The line and the column of a byte, as editors count.
    pub(crate) fn of(&self, byte: usize) -> Position {
        let byte = byte.min(self.source.len());
        let line = self.line(byte);
        let column = self.characters_before(byte) - self.characters_before(self.lines[line]) + 1;
        Position {
            line: line + 1,
            column,
        }
    }

    /// The number of a byte's line, from 0.
    pub(crate) fn line(&self, byte: usize) -> usize {
        self.lines.partition_point(|start| *start <= byte) - 1
    }

    /// The bytes of the lines that a span touches, with the last line end, and the number of the first, from 0.
    pub(crate) fn lines_of(&self, span: Span) -> (Range<usize>, usize) {
        let first = self.line(span.start);
        let last = self.line(span.end.saturating_sub(1).max(span.start));
        let end = self.lines.get(last + 1).copied();
        let end = end.unwrap_or(self.source.len());
        (self.lines[first]..end, first)
    }

    fn characters_before(&self, byte: usize) -> usize {
        let block = byte / BLOCK;
        match self.characters.get(block) {
            Some(count) => count + starts(&self.source.as_bytes()[block * BLOCK..byte]),
            // The end of a source of whole blocks.
            None => self.characters.last().map_or(0, |count| {
                count + starts(&self.source.as_bytes()[(block - 1) * BLOCK..byte])
            }),
        }
    }
}

/// How many characters start in a part of a text.
fn starts(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| (**byte as i8) >= -0x40).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_those_of_the_library() {
        let long = "é x\n".repeat(900) + &"ü".repeat(3 * BLOCK);
        for source in ["", "a", "\n", "é\nxy\r\n", &"a".repeat(BLOCK), &long] {
            let positions = Positions::new(source);
            let places = (0..=source.len()).filter(|byte| source.is_char_boundary(*byte));
            for byte in places.step_by(7).chain([source.len()]) {
                assert_eq!(positions.of(byte), Position::of(source, byte), "{byte}");
            }
        }
    }

    #[test]
    fn lines_include_their_ends() {
        let positions = Positions::new("one\ntwo\nthree");
        assert_eq!(positions.lines_of(Span::new(5, 8)), (4..8, 1));
        assert_eq!(positions.lines_of(Span::new(2, 9)), (0..13, 0));
        assert_eq!(positions.lines_of(Span::new(13, 13)), (8..13, 2));
    }
}
