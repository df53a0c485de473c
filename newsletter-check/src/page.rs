//! The text of a page as readers see it, and where each part of it stands in the source.

mod reader;

use std::ops::Range;

use newsletter_parse::{Document, Span, markdown_options};
use pulldown_cmark::{BrokenLink, CowStr, LinkType, Parser};

use crate::byte_set::ByteSet;
use reader::Reader;

/// The visible text of a page, with its links and its HTML.
///
/// Ranges of bytes are ranges of the visible text, spans are of the source.
#[derive(Debug, Default)]
pub(crate) struct Page<'d> {
    /// The visible text of all passages, a line end behind each.
    pub(crate) text: String,
    pub(crate) passages: Vec<Passage<'d>>,
    pub(crate) pieces: Vec<Piece>,
    /// Links and images in the order in which they start.
    pub(crate) links: Vec<Link<'d>>,
    /// References in brackets that have no definition, those in the text of a link left out.
    pub(crate) undefined: Vec<Undefined>,
    pub(crate) html_blocks: Vec<Span>,
    pub(crate) code_blocks: Vec<Span>,
    /// The byte of the source at which the front matter has ended.
    pub(crate) body_start: usize,
}

/// Text that stands together: a paragraph, a heading, a cell of a table, the text of an item.
#[derive(Debug)]
pub(crate) struct Passage<'d> {
    pub(crate) kind: PassageKind<'d>,
    pub(crate) text: Range<usize>,
    /// What its text has.
    pub(crate) bytes: ByteSet,
    /// The numbers of its pieces.
    pub(crate) pieces: Range<usize>,
    /// Whether one of them is HTML.
    pub(crate) has_html: bool,
    pub(crate) span: Span,
}

/// What a passage is.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum PassageKind<'d> {
    Paragraph,
    /// With the id that its attributes give it.
    Heading {
        level: u8,
        id: Option<CowStr<'d>>,
    },
    Cell,
}

/// A part of a passage.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Piece {
    pub(crate) kind: PieceKind,
    /// What readers see of it; empty for HTML.
    pub(crate) text: Range<usize>,
    /// With the backticks of code.
    pub(crate) span: Span,
    /// The number of the innermost link or image that it stands in.
    pub(crate) link: Option<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PieceKind {
    Text,
    Code,
    /// A line end, which readers see as a space.
    Break,
    /// A tag or a comment.
    Html,
    /// The number of a footnote, the box of a task.
    Mark,
}

/// A link or an image.
#[derive(Debug)]
pub(crate) struct Link<'d> {
    pub(crate) span: Span,
    /// Its text, as far as readers see it.
    pub(crate) text: Range<usize>,
    /// Where it leads, as CommonMark reads it.
    pub(crate) destination: CowStr<'d>,
    pub(crate) kind: LinkType,
    pub(crate) is_image: bool,
    /// The number of its passage.
    pub(crate) passage: usize,
    /// The byte of the source at which its text has ended.
    content_end: usize,
    destination_span: Span,
}

/// A reference in brackets that has no definition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Undefined {
    pub(crate) span: Span,
    pub(crate) label: String,
}

impl Link<'_> {
    /// Whether it is written as `[text](destination)`.
    pub(crate) fn is_inline(&self) -> bool {
        self.kind == LinkType::Inline
    }

    /// Whether it is written as `[label]` or `[label][]`.
    pub(crate) fn is_named_by_text(&self) -> bool {
        matches!(self.kind, LinkType::Shortcut | LinkType::Collapsed)
    }

    /// Whether it is written as `<destination>`.
    pub(crate) fn is_autolink(&self) -> bool {
        matches!(self.kind, LinkType::Autolink | LinkType::Email)
    }

    /// Where its destination stands; the whole link where that is in a definition.
    pub(crate) fn destination_span(&self) -> Span {
        self.destination_span
    }

    fn find_destination(&self, source: &str) -> Span {
        if self.is_autolink() {
            return Span::new(self.span.start + 1, self.span.end - 1);
        }
        if !self.is_inline() {
            return self.span;
        }
        let behind = &source[self.content_end..self.span.end];
        let open = match behind.starts_with("](") {
            true => 2,
            false => behind.find("](").map_or(behind.len(), |at| at + 2),
        };
        let rest = behind[open..].trim_start();
        let start = self.span.end - rest.len();
        let rest = rest.strip_prefix('<').unwrap_or(rest);
        let from = self.span.end - rest.len();
        if rest.starts_with(self.destination.as_ref()) {
            return Span::new(from, from + self.destination.len());
        }
        Span::new(start, self.span.end - 1)
    }
}

impl<'d> Page<'d> {
    pub(crate) fn new(document: &'d Document) -> Self {
        let source = document.source();
        let start = document.spans().next().unwrap_or_default().end;
        let undefined = std::cell::RefCell::new(Vec::new());
        let remember = |link: BrokenLink<'_>| {
            undefined.borrow_mut().push(Undefined {
                span: shifted(&link.span, start),
                label: link.reference.to_string(),
            });
            None
        };
        let body = &source[start..];
        let options = markdown_options(body);
        let parser = Parser::new_with_broken_link_callback(body, options, Some(remember));
        let mut reader = Reader::default();
        reader.page.body_start = start;
        reader.page.reserve(source.len() - start);
        for (event, range) in parser.into_offset_iter() {
            reader.add(event, shifted(&range, start));
        }
        reader.close();
        let mut page = reader.page;
        for link in &mut page.links {
            link.destination_span = link.find_destination(source);
        }
        page.undefined = undefined.into_inner();
        page.undefined.sort_by_key(|undefined| undefined.span);
        page.undefined.dedup();
        page.drop_undefined_in_links();
        page
    }

    /// Makes room for what a Markdown text of some bytes usually has.
    fn reserve(&mut self, bytes: usize) {
        self.text.reserve(bytes);
        self.pieces.reserve(bytes / 32);
        self.links.reserve(bytes / 96);
        self.passages.reserve(bytes / 64);
    }

    /// Brackets in the text of a link are that link's text.
    fn drop_undefined_in_links(&mut self) {
        let links = &self.links;
        self.undefined.retain(|undefined| {
            let behind = links.partition_point(|link| link.span.start <= undefined.span.start);
            let around = links[..behind].iter().rev().take(2);
            !around
                .into_iter()
                .any(|link| undefined.span.end <= link.span.end)
        });
    }

    /// The pieces of a passage.
    pub(crate) fn pieces_of(&self, passage: &Passage<'_>) -> &[Piece] {
        &self.pieces[passage.pieces.clone()]
    }

    /// The pieces of a passage that are HTML.
    pub(crate) fn html_of(&self, passage: &Passage<'_>) -> impl Iterator<Item = &Piece> {
        let pieces = match passage.has_html {
            true => self.pieces_of(passage),
            false => &[],
        };
        let is_html = |piece: &&Piece| piece.kind == PieceKind::Html;
        pieces.iter().filter(is_html)
    }

    /// All HTML: the tags in the passages, and the blocks.
    pub(crate) fn html(&self) -> impl Iterator<Item = Span> {
        let pieces = self.passages.iter();
        let pieces = pieces.flat_map(|passage| self.html_of(passage));
        let inline = pieces.map(|piece| piece.span);
        inline.chain(self.html_blocks.iter().copied())
    }

    /// The visible text of a passage.
    pub(crate) fn text_of(&self, passage: &Passage<'_>) -> &str {
        &self.text[passage.text.clone()]
    }

    /// The visible text of a link.
    pub(crate) fn link_text(&self, link: &Link<'_>) -> &str {
        &self.text[link.text.clone()]
    }

    /// The piece that a byte of the visible text belongs to.
    pub(crate) fn piece_at(&self, byte: usize) -> Option<&Piece> {
        let behind = self
            .pieces
            .partition_point(|piece| piece.text.start <= byte);
        let mut before = self.pieces[..behind].iter().rev();
        before.find(|piece| piece.text.contains(&byte))
    }

    /// The span in the source of a part of the visible text; parts of code are the whole code.
    pub(crate) fn span_of(&self, range: Range<usize>) -> Span {
        let start = self.piece_at(range.start);
        let start = start.map_or(0, |piece| match piece.is_exact() {
            true => piece.span.start + range.start - piece.text.start,
            false => piece.span.start,
        });
        let last = range.end.saturating_sub(1).max(range.start);
        let end = self
            .piece_at(last)
            .map_or(start, |piece| match piece.is_exact() {
                true => piece.span.start + range.end - piece.text.start,
                false => piece.span.end,
            });
        Span::new(start, end.max(start))
    }

    /// The passages that start in a part of the source.
    pub(crate) fn passages_in(&self, span: Span) -> &[Passage<'d>] {
        let from = self
            .passages
            .partition_point(|passage| passage.span.start < span.start);
        let to = self
            .passages
            .partition_point(|passage| passage.span.start < span.end);
        &self.passages[from..to.max(from)]
    }

    /// The passage that starts in a part of the source, where no other one does.
    pub(crate) fn only_passage_in(&self, span: Span) -> Option<&Passage<'d>> {
        let from = self
            .passages
            .partition_point(|passage| passage.span.start < span.start);
        let mut passages = self.passages[from..].iter();
        let is_in = |passage: &&Passage<'_>| passage.span.start < span.end;
        let first = passages.next().filter(is_in)?;
        passages.next().filter(is_in).is_none().then_some(first)
    }

    /// The links and images that start in a part of the source.
    pub(crate) fn links_in(&self, span: Span) -> &[Link<'d>] {
        let from = self
            .links
            .partition_point(|link| link.span.start < span.start);
        let to = self
            .links
            .partition_point(|link| link.span.start < span.end);
        &self.links[from..to.max(from)]
    }
}

impl Piece {
    /// Whether each byte of the text is one of the source.
    pub(crate) fn is_exact(&self) -> bool {
        self.kind == PieceKind::Text && self.text.len() == self.span.range().len()
    }

    /// Where its text starts in the source, if each byte of the text is one of the source.
    pub(crate) fn content_start(&self, source: &str) -> Option<usize> {
        if self.kind != PieceKind::Code {
            return self.is_exact().then_some(self.span.start);
        }
        let written = &source[self.span.range()];
        let ticks = written.bytes().take_while(|byte| *byte == b'`').count();
        let around = written.len().checked_sub(self.text.len() + 2 * ticks)?;
        (around == 0 || around == 2).then_some(self.span.start + ticks + around / 2)
    }
}

fn shifted(range: &Range<usize>, offset: usize) -> Span {
    Span::new(range.start + offset, range.end + offset)
}
