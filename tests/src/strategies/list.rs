//! Lists and items.

use newsletter_model::{Bullet, Inline, Item, List, SectionKind};
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;

use super::block::{Place, blocks_below};
use super::definition::tooltip;
use super::text::{lead, one_paragraph, tail};
use super::{Level, destination, inline, label};

/// Paragraphs of items without a link.
const TEXTS: &[&str] = &[
    "A group of changes:",
    "[ ] to do",
    "[x] done",
    "text with\na second line",
    "ends in a break\\",
    "**vga:** has [brackets] but no link",
    "a: b",
    "Thanks to everyone",
    "![only](image.png)",
];

/// A bullet list; lists below its items go down to a depth.
pub fn list(level: Level, kind: SectionKind, depth: u8) -> BoxedStrategy<List> {
    let least = if level == Level::Valid { 1 } else { 0 };
    (
        vec(item(level, kind, depth), least..4),
        bullet(),
        any::<bool>(),
    )
        .prop_map(|(items, bullet, spaced)| {
            List::new(items).with_bullet(bullet).with_spaced(spaced)
        })
        .boxed()
}

/// Any of the characters.
pub(super) fn bullet() -> impl Strategy<Value = Bullet> {
    prop_oneof![2 => Just(Bullet::Hyphen), 1 => Just(Bullet::Asterisk), 1 => Just(Bullet::Plus)]
}

/// An item: a link, a paragraph, or blocks alone.
pub fn item(level: Level, kind: SectionKind, depth: u8) -> BoxedStrategy<Item> {
    let text = match level {
        Level::Valid => prop_oneof![5 => linked(level), 2 => referring(level), 2 => unlinked(level), 1 => Just(Item::default())].boxed(),
        Level::Any => prop_oneof![linked(level), referring(level), unlinked(level), confused()].boxed(),
    };
    (text, blocks_below(level, Place::Item(kind), depth))
        .prop_map(move |(item, blocks)| {
            let mut item = item;
            item.blocks = if level == Level::Valid && !item.has_text() {
                without_text(blocks)
            } else {
                blocks
            };
            item
        })
        .boxed()
}

/// What may stand in an item without text: a paragraph there would be its text.
fn without_text(blocks: Vec<newsletter_model::Block>) -> Vec<newsletter_model::Block> {
    let is_text = |block: &newsletter_model::Block| match block {
        newsletter_model::Block::Prose(prose) => {
            !prose.markdown.as_str().starts_with(['>', '`', '|', '~'])
        }
        newsletter_model::Block::Thanks(_) => true,
        _ => false,
    };
    blocks.into_iter().skip_while(is_text).collect()
}

fn linked(level: Level) -> impl Strategy<Value = Item> {
    let link = (inline(level), destination(level), of(tooltip(level)));
    (lead(level), link, tail(level)).prop_map(|(before, (title, url, tooltip), after)| {
        let mut item = Item::new(title).with_before(before).with_after(after);
        (item.url, item.tooltip) = (Some(url), tooltip);
        item
    })
}

fn referring(level: Level) -> impl Strategy<Value = Item> {
    // A title that is its own label is what a shortcut reference looks like.
    let title_and_label = prop_oneof![
        (inline(level), label(level)),
        label(level).prop_map(|label| (one_paragraph(label.as_str()), label)),
    ];
    (lead(level), title_and_label, tail(level)).prop_map(|(before, (title, label), after)| {
        Item::reference(title, label)
            .with_before(before)
            .with_after(after)
    })
}

fn unlinked(level: Level) -> impl Strategy<Value = Item> {
    let text: BoxedStrategy<Inline> =
        prop_oneof![select(TEXTS).prop_map(one_paragraph), inline(level)].boxed();
    text.prop_map(Item::new)
}

/// An item whose fields contradict each other.
fn confused() -> impl Strategy<Value = Item> {
    let texts = (inline(Level::Any), inline(Level::Any), inline(Level::Any));
    let targets = (
        of(destination(Level::Any)),
        of(label(Level::Any)),
        of(tooltip(Level::Any)),
    );
    (texts, targets).prop_map(|((before, title, after), (url, reference, tooltip))| {
        let mut item = Item::new(title).with_before(before).with_after(after);
        (item.url, item.reference, item.tooltip) = (url, reference, tooltip);
        item
    })
}
