//! Bullet lists and their items.

use std::borrow::Cow;
use std::ops::Range;

use memchr::memchr;
use newsletter_model::{Bullet, Destination, Inline, Item, Label, List, Task, Tasks};
use pulldown_cmark::LinkType;

use crate::block::{Body, Place, Reader};
use crate::container::{self, Tabs, WHITE_SPACE, is_blank};
use crate::entry_heading::link_end;
use crate::events::{Kind, Link, Piece};
use crate::gap;
use crate::markdown::{self, Node};
use crate::spans::{Field, Step};
use crate::thanks;

/// An item, and what its text shows of blank lines.
pub(crate) struct ReadItem {
    pub(crate) item: Item,
    /// Whether a blank line stands where none is needed.
    has_gap: bool,
    /// Whether a blank line stands where one is needed.
    has_needed_gap: bool,
    /// Whether the parser found the list loose or tight, where the item shows it.
    is_loose: Option<bool>,
}

impl Reader<'_> {
    /// Reads a bullet list, and adds it to the blocks; a list with the bullet of the one before continues it.
    pub(crate) fn read_list(&mut self, node: Node<'_>, place: Place, body: &mut Body) {
        let range = self.range(node);
        body.starts.push(range.start);
        let list_node = self.push_node(
            place.node,
            Step::Element(place.field, body.blocks.len()),
            range,
        );
        let place = Place {
            node: list_node,
            ..place
        };
        let (items, spaced) = self.read_items(node, place);
        let bullet = self.bullet(node);
        body.blocks.push(if place.has_tasks {
            let mut tasks = Tasks::new(items.into_iter().map(Task::from).collect());
            (tasks.bullet, tasks.spaced) = (bullet, spaced);
            tasks.into()
        } else {
            List::new(items)
                .with_bullet(bullet)
                .with_spaced(spaced)
                .into()
        });
    }

    /// Reads the items of a list, and whether it is spaced.
    fn read_items(&mut self, list: Node<'_>, place: Place) -> (Vec<Item>, bool) {
        let mut items = Vec::with_capacity(markdown::nodes(markdown::inner(list)).count());
        let mut spacing = Spacing::default();
        let mut nodes = Vec::new();
        for node in markdown::nodes(markdown::inner(list)) {
            let range = self.range(node);
            let content = item_content(self.text, range.clone());
            if !items.is_empty() {
                let marker = marker_start(self.text, &range);
                spacing.has_gap |= self.follows_blank_line(marker);
            }
            let place = self.place_of_item(items.len(), range.clone(), content.column, place);
            item_nodes(node, &mut nodes);
            let end = range.end.max(content.start);
            let read = self.read_content(&nodes, content.start..end, place);
            spacing.add(&read);
            items.push(read.item);
        }
        (items, spacing.is_spaced())
    }

    fn bullet(&self, list: Node<'_>) -> Bullet {
        let start = list.get(1).map_or(list[0].start(), Piece::start);
        let marker = self.text[start..]
            .trim_start_matches(WHITE_SPACE)
            .chars()
            .next();
        marker.and_then(Bullet::from_char).unwrap_or_default()
    }

    fn follows_blank_line(&self, byte: usize) -> bool {
        let line_start = container::line_start(self.text, byte);
        let before = &self.text[..line_start.saturating_sub(1)];
        let content = before.trim_end_matches([' ', '\t']);
        line_start > 0 && (content.is_empty() || content.ends_with('\n'))
    }

    /// Adds the node of an item, and returns the place below it.
    fn place_of_item(
        &mut self,
        number: usize,
        range: Range<usize>,
        column: usize,
        list: Place,
    ) -> Place {
        Place {
            node: self.push_node(list.node, Step::Element(Field::Items, number), range),
            field: Field::Blocks,
            column,
            list_depth: list.list_depth + 1,
            has_placeholders: false,
            byline: None,
            has_tasks: false,
        }
    }

    /// Reads what stands in an item: its paragraph, if it starts with one, and the blocks below.
    pub(crate) fn read_content(
        &mut self,
        nodes: &[Node<'_>],
        range: Range<usize>,
        place: Place,
    ) -> ReadItem {
        let text = self.item_text(nodes, range.start, place);
        let (item, below, at) = match text {
            Some(text) => {
                let item = self.inline_item(nodes[0], text.clone(), place.column);
                (item, &nodes[1..], text.end)
            }
            None => (Item::default(), nodes, range.start),
        };
        let mut read = ReadItem {
            item,
            has_gap: false,
            has_needed_gap: false,
            is_loose: looseness(nodes),
        };
        if below.is_empty() && is_blank(&self.text[at..range.end.max(at)]) {
            return read;
        }
        let body = self.read_body(below, at..range.end.max(at), place);
        read.item.blocks = body.blocks;
        let has_part_above = below.len() < nodes.len();
        let starts = &body.starts[usize::from(!has_part_above).min(body.starts.len())..];
        (read.has_gap, read.has_needed_gap) = self.gaps(&read.item, starts);
        read
    }

    /// The range of the paragraph that an item starts with, unless it thanks people.
    fn item_text(&self, nodes: &[Node<'_>], start: usize, place: Place) -> Option<Range<usize>> {
        let first = nodes.first().filter(|node| markdown::is_paragraph(node))?;
        let text = self.paragraph_range(first, place.column);
        let is_first = is_blank(&self.text[start..text.start]);
        (is_first && !self.is_thanks(text.clone(), place)).then_some(text)
    }

    /// Whether a paragraph thanks people.
    fn is_thanks(&self, range: Range<usize>, place: Place) -> bool {
        if !thanks::may_start(&self.text[range.clone()]) {
            return false;
        }
        let paragraph = container::continued(self.text, range, place.column, place.tabs());
        thanks::read(&paragraph, self.labels).is_some()
    }

    /// Whether blank lines stand between the parts of an item, which start somewhere but for the first one:
    /// where none is needed, and where one is.
    fn gaps(&self, item: &Item, starts: &[usize]) -> (bool, bool) {
        let (mut has_gap, mut has_needed_gap) = (false, false);
        for ((previous, next), start) in gap::pairs(item).zip(starts) {
            let needed = gap::is_needed(previous, next);
            has_needed_gap |= needed;
            has_gap |= !needed && self.follows_blank_line(*start);
        }
        (has_gap, has_needed_gap)
    }

    /// The item that a paragraph is: around its first link, or all of it title.
    pub(crate) fn inline_item(&self, events: Node<'_>, range: Range<usize>, column: usize) -> Item {
        let is_line = memchr(b'\n', self.text[range.clone()].as_bytes()).is_none();
        let part = |part: Range<usize>| {
            if part.is_empty() {
                return Inline::default();
            }
            let text = if is_line {
                Cow::Borrowed(&self.text[part])
            } else {
                container::continued(self.text, part, column, Tabs::Expanded)
            };
            Inline::new(text).unwrap_or_default()
        };
        let Some((node, link)) = self.first_link(events) else {
            return Item::new(part(range));
        };
        let link_range = self.range(node);
        let before = &self.text[range.start..link_range.start];
        let link_start = before.rfind(']').and_then(|_| before.rfind("]("));
        if link_start.is_some_and(|at| !before[at..].contains(')')) {
            // A line break in the link alone keeps what stands before it from being a link around it.
            return Item::new(part(range));
        }
        let end = link_end(self.text, node, link).min(range.end);
        let title_range = link_range.start + 1..self.title_end(node, range.end);
        let mut item = Item::new(part(title_range.clone()));
        match link.link_type {
            LinkType::Inline => {
                item.url = Some(link.target.as_ref().into());
                item.tooltip = link.title.as_deref().map(str::to_owned);
            }
            LinkType::Autolink | LinkType::Email => {
                let prefix = if link.link_type == LinkType::Email {
                    "mailto:"
                } else {
                    ""
                };
                item.url = Some(Destination::new(format!("{prefix}{}", link.target)));
                item.title = Inline::plain(&self.text[title_range]);
            }
            LinkType::WikiLink { .. } => return Item::new(part(range)),
            _ => match Label::new(&link.target) {
                Ok(label) => item.reference = Some(label),
                Err(_) => return Item::new(part(range)),
            },
        }
        item.before = part(range.start..link_range.start);
        item.after = part(end..range.end.max(end));
        item
    }

    /// Where the text of a link ends: at its `]`, or at the `>` of an autolink.
    fn title_end(&self, link: Node<'_>, limit: usize) -> usize {
        let inner = markdown::inner(link);
        let last = inner
            .iter()
            .map(Piece::end)
            .max()
            .unwrap_or(link[0].start() + 1);
        let mut behind = self.text[last..limit].bytes();
        let close = behind.position(|byte| matches!(byte, b']' | b'>'));
        close.map_or(last, |at| last + at)
    }

    /// The first link of a paragraph, those in images aside.
    fn first_link<'e>(&self, events: Node<'e>) -> Option<(Node<'e>, &Link<'_>)> {
        let mut rest = events;
        while let Some(piece) = rest.first() {
            if let Some(link) = self.events.link(piece) {
                return Some((&rest[..piece.length()], link));
            }
            let is_image = piece.kind == Kind::Image;
            rest = &rest[if is_image { piece.length() } else { 1 }..];
        }
        None
    }
}

/// Where the content of an item of a list stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct ItemContent {
    /// The byte behind the item's marker.
    pub start: usize,
    /// The column in which the lines of the content start, from 0.
    pub column: usize,
}

/// Finds the content of a bullet list's item, which stands in a range of a text (CommonMark §5.2).
///
/// ```
/// use newsletter_parse::item_content;
///
/// let content = item_content("*   one\n    two\n", 0..15);
/// assert_eq!((content.start, content.column), (1, 4));
/// ```
pub fn item_content(text: &str, item: Range<usize>) -> ItemContent {
    let marker = marker_start(text, &item);
    let line_start = container::line_start(text, marker);
    let marker_end = (marker + 1).min(item.end);
    let marker_column = container::column_behind(&text[line_start..marker_end]);
    let rest = &text[marker_end..item.end];
    let content = rest.trim_start_matches([' ', '\t']);
    let spaces = &rest[..rest.len() - content.len()];
    let column = container::column_from(marker_column, spaces);
    let is_empty = content.is_empty() || content.starts_with(['\n', '\r']);
    let is_below = is_empty || column - marker_column > 4;
    ItemContent {
        start: marker_end,
        column: if is_below { marker_column + 1 } else { column },
    }
}

/// The byte of an item's marker; the parser's range may start with the line end before it.
fn marker_start(text: &str, item: &Range<usize>) -> usize {
    let text = &text[item.clone()];
    item.start + text.len() - text.trim_start_matches([' ', '\t', '\n', '\r']).len()
}

/// Whether a list is loose, as far as the paragraphs of one item show it.
fn looseness(nodes: &[Node<'_>]) -> Option<bool> {
    nodes
        .iter()
        .find(|node| markdown::is_paragraph(node))
        .map(|node| markdown::is_block(node))
}

/// The nodes of an item, inline events gathered to one node a paragraph.
fn item_nodes<'e>(item: Node<'e>, nodes: &mut Vec<Node<'e>>) {
    let inner = markdown::inner(item);
    nodes.clear();
    let mut at = 0;
    let mut text_start = None;
    for node in markdown::nodes(inner) {
        if markdown::is_block(node) {
            if let Some(start) = text_start.take() {
                nodes.push(&inner[start..at]);
            }
            nodes.push(node);
        } else if text_start.is_none() {
            text_start = Some(at);
        }
        at += node.len();
    }
    nodes.extend(text_start.map(|start| &inner[start..at]));
}

/// What the items of a list show of blank lines.
#[derive(Default)]
struct Spacing {
    /// Whether a blank line stands between items, or in one where none is needed.
    has_gap: bool,
    has_needed_gap: bool,
    is_loose: Option<bool>,
}

impl Spacing {
    fn add(&mut self, item: &ReadItem) {
        self.has_gap |= item.has_gap;
        self.has_needed_gap |= item.has_needed_gap;
        self.is_loose = self.is_loose.or(item.is_loose);
    }

    /// Whether the list is spaced: blank lines part its items, or stand in one where none is needed.
    fn is_spaced(&self) -> bool {
        match self.is_loose {
            Some(false) => false,
            None => self.has_gap,
            Some(true) => self.has_gap || !self.has_needed_gap,
        }
    }
}
