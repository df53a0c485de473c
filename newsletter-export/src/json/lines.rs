//! How a JSON object stands in lines that people read.

use std::io::{Result, Write};

use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::Formatter;

/// Writes a value as `serde_json::to_string_pretty` does, in less time.
pub(super) fn write(value: &impl Serialize) -> serde_json::Result<String> {
    const USUAL_LENGTH: usize = 16 * 1024;
    let mut bytes = Vec::with_capacity(USUAL_LENGTH);
    value.serialize(&mut Serializer::with_formatter(
        &mut bytes,
        Lines::default(),
    ))?;
    Ok(String::from_utf8(bytes).expect("JSON is written as UTF-8"))
}

/// The formatter of `to_string_pretty`, but that a line end and all its indentation are one piece.
#[derive(Default)]
struct Lines {
    depth: usize,
    /// Whether something stands in the array or object that was opened last.
    has_value: bool,
}

const INDENTATION: usize = 2;
const LINE_START: &[u8; 65] = b"\n                                                                ";

impl Lines {
    fn start_line(&self, writer: &mut (impl Write + ?Sized)) -> Result<()> {
        let spaces = self.depth * INDENTATION;
        if let Some(start) = LINE_START.get(..=spaces) {
            return writer.write_all(start);
        }
        writer.write_all(LINE_START)?;
        let further = spaces + 1 - LINE_START.len();
        (0..further).try_for_each(|_| writer.write_all(b" "))
    }

    fn open(&mut self, writer: &mut (impl Write + ?Sized), bracket: &[u8]) -> Result<()> {
        self.depth += 1;
        self.has_value = false;
        writer.write_all(bracket)
    }

    fn close(&mut self, writer: &mut (impl Write + ?Sized), bracket: &[u8]) -> Result<()> {
        self.depth -= 1;
        if self.has_value {
            self.start_line(writer)?;
        }
        writer.write_all(bracket)
    }

    fn next(&mut self, writer: &mut (impl Write + ?Sized), is_first: bool) -> Result<()> {
        if !is_first {
            writer.write_all(b",")?;
        }
        self.start_line(writer)
    }
}

impl Formatter for Lines {
    fn begin_array<W: Write + ?Sized>(&mut self, writer: &mut W) -> Result<()> {
        self.open(writer, b"[")
    }

    fn end_array<W: Write + ?Sized>(&mut self, writer: &mut W) -> Result<()> {
        self.close(writer, b"]")
    }

    fn begin_array_value<W: Write + ?Sized>(&mut self, writer: &mut W, first: bool) -> Result<()> {
        self.next(writer, first)
    }

    fn end_array_value<W: Write + ?Sized>(&mut self, _: &mut W) -> Result<()> {
        self.has_value = true;
        Ok(())
    }

    fn begin_object<W: Write + ?Sized>(&mut self, writer: &mut W) -> Result<()> {
        self.open(writer, b"{")
    }

    fn end_object<W: Write + ?Sized>(&mut self, writer: &mut W) -> Result<()> {
        self.close(writer, b"}")
    }

    fn begin_object_key<W: Write + ?Sized>(&mut self, writer: &mut W, first: bool) -> Result<()> {
        self.next(writer, first)
    }

    fn begin_object_value<W: Write + ?Sized>(&mut self, writer: &mut W) -> Result<()> {
        writer.write_all(b": ")
    }

    fn end_object_value<W: Write + ?Sized>(&mut self, _: &mut W) -> Result<()> {
        self.has_value = true;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    #[test]
    fn lines_are_those_of_serde_json() {
        let mut deep = json!("end");
        for _ in 0..40 {
            deep = json!([deep]);
        }
        for value in [
            json!([]),
            json!({}),
            json!({"a": [], "b": {}, "c": [1, {"d": "\u{1}\"é"}, null]}),
            json!([[[]], {"a": {}}]),
            deep,
        ] {
            let written = super::write(&value).unwrap();
            assert_eq!(written, serde_json::to_string_pretty(&value).unwrap());
        }
    }
}
