//! The Markdown parser, with the options that Zola gives it.

use std::ops::Range;

use newsletter_model::Label;
use pulldown_cmark::{BrokenLink, CowStr, OffsetIter, Options, Parser};

use crate::definition::Defined;
use crate::events::{Events, Kind, MOST_BYTES, Piece};
use crate::heading_attributes;
use crate::labels::Labels;

/// The events of one node, from its start to its end.
pub(crate) type Node<'e> = &'e [Piece];

/// The options that Zola gives the Markdown parser, for the body of a page.
///
/// Heading attributes are off for the few texts over which the parser would panic with them: `{#id}` is text there. The
/// line ends of the text are `\n`, or `\r\n`.
///
/// ```
/// use newsletter_parse::markdown_options;
/// use pulldown_cmark::{Event, Parser};
///
/// let body = "~~old~~";
/// let mut events = Parser::new_ext(body, markdown_options(body));
/// assert!(events.any(|event| event == Event::Text("old".into())));
/// ```
pub fn markdown_options(text: &str) -> Options {
    let zola = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES;
    match heading_attributes::break_parser(text, zola) {
        true => zola.difference(Options::ENABLE_HEADING_ATTRIBUTES),
        false => zola,
    }
}

/// Reads a text that has all its definitions; also returns their labels.
pub(crate) fn read(text: &str) -> (Events<'_>, Labels) {
    let iter = offset_iter(text);
    let defined = iter.reference_definitions().iter();
    let mut labels = Labels::new(defined.map(|(label, _)| label));
    let definitions = definitions(&iter);
    let mut events = Events::collect(iter, text);
    events.definitions = definitions;
    labels.add_footnotes(&events.footnotes);
    (events, labels)
}

/// Reads a part of a text, other parts of which define some labels.
///
/// What stands behind [`MOST_BYTES`] is not read: no issue is that long.
pub(crate) fn read_part<'a>(text: &'a str, labels: &Labels) -> Events<'a> {
    let text = &text[..text.floor_char_boundary(MOST_BYTES)];
    let resolve = |link: BrokenLink<'_>| {
        let label = Label::new(&link.reference).ok()?;
        labels
            .contains(&label.key())
            .then_some((CowStr::Borrowed(""), CowStr::Borrowed("")))
    };
    let parser = Parser::new_with_broken_link_callback(text, markdown_options(text), Some(resolve));
    Events::collect(parser.into_offset_iter(), text)
}

/// An iterator over the events of a text.
pub(crate) fn offset_iter(text: &str) -> OffsetIter<'_> {
    Parser::new_ext(text, markdown_options(text)).into_offset_iter()
}

/// The keys of the labels that a text defines.
pub(crate) fn defined_labels(text: &str) -> Labels {
    read(text).1
}

/// The definitions of a text, in order; of those of a label, the parser keeps the first one.
fn definitions(events: &OffsetIter<'_>) -> Vec<Defined> {
    let definitions = events.reference_definitions().iter();
    let mut definitions: Vec<Defined> = definitions
        .map(|(label, definition)| Defined {
            label: label.to_owned(),
            span: definition.span.clone(),
            url: definition.dest.to_string(),
            title: definition.title.as_ref().map(ToString::to_string),
        })
        .collect();
    definitions.sort_unstable_by_key(|definition| definition.span.start);
    definitions
}

/// Splits events into nodes of the same level.
pub(crate) fn nodes(pieces: &[Piece]) -> impl Iterator<Item = Node<'_>> {
    let mut rest = pieces;
    std::iter::from_fn(move || {
        let length = rest.first()?.length().min(rest.len());
        let (node, behind) = rest.split_at(length);
        rest = behind;
        Some(node)
    })
}

/// All nodes of the highest level.
pub(crate) fn all_nodes(pieces: &[Piece]) -> Vec<Node<'_>> {
    let mut all = Vec::with_capacity(nodes(pieces).count());
    all.extend(nodes(pieces));
    all
}

/// The events inside a node.
pub(crate) fn inner(node: Node<'_>) -> Node<'_> {
    match node {
        [_, inner @ .., _] => inner,
        _ => &[],
    }
}

/// The range of a node.
pub(crate) fn range(node: Node<'_>) -> Range<usize> {
    let (first, last) = (&node[0], &node[node.len() - 1]);
    let end = match first.kind {
        // The parser's range of a list may hold the definition behind it; that of its last item does not.
        Kind::List { .. } if node.len() > 2 => node[node.len() - 2].end(),
        // The paragraph of a tight list has no event of its own.
        _ if !is_block(node) => last.end(),
        _ => first.end(),
    };
    first.start()..end
}

/// Whether a node is a paragraph, which the parser reports as its text alone in a tight list.
pub(crate) fn is_paragraph(node: Node<'_>) -> bool {
    node[0].kind == Kind::Paragraph || !is_block(node)
}

/// Whether a node is a block, and no part of a paragraph.
pub(crate) fn is_block(node: Node<'_>) -> bool {
    matches!(
        node[0].kind,
        Kind::Paragraph
            | Kind::Heading { .. }
            | Kind::List { .. }
            | Kind::CodeBlock { .. }
            | Kind::HtmlBlock
            | Kind::Footnote
            | Kind::Rule
            | Kind::OtherBlock
    )
}
