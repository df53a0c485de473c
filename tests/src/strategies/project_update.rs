//! Entries about projects of the organization.

use newsletter_model::{ProjectUpdate, SectionKind};
use proptest::option::of;
use proptest::prelude::*;

use super::{Level, Place, body, byline, entry_heading};

/// An entry with maintainers or without.
pub fn project_update(level: Level) -> BoxedStrategy<ProjectUpdate> {
    (
        entry_heading(level),
        of(byline(level)),
        body(level, Place::Entry(SectionKind::ProjectUpdates)),
    )
        .prop_map(|(heading, maintainers, body)| {
            let mut update = ProjectUpdate::from(heading);
            (update.maintainers, update.body) = (maintainers, body);
            update
        })
        .boxed()
}
