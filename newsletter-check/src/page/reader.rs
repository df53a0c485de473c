//! The page, gathered from the events of the Markdown parser.

use newsletter_parse::Span;
use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};

use super::{Link, Page, Passage, PassageKind, Piece, PieceKind};
use crate::byte_set::ByteSet;

/// Gathers a page from the events of the Markdown parser.
#[derive(Default)]
pub(super) struct Reader<'d> {
    pub(super) page: Page<'d>,
    open_links: Vec<usize>,
    /// Whether the last passage goes on.
    is_open: bool,
}

impl<'d> Reader<'d> {
    pub(super) fn add(&mut self, event: Event<'d>, span: Span) {
        match event {
            Event::Start(tag) => self.start_tag(tag, span),
            Event::End(tag) => self.end_tag(tag),
            Event::Text(text) if self.is_in_code_block(span) => drop(text),
            Event::Text(text) => self.push(PieceKind::Text, &text, span),
            Event::Code(text) => self.push(PieceKind::Code, &text, span),
            Event::SoftBreak | Event::HardBreak => self.push(PieceKind::Break, " ", span),
            Event::InlineHtml(_) => self.push(PieceKind::Html, "", span),
            Event::Html(_) => self.html(span),
            Event::FootnoteReference(_) | Event::TaskListMarker(_) => {
                self.push(PieceKind::Mark, "", span);
            }
            _ => self.close(),
        }
    }

    fn start_tag(&mut self, tag: Tag<'d>, span: Span) {
        match tag {
            Tag::Link {
                link_type,
                dest_url,
                ..
            } => self.open_link(link_type, dest_url, span, false),
            Tag::Image {
                link_type,
                dest_url,
                ..
            } => self.open_link(link_type, dest_url, span, true),
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough => self.cover(span),
            Tag::Paragraph => self.open(PassageKind::Paragraph, span),
            Tag::Heading { level, id, .. } => self.open(
                PassageKind::Heading {
                    level: level as u8,
                    id,
                },
                span,
            ),
            Tag::TableCell => self.open(PassageKind::Cell, span),
            Tag::CodeBlock(_) => {
                self.close();
                self.page.code_blocks.push(span);
            }
            Tag::HtmlBlock => {
                self.close();
                self.page.html_blocks.push(span);
            }
            _ => self.close(),
        }
    }

    fn end_tag(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Link | TagEnd::Image => {
                let end = self.page.text.len();
                if let Some(number) = self.open_links.pop() {
                    self.page.links[number].text.end = end;
                }
            }
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough => {}
            _ => self.close(),
        }
    }

    fn is_in_code_block(&self, span: Span) -> bool {
        !self.is_open
            && self
                .page
                .code_blocks
                .last()
                .is_some_and(|block| span.start < block.end)
    }

    fn html(&mut self, span: Span) {
        if self.is_open {
            self.push(PieceKind::Html, "", span);
        }
    }

    fn open(&mut self, kind: PassageKind<'d>, span: Span) {
        self.close();
        self.is_open = true;
        let (text, piece) = (self.page.text.len(), self.page.pieces.len());
        self.page.passages.push(Passage {
            kind,
            text: text..text,
            bytes: ByteSet::default(),
            pieces: piece..piece,
            has_html: false,
            span: Span::new(span.start, span.start),
        });
    }

    fn open_link(&mut self, kind: LinkType, destination: CowStr<'d>, span: Span, is_image: bool) {
        self.require_open(span);
        self.cover(span);
        self.open_links.push(self.page.links.len());
        let text = self.page.text.len();
        self.page.links.push(Link {
            span,
            text: text..text,
            destination,
            kind,
            is_image,
            passage: self.page.passages.len() - 1,
            content_end: span.start,
            destination_span: span,
        });
    }

    fn require_open(&mut self, span: Span) {
        if !self.is_open {
            self.open(PassageKind::Paragraph, span);
        }
    }

    /// Lets the text of the links around reach over what stands in it.
    fn cover(&mut self, span: Span) {
        if let Some(number) = self.open_links.last() {
            let link = &mut self.page.links[*number];
            link.content_end = link.content_end.max(span.end);
        }
    }

    fn push(&mut self, kind: PieceKind, text: &str, span: Span) {
        self.require_open(span);
        self.cover(span);
        let start = self.page.text.len();
        self.page.text.push_str(text);
        let piece = Piece {
            kind,
            text: start..self.page.text.len(),
            span,
            link: self.open_links.last().copied(),
        };
        let is_first = self
            .page
            .passages
            .last()
            .is_none_or(|passage| passage.pieces.start == self.page.pieces.len());
        match self.page.pieces.last_mut() {
            Some(last) if !is_first && last.goes_on_with(&piece) => {
                last.text.end = piece.text.end;
                last.span.end = piece.span.end;
            }
            _ => self.page.pieces.push(piece),
        }
    }

    /// Ends the passage that is open.
    pub(super) fn close(&mut self) {
        if !self.is_open {
            return;
        }
        self.is_open = false;
        let page = &mut self.page;
        if let Some(passage) = page.passages.last_mut() {
            passage.text.end = page.text.len();
            passage.bytes = ByteSet::of(&page.text[passage.text.clone()]);
            passage.pieces.end = page.pieces.len();
            let pieces = &page.pieces[passage.pieces.clone()];
            passage.has_html = pieces.iter().any(|piece| piece.kind == PieceKind::Html);
            if let (Some(first), Some(last)) = (pieces.first(), pieces.last()) {
                passage.span = Span::new(first.span.start, last.span.end);
            }
        }
        page.text.push('\n');
    }
}

impl Piece {
    fn goes_on_with(&self, next: &Self) -> bool {
        self.is_exact()
            && next.is_exact()
            && self.span.end == next.span.start
            && self.link == next.link
    }
}
