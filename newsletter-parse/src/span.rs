use std::ops::Range;

/// A range of the source, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// The byte behind the last one.
    pub end: usize,
}

impl Span {
    /// A range from a byte up to another.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// The range as the standard library has it.
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }

    pub(crate) fn shifted(self, offset: usize) -> Self {
        Self {
            start: self.start + offset,
            end: self.end + offset,
        }
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self {
            start: range.start,
            end: range.end,
        }
    }
}

/// A place in the source, as editors count: lines and columns from 1, columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

impl Position {
    /// The place of a byte in a text; a byte behind the end counts as the end.
    ///
    /// ```
    /// use newsletter_parse::Position;
    ///
    /// assert_eq!(Position::of("é\nxy", 4), Position { line: 2, column: 2 });
    /// ```
    pub fn of(source: &str, byte: usize) -> Self {
        let before = &source[..source.floor_char_boundary(byte.min(source.len()))];
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
        Self {
            line,
            column: before[line_start..].chars().count() + 1,
        }
    }
}
