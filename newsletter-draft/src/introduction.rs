//! What introduces a project: its heading, its byline, and the sentences that its entries start with.

use newsletter_model::{Block, EntryHeading, Issue, PersonalProject, ProjectUpdate, Section};

use crate::definition::refers_to;
use crate::entry::{is_of, url_of};
use crate::month;

/// What may introduce a project in one of its entries: its first sentences, and also its whole first paragraph.
struct Said<'i> {
    text: String,
    /// Whether it is the paragraph, which may be news as well.
    is_paragraph: bool,
    /// The issue that has the entry.
    issue: &'i Issue,
}

/// A new entry for a project that issues have entries of, the latest one first: the heading and the maintainers of the
/// latest, and what introduces the project.
pub(crate) fn of_project<'i>(
    issues: impl Iterator<Item = &'i Issue>,
    project: &str,
) -> Option<ProjectUpdate> {
    let entries = entries(issues, |section| match section {
        Section::ProjectUpdates(content) => Some(&content.entries),
        _ => None,
    });
    let same = entries.filter(|(issue, update)| is_of(&update.heading, issue, project));
    let same: Vec<(&Issue, &ProjectUpdate)> = same.collect();
    let (issue, latest) = *same.first()?;
    let said = all_said(same.iter().map(|(issue, update)| (&*update.body, *issue)));
    let mut update = latest.clone();
    update.heading = heading_alone(update.heading, issue);
    let first = said.iter().find(|said| !said.is_paragraph);
    update.body = paragraph(said_again(&said).or(first));
    Some(update)
}

/// The same for the project of a person.
pub(crate) fn of_personal_project<'i>(
    issues: impl Iterator<Item = &'i Issue>,
    project: &str,
) -> Option<PersonalProject> {
    let entries = entries(issues, |section| match section {
        Section::PersonalProjects(content) => Some(&content.entries),
        _ => None,
    });
    let same = entries.filter(|(issue, personal)| is_of(&personal.heading, issue, project));
    let same: Vec<(&Issue, &PersonalProject)> = same.collect();
    let (issue, latest) = *same.first()?;
    let said = all_said(
        same.iter()
            .map(|(issue, personal)| (&*personal.body, *issue)),
    );
    let mut personal = latest.clone();
    personal.heading = heading_alone(personal.heading, issue);
    // What such an entry says but once may be news.
    personal.body = paragraph(said_again(&said));
    Some(personal)
}

/// The entries of issues in sections of one kind, each with its issue.
fn entries<'i, E: 'i>(
    issues: impl Iterator<Item = &'i Issue>,
    of_section: impl Fn(&'i Section) -> Option<&'i Vec<E>>,
) -> impl Iterator<Item = (&'i Issue, &'i E)> {
    let sections = issues.flat_map(|issue| issue.sections.iter().map(move |it| (issue, it)));
    let entries = sections.filter_map(move |(issue, section)| Some((issue, of_section(section)?)));
    entries.flat_map(|(issue, entries)| entries.iter().map(move |entry| (issue, entry)))
}

/// A heading without its note, which leads where it leads without a definition.
fn heading_alone(mut heading: EntryHeading, issue: &Issue) -> EntryHeading {
    heading.note = None;
    heading.url = url_of(&heading, issue).cloned();
    heading.reference = None;
    heading
}

fn all_said<'i>(bodies: impl Iterator<Item = (&'i [Block], &'i Issue)>) -> Vec<Said<'i>> {
    let mut all = Vec::new();
    for (body, issue) in bodies {
        let Some(Block::Prose(prose)) = body.first() else {
            continue;
        };
        let whole = prose.markdown.as_str().to_owned();
        let sentences = introducing(&whole);
        let is_introduction = sentences.as_ref() == Some(&whole);
        let sentences = sentences.filter(|_| !is_introduction);
        let said = |text, is_paragraph| Said {
            text,
            is_paragraph,
            issue,
        };
        all.push(said(whole, !is_introduction));
        all.extend(sentences.map(|sentences| said(sentences, false)));
    }
    all
}

/// The latest introduction that another entry has too.
fn said_again<'s, 'i>(said: &'s [Said<'i>]) -> Option<&'s Said<'i>> {
    let count = |wanted: &str| said.iter().filter(|said| said.text == wanted).count();
    said.iter().find(|said| count(&said.text) > 1)
}

/// The paragraph, and the definitions that it refers to.
fn paragraph(said: Option<&Said<'_>>) -> Vec<Block> {
    let Some(Said { text, issue, .. }) = said else {
        return Vec::new();
    };
    let text_lower = text.to_lowercase();
    let definitions = issue.definitions();
    let definitions = definitions.filter(|definition| refers_to(&text_lower, &definition.label));
    let mut body = vec![Block::prose(text.as_str())];
    body.extend(definitions.cloned().map(Block::from));
    body
}

/// Drops the definitions of an entry that an issue has already.
pub(crate) fn drop_defined(body: &mut Vec<Block>, issue: &Issue) {
    body.retain(|block| match block {
        Block::Definition(definition) => issue.resolve(&definition.label).is_none(),
        _ => true,
    });
}

/// The sentences at the start of an entry, up to one that tells of a month or leads to a list.
fn introducing(text: &str) -> Option<String> {
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
