//! The nodes of a document, and the lines that each of them has in the source.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use memchr::{memchr, memrchr2};
use newsletter_model::{Block, Issue, Item, List};
use newsletter_parse::{Document, Span, item_content};

use super::node::{Content, Node};

/// The source of a document, part by part.
pub(super) struct SourcePage<'d> {
    pub(super) text: &'d str,
    /// The nodes of the issue, in order.
    pub(super) nodes: Vec<SourceNode<'d>>,
    /// The line end of most lines.
    pub(super) newline: &'static str,
    /// The spans of the document's nodes behind the front matter.
    spans: Vec<Span>,
}

/// A node, and the lines that it has in the source.
pub(super) struct SourceNode<'d> {
    pub(super) node: Node<'d>,
    /// Whole lines without the last line end, or, where the node stands behind the marker of an item, from there on.
    pub(super) range: Range<usize>,
    /// The number of its span.
    span: usize,
}

/// An item of some list in the source.
#[derive(Clone)]
pub(super) struct SourceItem {
    pub(super) range: Range<usize>,
    pub(super) spaced: bool,
}

const WHITE_SPACE: [char; 4] = [' ', '\t', '\n', '\r'];

impl<'d> SourcePage<'d> {
    pub(super) fn new(document: &'d Document) -> Self {
        let text = document.source();
        let mut spans = document.spans();
        let front_matter = spans.next().unwrap_or_default();
        let spans: Vec<Span> = spans
            .filter(|span| span.start >= front_matter.end)
            .collect();
        let mut page = Self {
            text,
            nodes: Vec::new(),
            newline: newline_of(text),
            spans,
        };
        let nodes = Node::of_issue(document.issue());
        let numbers = span_numbers(document.issue());
        let own = numbers.iter().map(|number| page.spans[*number]);
        let starts: Vec<usize> = std::iter::once(0)
            .chain(own.map(|span| line_start(text, span.start).max(front_matter.end)))
            .collect();
        let numbers = std::iter::once(0).chain(numbers.iter().copied());
        page.nodes = page.with_ranges(nodes.into_iter().zip(numbers), &starts, text.len());
        page
    }

    /// The items of a list.
    pub(super) fn items<'s>(&self, node: &'s SourceNode<'d>) -> Vec<SourceNode<'s>> {
        match &node.node.content {
            Content::List(list) => self.items_of(list, node.span, &node.range),
            _ => Vec::new(),
        }
    }

    fn items_of<'s>(
        &self,
        list: &'s List,
        span: usize,
        range: &Range<usize>,
    ) -> Vec<SourceNode<'s>> {
        let numbers = numbers_from(span + 1, list.items.iter().map(spans_of_item));
        let numbers: Vec<usize> = numbers.collect();
        let starts = self.starts(&numbers, range.start);
        let nodes = Node::of_list(list).into_iter().zip(numbers);
        self.with_ranges(nodes, &starts, range.end)
    }

    /// The paragraph and the blocks of an item.
    pub(super) fn parts<'s>(&self, node: &SourceNode<'s>) -> Vec<SourceNode<'s>> {
        let Content::Item(item) = node.node.content else {
            return Vec::new();
        };
        let content = item_content(self.text, node.range.clone()).start;
        let rest = &self.text[content..node.range.end];
        let text = content + rest.len() - rest.trim_start_matches(WHITE_SPACE).len();
        let spaces = content + rest.len() - rest.trim_start_matches([' ', '\t']).len();
        // What starts below the marker has its own lines.
        let start = line_start(self.text, text).max(spaces.min(text));
        let numbers = numbers_from(node.span + 1, item.blocks.iter().map(spans_of_block));
        let mut numbers: Vec<usize> = numbers.collect();
        let mut starts = self.starts(&numbers, start);
        if item.has_text() {
            numbers.insert(0, node.span);
            starts.insert(0, start);
        }
        let nodes = Node::of_item(item).into_iter().zip(numbers);
        self.with_ranges(nodes, &starts, node.range.end)
    }

    /// Where nodes start: with their lines, or behind the marker of the item that they stand in.
    fn starts(&self, numbers: &[usize], from: usize) -> Vec<usize> {
        let starts = numbers.iter().map(|number| self.spans[*number].start);
        starts
            .map(|start| line_start(self.text, start).max(from))
            .collect()
    }

    /// Gives each node all from its start to the next one, without the blank lines before that.
    fn with_ranges<'s>(
        &self,
        nodes: impl Iterator<Item = (Node<'s>, usize)>,
        starts: &[usize],
        end: usize,
    ) -> Vec<SourceNode<'s>> {
        let ends = starts.iter().skip(1).copied().chain([end]);
        let ranges = starts
            .iter()
            .zip(ends)
            .map(|(start, end)| self.range(*start, end));
        nodes
            .zip(ranges)
            .map(|((node, span), range)| SourceNode { node, range, span })
            .collect()
    }

    fn range(&self, start: usize, end: usize) -> Range<usize> {
        let bytes = &self.text.as_bytes()[start..end.max(start)];
        let is_space = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r');
        let content = bytes.iter().rposition(|byte| !is_space(byte));
        let content = content.map_or(0, |at| at + 1);
        let mut behind = bytes[content..].iter();
        let spaces = behind.position(|byte| !matches!(byte, b' ' | b'\t'));
        start..start + spaces.map_or(bytes.len(), |spaces| content + spaces)
    }

    /// All items of all lists, also of those in other items.
    pub(super) fn all_items(&self) -> HashMap<&Item, SourceItem> {
        let mut found = HashMap::new();
        for node in &self.nodes {
            if let Content::List(list) = &node.node.content {
                self.collect_items(list, node.span, &node.range, &mut found);
            }
        }
        found
    }

    fn collect_items<'s>(
        &self,
        list: &'s List,
        span: usize,
        range: &Range<usize>,
        found: &mut HashMap<&'s Item, SourceItem>,
    ) {
        for (item, node) in list.items.iter().zip(self.items_of(list, span, range)) {
            found.entry(item).or_insert_with(|| SourceItem {
                range: node.range.clone(),
                spaced: list.spaced,
            });
            for part in self.parts(&node) {
                if let Content::List(Cow::Borrowed(list)) = part.node.content {
                    self.collect_items(list, part.span, &part.range, found);
                }
            }
        }
    }

    /// The column of a byte, from 0; a tab reaches to the next multiple of four (CommonMark §2.2).
    pub(super) fn column(&self, byte: usize) -> usize {
        let line = &self.text[line_start(self.text, byte)..byte];
        line.chars().fold(0, |column, character| match character {
            '\t' => column + 4 - column % 4,
            _ => column + 1,
        })
    }

    /// The byte of an item's marker.
    pub(super) fn marker(&self, item: &Range<usize>) -> usize {
        let text = &self.text[item.clone()];
        item.start + text.len() - text.trim_start_matches([' ', '\t']).len()
    }

    /// Whether a line starts here.
    pub(super) fn is_line_start(&self, byte: usize) -> bool {
        line_start(self.text, byte) == byte
    }
}

fn line_start(text: &str, byte: usize) -> usize {
    memrchr2(b'\n', b'\r', &text.as_bytes()[..byte]).map_or(0, |at| at + 1)
}

fn newline_of(text: &str) -> &'static str {
    if memchr(b'\r', text.as_bytes()).is_none() {
        return "\n";
    }
    let lines = text.matches('\n').count();
    if text.matches("\r\n").count() * 2 > lines {
        "\r\n"
    } else {
        "\n"
    }
}

/// The number of the span of each node of an issue behind its front matter.
fn span_numbers(issue: &Issue) -> Vec<usize> {
    let mut numbers = Vec::new();
    let mut at = push_part(&mut numbers, 0, 0, &issue.body);
    for section in &issue.sections {
        // A section has a span of its own around that of its title, an entry around that of its heading.
        at = push_part(&mut numbers, at + 1, 1, section.body());
        for entry in section.entries() {
            let lines = 1 + usize::from(super::node::byline(entry).is_some());
            at = push_part(&mut numbers, at + 1, lines, entry.body());
        }
    }
    numbers
}

/// Adds the numbers of some lines and the blocks behind them, and returns the next number.
fn push_part(numbers: &mut Vec<usize>, first: usize, lines: usize, body: &[Block]) -> usize {
    let spans = std::iter::repeat_n(1, lines).chain(body.iter().map(spans_of_block));
    numbers.extend(numbers_from(first, spans.clone()));
    first + spans.sum::<usize>()
}

/// The number of the first span of each of several nodes, which have so many spans.
fn numbers_from(first: usize, spans: impl Iterator<Item = usize>) -> impl Iterator<Item = usize> {
    spans.scan(first, |number, spans| {
        let own = *number;
        *number += spans;
        Some(own)
    })
}

/// How many spans a block has, with those of all below it.
fn spans_of_block(block: &Block) -> usize {
    1 + block.items().map(spans_of_item).sum::<usize>()
}

fn spans_of_item(item: &Item) -> usize {
    1 + item.blocks.iter().map(spans_of_block).sum::<usize>()
}
