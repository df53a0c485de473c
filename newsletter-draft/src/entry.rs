//! The entries of projects.

use newsletter_model::{
    Block, Destination, EntryHeading, EntryRef, Issue, PersonalProject, ProjectUpdate, Section,
    SectionKind,
};

/// The heading of a project's entry.
pub(crate) fn project_heading(entry: EntryRef<'_>) -> Option<&EntryHeading> {
    match entry {
        EntryRef::ProjectUpdate(update) => Some(&update.heading),
        EntryRef::PersonalProject(project) => Some(&project.heading),
        _ => None,
    }
}

/// The numbers of the section and of the entry of a project, given by its name or by where its heading leads; entries of the organization's
/// projects go before those of people's own.
pub(crate) fn place_of(issue: &Issue, project: &str) -> Option<(usize, usize)> {
    let is_its_own = |entry: EntryRef<'_>| {
        project_heading(entry).is_some_and(|heading| is_of(heading, issue, project))
    };
    let kinds = [SectionKind::ProjectUpdates, SectionKind::PersonalProjects];
    kinds.into_iter().find_map(|kind| {
        let sections = issue.sections.iter().enumerate();
        let mut sections = sections.filter(|(_, section)| section.kind() == kind);
        sections.find_map(|(at, section)| Some((at, section.entries().position(is_its_own)?)))
    })
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
        if !heading.name.is_empty() && !names.contains(&name) {
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
        let headings = content.entries.iter().map(|entry| &entry.heading);
        let at = place(headings, &update.heading);
        content.entries.insert(at, update);
    }
    drop_placeholder(section);
}

/// Adds an entry, and drops the placeholder.
pub(crate) fn insert_personal(section: &mut Section, project: PersonalProject) {
    if let Section::PersonalProjects(content) = section {
        let headings = content.entries.iter().map(|entry| &entry.heading);
        let at = place(headings, &project.heading);
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

pub(crate) fn is_of(heading: &EntryHeading, issue: &Issue, project: &str) -> bool {
    let name = heading.name.as_str();
    let is_url = || {
        let url = url_of(heading, issue)?.web_page()?;
        let own = Destination::new(project).web_page();
        Some(own.as_ref() == Some(&url) || is_repository(&url, project))
    };
    name.eq_ignore_ascii_case(project) || is_url().unwrap_or(false)
}

/// Whether a page is that of a repository given as `owner/name`.
fn is_repository(page: &str, repository: &str) -> bool {
    let page = page.to_ascii_lowercase();
    let below_host = page.strip_suffix(&repository.to_ascii_lowercase());
    repository.matches('/').count() == 1 && below_host.is_some_and(|host| host.ends_with('/'))
}

/// Where a heading leads.
pub(crate) fn url_of<'i>(heading: &'i EntryHeading, issue: &'i Issue) -> Option<&'i Destination> {
    let defined = || issue.resolve(heading.reference.as_ref()?);
    heading.url.as_ref().or_else(defined)
}
