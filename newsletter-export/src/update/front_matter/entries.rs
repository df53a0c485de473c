//! The lines of a TOML document.

use std::collections::HashMap;
use std::ops::Range;

use toml_parser::decoder::Encoding;
use toml_parser::parser::{EventReceiver, parse_document};
use toml_parser::{ErrorSink, Raw, Source, Span};

/// A key with its value, or the header of a table.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub(super) kind: EntryKind,
    /// The keys that lead to the value or the table from the root.
    pub(super) path: Vec<String>,
    /// How many of them come from the header above.
    header_length: usize,
    /// The first byte of the last part of a dotted key.
    last_key: usize,
    /// The whole lines, with the line end.
    pub(super) lines: Range<usize>,
    pub(super) value: Range<usize>,
    /// The elements, where the value is an array.
    pub(super) elements: Vec<Element>,
}

/// What an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum EntryKind {
    KeyValue,
    /// `[table]`
    Table,
    /// `[[table]]`
    ArrayTable,
}

/// An element of an array.
#[derive(Debug, Clone)]
pub(super) struct Element {
    pub(super) range: Range<usize>,
    /// The byte behind its comma.
    pub(super) comma_end: Option<usize>,
}

impl Entry {
    /// Where the key's indentation and the other parts of a dotted key stand.
    pub(super) fn prefix(&self) -> Range<usize> {
        self.lines.start..self.last_key
    }

    /// Whether this is the line of a key in the table at a path.
    pub(super) fn is_line_of(&self, path: &[String]) -> bool {
        self.kind == EntryKind::KeyValue && self.path.len() == path.len() + 1
    }

    /// Whether a dotted key leads through the table at a path, which this stands below.
    pub(super) fn is_dotted_below(&self, path: &[String]) -> bool {
        self.kind == EntryKind::KeyValue && self.header_length < path.len()
    }
}

/// The lines of a document, to be found by the keys that lead to them.
pub(super) struct Entries {
    entries: Vec<Entry>,
    /// The numbers of the lines that stand below some keys, or have them.
    below: HashMap<Vec<String>, Vec<usize>>,
}

impl Entries {
    /// Reads a document; `None` when it is none.
    pub(super) fn read(toml: &str) -> Option<Self> {
        let entries = read(toml)?;
        let mut below: HashMap<Vec<String>, Vec<usize>> = HashMap::new();
        for (number, entry) in entries.iter().enumerate() {
            for length in 0..=entry.path.len() {
                let keys = &entry.path[..length];
                match below.get_mut(keys) {
                    Some(numbers) => numbers.push(number),
                    None => {
                        below.insert(keys.to_vec(), vec![number]);
                    }
                }
            }
        }
        Some(Self { entries, below })
    }

    /// All lines with keys that start with these.
    pub(super) fn below(&self, path: &[String]) -> impl Iterator<Item = &Entry> {
        let numbers = self.below.get(path).into_iter().flatten();
        numbers.map(|number| &self.entries[*number])
    }

    /// The line of a key with a value.
    pub(super) fn line(&self, path: &[String]) -> Option<&Entry> {
        self.own(path, EntryKind::KeyValue)
    }

    /// The header of a table.
    pub(super) fn header(&self, path: &[String]) -> Option<&Entry> {
        self.own(path, EntryKind::Table)
    }

    fn own(&self, path: &[String], kind: EntryKind) -> Option<&Entry> {
        self.below(path)
            .find(|entry| entry.kind == kind && entry.path == path)
    }
}

fn read(toml: &str) -> Option<Vec<Entry>> {
    let tokens = Source::new(toml).lex().into_vec();
    let mut reader = Reader {
        toml,
        entries: Vec::new(),
        header: Vec::new(),
        header_kind: None,
        keys: Vec::new(),
        start: 0,
        last_key: 0,
        value_start: 0,
        depth: 0,
        elements: Vec::new(),
        element_start: 0,
    };
    let mut first_error = None;
    parse_document(&tokens, &mut reader, &mut first_error);
    first_error.is_none().then_some(reader.entries)
}

struct Reader<'t> {
    toml: &'t str,
    entries: Vec<Entry>,
    /// The path of the header that the lines stand below.
    header: Vec<String>,
    /// The kind of the header that is being read.
    header_kind: Option<EntryKind>,
    keys: Vec<String>,
    /// The first byte of the key, or of the header.
    start: usize,
    last_key: usize,
    value_start: usize,
    /// How many arrays and inline tables are open.
    depth: usize,
    elements: Vec<Element>,
    element_start: usize,
}

impl Reader<'_> {
    fn open_header(&mut self, kind: EntryKind, span: Span) {
        self.header_kind = Some(kind);
        self.header.clear();
        self.start = span.start();
    }

    fn close_header(&mut self, span: Span) {
        self.header = std::mem::take(&mut self.keys);
        let kind = self.header_kind.take().unwrap_or(EntryKind::Table);
        let path = self.header.clone();
        self.push(kind, path, span.end()..span.end());
    }

    fn push(&mut self, kind: EntryKind, path: Vec<String>, value: Range<usize>) {
        let line_start = self.toml[..self.start].rfind('\n').map_or(0, |at| at + 1);
        let line_end = self.toml[value.end..].find('\n');
        self.entries.push(Entry {
            kind,
            path,
            header_length: self.header.len(),
            last_key: self.last_key,
            lines: line_start..line_end.map_or(self.toml.len(), |at| value.end + at + 1),
            value,
            elements: std::mem::take(&mut self.elements),
        });
    }

    fn open_value(&mut self, span: Span) {
        match self.depth {
            0 => self.value_start = span.start(),
            1 => self.element_start = span.start(),
            _ => {}
        }
    }

    fn close_value(&mut self, span: Span) {
        match self.depth {
            0 => {
                let mut path = self.header.clone();
                path.append(&mut self.keys);
                self.push(EntryKind::KeyValue, path, self.value_start..span.end());
            }
            1 => self.elements.push(Element {
                range: self.element_start..span.end(),
                comma_end: None,
            }),
            _ => {}
        }
    }
}

impl EventReceiver for Reader<'_> {
    fn std_table_open(&mut self, span: Span, _: &mut dyn ErrorSink) {
        self.open_header(EntryKind::Table, span);
    }

    fn std_table_close(&mut self, span: Span, _: &mut dyn ErrorSink) {
        self.close_header(span);
    }

    fn array_table_open(&mut self, span: Span, _: &mut dyn ErrorSink) {
        self.open_header(EntryKind::ArrayTable, span);
    }

    fn array_table_close(&mut self, span: Span, _: &mut dyn ErrorSink) {
        self.close_header(span);
    }

    fn inline_table_open(&mut self, span: Span, _: &mut dyn ErrorSink) -> bool {
        self.open_value(span);
        self.depth += 1;
        true
    }

    fn inline_table_close(&mut self, span: Span, _: &mut dyn ErrorSink) {
        self.depth = self.depth.saturating_sub(1);
        self.close_value(span);
    }

    fn array_open(&mut self, span: Span, _: &mut dyn ErrorSink) -> bool {
        self.open_value(span);
        self.depth += 1;
        true
    }

    fn array_close(&mut self, span: Span, _: &mut dyn ErrorSink) {
        self.depth = self.depth.saturating_sub(1);
        self.close_value(span);
    }

    fn simple_key(&mut self, span: Span, encoding: Option<Encoding>, error: &mut dyn ErrorSink) {
        if self.depth > 0 {
            return;
        }
        if self.keys.is_empty() && self.header_kind.is_none() {
            self.start = span.start();
        }
        self.last_key = span.start();
        let mut name = String::new();
        let text = &self.toml[span.start()..span.end()];
        Raw::new_unchecked(text, encoding, span).decode_key(&mut name, error);
        self.keys.push(name);
    }

    fn scalar(&mut self, span: Span, _: Option<Encoding>, _: &mut dyn ErrorSink) {
        self.open_value(span);
        self.close_value(span);
    }

    fn value_sep(&mut self, span: Span, _: &mut dyn ErrorSink) {
        if self.depth == 1
            && let Some(element) = self.elements.last_mut()
        {
            element.comma_end = Some(span.end());
        }
    }
}
