use std::fmt;

use crate::context::{Context, Findings};
use crate::diagnostic::Severity;

/// Something that a newsletter can get wrong, and how it is found.
#[derive(Clone, Copy)]
#[non_exhaustive]
pub struct Rule {
    /// Its name, in kebab-case.
    pub code: &'static str,
    /// What it looks at.
    pub topic: Topic,
    /// How bad its findings are, unless a finding is less sure.
    pub severity: Severity,
    /// Whether it runs where nobody has asked for it.
    pub is_on: bool,
    /// Its page of documentation, as Markdown: what, why, wrong and right examples.
    pub page: &'static str,
    /// Looks for it.
    pub(crate) check: fn(&Context<'_>, &mut Findings<'_>),
}

/// What a rule looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Topic {
    /// Where links lead.
    Links,
    /// Names and profiles.
    People,
    /// Entries of projects, and their changes.
    Projects,
    /// Sections and what they say they hold.
    Sections,
    /// The front matter.
    FrontMatter,
    /// Text that does not render as meant, and slips of the keyboard.
    Text,
}

impl Topic {
    /// All topics, in the order in which they are listed.
    pub const ALL: [Self; 6] = [
        Self::Links,
        Self::People,
        Self::Projects,
        Self::Sections,
        Self::FrontMatter,
        Self::Text,
    ];
}

impl fmt::Display for Topic {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Links => "links",
            Self::People => "people",
            Self::Projects => "projects",
            Self::Sections => "sections",
            Self::FrontMatter => "front matter",
            Self::Text => "text",
        })
    }
}

impl Rule {
    /// What it finds, in one line: the title of its page behind the code.
    pub fn summary(&self) -> &'static str {
        let title = self.page.lines().next().unwrap_or_default();
        title.split_once(": ").map_or(title, |(_, summary)| summary)
    }
}

impl fmt::Debug for Rule {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("Rule").field(&self.code).finish()
    }
}
