//! The heading of a project's entry.

use newsletter_model::{EntryHeading, Label, Line};
use pulldown_cmark::LinkType;

use crate::container::WHITE_SPACE;
use crate::events::{Events, Link};
use crate::heading;
use crate::labels::Labels;
use crate::markdown::{self, Node};

/// A heading in a text that the Markdown parser has read.
#[derive(Clone, Copy)]
pub(crate) struct HeadingText<'t> {
    pub(crate) text: &'t str,
    pub(crate) events: &'t Events<'t>,
    pub(crate) node: Node<'t>,
}

impl HeadingText<'_> {
    /// The Markdown of the heading.
    fn content(self) -> Line {
        heading::text(self.text, self.node)
    }
}

/// Reads a heading.
pub(crate) fn read(heading: HeadingText<'_>, labels: &Labels) -> EntryHeading {
    let text = &heading.text[markdown::range(heading.node)];
    if text.trim_end_matches(WHITE_SPACE).contains('\n') {
        return read_line(heading.content(), labels);
    }
    regular(heading).unwrap_or_else(|| irregular(heading, heading.content()))
}

/// Reads the Markdown of a heading.
pub(crate) fn read_line(content: Line, labels: &Labels) -> EntryHeading {
    let text = format!("### {content}\n{}", footnotes_of(content.as_str(), labels));
    let events = markdown::read_part(&text, labels);
    let mut heading = HeadingText {
        text: &text,
        events: &events,
        node: &[],
    };
    match markdown::nodes(&events.pieces).next() {
        Some(node) if heading::level(node).is_some() => {
            heading.node = node;
            regular(heading).unwrap_or_else(|| irregular(heading, content))
        }
        _ => irregular(heading, content),
    }
}

/// Definitions of the footnotes in a text that the page defines.
fn footnotes_of(content: &str, labels: &Labels) -> String {
    let references = content.match_indices("[^").filter_map(|(at, _)| {
        let inner = &content[at + 1..];
        inner.find(']').map(|end| &inner[..end])
    });
    let defined = references.filter(|label| labels.contains(&label.to_lowercase()));
    defined.map(|label| format!("\n[{label}]: x\n")).collect()
}

fn plain_line(text: &str) -> Line {
    Line::new(text.replace(['\n', '\r'], " ")).unwrap_or_default()
}

/// A heading that the fields spell: ``[`name`](url) (note) {attributes}``, the link, note and attributes left out as may be.
fn regular(heading_text: HeadingText<'_>) -> Option<EntryHeading> {
    let HeadingText { text, events, node } = heading_text;
    let inner = markdown::inner(node);
    let first = markdown::nodes(inner).next()?;
    let link = events.link(&first[0]);
    let mut heading = match link {
        Some(link) => linked(events, first, link)?,
        None if events.code(&first[0]).is_some() => named(events, first)?,
        None => named(events, inner)?,
    };
    let is_plain = !heading.code && heading.url.is_none() && heading.reference.is_none();
    let taken = if is_plain {
        markdown::range(inner).end.max(inner.last()?.end())
    } else {
        link.map_or(markdown::range(first).end, |link| {
            link_end(text, first, link)
        })
    };
    heading.attributes = attributes(heading_text);
    let behind = text[taken..markdown::range(node).end]
        .lines()
        .next()
        .unwrap_or_default();
    let note = heading::atx_text(without_attributes(behind, heading.attributes.is_some()));
    if !note.is_empty() {
        let is_note = !is_plain && behind.starts_with(' ') && note.as_str().starts_with('(');
        heading.note = Some(note).filter(|_| is_note);
        heading.note.as_ref()?;
    }
    Some(heading)
}

/// The end of a link; the parser's range of `[label][]` leaves the empty brackets out.
pub(crate) fn link_end(text: &str, node: Node<'_>, link: &Link<'_>) -> usize {
    let end = markdown::range(node).end;
    let is_collapsed = matches!(
        link.link_type,
        LinkType::Collapsed | LinkType::CollapsedUnknown
    );
    if is_collapsed && text[end..].starts_with("[]") {
        end + 2
    } else {
        end
    }
}

fn linked(events: &Events<'_>, node: Node<'_>, link: &Link<'_>) -> Option<EntryHeading> {
    let heading = named(events, markdown::inner(node))?;
    match link.link_type {
        LinkType::Inline if link.title.is_none() => Some(heading.with_url(link.target.as_ref())),
        LinkType::Inline | LinkType::Autolink | LinkType::Email | LinkType::WikiLink { .. } => None,
        _ => Some(heading.with_reference(Label::new(&link.target).ok()?)),
    }
}

/// A name: one code span, or plain text alone.
fn named(events: &Events<'_>, node: Node<'_>) -> Option<EntryHeading> {
    let code = match node {
        [piece] => events.code(piece),
        [] => return None,
        _ => None,
    };
    let name = match code {
        Some(name) => name.to_owned(),
        None => plain_name(events, node)?,
    };
    if name.is_empty() || name.trim() != name {
        return None;
    }
    let line = Line::new(name).ok()?;
    Some(EntryHeading::named(line).with_code(code.is_some()))
}

/// The text of events that are text alone, in which a run of white space is as good as one space.
fn plain_name(events: &Events<'_>, node: Node<'_>) -> Option<String> {
    let mut name = String::new();
    for piece in node {
        name.push_str(events.text(piece)?);
    }
    let words = name.split([' ', '\t']).filter(|word| !word.is_empty());
    Some(words.collect::<Vec<&str>>().join(" "))
}

/// The attributes at the end of a heading, where the parser has found some.
fn attributes(heading: HeadingText<'_>) -> Option<Line> {
    if !heading::has_attributes(heading.node) {
        return None;
    }
    let content = heading.content();
    let open = content.as_str().strip_suffix('}')?;
    Some(plain_line(&open[open.rfind('{')? + 1..]))
}

fn without_attributes(behind: &str, has_attributes: bool) -> &str {
    match behind.rfind('{') {
        Some(at) if has_attributes => &behind[..at],
        _ => behind,
    }
}

fn irregular(HeadingText { events, node, .. }: HeadingText<'_>, content: Line) -> EntryHeading {
    let mut heading = EntryHeading::named(plain_line(&heading::plain_text(events, node)));
    let first_link = node.iter().find_map(|piece| events.link(piece));
    if let Some(link) = first_link {
        match link.link_type {
            LinkType::Email => heading.url = Some(format!("mailto:{}", link.target).into()),
            LinkType::Inline | LinkType::Autolink => {
                heading.url = Some(link.target.as_ref().into());
            }
            _ => heading.reference = Label::new(&link.target).ok(),
        }
    }
    heading.heading = Some(content);
    heading
}
