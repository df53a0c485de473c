//! The parts of an issue that are written one by one.

use std::borrow::Cow;
use std::hash::{Hash, Hasher};

use newsletter_model::{Block, Byline, EntryHeading, EntryRef, Issue, Item, Line, List};

use crate::list::{self, Layout};
use crate::{block, entry_heading, heading};

/// A part of an issue, of a list, or of an item.
#[derive(Debug, Clone)]
pub(super) struct Node<'m> {
    pub(super) kind: Kind,
    pub(super) content: Content<'m>,
}

/// What a node says. Nodes with equal content have the same text wherever they stand.
#[derive(Debug, Clone)]
pub(super) enum Content<'m> {
    /// The canonical text.
    Text(Cow<'m, str>),
    SectionTitle(&'m Line),
    EntryHeading(&'m Line),
    ProjectHeading(&'m EntryHeading),
    Byline(&'m Byline),
    /// A block that is no list.
    Block(&'m Block),
    List(Cow<'m, List>),
    Item(&'m Item),
}

impl Content<'_> {
    /// The canonical text, where nothing of the source is kept.
    pub(super) fn to_text(&self) -> Cow<'_, str> {
        match self {
            Self::Text(text) => Cow::Borrowed(text),
            Self::Block(Block::Prose(prose)) => Cow::Borrowed(prose.markdown.as_str()),
            Self::SectionTitle(title) => Cow::Owned(heading::write(2, title.as_str())),
            Self::EntryHeading(line) => Cow::Owned(heading::write(3, line.as_str())),
            Self::ProjectHeading(project) => {
                Cow::Owned(heading::write(3, &entry_heading::write(project)))
            }
            Self::Byline(byline) => Cow::Owned(byline.to_string()),
            Self::Block(block) => Cow::Owned(block::write(block, Layout::default())),
            Self::List(list) => Cow::Owned(list::write_list(list, Layout::default())),
            Self::Item(item) => Cow::Owned(list::write_text(item)),
        }
    }
}

impl PartialEq for Content<'_> {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::List(list), Self::List(other)) => list == other,
            (Self::Item(item), Self::Item(other)) => item == other,
            (Self::List(_) | Self::Item(_), _) | (_, Self::List(_) | Self::Item(_)) => false,
            (Self::SectionTitle(title), Self::SectionTitle(other)) => title == other,
            (Self::EntryHeading(line), Self::EntryHeading(other)) => line == other,
            (Self::ProjectHeading(project), Self::ProjectHeading(other)) => project == other,
            (Self::Byline(byline), Self::Byline(other)) => byline == other,
            (Self::Block(block), Self::Block(other)) if is_of_kind(block, other) => block == other,
            _ => self.to_text() == other.to_text(),
        }
    }
}

impl Eq for Content<'_> {}

impl Hash for Content<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        match self {
            Self::List(list) => list.hash(state),
            Self::Item(item) => item.hash(state),
            _ => self.to_text().hash(state),
        }
    }
}

fn is_of_kind(block: &Block, other: &Block) -> bool {
    std::mem::discriminant(block) == std::mem::discriminant(other)
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
    fn new(kind: Kind, content: Content<'m>) -> Self {
        Self { kind, content }
    }

    /// The nodes of an issue in the order of the text: the front matter, then headings, bylines and blocks.
    pub(super) fn of_issue(issue: &'m Issue) -> Vec<Self> {
        let front_matter = Content::Text(Cow::Borrowed(""));
        let mut nodes = vec![Self::new(Kind::FrontMatter, front_matter)];
        nodes.extend(issue.body.iter().map(Self::of_block));
        for section in &issue.sections {
            let title = Content::SectionTitle(section.title());
            nodes.push(Self::new(Kind::Section, title));
            nodes.extend(section.body().iter().map(Self::of_block));
            for entry in section.entries() {
                nodes.push(Self::new(Kind::Entry, heading_of(entry)));
                let byline = byline(entry).map(Content::Byline);
                nodes.extend(byline.map(|byline| Self::new(Kind::Byline, byline)));
                nodes.extend(entry.body().iter().map(Self::of_block));
            }
        }
        nodes
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
            other => Content::Block(other),
        };
        Self { kind, content }
    }

    /// The items of a list.
    pub(super) fn of_list(list: &'m List) -> Vec<Self> {
        let items = list.items.iter().map(Content::Item);
        items.map(|item| Self::new(Kind::Item, item)).collect()
    }

    /// The paragraph of an item, if it starts with one, and the blocks below.
    pub(super) fn of_item(item: &'m Item) -> Vec<Self> {
        let text = item.has_text().then(|| {
            let text = Content::Text(Cow::Owned(list::write_text(item)));
            Self::new(Kind::ItemText, text)
        });
        text.into_iter()
            .chain(item.blocks.iter().map(Self::of_block))
            .collect()
    }

    /// How many columns the node's first line stands in; four and more make it code.
    pub(super) fn indentation(&self) -> usize {
        match &self.content {
            Content::Block(Block::Prose(prose)) => block::indentation_of(prose.markdown.as_str()),
            _ => 0,
        }
    }
}

fn heading_of(entry: EntryRef<'_>) -> Content<'_> {
    match entry {
        EntryRef::ProjectUpdate(update) => Content::ProjectHeading(&update.heading),
        EntryRef::PersonalProject(personal) => Content::ProjectHeading(&personal.heading),
        other => Content::EntryHeading(other.name()),
    }
}

pub(super) fn byline(entry: EntryRef<'_>) -> Option<&Byline> {
    match entry {
        EntryRef::ProjectUpdate(update) => update.maintainers.as_ref(),
        EntryRef::PersonalProject(project) => project.authors.as_ref(),
        _ => None,
    }
}
