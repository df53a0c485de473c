//! Blocks, and the bodies that they stand in.

use newsletter_model::{Block, Heading, SectionKind};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use super::{Level, comment, definition, line, list, placeholder, prose, tasks, thanks};

/// How deep lists nest.
const DEPTH: u8 = 4;

/// Where a block stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Before the first section.
    Issue,
    /// In a section, before its first entry.
    Section(SectionKind),
    /// In an entry.
    Entry(SectionKind),
    /// Below an item.
    Item(SectionKind),
}

impl Place {
    fn kind(self) -> SectionKind {
        match self {
            Self::Issue => SectionKind::Other,
            Self::Section(kind) | Self::Entry(kind) | Self::Item(kind) => kind,
        }
    }

    /// The levels of headings that open neither a section nor an entry there.
    fn heading_levels(self) -> &'static [u8] {
        match self {
            Self::Issue => &[1, 3, 4, 5, 6],
            Self::Section(_) | Self::Entry(_) => &[1, 4, 5, 6],
            Self::Item(_) => &[1, 2, 3, 4, 5, 6],
        }
    }
}

/// The blocks of a body.
pub fn body(level: Level, place: Place) -> BoxedStrategy<Vec<Block>> {
    vec(block(level, place, DEPTH), 0..5)
        .prop_map(move |blocks| arranged(level, blocks))
        .boxed()
}

/// The blocks below an item: none most of the time.
pub(super) fn blocks_below(level: Level, place: Place, depth: u8) -> BoxedStrategy<Vec<Block>> {
    if depth <= 1 {
        return Just(Vec::new()).boxed();
    }
    let some =
        vec(block(level, place, depth - 1), 1..3).prop_map(move |blocks| arranged(level, blocks));
    prop_oneof![3 => Just(Vec::new()), 1 => some].boxed()
}

/// A block that may stand in a place; at [`Level::Any`], any block.
pub fn block(level: Level, place: Place, depth: u8) -> BoxedStrategy<Block> {
    let in_call =
        place.kind() == SectionKind::CallForParticipation && !matches!(place, Place::Item(_));
    let everywhere = level == Level::Any;
    let mut choices: Vec<(u32, BoxedStrategy<Block>)> = vec![
        (6, prose(level).prop_map(Block::prose).boxed()),
        (
            5,
            list(level, place.kind(), depth)
                .prop_map(Block::from)
                .boxed(),
        ),
        (2, thanks(level).prop_map(Block::from).boxed()),
        (2, comment(level).prop_map(Block::from).boxed()),
        (1, definition(level).prop_map(Block::from).boxed()),
        (1, heading(level, place).prop_map(Block::from).boxed()),
    ];
    if in_call || everywhere {
        choices.push((3, tasks(level, depth).prop_map(Block::from).boxed()));
    }
    if matches!(place, Place::Section(_)) || everywhere {
        choices.push((2, placeholder(level).prop_map(Block::from).boxed()));
    }
    if !matches!(place, Place::Item(_)) || everywhere {
        choices.push((1, Just(Block::More).boxed()));
    }
    proptest::strategy::Union::new_weighted(choices).boxed()
}

fn heading(level: Level, place: Place) -> impl Strategy<Value = Heading> {
    let levels = if level == Level::Any {
        &[1, 2, 3, 4, 5, 6]
    } else {
        place.heading_levels()
    };
    (select(levels), line(level)).prop_map(|(level, text)| Heading::new(level, text))
}

/// Leaves out the blocks that would become part of the one before them in any text.
fn arranged(level: Level, blocks: Vec<Block>) -> Vec<Block> {
    let mut arranged: Vec<Block> = Vec::with_capacity(blocks.len());
    for block in blocks {
        let swallowed = arranged
            .last()
            .is_some_and(|before| swallows(before, &block));
        if level == Level::Any || !swallowed {
            arranged.push(block);
        }
    }
    arranged
}

fn swallows(before: &Block, block: &Block) -> bool {
    let Block::Prose(block) = block else {
        return false;
    };
    let continues = block.markdown.as_str().starts_with("    ")
        || block
            .markdown
            .as_str()
            .starts_with(|first: char| first.is_ascii_digit());
    match before {
        Block::Prose(before) => {
            let before = before.markdown.as_str();
            let is_container = before.starts_with("[^")
                || before.starts_with(|first: char| first.is_ascii_digit());
            let is_code = before.starts_with("    ");
            continues && (is_container || is_code)
        }
        Block::List(_) | Block::Tasks(_) | Block::Comment(_) | Block::More => false,
        _ => false,
    }
}
