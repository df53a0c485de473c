use newsletter_model::{Block, Byline, EntryHeading, EntryRef, Section};

use crate::block::write_body;
use crate::{entry_heading, heading};

/// Adds the heading, the body and the entries of a section.
pub(crate) fn write(section: &Section, parts: &mut Vec<String>) {
    parts.push(heading::write(2, section.title().as_str()));
    parts.extend(write_body(section.body()));
    for entry in section.entries() {
        write_entry(entry, parts);
    }
}

fn write_entry(entry: EntryRef<'_>, parts: &mut Vec<String>) {
    match entry {
        EntryRef::ProjectUpdate(update) => {
            write_project(&update.heading, update.maintainers.as_ref(), parts);
        }
        EntryRef::PersonalProject(project) => {
            write_project(&project.heading, project.authors.as_ref(), parts);
        }
        EntryRef::Entry(entry) => parts.push(heading::write(3, entry.heading.as_str())),
        _ => {}
    }
    let body: &[Block] = entry.body();
    parts.extend(write_body(body));
}

fn write_project(heading: &EntryHeading, byline: Option<&Byline>, parts: &mut Vec<String>) {
    parts.push(heading::write(3, &entry_heading::write(heading)));
    parts.extend(byline.map(ToString::to_string));
}
