//! The tasks of a call for participation.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::block::Block;
use crate::destination::Destination;
use crate::entry::Entry;
use crate::error::{Error, ErrorKind};
use crate::list::{Bullet, Item};
use crate::section::SectionContent;
use crate::text::{Inline, Line};

/// A bullet list in a call for participation.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Tasks {
    /// The tasks, in order.
    pub items: Vec<Task>,
    /// The character before each task.
    #[serde(default, skip_serializing_if = "Bullet::is_default")]
    pub bullet: Bullet,
    /// Whether there are blank lines between tasks, or inside one where none is needed.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub spaced: bool,
}

impl Tasks {
    /// A list with `-` before its tasks and no blank lines between them.
    pub fn new(items: Vec<Task>) -> Self {
        Self {
            items,
            ..Self::default()
        }
    }
}

/// An item of a call for participation: ``- [(`repository`) Title](https://…)``.
///
/// ```
/// use newsletter_model::{Line, Task};
///
/// let task = Task::new("Review the new design", "https://github.com/rust-osdev/volatile/pull/28")
///     .with_repository(Line::new("rust-osdev/volatile")?);
/// assert_eq!(task.title().to_string(), "(`rust-osdev/volatile`) Review the new design");
/// # Ok::<(), newsletter_model::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Task {
    /// The repository, as plain text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repository: Option<Line>,
    /// The link and what stands around and below it; its title is that behind the repository.
    #[serde(flatten)]
    pub item: Item,
}

impl Task {
    /// A task that is a link, its title given as plain text.
    pub fn new(title: &str, url: impl Into<Destination>) -> Self {
        Self::from(Item::link(title, url))
    }

    /// Sets the repository.
    #[must_use]
    pub fn with_repository(mut self, repository: Line) -> Self {
        self.repository = Some(repository);
        self
    }

    /// The text of the link.
    pub fn title(&self) -> TaskTitle {
        TaskTitle {
            repository: self.repository.clone(),
            title: self.item.title.clone(),
        }
    }
}

impl From<Item> for Task {
    /// Makes a task of an item; a repository at the start of the link's title becomes the task's.
    fn from(mut item: Item) -> Self {
        let title = if item.is_link() {
            TaskTitle::read(item.title.as_str())
        } else {
            None
        };
        let repository = title.and_then(|title| {
            item.title = title.title;
            title.repository
        });
        Self { repository, item }
    }
}

impl From<Task> for Item {
    fn from(task: Task) -> Self {
        let title = task.title();
        let mut item = task.item;
        if title.repository.is_some() {
            item.title = Inline::new(title.to_string()).unwrap_or(title.title);
        }
        item
    }
}

/// The text of a task's link: ``(`repository`) Title``, or a title alone.
///
/// ```
/// use newsletter_model::TaskTitle;
///
/// let title: TaskTitle = "(`acpi`) Add *docs*".parse()?;
/// assert_eq!(title.repository.as_ref().map(|line| line.as_str()), Some("acpi"));
/// assert_eq!(title.to_string(), "(`acpi`) Add *docs*");
/// # Ok::<(), newsletter_model::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub struct TaskTitle {
    /// The repository, as plain text.
    pub repository: Option<Line>,
    /// The Markdown behind it.
    pub title: Inline,
}

impl TaskTitle {
    fn read(text: &str) -> Option<Self> {
        let (repository, title) = text.strip_prefix("(`")?.split_once("`) ")?;
        if repository.is_empty()
            || repository.contains(['`', '\n'])
            || repository.trim_matches([' ', '\t']) != repository
        {
            return None;
        }
        Some(Self {
            repository: Line::new(repository).ok(),
            title: Inline::new(title).ok()?,
        })
    }
}

impl fmt::Display for TaskTitle {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.repository {
            Some(repository) => write!(formatter, "(`{repository}`) {}", self.title),
            None => self.title.fmt(formatter),
        }
    }
}

impl FromStr for TaskTitle {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        if let Some(title) = Self::read(text) {
            return Ok(title);
        }
        let title = Inline::new(text).map_err(|_| {
            let found = format!("a blank line in `{}`", text.escape_debug());
            Error::new(
                ErrorKind::TaskTitle,
                found,
                "the title of a task, such as ``(`repository`) Title``",
            )
        })?;
        Ok(Self {
            repository: None,
            title,
        })
    }
}

impl SectionContent<Entry> {
    /// All tasks in the section's body and in its entries, in order.
    pub fn tasks(&self) -> impl Iterator<Item = &Task> {
        let bodies =
            std::iter::once(&self.body).chain(self.entries.iter().map(|entry| &entry.body));
        bodies
            .flatten()
            .filter_map(|block| match block {
                Block::Tasks(tasks) => Some(&tasks.items),
                _ => None,
            })
            .flatten()
    }

    /// Adds a task to the first tasks of the section, and drops the placeholder that says there are none.
    ///
    /// A section without tasks gets them where its placeholder stands, else behind its first comment
    /// (the template for contributors), else at the end of its body.
    pub fn add_task(&mut self, task: Task) {
        let placeholder = self
            .body
            .iter()
            .position(|block| matches!(block, Block::Placeholder(_)));
        let tasks = self.body.iter_mut().find_map(|block| match block {
            Block::Tasks(tasks) => Some(tasks),
            _ => None,
        });
        if let Some(tasks) = tasks {
            tasks.items.push(task);
            if let Some(at) = placeholder {
                self.body.remove(at);
            }
            return;
        }
        let block = Block::from(Tasks::new(vec![task]));
        if let Some(at) = placeholder {
            self.body[at] = block;
            return;
        }
        let comment = self
            .body
            .iter()
            .position(|block| matches!(block, Block::Comment(_)));
        let at = comment.map_or(self.body.len(), |at| at + 1);
        self.body.insert(at, block);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::block::Comment;
    use crate::placeholder::Placeholder;
    use crate::text::Prose;

    fn section(body: Vec<Block>) -> SectionContent<Entry> {
        SectionContent {
            body,
            ..SectionContent::default()
        }
    }

    fn added(body: Vec<Block>) -> Vec<Block> {
        let mut section = section(body);
        section.add_task(Task::new("t", "u"));
        assert_eq!(section.tasks().count(), 1);
        section.body
    }

    #[test]
    fn the_first_task_takes_the_place_of_the_placeholder() {
        let placeholder = Block::from(Placeholder::new(Inline::plain("No tasks")));
        let prose = Block::prose("Write us.");
        assert!(matches!(
            added(vec![placeholder, prose.clone()])[..],
            [Block::Tasks(_), Block::Prose(_)]
        ));
        let comment = Block::from(Comment::new("template"));
        assert!(matches!(
            added(vec![comment, prose])[..],
            [Block::Comment(_), Block::Tasks(_), Block::Prose(_)]
        ));
        let _ = Prose::new("");
    }

    #[test]
    fn a_placeholder_beside_tasks_is_dropped() {
        let placeholder = Block::from(Placeholder::new(Inline::plain("No tasks")));
        let body = added(vec![Block::from(Tasks::default()), placeholder]);
        assert!(matches!(body[..], [Block::Tasks(_)]));
    }
}
