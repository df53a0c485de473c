//! Writes lists and their items over those of the source.

use std::ops::Range;

use indexmap::IndexMap;
use newsletter_model::{Item, List};
use newsletter_parse::{item_content, needed_gaps, starts_on_marker_line};

use super::alignment::{How, Twin};
use super::node::{Content, Node};
use super::page::{BlockPlace, PageWriter, twins_of};
use super::separator::{Pairs, Sequence, separators};
use super::source::SourceNode;
use crate::list::{self, Layout};

/// The list that an item is written in, and where it stands.
#[derive(Clone, Copy)]
struct ListPlace<'l> {
    list: &'l List,
    layout: Layout,
    /// The column in which the lines around the list start.
    column: usize,
    /// Whether the list is spaced as that of the source is.
    is_spaced_alike: bool,
}

impl<'a> PageWriter<'a> {
    /// Writes a list over one of the source, or a new one; its items may come from any list of the source.
    pub(super) fn list(
        &mut self,
        list: &List,
        old: Option<&SourceNode<'_>>,
        place: BlockPlace<'_>,
    ) {
        let BlockPlace { siblings, column } = place;
        let old_list = old.and_then(|node| match &node.node.content {
            Content::List(list) => Some(list),
            _ => None,
        });
        let old_items = old.map_or_else(Vec::new, |node| self.source.items(node));
        let items = Node::of_list(list);
        let twins = twins_of(&old_items, &items);
        let is_spaced_alike = old_list.is_none_or(|old| old.spaced == list.spaced)
            // Items that come from a spaced list may show it, so that the others can stay as they are.
            || list.spaced && twins.contains(&None);
        let mut place = ListPlace {
            list,
            layout: self.layout(&old_items, siblings, column),
            column,
            is_spaced_alike,
        };
        let pairs = Pairs {
            sequence: Sequence::Items {
                spaced: list.spaced,
            },
            old: &old_items,
            new: &items,
            twins: &twins,
            follows_source: &|_| is_spaced_alike,
        };
        let mut starts = Vec::with_capacity(items.len());
        for (number, separator) in separators(self.source, &pairs).iter().enumerate() {
            starts.push(self.text.len());
            let moved = self.moved_separator(list, &twins, number);
            self.text.push_str(moved.unwrap_or(separator));
            let twin = pairs.twin(number);
            self.item(&list.items[number], twin, place);
            // A new item stands as the one before it.
            let own = twin.filter(|(how, _)| *how != How::Moved);
            let own = own.and_then(|(_, old)| self.own_layout(old, column));
            place.layout = own.unwrap_or(place.layout);
        }
        self.show_spaced(list, &twins, &starts);
    }

    /// What stands in the source before an item that comes from another list together with the one before it.
    fn moved_separator(
        &self,
        list: &List,
        twins: &[Option<Twin>],
        number: usize,
    ) -> Option<&'a str> {
        let previous = number.checked_sub(1)?;
        if twins[previous].is_some() || twins[number].is_some() {
            return None;
        }
        let items = self.items.get_or_init(|| self.source.all_items());
        let previous = items.get(&list.items[previous])?;
        let next = items.get(&list.items[number])?;
        let gap = self.source.text.get(previous.range.end..next.range.start)?;
        let line_ends = gap.trim_matches([' ', '\t', '\r']).len();
        let is_right = gap.trim().is_empty() && line_ends > 0 && (list.spaced || line_ends == 1);
        is_right.then_some(gap)
    }

    /// Writes an item over its twin, if it has one.
    fn item(&mut self, item: &Item, twin: Option<(How, &SourceNode<'_>)>, place: ListPlace<'_>) {
        match twin {
            Some((How::Same | How::Moved, old))
                if (place.is_spaced_alike || item.blocks.is_empty())
                    && self.can_take_marker(&old.range, item, place.list) =>
            {
                self.copy_item(old.range.clone(), place.list);
            }
            Some((_, old)) => self.changed_item(item, old, place),
            None => self.new_item(item, place),
        }
    }

    /// Adds a blank line to a spaced list that has lost its only one, next to what is new or changed.
    fn show_spaced(&mut self, list: &List, twins: &[Option<Twin>], starts: &[usize]) {
        let Some(written) = starts.first().map(|start| &self.text[*start..]) else {
            return;
        };
        let mut lines = written.lines();
        if !list.spaced || starts.len() < 2 || lines.any(|line| line.trim_ascii().is_empty()) {
            return;
        }
        let is_kept = |twin: &Option<Twin>| twin.is_some_and(|twin| twin.how == How::Same);
        let mut pairs = twins.windows(2);
        let place = pairs.position(|pair| !pair.iter().all(is_kept));
        self.text
            .insert_str(starts[place.unwrap_or(0) + 1], self.source.newline);
    }

    /// How new items stand in a list of the source; in a new list, as in those beside it, or in the lists of the page.
    fn layout(
        &self,
        old_items: &[SourceNode<'_>],
        siblings: &[SourceNode<'_>],
        column: usize,
    ) -> Layout {
        let with_text = |items: &[SourceNode<'_>]| {
            let mut items = items.iter();
            items.find_map(|node| self.own_layout(node, column))
        };
        let beside = || {
            siblings
                .iter()
                .find_map(|list| with_text(&self.source.items(list)))
        };
        let usual = || {
            let layouts = self
                .source
                .nodes
                .iter()
                .filter_map(|list| with_text(&self.source.items(list)));
            most_frequent(layouts)
        };
        let usual = || *self.usual_layout.get_or_init(usual);
        let own = with_text(old_items);
        own.or_else(|| if column == 0 { usual() } else { beside() })
            .unwrap_or_default()
    }

    /// How an item stands that has text.
    fn own_layout(&self, item: &SourceNode<'_>, column: usize) -> Option<Layout> {
        let has_text = matches!(item.node.content, Content::Item(item) if item.has_text());
        has_text.then(|| self.layout_of(item, column))
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
        let parts = Node::of_item(item);
        let twins = twins_of(&old_parts, &parts);
        let content = item_content(self.source.text, old.range.clone());
        let starts_alike = twins.first().copied().flatten();
        let starts_alike = starts_alike.is_some_and(|twin| twin.old == 0 && twin.is_in_place());
        let start = old_parts.first().map_or(0, |part| part.range.start);
        let keeps_marker = self.can_take_marker(&old.range, item, place.list);
        if !starts_alike || !keeps_marker || start <= content.start {
            let layout = self.layout_of(old, place.column);
            return self.new_item(item, ListPlace { layout, ..place });
        }
        self.copy_item(old.range.start..start, place.list);
        let pairs = Pairs {
            sequence: Sequence::Parts {
                spaced: place.list.spaced,
                needed: &needed_gaps(item),
            },
            old: &old_parts,
            new: &parts,
            twins: &twins,
            follows_source: &|_| true,
        };
        self.nodes(&pairs, content.column);
    }

    /// Writes an item that its list does not have; another list of the source may.
    fn new_item(&mut self, item: &Item, place: ListPlace<'_>) {
        let ListPlace {
            list,
            layout,
            column,
            ..
        } = place;
        let items = self.items.get_or_init(|| self.source.all_items());
        let found = items.get(item).filter(|found| {
            let marker = self.source.column(self.source.marker(&found.range));
            let is_spaced_alike = found.spaced == list.spaced || item.blocks.is_empty();
            let is_right = is_spaced_alike && marker == column + layout.indentation;
            is_right && self.can_take_marker(&found.range, item, list)
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

    /// Whether an item of the source stays what it is with the marker of a list: `- ***` does not with another.
    fn can_take_marker(&self, range: &Range<usize>, item: &Item, list: &List) -> bool {
        let marker = self.source.marker(range);
        let is_same = self.source.text[marker..].starts_with(list.bullet.as_char());
        is_same || starts_on_marker_line(item)
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
