use newsletter_model::{
    Block, Issue, Item, List, PersonalProject, ProjectUpdate, Section, SectionKind, Task,
};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::draft::Draft;
use crate::repeated::{Found, Known};
use crate::usual::{UsualSection, is_same_title, plain_title};
use crate::{entry, introduction, place, reminder};

/// Something that a contributor adds to an issue.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Addition {
    /// An entry about a project of the organization.
    Project(ProjectUpdate),
    /// A change of a project that has an entry, or that had one in an earlier issue.
    Change {
        /// The name of the project, or where its heading leads.
        project: String,
        /// The change.
        item: Item,
    },
    /// An entry about a project of somebody else.
    Personal(PersonalProject),
    /// A task that somebody may want to take.
    Task(Task),
    /// A piece of news.
    News {
        /// The title of the section, where there are several for news; without, the one that issues have most items in.
        section: Option<String>,
        /// The link.
        item: Item,
    },
    /// The handle of an author of the issue.
    Author(String),
}

/// Why something was not added.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum AdditionError {
    /// The issue has it.
    #[error(
        "found {found} in the section \"{section}\", expected what the issue does not have yet"
    )]
    Repeated {
        /// What is there.
        found: String,
        /// The section that it stands in.
        section: String,
    },
    /// It says nothing, or leads nowhere.
    #[error("found an empty {0}, expected some text")]
    Empty(&'static str),
    /// The author is one.
    #[error("found the author `{0}`, expected one that the issue does not have yet")]
    RepeatedAuthor(String),
    /// The issue keeps its authors in another form.
    #[error(
        "found `authors` that is no list, expected a list of handles, as `authors = [\"ada-f\"]`"
    )]
    NoListOfAuthors,
    /// No entry of the issue, nor of an earlier one, is of that project.
    #[error("found no entry of the project `{project}`, expected one of {known}")]
    UnknownProject {
        /// The project.
        project: String,
        /// The projects that have entries.
        known: String,
    },
    /// The section that is named is for something else.
    #[error("found the section \"{title}\" of the kind `{kind}`, expected one for {what}")]
    OtherKind {
        /// Its title.
        title: String,
        /// Its kind.
        kind: SectionKind,
        /// What was to be added.
        what: SectionKind,
    },
    /// There is no section for it, and nothing says what its title is.
    #[error("found no section for {what}, expected one in the issue or in an earlier one")]
    NoSection {
        /// What was to be added.
        what: String,
    },
}

/// Adds things to issues, each where the newsletter keeps such things.
///
/// A section that the issue does not have is made as the latest of the other issues that has it introduces it, in
/// the place that it has there, or among the [usual](Self::with_sections) sections. The placeholder of a section goes when something is added. Entries whose names are
/// sorted stay sorted.
///
/// ```
/// use newsletter_draft::{Addition, Adder};
/// use newsletter_model::{FrontMatter, Issue, Item, Line, Section, SectionContent};
///
/// let news = Section::News(SectionContent::new(Line::plain("Other News")));
/// let mut issue = Issue::new(FrontMatter::new("June")).with_section(news);
/// let item = Item::link("A shell", "https://example.org/shell");
/// let news = Addition::News { section: None, item };
/// Adder::default().add(&mut issue, news.clone())?;
/// assert_eq!(issue.changes().count(), 1);
/// assert!(Adder::default().add(&mut issue, news).is_err());
/// # Ok::<(), newsletter_draft::AdditionError>(())
/// ```
#[derive(Debug, Clone)]
pub struct Adder<'i> {
    earlier: Vec<&'i Issue>,
    sections: Vec<UsualSection>,
    reminder: String,
    allows_repeated: bool,
}

impl Default for Adder<'_> {
    fn default() -> Self {
        Self {
            earlier: Vec::new(),
            sections: Vec::new(),
            reminder: Draft::REMINDER.to_owned(),
            allows_repeated: false,
        }
    }
}

impl<'i> Adder<'i> {
    /// Sets the other issues of the newsletter, the latest one last.
    #[must_use]
    pub fn with_earlier(mut self, issues: Vec<&'i Issue>) -> Self {
        self.earlier = issues;
        self
    }

    /// Sets the sections that issues usually have, in order.
    #[must_use]
    pub fn with_sections(mut self, sections: Vec<UsualSection>) -> Self {
        self.sections = sections;
        self
    }

    /// Sets the comment at the end of drafts, which stays below what is added at the end ([`Draft::with_reminder`]).
    #[must_use]
    pub fn with_reminder(mut self, text: impl Into<String>) -> Self {
        self.reminder = text.into();
        self
    }

    /// Also adds what the issue has.
    #[must_use]
    pub fn allow_repeated(mut self) -> Self {
        self.allows_repeated = true;
        self
    }

    /// Adds something to an issue.
    ///
    /// # Errors
    ///
    /// When its title, its name or its link is empty; when the issue has it: an item, or an entry, that leads to the same page, or, where one of
    /// both has no link, has the same name in the same section; when the issue has an author of that handle; when its `authors` is no list; when a change is one of
    /// a project that no issue has an entry of; when the section that is named is for something else; when there is no section for it here, in an earlier issue or among the usual ones. The issue
    /// is as it was then.
    pub fn add(&self, issue: &mut Issue, addition: Addition) -> Result<(), AdditionError> {
        addition.require_text()?;
        let mut changed = issue.clone();
        // What is to be done before publication stands below what is added at the end.
        let reminder = reminder::take_last(&mut changed, &self.reminder);
        self.add_to(&mut changed, addition)?;
        reminder::push_last(&mut changed, reminder);
        *issue = changed;
        Ok(())
    }

    fn add_to(&self, issue: &mut Issue, addition: Addition) -> Result<(), AdditionError> {
        match addition {
            Addition::Author(handle) => self.add_author(issue, handle),
            Addition::Project(update) => {
                let at = self.section(issue, SectionKind::ProjectUpdates, None)?;
                self.require_new(issue, at, &Known::of_entry(&update.heading, issue))?;
                entry::insert_update(&mut issue.sections[at], update);
                Ok(())
            }
            Addition::Personal(project) => {
                let at = self.section(issue, SectionKind::PersonalProjects, None)?;
                self.require_new(issue, at, &Known::of_entry(&project.heading, issue))?;
                entry::insert_personal(&mut issue.sections[at], project);
                Ok(())
            }
            Addition::Change { project, item } => self.add_change(issue, &project, item),
            Addition::Task(task) => {
                let at = self.section(issue, SectionKind::CallForParticipation, None)?;
                self.require_new(issue, at, &Known::of_item(&task.item, issue))?;
                if let Section::CallForParticipation(content) = &mut issue.sections[at] {
                    content.add_task(task);
                }
                Ok(())
            }
            Addition::News { section, item } => {
                let at = self.section(issue, SectionKind::News, section.as_deref())?;
                self.require_new(issue, at, &Known::of_item(&item, issue))?;
                let section = &mut issue.sections[at];
                push_item(section.body_mut(), item);
                entry::drop_placeholder(section);
                Ok(())
            }
        }
    }

    fn add_author(&self, issue: &mut Issue, handle: String) -> Result<(), AdditionError> {
        let extra = &mut issue.front_matter.extra;
        if extra.other.contains_key("authors") {
            return Err(AdditionError::NoListOfAuthors);
        }
        let authors = extra.authors.get_or_insert_default();
        let is_known = authors
            .iter()
            .any(|known| known.eq_ignore_ascii_case(&handle));
        if is_known && !self.allows_repeated {
            return Err(AdditionError::RepeatedAuthor(handle));
        }
        authors.push(handle);
        Ok(())
    }

    fn add_change(
        &self,
        issue: &mut Issue,
        project: &str,
        item: Item,
    ) -> Result<(), AdditionError> {
        let place = entry::place_of(issue, project);
        let at = match place {
            Some((at, _)) => at,
            None => self.section(issue, SectionKind::ProjectUpdates, None)?,
        };
        self.require_new(issue, at, &Known::of_item(&item, issue))?;
        if let Some((_, entry)) = place {
            // The body of a section stands before those of its entries.
            let mut bodies = issue.sections[at].bodies_mut().skip(1);
            if let Some(body) = bodies.nth(entry) {
                push_item(body, item);
            }
            drop(bodies);
            entry::drop_placeholder(&mut issue.sections[at]);
        } else {
            let mut update = self.introduction(issue, project)?;
            introduction::drop_defined(&mut update.body, issue);
            push_item(&mut update.body, item);
            entry::insert_update(&mut issue.sections[at], update);
        }
        Ok(())
    }

    /// The entry that a project had last, with what introduces it.
    fn introduction(&self, issue: &Issue, project: &str) -> Result<ProjectUpdate, AdditionError> {
        let earlier = self.earlier.iter().rev().copied();
        let known = introduction::of_project(earlier.clone(), project);
        known.ok_or_else(|| {
            let issues = std::iter::once(issue).chain(earlier);
            AdditionError::UnknownProject {
                project: project.to_owned(),
                known: entry::names(issues.flat_map(|issue| &issue.sections)),
            }
        })
    }

    /// The number of the section for a kind of thing, made where there is none.
    fn section(
        &self,
        issue: &mut Issue,
        kind: SectionKind,
        title: Option<&str>,
    ) -> Result<usize, AdditionError> {
        let is_titled = |section: &Section, title: &str| {
            let own = plain_title(section.title()).to_lowercase();
            own == title.replace('`', "").to_lowercase()
        };
        let is_wanted = |section: &Section| {
            section.kind() == kind && title.is_none_or(|title| is_titled(section, title))
        };
        let wanted = issue.sections.iter().enumerate();
        let wanted = wanted.filter(|(_, section)| is_wanted(section));
        // Of several, the one that issues fill most; of equals, the first.
        let fullest = wanted
            .rev()
            .max_by_key(|(_, section)| self.count_items(section, issue));
        if let Some((at, _)) = fullest {
            return Ok(at);
        }
        let named = |section: &&Section| title.is_some_and(|title| is_titled(section, title));
        if let Some(other) = issue.sections.iter().find(named) {
            return Err(AdditionError::OtherKind {
                title: other.title().to_string(),
                kind: other.kind(),
                what: kind,
            });
        }
        let like = place::section_like(&self.earlier, &self.sections, is_wanted);
        let (section, titles) = like.ok_or_else(|| AdditionError::NoSection {
            what: title.map_or_else(|| kind.to_string(), |title| format!("\"{title}\"")),
        })?;
        let at = place::place_of(&section, issue, &titles);
        issue.sections.insert(at, section);
        Ok(at)
    }

    /// How many items all issues have in sections with that title.
    fn count_items(&self, section: &Section, issue: &Issue) -> usize {
        let issues = self.earlier.iter().copied().chain([issue]);
        let sections = issues.flat_map(|issue| &issue.sections);
        let same = sections.filter(|other| is_same_title(other.title(), section.title()));
        let blocks = same.flat_map(Section::bodies).flatten();
        blocks.flat_map(Block::items).count()
    }

    /// Refuses what the issue has.
    fn require_new(&self, issue: &Issue, at: usize, known: &Known) -> Result<(), AdditionError> {
        let found = known.find_in(issue, &issue.sections[at]);
        match found.filter(|_| !self.allows_repeated) {
            Some(Found { name, section }) => Err(AdditionError::Repeated {
                found: name,
                section,
            }),
            None => Ok(()),
        }
    }
}

impl Addition {
    /// Refuses what would be seen as nothing, or lead nowhere.
    fn require_text(&self) -> Result<(), AdditionError> {
        let (name, url) = match self {
            Self::Change { project, .. } if project.trim().is_empty() => {
                (("project", project.as_str()), &None)
            }
            Self::Project(update) => (("name", update.heading.name.as_str()), &update.heading.url),
            Self::Personal(project) => (
                ("name", project.heading.name.as_str()),
                &project.heading.url,
            ),
            Self::Task(Task { item, .. }) | Self::Change { item, .. } | Self::News { item, .. } => {
                (("title", item.title.as_str()), &item.url)
            }
            Self::Author(handle) => (("handle", handle.as_str()), &None),
        };
        let url = url.as_ref().map(|url| ("link", url.as_str()));
        let mut texts = std::iter::once(name).chain(url);
        match texts.find(|(_, text)| text.trim().is_empty()) {
            Some((what, _)) => Err(AdditionError::Empty(what)),
            None => Ok(()),
        }
    }
}

/// Adds an item to the first list of a body; without one it makes one: in the place of the placeholder, else before the
/// thanks at the end, else at the end.
fn push_item(body: &mut Vec<Block>, item: Item) {
    let list = body.iter_mut().find_map(|block| match block {
        Block::List(list) => Some(list),
        _ => None,
    });
    if let Some(list) = list {
        list.items.push(item);
        return;
    }
    let list = Block::from(List::new(vec![item]));
    let is_placeholder = |block: &Block| matches!(block, Block::Placeholder(_));
    if let Some(at) = body.iter().position(is_placeholder) {
        body[at] = list;
        return;
    }
    let at = body
        .iter()
        .position(|block| matches!(block, Block::Thanks(_)));
    body.insert(at.unwrap_or(body.len()), list);
}
