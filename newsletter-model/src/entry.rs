use serde::{Deserialize, Serialize};

use crate::block::{self, Block};
use crate::list::Item;
use crate::person::Person;
use crate::text::Line;

/// An entry of a section that is not about projects.
///
/// ```
/// use newsletter_model::{Block, Entry, Line};
///
/// let entry = Entry::new(Line::plain("A talk")).with_block(Block::prose("See it."));
/// assert_eq!(entry.body.len(), 1);
/// ```
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Entry {
    /// The Markdown of the heading.
    pub heading: Line,
    /// What stands below the heading.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub body: Vec<Block>,
}

impl Entry {
    /// An entry with an empty body.
    pub fn new(heading: Line) -> Self {
        Self {
            heading,
            body: Vec::new(),
        }
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
