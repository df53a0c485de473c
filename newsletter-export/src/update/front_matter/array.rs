//! An array of several lines with other elements.

use std::ops::Range;

use newsletter_model::Value;
use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::Replacement;
use super::entries::{Array, Element};
use crate::front_matter::inline;

/// The replacements that give an array other elements: each has the lines of its own, or stands between others.
pub(super) fn edits(
    toml: &str,
    array: &Array,
    (old, new): (&[Value], &[Value]),
    newline: &'static str,
) -> Vec<Replacement> {
    let writer = ArrayWriter {
        toml,
        array,
        newline,
    };
    let (old_texts, new_texts): (Vec<String>, Vec<String>) = (
        old.iter().map(inline).collect(),
        new.iter().map(inline).collect(),
    );
    let mut edits = Vec::new();
    for operation in capture_diff_slices(Algorithm::Myers, &old_texts, &new_texts) {
        if matches!(operation, DiffOp::Equal { .. }) {
            continue;
        }
        let (old, new) = (operation.old_range(), &new_texts[operation.new_range()]);
        let replaced = old.len().min(new.len());
        for (number, text) in old.clone().zip(new) {
            edits.push((array.elements[number].range.clone(), text.clone()));
        }
        edits.extend(
            old.clone()
                .skip(replaced)
                .map(|number| (writer.lines_of(number), String::new())),
        );
        if replaced < new.len() {
            edits.extend(writer.insertion(old.start + replaced, &new[replaced..]));
        }
    }
    edits
}

struct ArrayWriter<'t> {
    toml: &'t str,
    array: &'t Array,
    newline: &'static str,
}

impl ArrayWriter<'_> {
    /// What goes with an element: its lines where it stands alone on them, else the element and its comma.
    fn lines_of(&self, number: usize) -> Range<usize> {
        let element = &self.array.elements[number];
        let end = element.comma_end.unwrap_or(element.range.end);
        let start = self.line_start(element.range.start);
        let is_first = self.toml[start..element.range.start].trim().is_empty();
        match self.line_end_behind(end).filter(|_| is_first) {
            Some(line_end) => start..line_end,
            None => {
                let behind = &self.toml[end..];
                let spaces = behind.len() - behind.trim_start_matches([' ', '\t']).len();
                element.range.start..end + spaces
            }
        }
    }

    /// New elements before the element with a number, or behind all.
    fn insertion(&self, number: usize, texts: &[String]) -> Vec<Replacement> {
        let previous = number
            .checked_sub(1)
            .map(|number| &self.array.elements[number]);
        match (previous, self.array.elements.get(number)) {
            (Some(previous), _) => self.insertion_behind(previous, texts),
            (None, Some(next)) => vec![self.insertion_before(next, texts)],
            (None, None) => {
                let indentation = self.indentation_below(self.array.start);
                vec![self.lines_at(self.array.start, &indentation, texts, true)]
            }
        }
    }

    fn insertion_behind(&self, previous: &Element, texts: &[String]) -> Vec<Replacement> {
        let mut edits = Vec::new();
        let has_comma = previous.comma_end.is_some();
        let end = previous.comma_end.unwrap_or(previous.range.end);
        if self.line_end_behind(end).is_none() {
            let joined = texts.join(", ");
            let text = if has_comma {
                format!(" {joined},")
            } else {
                format!(", {joined}")
            };
            return vec![(end..end, text)];
        }
        if !has_comma {
            edits.push((end..end, ",".to_owned()));
        }
        let start = self.line_start(previous.range.start);
        let before = &self.toml[start..previous.range.start];
        let indentation = if before.trim().is_empty() {
            before.to_owned()
        } else {
            self.indentation_below(end)
        };
        edits.push(self.lines_at(end, &indentation, texts, has_comma));
        edits
    }

    fn insertion_before(&self, next: &Element, texts: &[String]) -> Replacement {
        let start = self.line_start(next.range.start);
        let before = &self.toml[start..next.range.start];
        if !before.trim().is_empty() {
            let at = next.range.start;
            return (at..at, format!("{}, ", texts.join(", ")));
        }
        let lines = texts
            .iter()
            .map(|text| format!("{before}{text},{}", self.newline));
        (start..start, lines.collect())
    }

    /// Lines behind the one that a byte stands in.
    fn lines_at(
        &self,
        byte: usize,
        indentation: &str,
        texts: &[String],
        ends_in_comma: bool,
    ) -> Replacement {
        let rest = &self.toml[byte..];
        let line_end = rest.find('\n').map_or(rest.len(), |at| at);
        let at = byte + rest[..line_end].trim_end_matches('\r').len();
        let lines: Vec<String> = texts
            .iter()
            .map(|text| format!("{}{indentation}{text}", self.newline))
            .collect();
        let last = if ends_in_comma { "," } else { "" };
        (at..at, format!("{}{last}", lines.join(",")))
    }

    /// The indentation of the next line that has some, or four spaces.
    fn indentation_below(&self, byte: usize) -> String {
        let below = self.toml[byte..].lines().skip(1).map(|line| {
            let content = line.trim_start_matches([' ', '\t']);
            (&line[..line.len() - content.len()], content)
        });
        let mut inside = below.take_while(|(_, content)| !content.starts_with(']'));
        let found =
            inside.find(|(indentation, content)| !indentation.is_empty() && !content.is_empty());
        found.map_or_else(
            || "    ".to_owned(),
            |(indentation, _)| indentation.to_owned(),
        )
    }

    fn line_start(&self, byte: usize) -> usize {
        self.toml[..byte].rfind('\n').map_or(0, |at| at + 1)
    }

    /// The byte behind the line end, where nothing but a comment stands before it.
    fn line_end_behind(&self, byte: usize) -> Option<usize> {
        let rest = &self.toml[byte..];
        let line = rest.find('\n')?;
        let behind = rest[..line].trim();
        (behind.is_empty() || behind.starts_with('#')).then_some(byte + line + 1)
    }
}
