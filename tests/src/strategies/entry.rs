//! Entries of sections that are not about projects.

use newsletter_model::{Entry, SectionKind};
use proptest::prelude::*;

use super::{Level, Place, body, line};

/// An entry.
pub fn entry(level: Level, kind: SectionKind) -> BoxedStrategy<Entry> {
    (line(level), body(level, Place::Entry(kind)))
        .prop_map(|(heading, body)| {
            let mut entry = Entry::new(heading);
            entry.body = body;
            entry
        })
        .boxed()
}
