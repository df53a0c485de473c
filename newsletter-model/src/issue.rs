use serde::{Deserialize, Serialize};

use crate::block::{self, Block};
use crate::definition::Definition;
use crate::destination::Destination;
use crate::front_matter::FrontMatter;
use crate::label::Label;
use crate::list::Item;
use crate::person::Person;
use crate::section::Section;

/// One newsletter page: front matter and body.
///
/// ```
/// use newsletter_model::{Block, FrontMatter, Issue, Line, Section, SectionContent};
///
/// let issue = Issue::new(FrontMatter::new("June 2022"))
///     .with_block(Block::prose("Welcome!"))
///     .with_block(Block::More)
///     .with_section(Section::Other(SectionContent::new(Line::plain("Join Us?"))));
/// assert_eq!(issue.sections.len(), 1);
/// ```
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Issue {
    /// The TOML at the top of the page.
    pub front_matter: FrontMatter,
    /// What stands before the first section.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub body: Vec<Block>,
    /// The sections, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sections: Vec<Section>,
}

impl Issue {
    /// An issue without content.
    pub fn new(front_matter: FrontMatter) -> Self {
        Self {
            front_matter,
            ..Self::default()
        }
    }

    /// Adds a block to the body.
    #[must_use]
    pub fn with_block(mut self, block: impl Into<Block>) -> Self {
        self.body.push(block.into());
        self
    }

    /// Adds a section.
    #[must_use]
    pub fn with_section(mut self, section: Section) -> Self {
        self.sections.push(section);
        self
    }

    /// The items of all lists that have a link which is no mention.
    pub fn changes(&self) -> impl Iterator<Item = &Item> {
        self.bodies().flat_map(block::changes)
    }

    /// The people that the issue thanks, in order; somebody thanked twice comes twice.
    pub fn contributors(&self) -> impl Iterator<Item = &Person> {
        self.bodies().flat_map(block::contributors)
    }

    /// All bodies, in the order of the text: that of the issue, of each section and of each entry.
    pub fn bodies(&self) -> impl Iterator<Item = &[Block]> {
        std::iter::once(self.body.as_slice()).chain(self.sections.iter().flat_map(Section::bodies))
    }

    /// The same, to change them.
    ///
    /// ```
    /// use newsletter_model::{Block, FrontMatter, Issue};
    ///
    /// let mut issue = Issue::new(FrontMatter::new("May")).with_block(Block::More);
    /// issue.bodies_mut().for_each(|body| body.retain(|block| *block != Block::More));
    /// assert_eq!(issue, Issue::new(FrontMatter::new("May")));
    /// ```
    pub fn bodies_mut(&mut self) -> impl Iterator<Item = &mut Vec<Block>> {
        let sections = self.sections.iter_mut().flat_map(Section::bodies_mut);
        std::iter::once(&mut self.body).chain(sections)
    }

    /// All blocks, also those below items, in the order of the text.
    pub fn blocks(&self) -> impl Iterator<Item = &Block> {
        self.bodies().flat_map(block::all_blocks)
    }

    /// All reference definitions that are blocks, in the order of the text.
    pub fn definitions(&self) -> impl Iterator<Item = &Definition> {
        self.blocks().filter_map(|block| match block {
            Block::Definition(definition) => Some(definition),
            _ => None,
        })
    }

    /// Where a reference leads: the URL of the first definition with that label.
    ///
    /// ```
    /// use newsletter_model::{Definition, FrontMatter, Issue, Label};
    ///
    /// let label = Label::new("RFC")?;
    /// let issue = Issue::new(FrontMatter::new("t")).with_block(Definition::new(label, "https://example.org"));
    /// assert_eq!(issue.resolve(&Label::new("rfc")?).map(|url| url.as_str()), Some("https://example.org"));
    /// # Ok::<(), newsletter_model::Error>(())
    /// ```
    pub fn resolve(&self, label: &Label) -> Option<&Destination> {
        let key = label.key();
        self.definitions()
            .find(|definition| definition.label.key() == key)
            .map(|definition| &definition.url)
    }
}
