//! The heading of a project's entry.

use newsletter_model::{EntryHeading, Label, Line};
use pulldown_cmark::{Event, LinkType, Tag};

use crate::container::WHITE_SPACE;
use crate::heading;
use crate::markdown::{self, Labels, Node};

/// Reads a heading, whose Markdown is `content`.
pub(crate) fn read(text: &str, node: Node<'_, '_>, content: Line, labels: &Labels) -> EntryHeading {
    if text[markdown::range(node)]
        .trim_end_matches(WHITE_SPACE)
        .contains('\n')
    {
        return read_line(content, labels);
    }
    let inner = markdown::inner(node);
    regular(text, node, inner, &content).unwrap_or_else(|| irregular(inner, content))
}

/// Reads the Markdown of a heading.
pub(crate) fn read_line(content: Line, labels: &Labels) -> EntryHeading {
    let text = format!("### {content}\n{}", footnotes_of(content.as_str(), labels));
    let events = markdown::read_part(&text, labels);
    match markdown::nodes(&events).next() {
        Some(node) if heading::level(node).is_some() => {
            let inner = markdown::inner(node);
            regular(&text, node, inner, &content).unwrap_or_else(|| irregular(inner, content))
        }
        _ => irregular(&[], content),
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
fn regular(
    text: &str,
    node: Node<'_, '_>,
    inner: Node<'_, '_>,
    content: &Line,
) -> Option<EntryHeading> {
    let nodes: Vec<Node<'_, '_>> = markdown::nodes(inner).collect();
    let first = *nodes.first()?;
    let mut heading = if matches!(first[0].0, Event::Start(Tag::Link { .. })) {
        linked(first)?
    } else if matches!(first[0].0, Event::Code(_)) {
        named(first)?
    } else {
        named(inner)?
    };
    let is_plain = !heading.code && heading.url.is_none() && heading.reference.is_none();
    let taken = if is_plain {
        markdown::range(inner).end.max(inner.last()?.1.end)
    } else {
        link_end(text, first)
    };
    heading.attributes = attributes(node, content);
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
pub(crate) fn link_end(text: &str, node: Node<'_, '_>) -> usize {
    let end = markdown::range(node).end;
    let is_collapsed = matches!(
        node[0].0,
        Event::Start(Tag::Link {
            link_type: LinkType::Collapsed | LinkType::CollapsedUnknown,
            ..
        })
    );
    if is_collapsed && text[end..].starts_with("[]") {
        end + 2
    } else {
        end
    }
}

fn linked(node: Node<'_, '_>) -> Option<EntryHeading> {
    let Event::Start(Tag::Link {
        link_type,
        dest_url,
        title,
        id,
    }) = &node[0].0
    else {
        return None;
    };
    let heading = named(markdown::inner(node))?;
    match link_type {
        LinkType::Inline if title.is_empty() => Some(heading.with_url(dest_url.as_ref())),
        LinkType::Inline | LinkType::Autolink | LinkType::Email | LinkType::WikiLink { .. } => None,
        _ => Some(heading.with_reference(Label::new(id).ok()?)),
    }
}

/// A name: one code span, or plain text alone.
fn named(events: Node<'_, '_>) -> Option<EntryHeading> {
    let (name, code) = match events {
        [(Event::Code(name), _)] => (name.as_ref().to_owned(), true),
        [] => return None,
        _ => (plain_name(events)?, false),
    };
    if name.is_empty() || name.trim() != name {
        return None;
    }
    let line = Line::new(name).ok()?;
    Some(EntryHeading::named(line).with_code(code))
}

/// The text of events that are text alone, in which a run of white space is as good as one space.
fn plain_name(events: Node<'_, '_>) -> Option<String> {
    let mut name = String::new();
    for (event, _) in events {
        name.push_str(text_of(event)?);
    }
    let words = name.split([' ', '\t']).filter(|word| !word.is_empty());
    Some(words.collect::<Vec<&str>>().join(" "))
}

fn text_of<'e>(event: &'e Event<'_>) -> Option<&'e str> {
    match event {
        Event::Text(text) => Some(text),
        _ => None,
    }
}

/// The attributes at the end of a heading, where the parser has found some.
fn attributes(node: Node<'_, '_>, content: &Line) -> Option<Line> {
    let Event::Start(Tag::Heading {
        id, classes, attrs, ..
    }) = &node[0].0
    else {
        return None;
    };
    if id.is_none() && classes.is_empty() && attrs.is_empty() {
        return None;
    }
    let open = content.as_str().strip_suffix('}')?;
    Some(plain_line(&open[open.rfind('{')? + 1..]))
}

fn without_attributes(behind: &str, has_attributes: bool) -> &str {
    match behind.rfind('{') {
        Some(at) if has_attributes => &behind[..at],
        _ => behind,
    }
}

fn irregular(inner: Node<'_, '_>, content: Line) -> EntryHeading {
    let mut heading = EntryHeading::named(plain_line(&heading::plain_text(inner)));
    let first_link = inner.iter().find_map(|(event, _)| match event {
        Event::Start(Tag::Link {
            link_type,
            dest_url,
            id,
            ..
        }) => Some((link_type, dest_url, id)),
        _ => None,
    });
    match first_link {
        Some((LinkType::Email, url, _)) => heading.url = Some(format!("mailto:{url}").into()),
        Some((LinkType::Inline | LinkType::Autolink, url, _)) => {
            heading.url = Some(url.as_ref().into());
        }
        Some((_, _, id)) => heading.reference = Label::new(id).ok(),
        None => {}
    }
    heading.heading = Some(content);
    heading
}
