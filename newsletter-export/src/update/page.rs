//! Writes the nodes of an edited issue over those of the source.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use indexmap::IndexMap;
use newsletter_model::{Issue, Item, List};
use newsletter_parse::{item_content, needed_gaps};
use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::alignment::{How, Twin, align};
use super::node::{Content, Kind, Node};
use super::separator::{Separators, Sequence, line_ends};
use super::source::{SourceItem, SourceNode, SourcePage};
use crate::list::{self, Layout};

/// The text of an issue over a source.
///
/// The front matter is given as text. Nodes whose numbers are in `rewritten` take nothing from the source.
pub(super) fn write(
    source: &SourcePage<'_>,
    issue: &Issue,
    front_matter: &str,
    rewritten: &BTreeSet<usize>,
) -> String {
    let mut writer = PageWriter {
        source,
        front_matter,
        items: OnceCell::new(),
        usual_layout: OnceCell::new(),
        text: String::with_capacity(source.text.len() + source.text.len() / 8),
    };
    let new = Node::of_issue(issue);
    let mut twins = twins_of(&source.nodes, &new);
    for number in rewritten.iter().filter(|number| **number > 0) {
        twins[*number] = None;
    }
    let follows_source = |number: usize| number == 0 || !rewritten.contains(&number);
    writer.nodes(
        Sequence::Page,
        &source.nodes,
        &new,
        &twins,
        &follows_source,
        0,
    );
    let end = source.nodes.last().map_or(0, |node| node.range.end);
    writer.text.push_str(&source.text[end..]);
    writer.text
}

fn twins_of(old: &[SourceNode<'_>], new: &[Node<'_>]) -> Vec<Option<Twin>> {
    let old: Vec<&Node<'_>> = old.iter().map(|node| &node.node).collect();
    align(&old, &new.iter().collect::<Vec<_>>())
}

struct PageWriter<'a> {
    source: &'a SourcePage<'a>,
    front_matter: &'a str,
    /// All items of the source, for those that move to another list.
    items: OnceCell<HashMap<&'a Item, SourceItem>>,
    /// How the lists of the page stand.
    usual_layout: OnceCell<Option<Layout>>,
    text: String,
}

impl<'a> PageWriter<'a> {
    /// Writes a sequence of blocks whose lines start in a column.
    fn nodes(
        &mut self,
        sequence: Sequence<'_>,
        old: &[SourceNode<'_>],
        new: &[Node<'_>],
        twins: &[Option<Twin>],
        follows_source: &dyn Fn(usize) -> bool,
        column: usize,
    ) {
        let separators = Separators {
            source: self.source.text,
            newline: self.source.newline,
            sequence,
            old,
            new,
            twins,
            follows_source,
            usual: OnceCell::new(),
        };
        for (number, separator) in separators.all().into_iter().enumerate() {
            self.text.push_str(&separator);
            let node = &new[number];
            let twin = twins[number].map(|twin| (twin.how, &old[twin.old]));
            match twin {
                _ if node.kind == Kind::FrontMatter => self.text.push_str(self.front_matter),
                Some((How::Same | How::Moved, old)) => self.copy(old.range.clone()),
                Some((How::Changed, old)) => {
                    self.block(node, Some(old), new.get(number + 1), column);
                }
                None => self.block(node, None, new.get(number + 1), column),
            }
        }
    }

    /// Writes a block that the source does not have, but perhaps one of its kind at this place.
    fn block(
        &mut self,
        node: &Node<'_>,
        old: Option<&SourceNode<'_>>,
        next: Option<&Node<'_>>,
        column: usize,
    ) {
        match &node.content {
            Content::Text(text) => match old {
                Some(old) => self.changed_text(text, old, column),
                None => self.push(text, column),
            },
            Content::Item(_) => {}
            Content::List(list) => {
                let layout = Layout::before(next.map_or(0, Node::indentation), &list.items);
                if layout == Layout::default() {
                    self.list(list, old, column);
                } else {
                    self.push(&list::write_list(list, layout), column);
                }
            }
        }
    }

    /// Writes a list over one of the source, or a new one; its items may come from any list of the source.
    fn list(&mut self, list: &List, old: Option<&SourceNode<'_>>, column: usize) {
        let old_list = old.and_then(|node| match &node.node.content {
            Content::List(list) => Some(list),
            _ => None,
        });
        let old_items = old.map_or_else(Vec::new, |node| self.source.items(node));
        let items = Node::of_list(list);
        let twins = twins_of(&old_items, &items);
        let is_spaced_alike = old_list.is_none_or(|old| old.spaced == list.spaced);
        let place = ListPlace {
            list,
            layout: self.layout(&old_items, column),
            column,
        };
        let separators = self.item_separators(list, &old_items, &items, &twins, is_spaced_alike);
        for ((item, separator), twin) in list.items.iter().zip(separators).zip(&twins) {
            self.text.push_str(&separator);
            let old = twin.map(|twin| (twin.how, &old_items[twin.old]));
            match old {
                Some((How::Same | How::Moved, old))
                    if is_spaced_alike || item.blocks.is_empty() =>
                {
                    self.copy_item(old.range.clone(), list);
                }
                Some((_, old)) => self.changed_item(item, old, place),
                None => self.new_item(item, place),
            }
        }
    }

    fn item_separators(
        &self,
        list: &List,
        old: &[SourceNode<'_>],
        new: &[Node<'_>],
        twins: &[Option<Twin>],
        is_spaced_alike: bool,
    ) -> Vec<Cow<'a, str>> {
        let separators = Separators {
            source: self.source.text,
            newline: self.source.newline,
            sequence: Sequence::Items {
                spaced: list.spaced,
            },
            old,
            new,
            twins,
            follows_source: &|_| is_spaced_alike,
            usual: OnceCell::new(),
        };
        let mut separators: Vec<Cow<'a, str>> = separators
            .all()
            .into_iter()
            .map(|separator| Cow::Owned(separator.into_owned()))
            .collect();
        let has_blank_line = |old: &SourceNode<'_>| {
            let text = &self.source.text[old.range.clone()];
            text.lines().any(|line| line.trim_ascii().is_empty())
        };
        let shows = separators.iter().any(|separator| line_ends(separator) > 1)
            || is_spaced_alike
                && twins
                    .iter()
                    .flatten()
                    .any(|twin| has_blank_line(&old[twin.old]));
        if list.spaced && !shows {
            for separator in separators.iter_mut().skip(1) {
                *separator = Cow::Owned(self.source.newline.repeat(2));
            }
        }
        separators
    }

    /// How new items stand in a list of the source, or, in a new list, as in the lists of the page.
    fn layout(&self, old_items: &[SourceNode<'_>], column: usize) -> Layout {
        let with_text = |items: &[SourceNode<'_>]| {
            let mut items = items.iter();
            let found = items
                .find(|node| matches!(node.node.content, Content::Item(item) if item.has_text()));
            found.map(|node| self.layout_of(node, column))
        };
        let own = with_text(old_items);
        let usual = || {
            let layouts = self
                .source
                .nodes
                .iter()
                .filter_map(|list| with_text(&self.source.items(list)));
            most_frequent(layouts)
        };
        let usual = || *self.usual_layout.get_or_init(usual);
        own.or_else(|| if column == 0 { usual() } else { None })
            .unwrap_or_default()
    }

    fn layout_of(&self, item: &SourceNode<'_>, column: usize) -> Layout {
        let marker = self.source.column(self.source.marker(&item.range));
        let content = item_content(self.source.text, item.range.clone());
        Layout {
            indentation: marker.saturating_sub(column),
            padding: content.column.saturating_sub(marker + 1).clamp(1, 4),
        }
    }

    /// Writes an item over one of the source: its marker stays.
    fn changed_item(&mut self, item: &Item, old: &SourceNode<'_>, place: ListPlace<'_>) {
        let old_parts = self.source.parts(old);
        let text_start = match old_parts.first() {
            Some(text) if text.node.kind == Kind::ItemText => text.range.start,
            _ => old.range.start,
        };
        let content = item_content(self.source.text, old.range.clone());
        if !item.has_text() || text_start <= content.start {
            let layout = self.layout_of(old, place.column);
            return self.new_item(item, ListPlace { layout, ..place });
        }
        self.copy_item(old.range.start..text_start, place.list);
        let parts = Node::of_item(item);
        let twins = twins_of(&old_parts, &parts);
        let sequence = Sequence::Parts {
            spaced: place.list.spaced,
            needed: &needed_gaps(item),
        };
        self.nodes(
            sequence,
            &old_parts,
            &parts,
            &twins,
            &|_| true,
            content.column,
        );
    }

    /// Writes an item that its list does not have; another list of the source may.
    fn new_item(&mut self, item: &Item, place: ListPlace<'_>) {
        let ListPlace {
            list,
            layout,
            column,
        } = place;
        let items = self.items.get_or_init(|| self.source.all_items());
        let found = items.get(item).filter(|found| {
            let marker = self.source.column(self.source.marker(&found.range));
            let is_spaced_alike = found.spaced == list.spaced || item.blocks.is_empty();
            is_spaced_alike && marker == column + layout.indentation
        });
        if let Some(found) = found {
            return self.copy_item(found.range.clone(), list);
        }
        let padding = if item.has_text() { layout.padding } else { 1 };
        let layout = Layout { padding, ..layout };
        self.push(
            &list::write_item(item, list.bullet, list.spaced, layout),
            column,
        );
    }

    /// Writes a text over one of the source: lines that it has too stay.
    fn changed_text(&mut self, text: &str, old: &SourceNode<'_>, column: usize) {
        let Content::Text(old_text) = &old.node.content else {
            return self.push(text, column);
        };
        let (old_lines, lines): (Vec<&str>, Vec<&str>) =
            (old_text.split('\n').collect(), text.split('\n').collect());
        let source_lines = lines_of(&self.source.text[old.range.clone()]);
        if source_lines.len() != old_lines.len() {
            return self.push(text, column);
        }
        let mut kept = vec![None; lines.len()];
        for operation in capture_diff_slices(Algorithm::Myers, &old_lines, &lines) {
            if let DiffOp::Equal {
                old_index,
                new_index,
                len,
            } = operation
            {
                (0..len).for_each(|number| kept[new_index + number] = Some(old_index + number));
            }
        }
        let last = lines.len() - 1;
        for (number, line) in lines.into_iter().enumerate() {
            // The first line may stand behind a marker, and white space may end the last one.
            let kept = kept[number].filter(|old| (number == 0) == (*old == 0));
            let kept = kept.filter(|old| *old + 1 < old_lines.len() || number == last);
            let (content, line_end) = kept.map_or(("", ""), |old| source_lines[old]);
            if kept.is_some() {
                self.text.push_str(content);
            } else {
                self.push(line, column);
            }
            if number < last {
                let newline = self.source.newline;
                self.text.push_str(if line_end.is_empty() {
                    newline
                } else {
                    line_end
                });
            }
        }
    }

    fn is_at_line_start(&self) -> bool {
        self.text.is_empty() || self.text.ends_with(['\n', '\r'])
    }

    /// Adds lines of the source that start with the marker of an item, which becomes that of a list.
    fn copy_item(&mut self, range: Range<usize>, list: &List) {
        let marker = self.source.marker(&range);
        let behind = marker + 1;
        if self.source.text[marker..].starts_with(list.bullet.as_char()) {
            return self.copy(range);
        }
        self.copy(range.start..marker);
        self.text.push(list.bullet.as_char());
        self.text.push_str(&self.source.text[behind..range.end]);
    }

    /// Adds lines of the source.
    fn copy(&mut self, range: Range<usize>) {
        let text = &self.source.text[range.clone()];
        match (
            self.is_at_line_start(),
            self.source.is_line_start(range.start),
        ) {
            (true, false) => {
                let column = self.source.column(range.start);
                self.text.extend(std::iter::repeat_n(' ', column));
                self.text.push_str(text);
            }
            (false, true) => self.text.push_str(text.trim_start_matches([' ', '\t'])),
            _ => self.text.push_str(text),
        }
    }

    /// Adds canonical text, whose lines start in a column.
    fn push(&mut self, text: &str, column: usize) {
        for (number, line) in text.split('\n').enumerate() {
            if number > 0 {
                self.text.push_str(self.source.newline);
            }
            if !line.is_empty() && self.is_at_line_start() {
                self.text.extend(std::iter::repeat_n(' ', column));
            }
            self.text.push_str(line);
        }
    }
}

/// The layout that occurs most often; of several, the first.
fn most_frequent(layouts: impl Iterator<Item = Layout>) -> Option<Layout> {
    let mut counts: IndexMap<Layout, usize> = IndexMap::new();
    for layout in layouts {
        *counts.entry(layout).or_default() += 1;
    }
    let first = counts.iter().rev().max_by_key(|(_, count)| **count);
    first.map(|(layout, _)| *layout)
}

/// The lines of a text, each with its line end apart.
fn lines_of(text: &str) -> Vec<(&str, &str)> {
    let mut lines = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(['\n', '\r']) {
        let length = if rest[at..].starts_with("\r\n") { 2 } else { 1 };
        lines.push((&rest[..at], &rest[at..at + length]));
        rest = &rest[at + length..];
    }
    lines.push((rest, ""));
    lines
}

/// The list that an item is written in, and where it stands.
#[derive(Clone, Copy)]
struct ListPlace<'l> {
    list: &'l List,
    layout: Layout,
    /// The column in which the lines around the list start.
    column: usize,
}
