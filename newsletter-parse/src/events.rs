//! What the Markdown parser reports, as far as it is needed to read an issue.
//!
//! A page has thousands of events, which are looked at again and again. So they are small, and texts
//! are kept apart, and only where somebody reads them.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, Tag, TagEnd};

use crate::definition::Defined;

/// The events of a text.
#[derive(Default)]
pub(crate) struct Events<'a> {
    pub(crate) pieces: Vec<Piece>,
    /// The labels of the footnotes that are defined.
    pub(crate) footnotes: Vec<CowStr<'a>>,
    /// The reference definitions, in order, where they have been asked for.
    pub(crate) definitions: Vec<Defined>,
    /// How many links and images lead to a definition.
    pub(crate) references: usize,
    texts: Vec<CowStr<'a>>,
    links: Vec<Link<'a>>,
}

/// An event: the start of a block or of inline markup, its end, or something without parts.
#[derive(Debug)]
pub(crate) struct Piece {
    pub(crate) kind: Kind,
    start: u32,
    end: u32,
    length: u32,
}

/// Longer texts are no issue: the numbers of a piece are small.
pub(crate) const MOST_BYTES: usize = u32::MAX as usize;

impl Piece {
    fn new(kind: Kind, range: &Range<usize>) -> Self {
        Self {
            kind,
            start: small(range.start),
            end: small(range.end),
            length: 1,
        }
    }

    /// Where the text starts that it stands for.
    pub(crate) fn start(&self) -> usize {
        self.start as usize
    }

    /// Where the text ends that it stands for.
    pub(crate) fn end(&self) -> usize {
        self.end as usize
    }

    /// How many events its node has, from its start to its end.
    pub(crate) fn length(&self) -> usize {
        self.length as usize
    }
}

/// A number of something in a text that is not longer than [`MOST_BYTES`].
fn small(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// The kind of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Paragraph,
    Heading { level: u8, has_attributes: bool },
    List { is_ordered: bool },
    CodeBlock { is_fenced: bool },
    HtmlBlock,
    Footnote,
    Rule,
    OtherBlock,
    Link(TextNumber),
    Image,
    OtherMarkup,
    End,
    Text(TextNumber),
    Code(TextNumber),
    SoftBreak,
    HardBreak,
    TaskMarker,
    OtherInline,
}

/// The number of a text or a link among those that are kept.
type TextNumber = u32;

const NOT_KEPT: TextNumber = u32::MAX;

/// A link.
pub(crate) struct Link<'a> {
    pub(crate) link_type: LinkType,
    /// The URL of an inline link, an autolink or an address; the label of the definition of another one.
    pub(crate) target: CowStr<'a>,
    /// Not empty. Few links have one.
    pub(crate) title: Option<Box<str>>,
}

impl<'a> Events<'a> {
    /// Gathers the events of a text.
    pub(crate) fn collect(
        events: impl Iterator<Item = (Event<'a>, Range<usize>)>,
        text: &str,
    ) -> Self {
        const BYTES_PER_EVENT: usize = 22;
        const BYTES_PER_LINK: usize = 150;
        let mut collector = Collector::default();
        let Self { pieces, links, .. } = &mut collector.events;
        pieces.reserve(text.len() / BYTES_PER_EVENT);
        links.reserve(text.len() / BYTES_PER_LINK);
        events.for_each(|(event, range)| collector.add(event, range));
        collector.events
    }

    /// The link that an event starts.
    pub(crate) fn link(&self, piece: &Piece) -> Option<&Link<'a>> {
        match piece.kind {
            Kind::Link(number) => self.links.get(number as usize),
            _ => None,
        }
    }

    /// The text of an event in a heading or in a block of code; `None` for one that is no text.
    pub(crate) fn text(&self, piece: &Piece) -> Option<&str> {
        match piece.kind {
            Kind::Text(number) => Some(self.kept(number)),
            _ => None,
        }
    }

    /// The text of a code span in a heading; `None` for another event.
    pub(crate) fn code(&self, piece: &Piece) -> Option<&str> {
        match piece.kind {
            Kind::Code(number) => Some(self.kept(number)),
            _ => None,
        }
    }

    fn kept(&self, number: TextNumber) -> &str {
        self.texts.get(number as usize).map_or("", |text| text)
    }
}

#[derive(Default)]
struct Collector<'a> {
    events: Events<'a>,
    /// The numbers of the events whose end is still to come.
    open: Vec<usize>,
    /// Whether a heading or a block of code is open.
    keeps_text: bool,
}

impl<'a> Collector<'a> {
    #[inline]
    fn add(&mut self, event: Event<'a>, range: Range<usize>) {
        let is_text = !matches!(
            event,
            Event::Start(_) | Event::End(_) | Event::TaskListMarker(_) | Event::Rule
        );
        if is_text && !self.keeps_text {
            return self.continue_text(&range);
        }
        let kind = match event {
            Event::Start(tag) => {
                self.open.push(self.events.pieces.len());
                self.start(tag)
            }
            Event::End(end) => {
                self.end(end);
                Kind::End
            }
            Event::TaskListMarker(_) => Kind::TaskMarker,
            Event::Rule => Kind::Rule,
            Event::Text(text) => Kind::Text(self.keep(text)),
            Event::Code(text) => Kind::Code(self.keep(text)),
            Event::SoftBreak => Kind::SoftBreak,
            Event::HardBreak => Kind::HardBreak,
            _ => Kind::OtherInline,
        };
        self.events.pieces.push(Piece::new(kind, &range));
    }

    /// Adds text that is not kept. Nobody asks what it is made of: words, code, line breaks, HTML.
    fn continue_text(&mut self, range: &Range<usize>) {
        match self.events.pieces.last_mut() {
            Some(last) if last.kind == Kind::Text(NOT_KEPT) => last.end = small(range.end),
            _ => {
                let piece = Piece::new(Kind::Text(NOT_KEPT), range);
                self.events.pieces.push(piece);
            }
        }
    }

    fn start(&mut self, tag: Tag<'a>) -> Kind {
        match tag {
            Tag::Paragraph => Kind::Paragraph,
            Tag::List(start) => Kind::List {
                is_ordered: start.is_some(),
            },
            Tag::Link {
                link_type,
                dest_url,
                title,
                id,
            } => {
                let has_url = has_own_url(link_type);
                self.events.references += usize::from(!has_url);
                self.events.links.push(Link {
                    link_type,
                    target: if has_url { dest_url } else { id },
                    title: (!title.is_empty()).then(|| title.into_string().into_boxed_str()),
                });
                Kind::Link(small(self.events.links.len() - 1))
            }
            Tag::Heading {
                level,
                id,
                classes,
                attrs,
            } => {
                self.keeps_text = true;
                let has_attributes = id.is_some() || !classes.is_empty() || !attrs.is_empty();
                Kind::Heading {
                    level: number(level),
                    has_attributes,
                }
            }
            Tag::CodeBlock(kind) => {
                self.keeps_text = true;
                let is_fenced = matches!(kind, CodeBlockKind::Fenced(_));
                Kind::CodeBlock { is_fenced }
            }
            Tag::FootnoteDefinition(label) => {
                self.events.footnotes.push(label);
                Kind::Footnote
            }
            Tag::HtmlBlock => Kind::HtmlBlock,
            Tag::Image { link_type, .. } => {
                self.events.references += usize::from(!has_own_url(link_type));
                Kind::Image
            }
            Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript => Kind::OtherMarkup,
            _ => Kind::OtherBlock,
        }
    }

    fn end(&mut self, end: TagEnd) {
        let count = self.events.pieces.len();
        if let Some(start) = self.open.pop() {
            self.events.pieces[start].length = small(count + 1 - start);
        }
        if matches!(end, TagEnd::Heading(_) | TagEnd::CodeBlock) {
            self.keeps_text = false;
        }
    }

    fn keep(&mut self, text: CowStr<'a>) -> TextNumber {
        self.events.texts.push(text);
        small(self.events.texts.len() - 1)
    }
}

/// Whether the URL of a link stands in the link, and not in a definition.
fn has_own_url(link_type: LinkType) -> bool {
    matches!(
        link_type,
        LinkType::Inline | LinkType::Autolink | LinkType::Email
    )
}

fn number(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}
