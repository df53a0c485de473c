//! Writes the nodes of an edited issue over those of the source.

use std::cell::OnceCell;
use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use newsletter_model::Item;

use super::alignment::{How, Twin, align};
use super::node::{Content, Kind, Node};
use super::separator::{Pairs, Sequence, separators};
use super::source::{SourceItem, SourceNode, SourcePage};
use crate::list::{self, Layout};

/// The text of an issue, of which these are the nodes, over a source.
///
/// The front matter is given as text. Nodes whose numbers are in `rewritten` take nothing from the source.
pub(super) fn write(
    source: &SourcePage<'_>,
    new: &[Node<'_>],
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
    let mut twins = twins_of(&source.nodes, new);
    for number in rewritten.iter().filter(|number| **number > 0) {
        twins[*number] = None;
    }
    let follows_source = |number: usize| number == 0 || !rewritten.contains(&number);
    let pairs = Pairs {
        sequence: Sequence::Page,
        old: &source.nodes,
        new,
        twins: &twins,
        follows_source: &follows_source,
    };
    writer.nodes(&pairs, 0);
    let end = source.nodes.last().map_or(0, |node| node.range.end);
    writer.text.push_str(&source.text[end..]);
    writer.text
}

pub(super) fn twins_of(old: &[SourceNode<'_>], new: &[Node<'_>]) -> Vec<Option<Twin>> {
    let old: Vec<&Node<'_>> = old.iter().map(|node| &node.node).collect();
    align(&old, &new.iter().collect::<Vec<_>>())
}

/// Writes a page from its start to its end.
pub(super) struct PageWriter<'a> {
    pub(super) source: &'a SourcePage<'a>,
    front_matter: &'a str,
    /// All items of the source, for those that move to another list.
    pub(super) items: OnceCell<HashMap<&'a Item, SourceItem>>,
    /// How the lists of the page stand.
    pub(super) usual_layout: OnceCell<Option<Layout>>,
    pub(super) text: String,
}

/// Where a block is written.
#[derive(Clone, Copy)]
pub(super) struct BlockPlace<'p> {
    /// The nodes that its sequence has in the source.
    pub(super) siblings: &'p [SourceNode<'p>],
    /// The column in which its lines start.
    pub(super) column: usize,
}

impl<'a> PageWriter<'a> {
    /// Writes a sequence of blocks whose lines start in a column.
    pub(super) fn nodes(&mut self, pairs: &Pairs<'_>, column: usize) {
        let place = BlockPlace {
            siblings: pairs.old,
            column,
        };
        for (number, separator) in separators(self.source, pairs).into_iter().enumerate() {
            self.text.push_str(&separator);
            let node = &pairs.new[number];
            let next = pairs.new.get(number + 1);
            match pairs.twin(number) {
                _ if node.kind == Kind::FrontMatter => self.text.push_str(self.front_matter),
                Some((How::Same | How::Moved, old)) => self.copy(old.range.clone()),
                Some((How::Changed, old)) => self.block(node, Some(old), next, place),
                None if (pairs.follows_source)(number) => self.block(node, None, next, place),
                None => self.canonical(node, next, column),
            }
        }
    }

    /// Writes a block as if there were no source.
    fn canonical(&mut self, node: &Node<'_>, next: Option<&Node<'_>>, column: usize) {
        match &node.content {
            Content::List(list) => {
                let layout = Layout::before(next.map_or(0, Node::indentation), &list.items);
                self.push(&list::write_list(list, layout), column);
            }
            _ => self.push(&node.content.to_text(), column),
        }
    }

    /// Writes a block that the source does not have, but perhaps one of its kind at this place.
    fn block(
        &mut self,
        node: &Node<'_>,
        old: Option<&SourceNode<'_>>,
        next: Option<&Node<'_>>,
        place: BlockPlace<'_>,
    ) {
        let column = place.column;
        match &node.content {
            Content::List(list) => {
                let layout = Layout::before(next.map_or(0, Node::indentation), &list.items);
                if layout == Layout::default() {
                    self.list(list, old, place);
                } else {
                    self.push(&list::write_list(list, layout), column);
                }
            }
            text => match old {
                Some(old) => self.changed_text(text, old, column),
                None => self.push(&text.to_text(), column),
            },
        }
    }

    fn is_at_line_start(&self) -> bool {
        self.text.is_empty() || self.text.ends_with(['\n', '\r'])
    }

    /// Adds lines of the source.
    pub(super) fn copy(&mut self, range: Range<usize>) {
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
    pub(super) fn push(&mut self, text: &str, column: usize) {
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
