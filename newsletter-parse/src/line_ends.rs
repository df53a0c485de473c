//! One kind of line end for reading, and the way back to the source.

use std::borrow::Cow;

use memchr::memchr;

/// A text whose line ends are all `\n`, with the places where a `\r` was dropped.
pub(crate) struct UnixText<'a> {
    pub(crate) text: Cow<'a, str>,
    /// The places, in the text, of line ends that were `\r\n` in the source.
    dropped: Vec<usize>,
}

impl<'a> UnixText<'a> {
    pub(crate) fn new(source: &'a str) -> Self {
        if memchr(b'\r', source.as_bytes()).is_none() {
            return Self {
                text: Cow::Borrowed(source),
                dropped: Vec::new(),
            };
        }
        let mut text = String::with_capacity(source.len());
        let mut dropped = Vec::new();
        let mut line_start = 0;
        let mut characters = source.chars().peekable();
        while let Some(character) = characters.next() {
            match character {
                '\r' if characters.peek() == Some(&'\n') => dropped.push(text.len()),
                // The parser ends the line of an ATX heading at `\n` alone.
                '\r' if in_heading(&text[line_start..]) => text.push(' '),
                '\r' => text.push('\n'),
                other => text.push(other),
            }
            if text.ends_with('\n') {
                line_start = text.len();
            }
        }
        Self {
            text: Cow::Owned(text),
            dropped,
        }
    }

    /// The byte of the source that a byte of the text comes from.
    pub(crate) fn to_source(&self, byte: usize) -> usize {
        byte + self.dropped.partition_point(|dropped| *dropped < byte)
    }
}

fn in_heading(line: &str) -> bool {
    line.trim_start_matches(' ').starts_with('#')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_lead_back_to_the_source() {
        let source = "a\r\nb\rc\n\r\nd";
        let text = UnixText::new(source);
        assert_eq!(text.text, "a\nb\nc\n\nd");
        let places: Vec<usize> = (0..=text.text.len())
            .map(|byte| text.to_source(byte))
            .collect();
        assert_eq!(places, [0, 1, 3, 4, 5, 6, 7, 9, 10]);
        assert_eq!(&source[text.to_source(7)..], "d");
    }
}
