//! Entries about projects outside of the organization.

use newsletter_model::{PersonalProject, SectionKind};
use proptest::option::of;
use proptest::prelude::*;

use super::{Level, Place, body, byline, entry_heading};

/// An entry with authors or without.
pub fn personal_project(level: Level) -> BoxedStrategy<PersonalProject> {
    (
        entry_heading(level),
        of(byline(level)),
        body(level, Place::Entry(SectionKind::PersonalProjects)),
    )
        .prop_map(|(heading, authors, body)| {
            let mut project = PersonalProject::from(heading);
            (project.authors, project.body) = (authors, body);
            project
        })
        .boxed()
}
