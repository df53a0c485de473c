use serde::{Deserialize, Serialize};

use crate::call_for_participation::Tasks;
use crate::definition::Definition;
use crate::list::{Bullet, Item, List};
use crate::placeholder::Placeholder;
use crate::text::{Inline, Line, Prose};
use crate::thanks::Thanks;

/// One unit of a body.
///
/// ```
/// use newsletter_model::Block;
///
/// let json = serde_json::to_string(&Block::prose("Hello, *world*!"))?;
/// assert_eq!(json, r#"{"type":"prose","markdown":"Hello, *world*!"}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "type", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Block {
    /// Markdown that has no type of its own, verbatim.
    Prose(ProseBlock),
    /// A bullet list.
    List(List),
    /// A bullet list in a call for participation.
    Tasks(Tasks),
    /// A paragraph that thanks people.
    Thanks(Thanks),
    /// An HTML comment, for editors only.
    Comment(Comment),
    /// The grey text that says that a section is empty.
    Placeholder(Placeholder),
    /// A reference definition.
    Definition(Definition),
    /// The marker `<!-- more -->`, where Zola ends the summary.
    #[serde(deserialize_with = "no_fields")]
    More,
    /// A heading that opens neither a section nor an entry.
    Heading(Heading),
}

/// Refuses the fields that serde takes no notice of in a variant without content.
fn no_fields<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<(), D::Error> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct NoFields {}

    NoFields::deserialize(deserializer).map(|NoFields {}| ())
}

impl Block {
    /// A block of Markdown.
    pub fn prose(markdown: impl Into<Prose>) -> Self {
        Self::Prose(ProseBlock {
            markdown: markdown.into(),
        })
    }

    /// The bullet of a list, and of tasks; `None` for other blocks.
    pub fn bullet(&self) -> Option<Bullet> {
        match self {
            Self::List(list) => Some(list.bullet),
            Self::Tasks(tasks) => Some(tasks.bullet),
            _ => None,
        }
    }

    /// The items of a list, and of tasks; nothing for other blocks.
    pub fn items(&self) -> impl Iterator<Item = &Item> {
        let (items, tasks) = match self {
            Self::List(list) => (Some(&list.items), None),
            Self::Tasks(tasks) => (None, Some(&tasks.items)),
            _ => (None, None),
        };
        items
            .into_iter()
            .flatten()
            .chain(tasks.into_iter().flatten().map(|task| &task.item))
    }
}

/// One block of Markdown.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct ProseBlock {
    /// The text.
    pub markdown: Prose,
}

/// An HTML comment that stands alone.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Comment {
    /// The text between `<!--` and `-->`, without white space at its edges; the indentation of a first line of several stays.
    pub text: Prose,
}

impl Comment {
    /// A comment.
    pub fn new(text: impl Into<Prose>) -> Self {
        Self { text: text.into() }
    }
}

/// A heading inside a body.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Heading {
    /// The level, from 1 to 6.
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 6)))]
    pub level: u8,
    /// The Markdown of the heading, with its attributes (`{#id}`).
    pub text: Line,
}

impl Heading {
    /// A heading.
    pub fn new(level: u8, text: Line) -> Self {
        Self { level, text }
    }
}

macro_rules! from_content {
    ($($name:ident),*) => {$(
        impl From<$name> for Block {
            fn from(content: $name) -> Self {
                Self::$name(content)
            }
        }
    )*};
}

from_content!(
    List,
    Tasks,
    Thanks,
    Comment,
    Placeholder,
    Definition,
    Heading
);

/// All blocks of a body, also those below items, in the order of the text.
pub(crate) fn all_blocks(body: &[Block]) -> impl Iterator<Item = &Block> {
    let mut pending: Vec<&Block> = body.iter().rev().collect();
    std::iter::from_fn(move || {
        let block = pending.pop()?;
        let below = pending.len();
        pending.extend(block.items().flat_map(|item| &item.blocks));
        pending[below..].reverse();
        Some(block)
    })
}

/// The items of a body's lists that are changes: they have a link that is no mention.
///
/// An item without a link groups the items below it, which count then.
pub(crate) fn changes(body: &[Block]) -> impl Iterator<Item = &Item> {
    let mut pending: Vec<&Item> = body.iter().flat_map(Block::items).collect();
    pending.reverse();
    std::iter::from_fn(move || {
        loop {
            let item = pending.pop()?;
            if !item.is_link() {
                let below = pending.len();
                pending.extend(item.blocks.iter().flat_map(Block::items));
                pending[below..].reverse();
            } else if !item.is_mention() {
                return Some(item);
            }
        }
    })
}

/// The people thanked in a body.
pub(crate) fn contributors(body: &[Block]) -> impl Iterator<Item = &crate::person::Person> {
    all_blocks(body)
        .filter_map(|block| match block {
            Block::Thanks(thanks) => Some(thanks),
            _ => None,
        })
        .flat_map(Thanks::people)
}

/// Plain text as the content of a block.
impl From<Inline> for Block {
    fn from(text: Inline) -> Self {
        Self::prose(text.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_are_looked_into_and_mentions_are_not_changes() {
        let nested = List::new(vec![Item::link("b", "2"), Item::link("c", "3")]);
        let list = List::new(vec![
            Item::link("a", "1").with_block(List::new(vec![Item::link("note", "x")])),
            Item::new(Inline::plain("group")).with_block(nested),
            Item::link("@somebody", "y"),
            Item::link("d", "4"),
        ]);
        let body = [Block::from(list)];
        let titles: Vec<&str> = changes(&body).map(|item| item.title.as_str()).collect();
        assert_eq!(titles, ["a", "b", "c", "d"]);
        assert_eq!(all_blocks(&body).count(), 3);
    }
}
