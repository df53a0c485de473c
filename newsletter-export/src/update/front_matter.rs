//! A front matter written over that of the source, by ranges of bytes.

mod array;
mod entries;

use std::ops::Range;

use newsletter_model::{FrontMatter, Table, Value};
use newsletter_parse::Document;

use super::source::SourcePage;
use crate::front_matter::{self, inline, key};
use array::ArrayWriter;
use entries::Entries;

const WHITE_SPACE: [char; 4] = [' ', '\t', '\n', '\r'];

/// The front matter of the source with the values of another.
pub(super) fn update(document: &Document, source: &SourcePage<'_>, new: &FrontMatter) -> String {
    let old = &document.issue().front_matter;
    let range = source.nodes[0].range.clone();
    if old == new {
        return source.text[range].to_owned();
    }
    let toml = toml_range(document, source);
    let text = &source.text[toml.clone()];
    match splice(text, &old.to_table(), &with_extra(new, old), source.newline) {
        Some(spliced) => format!(
            "{}{spliced}{}",
            &source.text[range.start..toml.start],
            &source.text[toml.end..range.end]
        ),
        None => rewrite(document, source, new),
    }
}

/// The front matter in canonical form, in the place of that of the source.
pub(super) fn rewrite(document: &Document, source: &SourcePage<'_>, new: &FrontMatter) -> String {
    let whole = whole(document);
    let text = front_matter::write(new).replace('\n', source.newline);
    let behind = &source.text[whole.end..source.nodes[0].range.end];
    format!("{}{text}{behind}", &source.text[..whole.start])
}

fn whole(document: &Document) -> Range<usize> {
    document.spans().next().unwrap_or_default().range()
}

/// The TOML between the delimiters.
fn toml_range(document: &Document, source: &SourcePage<'_>) -> Range<usize> {
    const DELIMITER: usize = "+++".len();
    let whole = whole(document);
    let opened = &source.text[whole.clone()];
    let line_end = opened.find('\n').map_or(DELIMITER, |at| at + 1);
    whole.start + line_end..whole.end - DELIMITER
}

/// All keys; `extra` stays a table without keys where the source has one, since both mean the same.
fn with_extra(new: &FrontMatter, old: &FrontMatter) -> Table {
    let mut table = new.to_table();
    if !old.extra.is_empty() {
        let empty = || Value::Table(Table::new());
        table.entry("extra".to_owned()).or_insert_with(empty);
    }
    table
}

/// The TOML with other values; `None` where it is written in a way that new lines have no place in.
fn splice(toml: &str, old: &Table, new: &Table, newline: &'static str) -> Option<String> {
    let mut splicer = Splicer {
        toml,
        newline,
        entries: Entries::read(toml)?,
        removed: Vec::new(),
        edits: Vec::new(),
        tables: Vec::new(),
    };
    splicer.table(&mut Vec::new(), old, new)?;
    let removed = std::mem::take(&mut splicer.removed);
    splicer.remove_lines(removed);
    splicer.edits.append(&mut splicer.tables);
    Some(apply(toml, splicer.edits))
}

struct Splicer<'t> {
    toml: &'t str,
    newline: &'static str,
    entries: Entries,
    /// Lines that go.
    removed: Vec<Range<usize>>,
    edits: Vec<Replacement>,
    /// New tables, which go behind new lines of the one before.
    tables: Vec<Replacement>,
}

/// A text in the place of a range.
type Replacement = (Range<usize>, String);

impl Splicer<'_> {
    fn table(&mut self, path: &mut Vec<String>, old: &Table, new: &Table) -> Option<()> {
        let mut place = Place::of(&self.entries, path);
        for (name, old_value) in old {
            path.push(name.clone());
            match (old_value, new.get(name)) {
                (_, None) => self.remove(path),
                (_, Some(value)) if value == old_value => {}
                (Value::Table(old), Some(Value::Table(new)))
                    if self.entries.line(path).is_none() =>
                {
                    self.table(path, old, new)?;
                }
                (_, Some(value)) => self.replace(path, (old_value, value), &place)?,
            }
            path.pop();
        }
        for (name, value) in new {
            path.push(name.clone());
            if !old.contains_key(name) {
                self.insert(path, value, &place)?;
            } else if let Some(entry) = self.entries.line(path) {
                place.previous = Some((entry.lines.end, entry.prefix()));
            }
            path.pop();
        }
        Some(())
    }

    fn replace(
        &mut self,
        path: &[String],
        (old, new): (&Value, &Value),
        place: &Place,
    ) -> Option<()> {
        let Some(entry) = self.entries.line(path) else {
            self.remove(path);
            return self.insert_new(path, new, place);
        };
        let before = &self.toml[entry.value.clone()];
        let text = match (old, new) {
            (Value::Array(old), Value::Array(new))
                if before.contains('\n') || !old.is_empty() && !new.is_empty() =>
            {
                let array = ArrayWriter::new(self.toml, entry, self.newline);
                self.edits.extend(array.edits(old, new));
                return Some(());
            }
            // A date may be written as a string.
            (Value::Datetime(_), Value::Datetime(date)) if before.starts_with(['"', '\'']) => {
                quoted_as(before, &Value::from(date.to_string()))
            }
            _ => quoted_as(before, new),
        };
        self.edits.push((entry.value.clone(), text));
        Some(())
    }

    /// Takes out all lines of a key.
    fn remove(&mut self, path: &[String]) {
        let below = self.entries.below(path);
        self.removed.extend(below.map(|entry| entry.lines.clone()));
    }

    /// Adds a key to a table, behind the keys that it usually follows.
    fn insert(&mut self, path: &[String], value: &Value, place: &Place) -> Option<()> {
        match (value, self.entries.line(path)) {
            (_, Some(empty)) => self.edits.push((empty.value.clone(), inline(value))),
            (Value::Table(table), None) if self.entries.below(path).next().is_some() => {
                // The page has the table, without keys.
                self.table(&mut path.to_vec(), &Table::new(), table)?;
            }
            _ => self.insert_new(path, value, place)?,
        }
        Some(())
    }

    fn insert_new(&mut self, path: &[String], value: &Value, place: &Place) -> Option<()> {
        match value {
            Value::Table(table) if !place.is_dotted => self.insert_table(path, table),
            _ => self.insert_line(path, value, place),
        }
    }

    fn insert_table(&mut self, path: &[String], table: &Table) -> Option<()> {
        let text = front_matter::write_table(&header(path), table).replace('\n', self.newline);
        let end = self.toml.trim_end_matches(WHITE_SPACE).len();
        let line_end = end + self.toml[end..].find('\n')? + 1;
        self.tables
            .push((line_end..line_end, format!("{0}{text}{0}", self.newline)));
        Some(())
    }

    fn insert_line(&mut self, path: &[String], value: &Value, place: &Place) -> Option<()> {
        let (name, parent) = path.split_last()?;
        let newline = self.newline;
        let line = format!("{} = {}{newline}", key(name), inline(value));
        let (at, text) = if let Some((at, prefix)) = place.previous.clone() {
            (at, format!("{}{line}", &self.toml[prefix]))
        } else if let Some(at) = place.header_end {
            (at, line)
        } else if let Some((at, prefix)) = place.first.clone() {
            (at, format!("{}{line}", &self.toml[prefix]))
        } else {
            let first = self.entries.below(parent).next()?;
            let header = header(parent);
            let text = format!("[{header}]{newline}{line}{newline}");
            (!parent.is_empty()).then_some((first.lines.start, text))?
        };
        let is_line_start = at == 0 || self.toml[..at].ends_with('\n');
        is_line_start.then(|| self.edits.push((at..at, text)))
    }

    /// Takes lines out, with the blank lines before them where others stand behind.
    fn remove_lines(&mut self, mut removed: Vec<Range<usize>>) {
        removed.sort_by_key(|range| range.start);
        let mut merged: Vec<Range<usize>> = Vec::new();
        for range in removed {
            match merged.last_mut() {
                Some(last) if last.end == range.start => last.end = range.end,
                _ => merged.push(range),
            }
        }
        for range in merged {
            let before = &self.toml[..range.start];
            let is_last = self.toml[range.end..]
                .lines()
                .next()
                .is_none_or(|line| line.trim().is_empty());
            let content = before.trim_end_matches(WHITE_SPACE).len();
            let blank = before[content..]
                .find('\n')
                .map_or(range.start, |at| content + at + 1);
            let start = if is_last && content > 0 {
                blank
            } else {
                range.start
            };
            self.edits.push((start..range.end, String::new()));
        }
    }
}

/// Where new keys of a table go.
#[derive(Clone)]
struct Place {
    /// The byte behind the line of the key that the new one follows, and what stands before that key.
    previous: Option<(usize, Range<usize>)>,
    /// The byte behind the header of the table.
    header_end: Option<usize>,
    /// The first byte of the table's first line, and what stands before its key.
    first: Option<(usize, Range<usize>)>,
    /// Whether dotted keys make the table, so that it can have no header.
    is_dotted: bool,
}

impl Place {
    fn of(entries: &Entries, path: &[String]) -> Self {
        let first = entries.below(path).find(|entry| entry.is_line_of(path));
        Self {
            previous: None,
            header_end: entries.header(path).map(|header| header.lines.end),
            first: first.map(|entry| (entry.lines.start, entry.prefix())),
            is_dotted: entries.below(path).any(|entry| entry.is_dotted_below(path)),
        }
    }
}

fn header(path: &[String]) -> String {
    let keys: Vec<String> = path.iter().map(|name| key(name)).collect();
    keys.join(".")
}

/// A value in one line; a string is quoted as another value where that is possible.
fn quoted_as(before: &str, value: &Value) -> String {
    let is_plain =
        |text: &str| !text.contains(|character: char| character == '\'' || character.is_control());
    let is_literal = before.starts_with('\'') && !before.starts_with("'''");
    match value {
        Value::String(text) if is_literal && is_plain(text) => format!("'{text}'"),
        _ => inline(value),
    }
}

/// The text with replacements, which do not overlap; those at one place follow each other.
fn apply(text: &str, mut edits: Vec<Replacement>) -> String {
    edits.sort_by_key(|(range, _)| (range.start, range.end));
    let mut out = String::with_capacity(text.len() + 64);
    let mut at = 0;
    for (range, replacement) in edits {
        debug_assert!(at <= range.start, "replacements overlap");
        out.push_str(text.get(at..range.start).unwrap_or_default());
        out.push_str(&replacement);
        at = range.end.max(at);
    }
    out.push_str(&text[at..]);
    out
}
