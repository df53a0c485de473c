//! The entries of projects.

use newsletter_model::{Block, EntryHeading, EntryRef, PersonalProject, ProjectUpdate, Section};

/// The heading of a project's entry.
pub(crate) fn project_heading(entry: EntryRef<'_>) -> Option<&EntryHeading> {
    match entry {
        EntryRef::ProjectUpdate(update) => Some(&update.heading),
        EntryRef::PersonalProject(project) => Some(&project.heading),
        _ => None,
    }
}

/// The entry of a project, given by its name or by where its heading leads.
pub(crate) fn update_mut<'s>(
    section: &'s mut Section,
    project: &str,
) -> Option<&'s mut ProjectUpdate> {
    let Section::ProjectUpdates(content) = section else {
        return None;
    };
    content
        .entries
        .iter_mut()
        .find(|update| is_of(&update.heading, project))
}

/// A new entry for a project that a section has an entry of: its heading, its maintainers, and what introduces it.
pub(crate) fn introduction(section: &Section, project: &str) -> Option<ProjectUpdate> {
    let Section::ProjectUpdates(content) = section else {
        return None;
    };
    let mut update = content
        .entries
        .iter()
        .find(|update| is_of(&update.heading, project))?
        .clone();
    let is_introduction = |block: &Block| matches!(block, Block::Prose(prose) if !prose.markdown.as_str().contains('\n') && !prose.markdown.as_str().ends_with(':'));
    let introduction = update
        .body
        .first()
        .filter(|block| is_introduction(block))
        .cloned();
    update.body = introduction.into_iter().collect();
    update.heading.note = None;
    Some(update)
}

/// The names of the projects that have entries, each once.
pub(crate) fn names<'s>(sections: impl Iterator<Item = &'s Section>) -> String {
    let mut names: Vec<String> = Vec::new();
    let updates = sections.filter(|section| matches!(section, Section::ProjectUpdates(_)));
    for heading in updates
        .flat_map(Section::entries)
        .filter_map(project_heading)
    {
        let name = format!("`{}`", heading.name);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    match names.is_empty() {
        true => "an issue that has entries".to_owned(),
        false => names.join(", "),
    }
}

/// Adds an entry, and drops the placeholder.
pub(crate) fn insert_update(section: &mut Section, update: ProjectUpdate) {
    if let Section::ProjectUpdates(content) = section {
        let at = place(
            content.entries.iter().map(|entry| &entry.heading),
            &update.heading,
        );
        content.entries.insert(at, update);
    }
    drop_placeholder(section);
}

/// Adds an entry, and drops the placeholder.
pub(crate) fn insert_personal(section: &mut Section, project: PersonalProject) {
    if let Section::PersonalProjects(content) = section {
        let at = place(
            content.entries.iter().map(|entry| &entry.heading),
            &project.heading,
        );
        content.entries.insert(at, project);
    }
    drop_placeholder(section);
}

/// The number for a new entry: where it is sorted in by name, if the others are, else the last.
fn place<'e>(entries: impl Iterator<Item = &'e EntryHeading>, new: &EntryHeading) -> usize {
    let key = |heading: &EntryHeading| heading.name.as_str().to_lowercase();
    let keys: Vec<String> = entries.map(key).collect();
    if keys.len() > 1 && keys.is_sorted() {
        keys.partition_point(|other| *other <= key(new))
    } else {
        keys.len()
    }
}

pub(crate) fn drop_placeholder(section: &mut Section) {
    section
        .body_mut()
        .retain(|block| !matches!(block, Block::Placeholder(_)));
}

fn is_of(heading: &EntryHeading, project: &str) -> bool {
    let name = heading.name.as_str();
    let is_url = || {
        let url = heading.url.as_ref()?.web_page()?;
        Some(url == newsletter_model::Destination::new(project).web_page()?)
    };
    name.eq_ignore_ascii_case(project) || is_url().unwrap_or(false)
}
