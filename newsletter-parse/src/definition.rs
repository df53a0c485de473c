//! Reference definitions: the text between the blocks that the Markdown parser reports.

use std::ops::Range;

use newsletter_model::{Definition, Label};

use crate::block::{Body, Place, Reader};
use crate::container::{self, Tabs, WHITE_SPACE, is_blank};
use crate::markdown;

/// A definition that the parser has found in a whole text.
pub(crate) struct Defined {
    /// As the parser compares it, but for its case.
    pub(crate) label: String,
    pub(crate) span: Range<usize>,
    pub(crate) url: String,
    pub(crate) title: Option<String>,
}

impl Defined {
    /// How many bytes its URL and its title have.
    pub(crate) fn length(&self) -> usize {
        self.url.len() + self.title.as_ref().map_or(0, String::len)
    }
}

impl Reader<'_> {
    /// Reads the definitions between two blocks.
    pub(crate) fn read_definitions(&mut self, range: Range<usize>, place: Place, body: &mut Body) {
        if range.start >= range.end || is_blank(&self.text[range.clone()]) {
            return;
        }
        match self.found_definitions(&range, place) {
            Some(definitions) => {
                for (definition, span) in definitions {
                    let start = container::line_start(self.text, span.start).max(range.start);
                    let end = container::line_end(self.text, span.end).min(range.end);
                    self.push(definition.into(), start..end, place, body);
                }
            }
            None => self.read_each_definition(range, place, body),
        }
    }

    /// The definitions that the parser has found in a range which has nothing else, and which no container indents.
    fn found_definitions(
        &self,
        range: &Range<usize>,
        place: Place,
    ) -> Option<Vec<(Definition, Range<usize>)>> {
        if place.column > 0 || self.text[range.clone()].contains('\t') {
            return None;
        }
        let all = &self.events.definitions;
        let first = all.partition_point(|defined| defined.span.start < range.start);
        let inside = all[first..].iter();
        let inside = inside.take_while(|defined| defined.span.end <= range.end);
        let mut at = range.start;
        let mut definitions = Vec::new();
        for Defined {
            span, url, title, ..
        } in inside
        {
            let before = self.text.get(at..span.start)?;
            if !is_blank(before) {
                return None;
            }
            let definition = to_model(&self.text[span.clone()], url, title.as_deref())?;
            definitions.push((definition, span.clone()));
            at = span.end;
        }
        is_blank(self.text.get(at..range.end)?).then_some(definitions)
    }

    /// Reads definitions one after another, also those whose label has one already.
    fn read_each_definition(&mut self, range: Range<usize>, place: Place, body: &mut Body) {
        let gap = container::continued(self.text, range.clone(), place.column, Tabs::Expanded);
        let mut line_starts = vec![range.start];
        line_starts.extend(
            self.text[range.clone()]
                .match_indices('\n')
                .map(|(at, _)| range.start + at + 1),
        );
        let (mut line, mut counted) = (0, 0);
        for (definition, lines) in read_all(&gap) {
            line += gap[counted..lines.start].matches('\n').count();
            let last = line + gap[lines.clone()].matches('\n').count();
            counted = lines.start;
            let end = container::line_end(self.text, line_starts[last]).min(range.end);
            self.push(definition.into(), line_starts[line]..end, place, body);
        }
    }
}

/// Reads the definitions that a text is made of, each with the range of its lines in the text.
///
/// The parser keeps the first definition of a label only, so each is read on its own.
fn read_all(text: &str) -> Vec<(Definition, Range<usize>)> {
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
            None => at = container::line_end(text, at) + 1,
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
