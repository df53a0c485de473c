//! The blocks of a body.

use std::borrow::Cow;
use std::ops::Range;

use newsletter_model::{Block, Byline, Heading, Placeholder, PlaceholderForm, Prose};

use crate::container::{self, Tabs, dedented};
use crate::events::{Events, Kind, Piece};
use crate::labels::Labels;
use crate::line_ends::UnixText;
use crate::markdown::{self, Node};
use crate::options::Options;
use crate::span::Span;
use crate::spans::{Field, ROOT, Spans, Step};
use crate::{byline, comment, heading, placeholder, thanks};

/// How many lists may nest; a deeper one is prose.
pub(crate) const LIST_DEPTH: usize = 16;

/// Reads blocks from a text that the Markdown parser has read.
pub(crate) struct Reader<'t> {
    /// The text, with `\n` line ends.
    pub(crate) text: &'t str,
    /// What the Markdown parser reports of it.
    pub(crate) events: &'t Events<'t>,
    /// The labels that have a definition.
    pub(crate) labels: &'t Labels,
    pub(crate) options: &'t Options,
    pub(crate) spans: Spans,
    /// The way from the text back to the source.
    pub(crate) to_source: &'t UnixText<'t>,
    /// The byte of the source where the text starts.
    pub(crate) offset: usize,
}

/// Where a body stands, as far as it matters to what may be in it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place {
    /// The node that the body belongs to.
    pub(crate) node: usize,
    /// The field of that node.
    pub(crate) field: Field,
    /// The column in which the body's lines start.
    pub(crate) column: usize,
    /// How many lists are around it.
    pub(crate) list_depth: usize,
    /// Whether grey text may be a placeholder: in the body of a section.
    pub(crate) has_placeholders: bool,
    /// The field that a byline behind the heading of a project's entry goes to.
    pub(crate) byline: Option<Field>,
    /// Whether bullet lists are tasks: in a call for participation.
    pub(crate) has_tasks: bool,
}

/// What a body holds.
#[derive(Debug, Default)]
pub(crate) struct Body {
    pub(crate) byline: Option<Byline>,
    pub(crate) blocks: Vec<Block>,
    /// Where each block starts in the text.
    pub(crate) starts: Vec<usize>,
}

impl Place {
    /// What becomes of tabs in indentation: they stay where nothing stands before them.
    pub(crate) fn tabs(self) -> Tabs {
        if self.list_depth == 0 {
            Tabs::Kept
        } else {
            Tabs::Expanded
        }
    }
}

impl Reader<'_> {
    /// The span in the source that a range of the text stands for.
    pub(crate) fn span(&self, range: Range<usize>) -> Span {
        Span::new(
            self.to_source.to_source(range.start),
            self.to_source.to_source(range.end),
        )
        .shifted(self.offset)
    }

    /// The range of a node; the parser lets that of a list behind a tab start with the line end before it.
    pub(crate) fn range(&self, node: Node<'_>) -> Range<usize> {
        let range = markdown::range(node);
        let text = &self.text.as_bytes()[range.clone()];
        let line_ends = text.iter().take_while(|byte| **byte == b'\n').count();
        range.start + line_ends..range.end
    }

    /// Adds a node; its range loses white space at its edges.
    pub(crate) fn push_node(
        &mut self,
        parent: usize,
        step: Step<'_>,
        range: Range<usize>,
    ) -> usize {
        if self.spans.is_dropped() {
            return ROOT;
        }
        let span = self.span(container::trimmed(self.text, range));
        self.spans.push_within(parent, step, span)
    }

    /// Reads the nodes of a body, which lies in a range of the text.
    pub(crate) fn read_body(
        &mut self,
        nodes: &[Node<'_>],
        range: Range<usize>,
        place: Place,
    ) -> Body {
        let mut body = Body {
            blocks: Vec::with_capacity(nodes.len()),
            starts: Vec::with_capacity(nodes.len()),
            ..Body::default()
        };
        let mut at = range.start;
        let mut index = 0;
        while index < nodes.len() {
            let rest = &nodes[index..];
            let node_range = self.range(rest[0]);
            self.read_definitions(at..node_range.start, place, &mut body);
            let count = self.read_block(rest, node_range.clone(), place, &mut body);
            index += count;
            let end = match count {
                1 => node_range.end,
                _ => self.range(nodes[index - 1]).end,
            };
            at = end.max(at);
        }
        self.read_definitions(at..range.end, place, &mut body);
        body
    }

    /// Reads the block that starts with the first node, the range of which is given, and returns how many nodes it takes.
    fn read_block(
        &mut self,
        nodes: &[Node<'_>],
        range: Range<usize>,
        place: Place,
        body: &mut Body,
    ) -> usize {
        let node = nodes[0];
        if place.has_placeholders
            && let Some(placeholder) = self.parted_placeholder(nodes)
        {
            let range = range.start..self.range(nodes[2]).end;
            self.push(placeholder.into(), range, place, body);
            return 3;
        }
        if let [list, code, ..] = nodes
            && (is_ordered_list(list) || is_indented_code(list))
            && is_indented_code(code)
        {
            // The list would take the code for a part of its last item; code that white space which is no
            // blank line parts would be one.
            let range = range.start..self.range(code).end;
            let text = dedented(self.text, range.clone(), place.column, place.tabs());
            self.push(Block::prose(Prose::new(text)), range, place, body);
            return 2;
        }
        let block = match node[0].kind {
            _ if markdown::is_paragraph(node) => {
                let text_range = self.paragraph_range(node, place.column);
                let text = container::continued(self.text, text_range, place.column, place.tabs());
                if let Some(field) = place
                    .byline
                    .filter(|_| body.blocks.is_empty() && body.byline.is_none())
                {
                    body.byline = byline::read(&text, self.labels);
                    if body.byline.is_some() {
                        self.push_node(place.node, Step::Field(field), range);
                        return 1;
                    }
                }
                if self.continues_definition(&range, &text, body) {
                    self.push_with_definition(range, place, body);
                    return 1;
                }
                self.paragraph(text, place)
            }
            Kind::List { is_ordered: false }
                if place.list_depth < LIST_DEPTH && !has_task_heading(node) =>
            {
                self.read_list(node, place, body);
                return 1;
            }
            Kind::HtmlBlock => self.html(range.clone(), place.column),
            Kind::Heading { level, .. } => {
                Heading::new(level, heading::text(self.text, node)).into()
            }
            _ => Block::prose(self.prose(node, place)),
        };
        self.push(block, range, place, body);
        1
    }

    pub(crate) fn push(
        &mut self,
        block: Block,
        range: Range<usize>,
        place: Place,
        body: &mut Body,
    ) {
        body.starts.push(range.start);
        self.push_node(
            place.node,
            Step::Element(place.field, body.blocks.len()),
            range,
        );
        body.blocks.push(block);
    }

    /// The block that a paragraph is.
    fn paragraph(&self, text: Cow<'_, str>, place: Place) -> Block {
        if place.has_placeholders
            && let Some(placeholder) = placeholder::read(&text, PlaceholderForm::Line, self.options)
        {
            return placeholder.into();
        }
        match thanks::read(&text, self.labels) {
            Some(thanks) => thanks.into(),
            None => Block::prose(Prose::new(text)),
        }
    }

    /// The range of a paragraph's text: the parser's events may start behind a backslash or the marker
    /// of a task, and end before empty brackets.
    pub(crate) fn paragraph_range(&self, node: Node<'_>, column: usize) -> Range<usize> {
        let range = node[0].start()..node[node.len() - 1].end().max(node[0].end());
        let line_start = container::line_start(self.text, range.start);
        let before = container::cut(&self.text[line_start..range.start], column);
        let start = range.start - before.trim_start_matches([' ', '\t']).len();
        let end = container::line_end(self.text, range.end.max(start + 1) - 1);
        start..start + self.text[start..end].trim_end_matches([' ', '\t']).len()
    }

    /// Whether a paragraph is one only because it continues the definition before it: alone, its first
    /// line would start another block.
    fn continues_definition(&self, range: &Range<usize>, text: &str, body: &Body) -> bool {
        let Some((Block::Definition(_), start)) = body.blocks.last().zip(body.starts.last()) else {
            return false;
        };
        let is_parted = self.text[*start..range.start].contains("\n\n");
        if is_parted || text.starts_with(char::is_alphabetic) {
            return false;
        }
        let events = markdown::read_part(text, self.labels);
        let mut nodes = markdown::nodes(&events.pieces);
        let is_paragraph = nodes
            .next()
            .is_some_and(|node| node[0].kind == Kind::Paragraph);
        !is_paragraph || nodes.next().is_some()
    }

    /// Adds a paragraph together with the definition before it.
    fn push_with_definition(&mut self, range: Range<usize>, place: Place, body: &mut Body) {
        let start = body.starts.pop().unwrap_or(range.start);
        body.blocks.pop();
        self.spans.pop();
        let whole = start..range.end;
        let text = container::continued(self.text, whole.clone(), place.column, place.tabs());
        self.push(
            Block::prose(text.trim_start_matches([' ', '\t'])),
            whole,
            place,
            body,
        );
    }

    fn html(&self, range: Range<usize>, column: usize) -> Block {
        let html = dedented(self.text, range, column, Tabs::Kept);
        let html = html.trim_start_matches([' ', '\t']);
        comment::read(html).unwrap_or_else(|| Block::prose(html))
    }

    /// Grey text between tags in lines of their own: three nodes.
    fn parted_placeholder(&self, nodes: &[Node<'_>]) -> Option<Placeholder> {
        let [open, paragraph, close, ..] = nodes else {
            return None;
        };
        let is_html = |node: &Node<'_>| node[0].kind == Kind::HtmlBlock;
        if !is_html(open) || !is_html(close) || paragraph[0].kind != Kind::Paragraph {
            return None;
        }
        let part = |node: Node<'_>| self.text[self.range(node)].trim_matches([' ', '\t', '\n']);
        let text = format!("{}\n\n{}\n\n{}", part(open), part(paragraph), part(close));
        placeholder::read(&text, PlaceholderForm::Paragraphs, self.options)
    }
}

/// Whether an item of a list is a setext heading with the marker of a task, which no typed heading can have.
fn has_task_heading(list: Node<'_>) -> bool {
    let is_task = |piece: &Piece| piece.kind == Kind::TaskMarker;
    list.iter().enumerate().any(|(start, piece)| {
        let is_heading = matches!(piece.kind, Kind::Heading { .. });
        is_heading && list[start..start + piece.length()].iter().any(is_task)
    })
}

fn is_ordered_list(node: Node<'_>) -> bool {
    node[0].kind == Kind::List { is_ordered: true }
}

fn is_indented_code(node: Node<'_>) -> bool {
    node[0].kind == Kind::CodeBlock { is_fenced: false }
}
