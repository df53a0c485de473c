//! An array with other elements.

use std::collections::HashSet;
use std::ops::Range;

use newsletter_model::Value;
use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::entries::{Element, Entry};
use super::{Replacement, quoted_as};
use crate::front_matter::inline;

/// Gives an array other elements: each has lines of its own, or stands between others.
pub(super) struct ArrayWriter<'t> {
    toml: &'t str,
    newline: &'static str,
    elements: &'t [Element],
    /// The bytes between the brackets.
    inside: Range<usize>,
}

impl<'t> ArrayWriter<'t> {
    pub(super) fn new(toml: &'t str, entry: &'t Entry, newline: &'static str) -> Self {
        Self {
            toml,
            newline,
            elements: &entry.elements,
            inside: entry.value.start + 1..entry.value.end - 1,
        }
    }

    /// The replacements that make other elements of those that the array has.
    pub(super) fn edits(&self, old: &[Value], new: &[Value]) -> Vec<Replacement> {
        let texts = |values: &[Value]| -> Vec<String> { values.iter().map(inline).collect() };
        let (old_texts, new_texts) = (texts(old), texts(new));
        let known: HashSet<&String> = old_texts.iter().collect();
        let mut edits = Vec::new();
        for operation in capture_diff_slices(Algorithm::Myers, &old_texts, &new_texts) {
            if matches!(operation, DiffOp::Equal { .. }) {
                continue;
            }
            let (old, values) = (operation.old_range(), &new[operation.new_range()]);
            let replaced = old.len().min(values.len());
            for (number, value) in old.clone().zip(values) {
                let range = self.elements[number].range.clone();
                let text = quoted_as(&self.toml[range.clone()], value);
                edits.push((range, text));
            }
            let removed = self.removed(old.start + replaced..old.end);
            edits.extend(removed.into_iter().map(|range| (range, String::new())));
            let added: Vec<String> = values
                .iter()
                .skip(replaced)
                .map(|value| self.text(value))
                .collect();
            if let Some(last) = values.last().filter(|_| !added.is_empty()) {
                let has_moved = known.contains(&inline(last));
                edits.extend(self.insertion(old.start + replaced, &added, has_moved));
            }
        }
        edits
    }

    /// The text of a new element, quoted as the first one.
    fn text(&self, value: &Value) -> String {
        let first = self
            .elements
            .first()
            .map_or("", |first| &self.toml[first.range.clone()]);
        quoted_as(first, value)
    }

    /// What goes with some elements: the last ones of a line take the comma before them along, and leave their own.
    fn removed(&self, numbers: Range<usize>) -> Vec<Range<usize>> {
        let previous = numbers
            .start
            .checked_sub(1)
            .map(|number| &self.elements[number]);
        if let (Some(previous), Some(last)) = (previous, self.elements[numbers.clone()].last())
            && numbers.end == self.elements.len()
        {
            let range = previous.range.end..last.range.end;
            if !self.toml[range.clone()].contains('\n') {
                return vec![range];
            }
        }
        numbers.map(|number| self.lines_of(number)).collect()
    }

    /// What goes with an element: its lines where it stands alone on them, else the element and its comma.
    fn lines_of(&self, number: usize) -> Range<usize> {
        let element = &self.elements[number];
        let end = self.end_of(number);
        let behind = self.behind(number);
        match (self.indentation_of(number), line_length(behind)) {
            (Some(indentation), Some(length)) => {
                element.range.start - indentation.len()..end + length
            }
            _ => {
                let spaces = behind.len() - behind.trim_start_matches([' ', '\t']).len();
                element.range.start..end + spaces
            }
        }
    }

    /// New elements before the element with a number, or behind all.
    ///
    /// A last one that has moved keeps its comma.
    fn insertion(&self, number: usize, texts: &[String], has_moved: bool) -> Vec<Replacement> {
        if let Some(previous) = number.checked_sub(1) {
            return self.insertion_behind(previous, texts, has_moved);
        }
        if self.elements.is_empty() {
            let inside = &self.toml[self.inside.clone()];
            let indentation = next_indentation(inside);
            return vec![self.lines_at(self.inside.start, inside, &indentation, texts, true)];
        }
        let at = self.elements[number].range.start;
        let Some(indentation) = self.indentation_of(number) else {
            return vec![(at..at, format!("{}, ", texts.join(", ")))];
        };
        let lines = texts
            .iter()
            .map(|text| format!("{text},{}{indentation}", self.newline));
        vec![(at..at, lines.collect())]
    }

    fn insertion_behind(
        &self,
        number: usize,
        texts: &[String],
        has_moved: bool,
    ) -> Vec<Replacement> {
        let has_comma = self.elements[number].comma_end.is_some();
        let end = self.end_of(number);
        let behind = self.behind(number);
        if line_length(behind).is_none() {
            let joined = texts.join(", ");
            let text = if has_comma {
                format!(" {joined},")
            } else {
                format!(", {joined}")
            };
            return vec![(end..end, text)];
        }
        let starts = (0..=number)
            .rev()
            .find_map(|number| self.indentation_of(number));
        let indentation = starts.map_or_else(|| next_indentation(behind), str::to_owned);
        let comma = (!has_comma).then(|| (end..end, ",".to_owned()));
        let lines = self.lines_at(end, behind, &indentation, texts, has_comma || has_moved);
        comma.into_iter().chain([lines]).collect()
    }

    /// Lines behind the one in which a text stands that starts at a byte.
    fn lines_at(
        &self,
        byte: usize,
        behind: &str,
        indentation: &str,
        texts: &[String],
        ends_in_comma: bool,
    ) -> Replacement {
        let line = behind.split('\n').next().unwrap_or_default();
        let at = byte + line.trim_end_matches('\r').len();
        let lines = texts
            .iter()
            .map(|text| format!("{}{indentation}{text}", self.newline));
        let last = if ends_in_comma { "," } else { "" };
        (
            at..at,
            format!("{}{last}", lines.collect::<Vec<String>>().join(",")),
        )
    }

    /// The byte behind an element and its comma.
    fn end_of(&self, number: usize) -> usize {
        let element = &self.elements[number];
        element.comma_end.unwrap_or(element.range.end)
    }

    /// What stands between an element with its comma and the next one, or the closing bracket.
    fn behind(&self, number: usize) -> &'t str {
        let next = self.elements.get(number + 1);
        let end = next.map_or(self.inside.end, |next| next.range.start);
        &self.toml[self.end_of(number)..end]
    }

    /// The white space before an element that starts its line.
    fn indentation_of(&self, number: usize) -> Option<&'t str> {
        let start = number
            .checked_sub(1)
            .map_or(self.inside.start, |number| self.end_of(number));
        let before = &self.toml[start..self.elements[number].range.start];
        before.rfind('\n').map(|at| &before[at + 1..])
    }
}

/// The length of the rest of a line with its line end, where nothing but a comment stands before that.
fn line_length(behind: &str) -> Option<usize> {
    let length = behind.find('\n')?;
    let rest = behind[..length].trim();
    (rest.is_empty() || rest.starts_with('#')).then_some(length + 1)
}

/// The indentation of the next line that is not blank, or four spaces.
fn next_indentation(behind: &str) -> String {
    let below = behind.split('\n').skip(1);
    let mut indentations = below.filter_map(|line| {
        let content = line.trim_start_matches([' ', '\t']);
        let length = line.len() - content.len();
        (length > 0 && !content.trim().is_empty()).then(|| line[..length].to_owned())
    });
    indentations.next().unwrap_or_else(|| "    ".to_owned())
}
