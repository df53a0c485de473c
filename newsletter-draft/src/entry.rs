//! The entries of projects.

use newsletter_model::{Block, EntryHeading, EntryRef, PersonalProject, ProjectUpdate, Section};

use crate::month;

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

/// A new entry for a project that sections have entries of, the latest one first: the heading and the maintainers of the
/// latest, and what introduces the project.
pub(crate) fn introduction<'s>(
    sections: impl Iterator<Item = &'s Section>,
    project: &str,
) -> Option<ProjectUpdate> {
    let mut earlier = sections.filter_map(|section| {
        let Section::ProjectUpdates(content) = section else {
            return None;
        };
        let mut entries = content.entries.iter();
        entries.find(|update| is_of(&update.heading, project))
    });
    let latest = earlier.next()?;
    let mut update = latest.clone();
    let mut entries = std::iter::once(latest).chain(earlier);
    let introduction = entries.find_map(introducing);
    update.body = introduction.map(Block::prose).into_iter().collect();
    update.heading.note = None;
    Some(update)
}

/// The sentences at the start of an entry, up to one that tells of a month or leads to a list.
fn introducing(update: &ProjectUpdate) -> Option<String> {
    let Some(Block::Prose(prose)) = update.body.first() else {
        return None;
    };
    let text = prose.markdown.as_str();
    let sentences = text.split_inclusive(". ").take_while(|sentence| {
        let sentence = sentence.trim_end();
        let is_open = [":", "…", "..."].iter().any(|end| sentence.ends_with(end));
        !is_open && !tells_of_a_month(sentence)
    });
    let introduction: String = sentences.collect();
    let introduction = introduction.trim_end();
    // Several lines are a paragraph that is more than an introduction, or none.
    (!introduction.is_empty() && !introduction.contains('\n')).then(|| introduction.to_owned())
}

fn tells_of_a_month(sentence: &str) -> bool {
    let is_said = sentence.to_lowercase().contains("this month");
    is_said
        || month::names().any(|name| {
            sentence
                .split(|it: char| !it.is_alphanumeric())
                .any(|word| word == name)
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
