//! Where a blank line is needed between two parts of an item.

use newsletter_model::{Block, Item};
use pulldown_cmark::Event;

use crate::markdown;

/// The paragraph of an item, or a block below it.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Part<'i> {
    /// The paragraph that the item starts with.
    Text,
    /// A block.
    Block(&'i Block),
}

/// The parts of an item, in order.
fn parts(item: &Item) -> impl Iterator<Item = Part<'_>> {
    let text = item.has_text().then_some(Part::Text);
    text.into_iter().chain(item.blocks.iter().map(Part::Block))
}

/// Each part of an item with the one behind it.
pub(crate) fn pairs(item: &Item) -> impl Iterator<Item = (Part<'_>, Part<'_>)> {
    parts(item).zip(parts(item).skip(1))
}

/// Before which parts of an item a blank line is needed: for each part but the first (the item's
/// paragraph and its blocks), whether it would read as something else on the line behind the one before.
///
/// ```
/// use newsletter_model::{Block, Inline, Item, List};
/// use newsletter_parse::needed_gaps;
///
/// let item = Item::new(Inline::plain("text"))
///     .with_block(List::new(vec![Item::new(Inline::plain("note"))]))
///     .with_block(Block::prose("more text"));
/// assert_eq!(needed_gaps(&item), [false, true]);
/// ```
pub fn needed_gaps(item: &Item) -> Vec<bool> {
    pairs(item)
        .map(|(previous, next)| is_needed(previous, next))
        .collect()
}

/// Whether two parts read as something else when no blank line stands between them.
pub(crate) fn is_needed(previous: Part<'_>, next: Part<'_>) -> bool {
    if let (Part::Text, Part::Block(block)) = (previous, next)
        && block.bullet().is_some()
        && block.items().next().is_some_and(starts_on_marker_line)
    {
        return false;
    }
    needs_gap(&last_lines(previous), &first_lines(next))
}

/// Whether two blocks of Markdown read as something else when no blank line stands between them.
///
/// ```
/// use newsletter_parse::needs_gap;
///
/// assert!(needs_gap("one", "two"));
/// assert!(!needs_gap("<!-- one -->", "two"));
/// ```
pub fn needs_gap(before: &str, behind: &str) -> bool {
    if is_plain_line(before) && is_plain_line(behind) {
        return true;
    }
    let together = format!("{before}\n{behind}\n");
    let (before, behind) = together.split_at(before.len() + 1);
    let (mut apart, rest) = (outline(before), outline(behind));
    apart.events.extend(rest.events);
    apart.definitions += rest.definitions;
    outline(&together) != apart
}

/// Whether a text is a line that can be nothing but a paragraph, and continues one.
fn is_plain_line(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_alphabetic()) && !text.contains(['\n', '\r', '|'])
}

/// What a text reads as.
#[derive(PartialEq)]
pub(crate) struct Outline<'a> {
    events: Vec<Read<'a>>,
    definitions: usize,
}

#[derive(PartialEq)]
enum Read<'a> {
    Text(String),
    Other(Event<'a>),
}

/// Reads a text.
pub(crate) fn outline(text: &str) -> Outline<'_> {
    let events = markdown::offset_iter(text);
    let definitions = events.reference_definitions().iter().count();
    let mut read = Vec::new();
    for (event, _) in events {
        match event {
            // The parser may part one text into several.
            Event::Text(text) => match read.last_mut() {
                Some(Read::Text(last)) => last.push_str(&text),
                _ => read.push(Read::Text(text.into_string())),
            },
            other => read.push(Read::Other(other)),
        }
    }
    Outline {
        events: read,
        definitions,
    }
}

/// A text that ends like a part.
fn last_lines(part: Part<'_>) -> String {
    match part {
        Part::Text => "x".to_owned(),
        Part::Block(block) => match (block.bullet(), block.items().last()) {
            (Some(bullet), Some(item)) => last_lines_of_item(bullet.as_char(), item),
            _ => sample(block, "gap before"),
        },
    }
}

fn last_lines_of_item(bullet: char, item: &Item) -> String {
    match parts(item).last() {
        Some(part) => format!("{bullet} {}", last_lines(part).replace('\n', "\n  ")),
        None => bullet.to_string(),
    }
}

/// A text that starts like a part.
fn first_lines(part: Part<'_>) -> String {
    match part {
        Part::Text => "x".to_owned(),
        Part::Block(block) => match block.bullet() {
            Some(bullet) => first_line_of_item(bullet.as_char(), block.items().next()),
            None => sample(block, "gap behind"),
        },
    }
}

fn first_line_of_item(bullet: char, item: Option<&Item>) -> String {
    match item {
        Some(item) if starts_on_marker_line(item) => format!("{bullet} x"),
        _ => bullet.to_string(),
    }
}

/// Whether the line of an item's marker holds more than the marker: a thematic break there would
/// make a thematic break of the whole line (`- ---`), and indentation would belong to the marker.
///
/// ```
/// use newsletter_model::{Block, Item};
/// use newsletter_parse::starts_on_marker_line;
///
/// assert!(!starts_on_marker_line(&Item::default().with_block(Block::prose("---"))));
/// assert!(starts_on_marker_line(&Item::default().with_block(Block::prose("> quote"))));
/// ```
pub fn starts_on_marker_line(item: &Item) -> bool {
    bare_markers(item) != Some(0)
}

/// How many markers of nested items stand behind the marker of an item with nothing else on their line;
/// `None` when there is something else.
fn bare_markers(item: &Item) -> Option<usize> {
    match parts(item).next() {
        None => Some(0),
        Some(Part::Block(Block::Prose(prose))) => {
            let markdown = prose.markdown.as_str();
            let is_indented = markdown.starts_with(' ') && !markdown.starts_with("    ");
            let is_bare = is_rule(markdown.lines().next().unwrap_or_default()) || is_indented;
            is_bare.then_some(0)
        }
        // Three markers alone on a line make a thematic break too (`- - -`).
        Some(Part::Block(block)) if block.bullet().is_some() => {
            match bare_markers(block.items().next()?)? {
                0 => Some(1),
                _ => Some(0),
            }
        }
        Some(_) => None,
    }
}

/// Whether a line is a thematic break, if it is no code (CommonMark §4.1).
fn is_rule(line: &str) -> bool {
    let marks = line.replace([' ', '\t'], "");
    marks.len() >= 3
        && ["-", "*", "_"]
            .iter()
            .any(|mark| marks.replace(mark, "").is_empty())
}

fn sample(block: &Block, label: &str) -> String {
    match block {
        Block::Prose(prose) => prose.markdown.to_string(),
        Block::Thanks(_) => "Thanks to @x".to_owned(),
        Block::Comment(_) | Block::More => "<!-- x -->".to_owned(),
        Block::Placeholder(placeholder) => placeholder.to_string(),
        Block::Definition(definition) if definition.tooltip.is_some() => {
            format!("[{label}]: x 'y'")
        }
        Block::Definition(_) => format!("[{label}]: x"),
        Block::Heading(_) => "# x".to_owned(),
        _ => "x".to_owned(),
    }
}
