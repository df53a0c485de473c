//! What an issue has already.

use newsletter_model::{Block, Destination, EntryHeading, Issue, Item, Label, Section};

use crate::entry::project_heading;

/// What is told apart by where it leads, and by its name where it leads nowhere.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Known {
    is_entry: bool,
    name: String,
    page: Option<String>,
}

/// Where an issue has what is to be added.
pub(crate) struct Found {
    /// What is there.
    pub(crate) name: String,
    /// The title of the section that it stands in.
    pub(crate) section: String,
}

impl Known {
    pub(crate) fn of_item(item: &Item, issue: &Issue) -> Self {
        Self {
            is_entry: false,
            name: item.title.to_string(),
            page: page_of(item.url.as_ref(), item.reference.as_ref(), issue),
        }
    }

    pub(crate) fn of_entry(heading: &EntryHeading, issue: &Issue) -> Self {
        Self {
            is_entry: true,
            name: heading.name.to_string(),
            page: page_of(heading.url.as_ref(), heading.reference.as_ref(), issue),
        }
    }

    /// Where an issue has the same: in any section something of the same form, in its own section also an item that leads where
    /// an entry does. Without a link on both sides the names tell, in its own section.
    pub(crate) fn find_in(&self, issue: &Issue, own: &Section) -> Option<Found> {
        let sections = std::iter::once(own).chain(&issue.sections);
        sections.into_iter().find_map(|section| {
            let is_own = section.title() == own.title();
            let same = all_in(section, issue).find(|known| self.is_same(known, is_own))?;
            Some(Found {
                name: match same.is_entry {
                    true => format!("the entry `{}`", same.name),
                    false => format!("`{}`", same.name),
                },
                section: section.title().to_string(),
            })
        })
    }

    fn is_same(&self, other: &Self, is_own: bool) -> bool {
        let has_same_form = self.is_entry == other.is_entry;
        match (&self.page, &other.page) {
            (Some(page), Some(other)) => page == other && (has_same_form || is_own),
            _ => has_same_form && is_own && self.name == other.name,
        }
    }
}

/// The entries and the items of a section.
fn all_in<'i>(section: &'i Section, issue: &'i Issue) -> impl Iterator<Item = Known> + 'i {
    let headings = section.entries().filter_map(project_heading);
    let entries = headings.map(|heading| Known::of_entry(heading, issue));
    let items = section.bodies().flat_map(all_items);
    entries.chain(items.map(|item| Known::of_item(item, issue)))
}

/// The items of lists, each followed by those below it.
fn all_items(blocks: &[Block]) -> Vec<&Item> {
    let items = blocks.iter().flat_map(Block::items);
    let items = items.flat_map(|item| std::iter::once(item).chain(all_items(&item.blocks)));
    items.collect()
}

/// The page that a link leads to, told apart from others.
fn page_of(url: Option<&Destination>, reference: Option<&Label>, issue: &Issue) -> Option<String> {
    let url = url.or_else(|| reference.and_then(|label| issue.resolve(label)))?;
    Some(url.web_page().unwrap_or_else(|| url.to_string()))
}
