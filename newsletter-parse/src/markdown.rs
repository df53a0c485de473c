//! The Markdown parser, with the options that Zola gives it.

use std::collections::HashSet;
use std::ops::Range;

use newsletter_model::Label;
use pulldown_cmark::{BrokenLink, CowStr, Event, OffsetIter, Options, Parser, Tag};

/// An event of the parser, and the range of the text it stands for.
pub(crate) type SpannedEvent<'a> = (Event<'a>, Range<usize>);

/// The events of one node, from its start to its end.
pub(crate) type Node<'e, 'a> = &'e [SpannedEvent<'a>];

/// The keys of the labels that have a definition, those of footnotes with `^` before them.
pub(crate) type Labels = HashSet<String>;

fn zola_options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
}

/// Reads a text that has all its definitions; also returns their labels.
pub(crate) fn read(text: &str) -> (Vec<SpannedEvent<'_>>, Labels) {
    let events = offset_iter(text);
    let mut labels = label_keys(&events);
    let events = collect(events, text);
    labels.extend(footnote_keys(&events));
    (events, labels)
}

/// Reads a part of a text, other parts of which define some labels.
pub(crate) fn read_part<'a>(text: &'a str, labels: &Labels) -> Vec<SpannedEvent<'a>> {
    let resolve = |link: BrokenLink<'_>| {
        let label = Label::new(&link.reference).ok()?;
        labels
            .contains(&label.key())
            .then_some((CowStr::Borrowed(""), CowStr::Borrowed("")))
    };
    let parser = Parser::new_with_broken_link_callback(text, zola_options(), Some(resolve));
    collect(parser.into_offset_iter(), text)
}

fn collect<'a>(iter: impl Iterator<Item = SpannedEvent<'a>>, text: &str) -> Vec<SpannedEvent<'a>> {
    const BYTES_PER_EVENT: usize = 20;
    let mut events = Vec::with_capacity(text.len() / BYTES_PER_EVENT);
    events.extend(iter);
    events
}

/// An iterator over the events of a text.
pub(crate) fn offset_iter(text: &str) -> OffsetIter<'_> {
    Parser::new_ext(text, zola_options()).into_offset_iter()
}

/// The keys of the labels that a text defines.
pub(crate) fn defined_labels(text: &str) -> Labels {
    read(text).1
}

/// The keys of the footnotes that events define: their labels, with the `^`.
fn footnote_keys(events: &[SpannedEvent<'_>]) -> impl Iterator<Item = String> {
    events.iter().filter_map(|(event, _)| match event {
        Event::Start(Tag::FootnoteDefinition(label)) => Some(format!("^{}", label.to_lowercase())),
        _ => None,
    })
}

fn label_keys(events: &OffsetIter<'_>) -> Labels {
    let labels = events.reference_definitions().iter();
    labels
        .filter_map(|(label, _)| Label::new(label).ok())
        .map(|label| label.key())
        .collect()
}

/// Splits events into nodes of the same level.
pub(crate) fn nodes<'e, 'a>(events: &'e [SpannedEvent<'a>]) -> impl Iterator<Item = Node<'e, 'a>> {
    let mut rest = events;
    std::iter::from_fn(move || {
        let length = node_length(rest)?;
        let (node, behind) = rest.split_at(length);
        rest = behind;
        Some(node)
    })
}

fn node_length(events: &[SpannedEvent<'_>]) -> Option<usize> {
    let mut depth = 0_usize;
    for (index, (event, _)) in events.iter().enumerate() {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return Some(index + 1);
        }
    }
    (!events.is_empty()).then_some(events.len())
}

/// The events inside a node.
pub(crate) fn inner<'e, 'a>(node: Node<'e, 'a>) -> Node<'e, 'a> {
    match node {
        [_, inner @ .., _] => inner,
        _ => &[],
    }
}

/// The range of a node.
pub(crate) fn range(node: Node<'_, '_>) -> Range<usize> {
    let range = node[0].1.clone();
    match node {
        // The parser's range of a list may hold the definition behind it; that of its last item does not.
        [
            (Event::Start(Tag::List(_)), _),
            ..,
            (Event::End(_), last_item),
            _,
        ] => range.start..last_item.end,
        // The paragraph of a tight list has no event of its own.
        [.., (_, last)] if !is_block(node) => range.start..last.end,
        _ => range,
    }
}

/// Whether a node is a paragraph, which the parser reports as its text alone in a tight list.
pub(crate) fn is_paragraph(node: Node<'_, '_>) -> bool {
    !is_block(node) || matches!(node[0].0, Event::Start(Tag::Paragraph))
}

/// Whether a node is a block, and no part of a paragraph.
pub(crate) fn is_block(node: Node<'_, '_>) -> bool {
    match &node[0].0 {
        Event::Rule => true,
        Event::Start(tag) => !is_inline(tag),
        _ => false,
    }
}

fn is_inline(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::Link { .. }
            | Tag::Image { .. }
    )
}
