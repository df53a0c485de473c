use serde::{Deserialize, Serialize};

use crate::block::{self, Block};
use crate::byline::{self, Byline};
use crate::destination::Destination;
use crate::entry_heading::EntryHeading;
use crate::error::Error;
use crate::list::Item;
use crate::person::Person;

/// An entry about a project outside of the newsletter's organization.
///
/// ```
/// use newsletter_model::{Item, List, Person, PersonalProject};
///
/// let entry = PersonalProject::new("phil-opp/blog_os")?
///     .with_url("https://github.com/phil-opp/blog_os")
///     .with_authors(vec![Person::github("phil-opp")?])
///     .with_block(List::new(vec![Item::link("Add docs", "https://github.com/phil-opp/blog_os/pull/1")]));
/// assert_eq!(entry.changes().count(), 1);
/// # Ok::<(), newsletter_model::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct PersonalProject {
    /// The name, the link and what else the heading says.
    #[serde(flatten)]
    pub heading: EntryHeading,
    /// Who wrote the entry.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        with = "byline::authors"
    )]
    #[cfg_attr(feature = "schema", schemars(schema_with = "byline::schema"))]
    pub authors: Option<Byline>,
    /// What stands below.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub body: Vec<Block>,
}

impl PersonalProject {
    /// An entry for a project, its name given as plain text.
    ///
    /// # Errors
    ///
    /// When the name has a line break, as `"two\nlines"` has.
    pub fn new(name: impl Into<String>) -> Result<Self, Error> {
        EntryHeading::new(name).map(Self::from)
    }

    /// Sets where the heading's link leads.
    #[must_use]
    pub fn with_url(mut self, url: impl Into<Destination>) -> Self {
        self.heading = self.heading.with_url(url);
        self
    }

    /// Sets the byline "(Section written by …)".
    #[must_use]
    pub fn with_authors(mut self, people: Vec<Person>) -> Self {
        self.authors = Some(Byline::written_by(people));
        self
    }

    /// Adds a block to the body.
    #[must_use]
    pub fn with_block(mut self, block: impl Into<Block>) -> Self {
        self.body.push(block.into());
        self
    }

    /// The items of the entry's lists that have a link which is no mention.
    pub fn changes(&self) -> impl Iterator<Item = &Item> {
        block::changes(&self.body)
    }

    /// The people that the entry thanks, in order.
    pub fn contributors(&self) -> impl Iterator<Item = &Person> {
        block::contributors(&self.body)
    }
}

impl From<EntryHeading> for PersonalProject {
    fn from(heading: EntryHeading) -> Self {
        Self {
            heading,
            authors: None,
            body: Vec::new(),
        }
    }
}
