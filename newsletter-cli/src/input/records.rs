//! The JSON objects of a text, one after another.

use std::io::{self, BufRead};

/// The text of one JSON object, as far as its brackets tell.
#[derive(Debug, PartialEq)]
pub(crate) struct RecordText {
    pub(crate) text: Vec<u8>,
    /// The line of the whole text that it starts on, from 1.
    pub(crate) first_line: usize,
}

/// Splits a text into its JSON objects, without reading them.
///
/// Objects may stand one a line or over many lines. An object that is not closed ends where a line
/// starts the next record, so that the records behind it are still read.
pub(crate) struct Records<R> {
    reader: R,
    line: Vec<u8>,
    /// How much of the line is taken.
    at: usize,
    line_number: usize,
}

/// What the line of a record starts with, when it stands in an archive.
const RECORD_START: &[u8] = b"{\"schema\"";

impl<R: BufRead> Records<R> {
    pub(crate) fn new(reader: R) -> Self {
        Self {
            reader,
            line: Vec::new(),
            at: 0,
            line_number: 0,
        }
    }

    /// The next object, or other text that is none; `None` at the end.
    pub(crate) fn read(&mut self) -> io::Result<Option<RecordText>> {
        while self.rest().trim_ascii().is_empty() {
            if !self.next_line()? {
                return Ok(None);
            }
        }
        let mut record = RecordText {
            text: Vec::new(),
            first_line: self.line_number,
        };
        let mut brackets = Brackets::default();
        loop {
            let (length, is_complete) = brackets.read(self.rest());
            record.text.extend_from_slice(&self.rest()[..length]);
            self.at += length;
            // A string of JSON ends in its line.
            if is_complete
                || brackets.in_string
                || !self.next_line()?
                || self.rest().starts_with(RECORD_START)
            {
                return Ok(Some(record));
            }
        }
    }

    fn rest(&self) -> &[u8] {
        &self.line[self.at..]
    }

    fn next_line(&mut self) -> io::Result<bool> {
        self.line.clear();
        self.at = 0;
        let length = self.reader.read_until(b'\n', &mut self.line)?;
        if self.line_number == 0 && self.line.starts_with(b"\xef\xbb\xbf") {
            self.at = 3;
        }
        self.line_number += usize::from(length > 0);
        Ok(length > 0)
    }
}

/// Which brackets are open.
#[derive(Default)]
struct Brackets {
    depth: usize,
    in_string: bool,
    is_escaped: bool,
}

impl Brackets {
    /// Reads up to the bracket that closes the first one; gives the length read, and whether that bracket was there.
    fn read(&mut self, text: &[u8]) -> (usize, bool) {
        for (at, byte) in text.iter().enumerate() {
            if self.in_string {
                self.in_string = self.is_escaped || *byte != b'"';
                self.is_escaped = *byte == b'\\' && !self.is_escaped;
                continue;
            }
            match byte {
                b'"' => self.in_string = true,
                b'{' | b'[' => self.depth += 1,
                b'}' | b']' => self.depth = self.depth.saturating_sub(1),
                _ => continue,
            }
            if self.depth == 0 && !self.in_string {
                return (at + 1, true);
            }
        }
        // Text without brackets is no object; it ends with its line.
        (text.len(), self.depth == 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<(String, usize)> {
        let mut records = Records::new(text.as_bytes());
        std::iter::from_fn(|| records.read().unwrap())
            .map(|record| {
                (
                    String::from_utf8(record.text).unwrap().trim().to_owned(),
                    record.first_line,
                )
            })
            .collect()
    }

    #[test]
    fn objects_stand_one_a_line_or_over_many() {
        assert_eq!(
            split("{}\n\n{\"a\": \"}\\\"{\"}\r\n"),
            [("{}".to_owned(), 1), ("{\"a\": \"}\\\"{\"}".to_owned(), 3)]
        );
        assert_eq!(
            split("{\n \"a\": [\n{}]\n}\n{}"),
            [("{\n \"a\": [\n{}]\n}".to_owned(), 1), ("{}".to_owned(), 5)]
        );
        assert_eq!(split("{} {}"), [("{}".to_owned(), 1), ("{}".to_owned(), 1)]);
        assert_eq!(split("\u{feff}{}"), [("{}".to_owned(), 1)]);
        assert_eq!(split(" \n"), []);
    }

    #[test]
    fn a_broken_record_leaves_the_next_ones_whole() {
        let next = "{\"schema\":1}".to_owned();
        for broken in ["{\"schema\": [", "{\"schema\": \"x", "hello"] {
            assert_eq!(
                split(&format!("{broken}\n{next}\n")),
                [(broken.to_owned(), 1), (next.clone(), 2)]
            );
        }
    }
}
