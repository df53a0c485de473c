use serde::{Deserialize, Serialize};

use crate::block::Block;
use crate::destination::Destination;
use crate::label::Label;
use crate::text::Inline;

/// A bullet list.
///
/// ```
/// use newsletter_model::{Item, List};
///
/// let list = List::new(vec![Item::link("Fix `map_to`", "https://github.com/rust-osdev/x86_64/pull/135")]);
/// assert_eq!(list.items[0].title.as_str(), r"Fix \`map\_to\`".replace(r"\_", "_"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct List {
    /// The items, in order.
    pub items: Vec<Item>,
    /// The character before each item.
    #[serde(default, skip_serializing_if = "Bullet::is_default")]
    pub bullet: Bullet,
    /// Whether there are blank lines between items, or inside one where none is needed.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub spaced: bool,
}

impl List {
    /// A list with `-` before its items and no blank lines between them.
    pub fn new(items: Vec<Item>) -> Self {
        Self {
            items,
            ..Self::default()
        }
    }

    /// Sets the character before each item.
    #[must_use]
    pub fn with_bullet(mut self, bullet: Bullet) -> Self {
        self.bullet = bullet;
        self
    }

    /// Sets whether there are blank lines between items.
    #[must_use]
    pub fn with_spaced(mut self, spaced: bool) -> Self {
        self.spaced = spaced;
        self
    }
}

/// The character before the items of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum Bullet {
    /// `-`
    #[default]
    #[serde(rename = "-")]
    Hyphen,
    /// `*`
    #[serde(rename = "*")]
    Asterisk,
    /// `+`
    #[serde(rename = "+")]
    Plus,
}

impl Bullet {
    /// The character.
    pub fn as_char(self) -> char {
        match self {
            Self::Hyphen => '-',
            Self::Asterisk => '*',
            Self::Plus => '+',
        }
    }

    /// The bullet that a character is.
    pub fn from_char(character: char) -> Option<Self> {
        [Self::Hyphen, Self::Asterisk, Self::Plus]
            .into_iter()
            .find(|bullet| bullet.as_char() == character)
    }

    pub(crate) fn is_default(&self) -> bool {
        *self == Self::default()
    }
}

/// An item of a list: a paragraph, whose first link is the item's own, and what stands below it.
///
/// The paragraph is `before`, the link, `after`. An item without a link has its whole paragraph in
/// `title`; an item that starts with something else than a paragraph has no text at all.
///
/// ```
/// use newsletter_model::{Inline, Item};
///
/// let item = Item::link("Add doctests", "https://example.org/1").with_after(Inline::new(" (published)")?);
/// assert!(item.is_link() && !item.is_mention());
/// # Ok::<(), newsletter_model::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Item {
    /// Markdown before the link.
    #[serde(default, skip_serializing_if = "Inline::is_empty")]
    pub before: Inline,
    /// The Markdown of the link's text, or of the whole paragraph when there is no link.
    #[serde(default, skip_serializing_if = "Inline::is_empty")]
    pub title: Inline,
    /// Where the link leads.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<Destination>,
    /// The label of the definition that says where the link leads, instead of `url`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<Label>,
    /// The title that a link with a `url` shows when the pointer rests on it, as plain text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tooltip: Option<String>,
    /// Markdown behind the link.
    #[serde(default, skip_serializing_if = "Inline::is_empty")]
    pub after: Inline,
    /// What stands below the paragraph.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub blocks: Vec<Block>,
}

impl Item {
    /// An item that is a paragraph of Markdown.
    pub fn new(title: Inline) -> Self {
        Self {
            title,
            ..Self::default()
        }
    }

    /// An item that is a link, its title given as plain text.
    pub fn link(title: &str, url: impl Into<Destination>) -> Self {
        Self {
            title: Inline::plain(title),
            url: Some(url.into()),
            ..Self::default()
        }
    }

    /// An item that is a link to a definition of the issue.
    pub fn reference(title: Inline, reference: Label) -> Self {
        Self {
            title,
            reference: Some(reference),
            ..Self::default()
        }
    }

    /// Sets the Markdown before the link.
    #[must_use]
    pub fn with_before(mut self, before: Inline) -> Self {
        self.before = before;
        self
    }

    /// Sets the Markdown behind the link.
    #[must_use]
    pub fn with_after(mut self, after: Inline) -> Self {
        self.after = after;
        self
    }

    /// Adds a block below the paragraph.
    #[must_use]
    pub fn with_block(mut self, block: impl Into<Block>) -> Self {
        self.blocks.push(block.into());
        self
    }

    /// Whether the item has a link.
    pub fn is_link(&self) -> bool {
        self.url.is_some() || self.reference.is_some()
    }

    /// Whether the item's link is a mention of somebody: its title starts with `@`.
    pub fn is_mention(&self) -> bool {
        self.is_link() && self.title.as_str().starts_with('@')
    }

    /// Whether the item starts with a paragraph.
    pub fn has_text(&self) -> bool {
        self.is_link()
            || !(self.before.is_empty() && self.title.is_empty() && self.after.is_empty())
    }
}
