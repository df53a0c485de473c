use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::block::{self, Block};
use crate::entry::Entry;
use crate::list::Item;
use crate::person::Person;
use crate::personal_project::PersonalProject;
use crate::project_update::ProjectUpdate;
use crate::text::Line;

/// A level-2 heading and all up to the next one.
///
/// ```
/// use newsletter_model::{Line, ProjectUpdate, Section, SectionContent, SectionKind};
///
/// let section = Section::ProjectUpdates(
///     SectionContent::new(Line::plain("Project Updates")).with_entry(ProjectUpdate::new("x86_64")?),
/// );
/// assert_eq!(section.kind(), SectionKind::ProjectUpdates);
/// assert_eq!(section.entries().count(), 1);
/// # Ok::<(), newsletter_model::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Section {
    /// Updates to the projects of the newsletter's organization.
    ProjectUpdates(SectionContent<ProjectUpdate>),
    /// Updates to projects outside of it.
    PersonalProjects(SectionContent<PersonalProject>),
    /// Tasks that look for contributors.
    CallForParticipation(SectionContent<Entry>),
    /// News, announcements and tooling.
    News(SectionContent<Entry>),
    /// Any other section.
    Other(SectionContent<Entry>),
}

/// What kind of section a title opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum SectionKind {
    /// [`Section::ProjectUpdates`]
    ProjectUpdates,
    /// [`Section::PersonalProjects`]
    PersonalProjects,
    /// [`Section::CallForParticipation`]
    CallForParticipation,
    /// [`Section::News`]
    News,
    /// [`Section::Other`]
    Other,
}

impl SectionKind {
    /// All kinds.
    pub const ALL: [Self; 5] = [
        Self::ProjectUpdates,
        Self::PersonalProjects,
        Self::CallForParticipation,
        Self::News,
        Self::Other,
    ];

    /// The name of the kind in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::ProjectUpdates => "project-updates",
            Self::PersonalProjects => "personal-projects",
            Self::CallForParticipation => "call-for-participation",
            Self::News => "news",
            Self::Other => "other",
        }
    }
}

impl fmt::Display for SectionKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

impl FromStr for SectionKind {
    type Err = crate::error::Error;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text).ok_or_else(|| {
            crate::error::Error::new(
                crate::error::ErrorKind::SectionKind,
                format!("`{}`", text.escape_debug()),
                "`project-updates`, `personal-projects`, `call-for-participation`, `news` or `other`",
            )
        })
    }
}

/// The title, the body and the entries of a section.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct SectionContent<E> {
    /// The Markdown of the heading, with its attributes (`{#id}`).
    pub title: Line,
    /// What stands before the first entry.
    #[serde(default = "Vec::<Block>::new", skip_serializing_if = "Vec::is_empty")]
    pub body: Vec<Block>,
    /// The entries, in order.
    #[serde(default = "Vec::<E>::new", skip_serializing_if = "Vec::is_empty")]
    pub entries: Vec<E>,
}

impl<E> Default for SectionContent<E> {
    fn default() -> Self {
        Self::new(Line::default())
    }
}

impl<E> SectionContent<E> {
    /// A section without content.
    pub fn new(title: Line) -> Self {
        Self {
            title,
            body: Vec::new(),
            entries: Vec::new(),
        }
    }

    /// Adds a block to the body.
    #[must_use]
    pub fn with_block(mut self, block: impl Into<Block>) -> Self {
        self.body.push(block.into());
        self
    }

    /// Adds an entry.
    #[must_use]
    pub fn with_entry(mut self, entry: E) -> Self {
        self.entries.push(entry);
        self
    }
}

/// Runs an expression on the content of a section, whatever its kind.
macro_rules! with_content {
    ($section:expr, $content:ident => $result:expr) => {
        match $section {
            Section::ProjectUpdates($content) => $result,
            Section::PersonalProjects($content) => $result,
            Section::CallForParticipation($content)
            | Section::News($content)
            | Section::Other($content) => $result,
        }
    };
}

impl Section {
    /// The kind.
    pub fn kind(&self) -> SectionKind {
        match self {
            Self::ProjectUpdates(_) => SectionKind::ProjectUpdates,
            Self::PersonalProjects(_) => SectionKind::PersonalProjects,
            Self::CallForParticipation(_) => SectionKind::CallForParticipation,
            Self::News(_) => SectionKind::News,
            Self::Other(_) => SectionKind::Other,
        }
    }

    /// The Markdown of the heading.
    pub fn title(&self) -> &Line {
        with_content!(self, content => &content.title)
    }

    /// The Markdown of the heading, to change it.
    pub fn title_mut(&mut self) -> &mut Line {
        with_content!(self, content => &mut content.title)
    }

    /// What stands before the first entry.
    pub fn body(&self) -> &[Block] {
        with_content!(self, content => &content.body)
    }

    /// What stands before the first entry, to change it.
    pub fn body_mut(&mut self) -> &mut Vec<Block> {
        with_content!(self, content => &mut content.body)
    }

    /// The entries, in order.
    pub fn entries(&self) -> impl Iterator<Item = EntryRef<'_>> {
        let (updates, projects, entries) = match self {
            Self::ProjectUpdates(content) => (Some(&content.entries), None, None),
            Self::PersonalProjects(content) => (None, Some(&content.entries), None),
            Self::CallForParticipation(content) | Self::News(content) | Self::Other(content) => {
                (None, None, Some(&content.entries))
            }
        };
        let updates = updates.into_iter().flatten().map(EntryRef::ProjectUpdate);
        let projects = projects
            .into_iter()
            .flatten()
            .map(EntryRef::PersonalProject);
        updates
            .chain(projects)
            .chain(entries.into_iter().flatten().map(EntryRef::Entry))
    }

    /// The items of all lists in the section that have a link which is no mention.
    pub fn changes(&self) -> impl Iterator<Item = &Item> {
        self.bodies().flat_map(block::changes)
    }

    /// The people that the section thanks, in order.
    pub fn contributors(&self) -> impl Iterator<Item = &Person> {
        self.bodies().flat_map(block::contributors)
    }

    /// The body of the section and those of its entries.
    pub fn bodies(&self) -> impl Iterator<Item = &[Block]> {
        std::iter::once(self.body()).chain(self.entries().map(EntryRef::body))
    }

    /// The body of the section and those of its entries, to change them.
    pub fn bodies_mut(&mut self) -> impl Iterator<Item = &mut Vec<Block>> {
        let (body, updates, projects, entries) = match self {
            Self::ProjectUpdates(content) => {
                (&mut content.body, Some(&mut content.entries), None, None)
            }
            Self::PersonalProjects(content) => {
                (&mut content.body, None, Some(&mut content.entries), None)
            }
            Self::CallForParticipation(content) | Self::News(content) | Self::Other(content) => {
                (&mut content.body, None, None, Some(&mut content.entries))
            }
        };
        let updates = updates.into_iter().flatten().map(|update| &mut update.body);
        let projects = projects.into_iter().flatten();
        let projects = projects.map(|project| &mut project.body);
        let entries = entries.into_iter().flatten().map(|entry| &mut entry.body);
        std::iter::once(body)
            .chain(updates)
            .chain(projects)
            .chain(entries)
    }
}

/// An entry of any section.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub enum EntryRef<'a> {
    /// An entry of a section with project updates.
    ProjectUpdate(&'a ProjectUpdate),
    /// An entry of a section with personal projects.
    PersonalProject(&'a PersonalProject),
    /// An entry of another section.
    Entry(&'a Entry),
}

impl<'a> EntryRef<'a> {
    /// What stands below the heading and the byline.
    pub fn body(self) -> &'a [Block] {
        match self {
            Self::ProjectUpdate(update) => &update.body,
            Self::PersonalProject(project) => &project.body,
            Self::Entry(entry) => &entry.body,
        }
    }

    /// The name of the project, or the Markdown of the heading.
    pub fn name(self) -> &'a Line {
        match self {
            Self::ProjectUpdate(update) => &update.heading.name,
            Self::PersonalProject(project) => &project.heading.name,
            Self::Entry(entry) => &entry.heading,
        }
    }
}
