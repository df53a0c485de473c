//! What an edit does to a page: small sources, and the texts that a careful person would make of them.

mod array;
mod block;
mod entry;
mod front_matter;
mod list;
mod section;
mod source;

use newsletter_export::Edit;
use newsletter_model::{Block, EntryRef, Issue, Item, List, Person, Section};
use newsletter_parse::{Options, parse};

/// Edits a page, and compares the text.
#[track_caller]
fn assert_edit(before: &str, change: impl FnOnce(&mut Issue), after: &str) {
    let document = parse(before, &Options::default()).expect("the page can be read");
    let text = document.edit(change).expect("the issue can be written");
    assert_eq!(text, after, "\n--- found\n{text}\n--- expected\n{after}");
}

/// Edits a page that has a body below a small front matter.
#[track_caller]
fn assert_body_edit(before: &str, change: impl FnOnce(&mut Issue), after: &str) {
    let page = |body: &str| format!("+++\ntitle = \"t\"\n+++\n\n{body}");
    assert_edit(&page(before), change, &page(after));
}

/// Edits a page that has some front matter and a short body.
#[track_caller]
fn assert_keys_edit(before: &str, change: impl FnOnce(&mut Issue), after: &str) {
    let page = |keys: &str| format!("+++\n{keys}+++\n\nText.\n");
    assert_edit(&page(before), change, &page(after));
}

/// The list that a block is.
fn list(block: &mut Block) -> &mut List {
    match block {
        Block::List(list) => list,
        other => panic!("{other:?} is no list"),
    }
}

/// The entries of a section about projects of the organization.
fn updates(section: &mut Section) -> &mut Vec<newsletter_model::ProjectUpdate> {
    match section {
        Section::ProjectUpdates(content) => &mut content.entries,
        other => panic!("{} has no updates", other.title()),
    }
}

/// An item with a link.
fn item() -> Item {
    Item::link("New", "https://example.org/new")
}

/// Somebody with a profile.
fn person(handle: &str) -> Person {
    Person::github(handle).expect("the handle is one")
}

/// The names of all entries of an issue.
fn names(issue: &Issue) -> Vec<String> {
    let entries = issue.sections.iter().flat_map(Section::entries);
    entries
        .map(EntryRef::name)
        .map(ToString::to_string)
        .collect()
}
