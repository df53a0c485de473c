//! The parts of an issue that are written one by one.

use std::borrow::Cow;

use newsletter_model::{Block, Byline, EntryHeading, EntryRef, Issue, Item, List};

use crate::list::{self, Layout};
use crate::{block, entry_heading, heading};

/// A part of an issue, of a list, or of an item.
#[derive(Debug, Clone)]
pub(super) struct Node<'m> {
    pub(super) kind: Kind,
    pub(super) content: Content<'m>,
}

/// What a node says. Nodes with equal content have the same text wherever they stand.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Content<'m> {
    /// The canonical text.
    Text(Cow<'m, str>),
    List(Cow<'m, List>),
    Item(&'m Item),
}

/// What a node is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    FrontMatter,
    Section,
    Entry,
    Byline,
    Paragraph,
    Comment,
    Definition,
    Heading,
    List,
    Item,
    /// The paragraph of an item.
    ItemText,
}

impl<'m> Node<'m> {
    fn text(kind: Kind, text: impl Into<Cow<'m, str>>) -> Self {
        Self {
            kind,
            content: Content::Text(text.into()),
        }
    }

    /// The nodes of an issue in the order of the text: the front matter, then headings, bylines and blocks.
    pub(super) fn of_issue(issue: &'m Issue) -> Vec<Self> {
        let mut nodes = vec![Self::text(Kind::FrontMatter, "")];
        nodes.extend(issue.body.iter().map(Self::of_block));
        for section in &issue.sections {
            let title = heading::write(2, section.title().as_str());
            nodes.push(Self::text(Kind::Section, title));
            nodes.extend(section.body().iter().map(Self::of_block));
            for entry in section.entries() {
                nodes.push(Self::of_entry_heading(entry));
                nodes.extend(
                    byline(entry).map(|byline| Self::text(Kind::Byline, byline.to_string())),
                );
                nodes.extend(entry.body().iter().map(Self::of_block));
            }
        }
        nodes
    }

    fn of_entry_heading(entry: EntryRef<'_>) -> Self {
        let project = |heading: &EntryHeading| entry_heading::write(heading);
        let text = match entry {
            EntryRef::ProjectUpdate(update) => project(&update.heading),
            EntryRef::PersonalProject(personal) => project(&personal.heading),
            other => other.name().to_string(),
        };
        Self::text(Kind::Entry, heading::write(3, &text))
    }

    pub(super) fn of_block(block: &'m Block) -> Self {
        let kind = match block {
            Block::List(_) | Block::Tasks(_) => Kind::List,
            Block::Comment(_) | Block::More => Kind::Comment,
            Block::Definition(_) => Kind::Definition,
            Block::Heading(_) => Kind::Heading,
            _ => Kind::Paragraph,
        };
        let content = match block {
            Block::List(list) => Content::List(Cow::Borrowed(list)),
            Block::Tasks(tasks) => {
                let items = tasks.items.iter().cloned().map(Item::from).collect();
                let list = List::new(items).with_bullet(tasks.bullet);
                Content::List(Cow::Owned(list.with_spaced(tasks.spaced)))
            }
            Block::Prose(prose) => Content::Text(Cow::Borrowed(prose.markdown.as_str())),
            other => Content::Text(Cow::Owned(block::write(other, Layout::default()))),
        };
        Self { kind, content }
    }

    /// The items of a list.
    pub(super) fn of_list(list: &'m List) -> Vec<Self> {
        let items = list.items.iter().map(|item| Self {
            kind: Kind::Item,
            content: Content::Item(item),
        });
        items.collect()
    }

    /// The paragraph of an item, if it starts with one, and the blocks below.
    pub(super) fn of_item(item: &'m Item) -> Vec<Self> {
        let text = item
            .has_text()
            .then(|| Self::text(Kind::ItemText, list::write_text(item)));
        text.into_iter()
            .chain(item.blocks.iter().map(Self::of_block))
            .collect()
    }

    /// The canonical text, where nothing of the source is kept.
    pub(super) fn to_text(&self) -> Cow<'_, str> {
        match &self.content {
            Content::Text(text) => Cow::Borrowed(text),
            Content::List(list) => Cow::Owned(list::write_list(list, Layout::default())),
            Content::Item(item) => Cow::Owned(list::write_text(item)),
        }
    }

    /// How many columns the node's first line stands in; four and more make it code.
    pub(super) fn indentation(&self) -> usize {
        match &self.content {
            Content::Text(text) => block::indentation_of(text),
            _ => 0,
        }
    }
}

pub(super) fn byline(entry: EntryRef<'_>) -> Option<&Byline> {
    match entry {
        EntryRef::ProjectUpdate(update) => update.maintainers.as_ref(),
        EntryRef::PersonalProject(project) => project.authors.as_ref(),
        _ => None,
    }
}
