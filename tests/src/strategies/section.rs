//! Sections of all kinds.

use newsletter_model::{Line, Section, SectionContent, SectionKind};
use newsletter_parse::Options;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use super::text::one_line;
use super::{Level, Place, body, entry, line, personal_project, project_update};

/// Titles that give each kind.
const PROJECT_UPDATES: &[&str] = &[
    "Project Updates",
    "`rust-osdev` Projects",
    "Project Updates {#updates}",
];
const PERSONAL_PROJECTS: &[&str] = &["Personal Projects", "Other Projects", "_Personal_ Projects"];
const CALL_FOR_PARTICIPATION: &[&str] = &["Call for Participation", "**Call for Participation**"];
const NEWS: &[&str] = &[
    "News and Blog Posts",
    "Announcements, News, and Blog Posts",
    "Other News",
    "Infrastructure and Tooling",
    "[Other News](#news)",
];
const OTHER: &[&str] = &[
    "Join Us?",
    "New Projects",
    "",
    "C#",
    "project updates",
    "A `code` title {.class}",
    "Ünï [link](https://e.org)",
];

/// A section of any kind.
pub fn section(level: Level) -> BoxedStrategy<Section> {
    proptest::strategy::Union::new(SectionKind::ALL.map(|kind| section_of(level, kind))).boxed()
}

/// A section of a kind.
pub fn section_of(level: Level, kind: SectionKind) -> BoxedStrategy<Section> {
    let head = (title(level, kind), body(level, Place::Section(kind)));
    match kind {
        SectionKind::ProjectUpdates => (head, vec(project_update(level), 0..4))
            .prop_map(|(head, entries)| Section::ProjectUpdates(content(head, entries)))
            .boxed(),
        SectionKind::PersonalProjects => (head, vec(personal_project(level), 0..3))
            .prop_map(|(head, entries)| Section::PersonalProjects(content(head, entries)))
            .boxed(),
        _ => (head, vec(entry(level, kind), 0..3))
            .prop_map(move |(head, entries)| {
                let content = content(head, entries);
                match kind {
                    SectionKind::CallForParticipation => Section::CallForParticipation(content),
                    SectionKind::News => Section::News(content),
                    _ => Section::Other(content),
                }
            })
            .boxed(),
    }
}

fn content<E>(
    (title, body): (Line, Vec<newsletter_model::Block>),
    entries: Vec<E>,
) -> SectionContent<E> {
    let mut content = SectionContent::new(title);
    (content.body, content.entries) = (body, entries);
    content
}

fn title(level: Level, kind: SectionKind) -> BoxedStrategy<Line> {
    let titles = match kind {
        SectionKind::ProjectUpdates => PROJECT_UPDATES,
        SectionKind::PersonalProjects => PERSONAL_PROJECTS,
        SectionKind::CallForParticipation => CALL_FOR_PARTICIPATION,
        SectionKind::News => NEWS,
        _ => OTHER,
    };
    let known = select(titles).prop_map(one_line);
    let unknown = line(level).prop_filter("an unknown title", |line| {
        let options = Options::default();
        !options
            .section_titles()
            .any(|(title, _)| line.as_str().contains(title))
    });
    match (level, kind) {
        (Level::Valid, SectionKind::Other) => prop_oneof![known, unknown].boxed(),
        (Level::Valid, _) => known.boxed(),
        (Level::Any, _) => prop_oneof![3 => known, 1 => line(level)].boxed(),
    }
}
