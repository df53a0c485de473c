//! A front matter written over that of the source, by ranges of bytes.

mod array;
mod entries;

use std::ops::Range;

use newsletter_model::{FrontMatter, Table, Value};
use newsletter_parse::Document;

use super::source::SourcePage;
use crate::front_matter::{self, inline, key};
use entries::{Entry, EntryKind};

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
        entries: entries::read(toml)?,
        removed: Vec::new(),
        edits: Vec::new(),
    };
    splicer.table(&mut Vec::new(), old, new)?;
    let removed = std::mem::take(&mut splicer.removed);
    splicer.remove_lines(removed);
    Some(apply(toml, splicer.edits))
}

struct Splicer<'t> {
    toml: &'t str,
    newline: &'static str,
    entries: Vec<Entry>,
    /// Lines that go.
    removed: Vec<Range<usize>>,
    edits: Vec<Replacement>,
}

/// A text in the place of a range.
type Replacement = (Range<usize>, String);

impl Splicer<'_> {
    fn table(&mut self, path: &mut Vec<String>, old: &Table, new: &Table) -> Option<()> {
        for (name, old_value) in old {
            path.push(name.clone());
            match (old_value, new.get(name)) {
                (_, None) => self.remove(path),
                (_, Some(value)) if value == old_value => {}
                (Value::Table(old), Some(Value::Table(new))) if self.entry_of(path).is_none() => {
                    self.table(path, old, new)?;
                }
                (_, Some(value)) => self.replace(path, old_value, value, new)?,
            }
            path.pop();
        }
        for (name, value) in new.iter().filter(|(name, _)| !old.contains_key(*name)) {
            self.insert(path, name, value, new)?;
        }
        Some(())
    }

    /// The line of a key with a value.
    fn entry_of(&self, path: &[String]) -> Option<&Entry> {
        let mut entries = self.entries.iter();
        entries.find(|entry| entry.kind == EntryKind::KeyValue && entry.path == path)
    }

    fn replace(
        &mut self,
        path: &[String],
        old: &Value,
        value: &Value,
        table: &Table,
    ) -> Option<()> {
        let Some(entry) = self.entry_of(path) else {
            self.remove(path);
            let (name, parent) = path.split_last()?;
            return self.insert(parent, name, value, table);
        };
        if let (Value::Array(old), Value::Array(new)) = (old, value)
            && self.toml[entry.value.clone()].contains('\n')
        {
            self.edits.extend(array::edits(
                self.toml,
                &entry.array,
                (old, new),
                self.newline,
            ));
            return Some(());
        }
        let text = in_style_of(&self.toml[entry.value.clone()], value);
        self.edits.push((entry.value.clone(), text));
        Some(())
    }

    /// Takes out all lines of a key.
    fn remove(&mut self, path: &[String]) {
        let below = self
            .entries
            .iter()
            .filter(|entry| entry.path.starts_with(path));
        self.removed.extend(below.map(|entry| entry.lines.clone()));
    }

    /// Adds a key to the table at a path, behind the keys that it usually follows.
    fn insert(&mut self, path: &[String], name: &str, value: &Value, table: &Table) -> Option<()> {
        let is_dotted = |entry: &Entry| {
            entry.kind == EntryKind::KeyValue
                && entry.path.starts_with(path)
                && entry.dotted_at(path)
        };
        let is_dotted = !path.is_empty() && self.entries.iter().any(is_dotted);
        match value {
            Value::Table(new) if !is_dotted => self.insert_table(path, name, new),
            _ => self.insert_line(path, name, value, table),
        }
    }

    fn insert_table(&mut self, path: &[String], name: &str, table: &Table) -> Option<()> {
        let keys: Vec<String> = path
            .iter()
            .map(String::as_str)
            .chain([name])
            .map(key)
            .collect();
        let text = front_matter::write_table(&keys.join("."), table).replace('\n', self.newline);
        let end = self.toml.trim_end_matches([' ', '\t', '\n', '\r']).len();
        let rest = &self.toml[end..];
        let line_end = end + rest.find('\n')? + 1;
        self.edits
            .push((line_end..line_end, format!("{0}{text}{0}", self.newline)));
        Some(())
    }

    fn insert_line(
        &mut self,
        path: &[String],
        name: &str,
        value: &Value,
        table: &Table,
    ) -> Option<()> {
        let place = table.get_index_of(name)?;
        let sibling = |name: &String| {
            let mut entries = self.entries.iter();
            entries.find(|entry| {
                entry.kind == EntryKind::KeyValue && entry.path.split_last() == Some((name, path))
            })
        };
        let before = table.keys().take(place).rev().find_map(sibling);
        let behind = table.keys().skip(place).find_map(sibling);
        let header = self
            .entries
            .iter()
            .find(|entry| entry.kind == EntryKind::Table && entry.path == path);
        let (at, prefix) = match (before, behind, header) {
            (Some(entry), ..) => (entry.lines.end, entry.prefix(self.toml)),
            (None, Some(entry), _) => (entry.lines.start, entry.prefix(self.toml)),
            (None, None, Some(header)) => (header.lines.end, ""),
            (None, None, None) => return self.insert_header(path, name, value),
        };
        let is_line_start = at == 0 || self.toml[..at].ends_with('\n');
        let line = format!("{prefix}{} = {}{}", key(name), inline(value), self.newline);
        is_line_start.then(|| self.edits.push((at..at, line)))
    }

    /// Adds a table that has had no line of its own, since all its keys were tables.
    fn insert_header(&mut self, path: &[String], name: &str, value: &Value) -> Option<()> {
        let first = self
            .entries
            .iter()
            .find(|entry| entry.path.starts_with(path))?;
        let at = first.lines.start;
        let keys: Vec<String> = path.iter().map(|name| key(name)).collect();
        let line = format!("{} = {}", key(name), inline(value));
        let newline = self.newline;
        let header = format!("[{}]{newline}{line}{newline}{newline}", keys.join("."));
        (!path.is_empty()).then(|| self.edits.push((at..at, header)))
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
            let content = before.trim_end_matches([' ', '\t', '\n', '\r']).len();
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

/// A value in one line, quoted as the one before it where that is possible.
fn in_style_of(before: &str, value: &Value) -> String {
    let is_plain =
        |text: &str| !text.contains(|character: char| character == '\'' || character.is_control());
    let is_literal = before.starts_with('\'') && !before.starts_with("'''");
    match value {
        Value::String(text) if is_literal && is_plain(text) => format!("'{text}'"),
        Value::Datetime(date) if is_literal => format!("'{date}'"),
        Value::Datetime(date) if before.starts_with('"') => format!("\"{date}\""),
        _ => inline(value),
    }
}

/// The text with replacements, which do not overlap; those at one place follow each other.
fn apply(text: &str, mut edits: Vec<Replacement>) -> String {
    edits.sort_by_key(|(range, _)| (range.start, range.end));
    let mut out = String::with_capacity(text.len() + 64);
    let mut at = 0;
    for (range, replacement) in edits {
        out.push_str(text.get(at..range.start).unwrap_or_default());
        out.push_str(&replacement);
        at = range.end.max(at);
    }
    out.push_str(&text[at..]);
    out
}
