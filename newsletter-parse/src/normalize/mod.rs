//! The one issue that a page with the same content reads as.

mod body;
mod entry_heading;
mod front_matter;
mod list;
mod people;

use newsletter_model::{
    Block, Byline, Entry, EntryHeading, Issue, Line, PersonalProject, ProjectUpdate, Section,
    SectionContent, SectionKind,
};

use crate::error::{IssueError, IssueErrorKind};
use crate::heading;
use crate::markdown::{self, Labels};
use crate::options::Options;

use body::Place;

/// The issue as a page with the same content reads: an issue that was parsed stays as it is.
///
/// - Line ends in text become `\n`; blank edges and empty blocks go.
/// - Neighbouring blocks of Markdown, thanks sentences and placeholders become the blocks that their text
///   reads as, all definitions of the issue known. A first paragraph of an item becomes its text.
/// - Neighbouring lists with the same bullet merge. `spaced` becomes false where a list cannot show it.
/// - Lists become tasks in a call for participation, and tasks become lists elsewhere.
/// - A `heading` that the other fields of an entry spell goes.
/// - Known keys among the other keys of `extra` move to their fields.
///
/// ```
/// use newsletter_model::{Block, FrontMatter, Issue};
/// use newsletter_parse::{Options, normalize};
///
/// let issue = Issue::new(FrontMatter::new("t")).with_block(Block::prose("- a\n- b"));
/// let issue = normalize(&issue, &Options::default())?;
/// assert!(matches!(&issue.body[..], [Block::List(list)] if list.items.len() == 2));
/// # Ok::<(), newsletter_parse::IssueError>(())
/// ```
///
/// # Errors
///
/// When no text reads as the issue: a section has another kind than its title gives, prose such as
/// `"## News"` opens a section or an entry where it stands, a required text is empty, a `url` stands beside
/// a `reference`, a reference has no definition, a `heading` says another name or URL than its entry.
pub fn normalize(issue: &Issue, options: &Options) -> Result<Issue, IssueError> {
    let labels = labels_of(issue);
    let normalizer = Normalizer { options, labels };
    let mut normal = Issue::new(front_matter::normalize(&issue.front_matter)?);
    normal.body = normalizer
        .body(&issue.body, Place::of_issue(), "/body")?
        .blocks;
    for (index, section) in issue.sections.iter().enumerate() {
        normal
            .sections
            .push(normalizer.section(section, &format!("/sections/{index}"))?);
    }
    Ok(normal)
}

/// The keys of all labels that the issue defines, also inside of prose.
fn labels_of(issue: &Issue) -> Labels {
    let mut labels: Labels = issue
        .definitions()
        .map(|definition| definition.label.key())
        .collect();
    for block in issue.blocks() {
        if let Block::Prose(prose) = block
            && prose.markdown.as_str().contains("]:")
        {
            labels.extend(markdown::defined_labels(prose.markdown.as_str()));
        }
    }
    labels
}

struct Normalizer<'o> {
    options: &'o Options,
    labels: Labels,
}

impl Normalizer<'_> {
    fn section(&self, section: &Section, pointer: &str) -> Result<Section, IssueError> {
        let title = heading::atx_text(section.title().as_str());
        let kind = self.options.kind_of(&self.plain_title(&title));
        if section.kind() != kind {
            let found = format!("`{}` for the title `{title}`", section.kind());
            let pointer = format!("{pointer}/kind");
            return Err(IssueError::new(
                IssueErrorKind::SectionKind,
                pointer,
                found,
                format!("`{kind}`"),
            ));
        }
        Ok(match section {
            Section::ProjectUpdates(content) => Section::ProjectUpdates(self.content(
                content,
                title,
                kind,
                pointer,
                Self::project_update,
            )?),
            Section::PersonalProjects(content) => Section::PersonalProjects(self.content(
                content,
                title,
                kind,
                pointer,
                Self::personal_project,
            )?),
            Section::CallForParticipation(content) => Section::CallForParticipation(self.content(
                content,
                title,
                kind,
                pointer,
                Self::task_entry,
            )?),
            Section::News(content) => {
                Section::News(self.content(content, title, kind, pointer, Self::entry)?)
            }
            Section::Other(content) => {
                Section::Other(self.content(content, title, kind, pointer, Self::entry)?)
            }
            other => other.clone(),
        })
    }

    fn plain_title(&self, title: &Line) -> String {
        let text = format!("## {title}");
        let events = markdown::read_part(&text, &self.labels);
        heading::plain_text(&events, &events.pieces)
    }

    fn content<E>(
        &self,
        content: &SectionContent<E>,
        title: Line,
        kind: SectionKind,
        pointer: &str,
        normalize: impl Fn(&Self, &E, &str) -> Result<E, IssueError>,
    ) -> Result<SectionContent<E>, IssueError> {
        let mut normal = SectionContent::new(title);
        normal.body = self
            .body(
                &content.body,
                Place::of_section(kind),
                &format!("{pointer}/body"),
            )?
            .blocks;
        for (index, entry) in content.entries.iter().enumerate() {
            normal.entries.push(normalize(
                self,
                entry,
                &format!("{pointer}/entries/{index}"),
            )?);
        }
        Ok(normal)
    }

    fn project_update(
        &self,
        entry: &ProjectUpdate,
        pointer: &str,
    ) -> Result<ProjectUpdate, IssueError> {
        let mut normal = ProjectUpdate::from(self.entry_heading(&entry.heading, pointer)?);
        let byline = (entry.maintainers.as_ref(), "maintainers");
        (normal.maintainers, normal.body) = self.project_body(byline, &entry.body, pointer)?;
        Ok(normal)
    }

    fn personal_project(
        &self,
        entry: &PersonalProject,
        pointer: &str,
    ) -> Result<PersonalProject, IssueError> {
        let mut normal = PersonalProject::from(self.entry_heading(&entry.heading, pointer)?);
        let byline = (entry.authors.as_ref(), "authors");
        (normal.authors, normal.body) = self.project_body(byline, &entry.body, pointer)?;
        Ok(normal)
    }

    fn project_body(
        &self,
        (byline, field): (Option<&Byline>, &'static str),
        body: &[Block],
        pointer: &str,
    ) -> Result<(Option<Byline>, Vec<Block>), IssueError> {
        let byline = byline
            .map(|byline| self.byline(byline, &format!("{pointer}/{field}")))
            .transpose()?;
        let place = Place::of_entry().with_byline(byline.is_none());
        let body = self.body(body, place, &format!("{pointer}/body"))?;
        Ok((byline.or(body.byline), body.blocks))
    }

    fn entry_heading(
        &self,
        heading: &EntryHeading,
        pointer: &str,
    ) -> Result<EntryHeading, IssueError> {
        entry_heading::normalize(heading, &self.labels, pointer)
    }

    fn entry(&self, entry: &Entry, pointer: &str) -> Result<Entry, IssueError> {
        self.plain_entry(entry, Place::of_entry(), pointer)
    }

    fn task_entry(&self, entry: &Entry, pointer: &str) -> Result<Entry, IssueError> {
        self.plain_entry(entry, Place::of_entry().with_tasks(true), pointer)
    }

    fn plain_entry(&self, entry: &Entry, place: Place, pointer: &str) -> Result<Entry, IssueError> {
        let mut normal = Entry::new(heading::atx_text(entry.heading.as_str()));
        normal.body = self
            .body(&entry.body, place, &format!("{pointer}/body"))?
            .blocks;
        Ok(normal)
    }
}
