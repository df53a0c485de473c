//! The nodes of an issue, each with its span.

use std::ops::Range;

use foldhash::HashMap;
use newsletter_model::{
    Block, Byline, Destination, EntryHeading, EntryRef, Issue, Item, Label, Section, SectionKind,
};
use newsletter_parse::{Document, Span};

/// The nodes of an issue in the order of the source.
#[derive(Debug, Default)]
pub(crate) struct Outline<'d> {
    pub(crate) sections: Vec<SectionAt<'d>>,
    pub(crate) entries: Vec<EntryAt<'d>>,
    /// All blocks, also those below items.
    pub(crate) blocks: Vec<BlockAt<'d>>,
    /// All items and tasks.
    pub(crate) items: Vec<ItemAt<'d>>,
    /// Where references lead, by the keys of their labels.
    definitions: HashMap<String, &'d Destination>,
}

/// A section.
#[derive(Debug)]
pub(crate) struct SectionAt<'d> {
    pub(crate) section: &'d Section,
    pub(crate) span: Span,
    pub(crate) title: Span,
    /// The numbers of its entries.
    pub(crate) entries: Range<usize>,
    /// The numbers of the blocks before its first entry.
    pub(crate) blocks: Range<usize>,
}

/// An entry.
#[derive(Debug)]
pub(crate) struct EntryAt<'d> {
    pub(crate) entry: EntryRef<'d>,
    pub(crate) span: Span,
    pub(crate) heading: Span,
    pub(crate) byline: Option<(&'d Byline, Span)>,
    /// The number of its section.
    pub(crate) section: usize,
    /// The numbers of its blocks.
    pub(crate) blocks: Range<usize>,
}

/// A block.
#[derive(Debug)]
pub(crate) struct BlockAt<'d> {
    pub(crate) block: &'d Block,
    pub(crate) span: Span,
    pub(crate) section: Option<usize>,
    pub(crate) entry: Option<usize>,
    /// The number of the item that it stands below.
    pub(crate) item: Option<usize>,
    /// The numbers of its items and of those below them.
    pub(crate) items: Range<usize>,
}

/// An item or a task.
#[derive(Debug)]
pub(crate) struct ItemAt<'d> {
    pub(crate) item: &'d Item,
    pub(crate) span: Span,
    /// The number of its list.
    pub(crate) list: usize,
}

impl<'d> Outline<'d> {
    pub(crate) fn new(document: &'d Document) -> Self {
        let mut spans = document.spans();
        let mut outline = Self::default();
        // More than the nodes that there are.
        let (most, _) = spans.size_hint();
        outline.blocks.reserve(most);
        outline.items.reserve(most);
        let front_matter = spans.next().unwrap_or_default();
        let mut walk = Walk {
            outline,
            spans: spans.filter(|span| span.start >= front_matter.end),
            section: None,
            entry: None,
        };
        walk.issue(document.issue());
        walk.outline
    }

    /// The blocks with these numbers that stand in the body itself, not below an item.
    pub(crate) fn body(&self, blocks: &Range<usize>) -> impl Iterator<Item = &BlockAt<'d>> + Clone {
        let blocks = self.blocks[blocks.clone()].iter();
        blocks.filter(|block| block.item.is_none())
    }

    /// The items of a list.
    pub(crate) fn items_of(&self, list: usize) -> impl Iterator<Item = &ItemAt<'d>> {
        let items = self.items[self.blocks[list].items.clone()].iter();
        items.filter(move |item| item.list == list)
    }

    /// Where an item's link leads.
    pub(crate) fn url_of(&self, item: &'d Item) -> Option<&'d str> {
        self.resolved(item.url.as_ref(), item.reference.as_ref())
    }

    /// Where a project's heading leads.
    pub(crate) fn url_of_heading(&self, heading: &'d EntryHeading) -> Option<&'d str> {
        self.resolved(heading.url.as_ref(), heading.reference.as_ref())
    }

    fn resolved(&self, url: Option<&'d Destination>, reference: Option<&Label>) -> Option<&'d str> {
        let defined = || self.definitions.get(&reference?.key()).copied();
        url.or_else(defined).map(Destination::as_str)
    }

    /// Whether an item stands in a call for participation.
    pub(crate) fn is_call(&self, item: &ItemAt<'_>) -> bool {
        let section = self.section_of(item);
        section.is_some_and(|section| section.section.kind() == SectionKind::CallForParticipation)
    }

    /// The section that an item stands in.
    pub(crate) fn section_of(&self, item: &ItemAt<'_>) -> Option<&SectionAt<'d>> {
        Some(&self.sections[self.blocks[item.list].section?])
    }
}

/// A walk over the model, with the spans of the document in the same order.
struct Walk<'d, S> {
    outline: Outline<'d>,
    spans: S,
    section: Option<usize>,
    entry: Option<usize>,
}

impl<'d, S: Iterator<Item = Span>> Walk<'d, S> {
    fn issue(&mut self, issue: &'d Issue) {
        self.body(&issue.body, None);
        for section in &issue.sections {
            self.section(section);
        }
    }

    fn section(&mut self, section: &'d Section) {
        let (span, title) = (self.span(), self.span());
        self.section = Some(self.outline.sections.len());
        self.entry = None;
        let first_entry = self.outline.entries.len();
        let blocks = self.body(section.body(), None);
        self.outline.sections.push(SectionAt {
            section,
            span,
            title,
            entries: first_entry..first_entry,
            blocks,
        });
        for entry in section.entries() {
            self.entry(entry);
        }
        let end = self.outline.entries.len();
        if let Some(section) = self.outline.sections.last_mut() {
            section.entries.end = end;
        }
    }

    fn entry(&mut self, entry: EntryRef<'d>) {
        let (span, heading) = (self.span(), self.span());
        let byline = byline(entry).map(|byline| (byline, self.span()));
        let number = self.outline.entries.len();
        self.entry = Some(number);
        self.outline.entries.push(EntryAt {
            entry,
            span,
            heading,
            byline,
            section: self.section.unwrap_or_default(),
            blocks: 0..0,
        });
        self.outline.entries[number].blocks = self.body(entry.body(), None);
    }

    fn body(&mut self, blocks: &'d [Block], item: Option<usize>) -> Range<usize> {
        let first = self.outline.blocks.len();
        for block in blocks {
            let span = self.span();
            let number = self.outline.blocks.len();
            self.outline.blocks.push(BlockAt {
                block,
                span,
                section: self.section,
                entry: self.entry,
                item,
                items: 0..0,
            });
            if let Block::Definition(definition) = block {
                let definitions = &mut self.outline.definitions;
                definitions
                    .entry(definition.label.key())
                    .or_insert(&definition.url);
            }
            let first_item = self.outline.items.len();
            for item in block.items() {
                self.item(item, number);
            }
            self.outline.blocks[number].items = first_item..self.outline.items.len();
        }
        first..self.outline.blocks.len()
    }

    fn item(&mut self, item: &'d Item, list: usize) {
        let span = self.span();
        let number = self.outline.items.len();
        self.outline.items.push(ItemAt { item, span, list });
        self.body(&item.blocks, Some(number));
    }

    fn span(&mut self) -> Span {
        self.spans.next().unwrap_or_default()
    }
}

/// The heading of a project's entry.
pub(crate) fn project_heading(entry: EntryRef<'_>) -> Option<&EntryHeading> {
    match entry {
        EntryRef::ProjectUpdate(update) => Some(&update.heading),
        EntryRef::PersonalProject(project) => Some(&project.heading),
        _ => None,
    }
}

fn byline(entry: EntryRef<'_>) -> Option<&Byline> {
    match entry {
        EntryRef::ProjectUpdate(update) => update.maintainers.as_ref(),
        EntryRef::PersonalProject(project) => project.authors.as_ref(),
        _ => None,
    }
}
