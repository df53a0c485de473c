//! How a text reads that was written over a source, told by the sections that the two do not have in common.
//!
//! A heading `## title` at the start of a line ends all that stands before it (CommonMark §3, §4.2), and what stands
//! behind it reads as if nothing stood before it; only definitions reach further. So sections at the start and at the
//! end of a text that are those of the source, byte for byte, read as they do there: as long as those between them
//! end where they seem to, and the same labels have a definition.

use std::collections::HashSet;
use std::ops::Range;

use memchr::{memchr, memrchr};
use newsletter_model::{Block, Issue, Section};
use pulldown_cmark::Options;
use unicase::UniCase;

use crate::block::Reader;
use crate::container::line_start;
use crate::definition::Defined;
use crate::document::Document;
use crate::events::Events;
use crate::line_ends::UnixText;
use crate::markdown::{self, Node, markdown_options};
use crate::spans::{Field, Spans};
use crate::{depth, front_matter, heading};

/// What reaches from one section of a source to others.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct References {
    /// The definitions that the parser has found, the first one of each label.
    definitions: Vec<KnownDefinition>,
    has_footnotes: bool,
    /// How many links and images lead to a definition.
    count: usize,
}

#[derive(Debug, Clone, PartialEq)]
struct KnownDefinition {
    /// The byte of the source at which it starts.
    start: usize,
    label: String,
    /// How many bytes its URL and its title have.
    length: usize,
}

/// So many bytes of URLs and titles the Markdown parser gives to the links of a text; in a longer text, as many as that has itself.
const FREE_BYTES: usize = 100_000;

impl References {
    /// Those in the text of a reader.
    pub(crate) fn of(reader: &Reader<'_>) -> Self {
        let definitions = reader.events.definitions.iter();
        let definitions = definitions.map(|defined| KnownDefinition {
            start: reader.span(defined.span.clone()).start,
            label: defined.label.clone(),
            length: defined.length(),
        });
        Self {
            definitions: definitions.collect(),
            has_footnotes: !reader.events.footnotes.is_empty(),
            count: reader.events.references,
        }
    }
}

impl Document {
    /// Whether a text that was written over the source reads as an issue.
    ///
    /// Sections at the start and at the end of the text that the source has too are not read again. `None` where those
    /// between them do not tell enough, as where the page has footnotes, or where other labels are defined: then
    /// [`parse_issue`](crate::parse_issue) tells.
    ///
    /// ```
    /// use newsletter_parse::{Options, parse};
    ///
    /// let source = "+++\ntitle = \"June\"\n+++\n## News\n\nHello!\n\n## Join Us?\n";
    /// let document = parse(source, &Options::default())?;
    /// let mut issue = document.issue().clone();
    /// issue.sections[0].body_mut().clear();
    ///
    /// let text = "+++\ntitle = \"June\"\n+++\n## News\n\n## Join Us?\n";
    /// assert_eq!(document.reads_as(text, &issue), Some(true));
    /// assert_eq!(document.reads_as(source, &issue), Some(false));
    /// # Ok::<(), newsletter_parse::ParseError>(())
    /// ```
    pub fn reads_as(&self, text: &str, issue: &Issue) -> Option<bool> {
        if text.len() > self.options.max_source_bytes() {
            return None;
        }
        let old = front_matter::split(&self.source).ok()?;
        let new = front_matter::split(text).ok()?;
        let has_front_matter = match self.source[..old.body_start] == text[..new.body_start] {
            true => issue.front_matter == self.issue.front_matter,
            false => {
                let read = front_matter::read(text, &new, &mut Spans::dropped());
                issue.front_matter == read.ok()?
            }
        };
        if !has_front_matter {
            return Some(false);
        }
        let bodies = Bodies {
            document: self,
            body_start: old.body_start,
            old: &self.source[old.body_start..],
            new: &text[new.body_start..],
        };
        bodies.read_as(issue)
    }
}

/// The body of a source, and that of a text that was written over it.
struct Bodies<'d> {
    document: &'d Document,
    body_start: usize,
    old: &'d str,
    new: &'d str,
}

/// Where a section of a source starts.
struct SectionStart {
    /// The byte of the body with which its first line starts.
    line: usize,
    /// Whether it ends whatever stands before it.
    is_parting: bool,
}

/// The part of two bodies between the sections that both start with and those that both end with.
struct Changed {
    old: Range<usize>,
    new: Range<usize>,
    /// How many sections stand before it; `None` where it starts with the body.
    before: Option<usize>,
    /// How many sections stand behind it.
    behind: usize,
}

impl Bodies<'_> {
    fn read_as(&self, issue: &Issue) -> Option<bool> {
        let known = &self.document.issue;
        if self.old == self.new {
            return Some(issue.body == known.body && issue.sections == known.sections);
        }
        let changed = self.changed();
        let (body, sections) = self.read(&changed)?;
        let before = changed.before.unwrap_or(0);
        let known_behind = known.sections.len() - changed.behind;
        let Some(behind) = issue.sections.len().checked_sub(changed.behind) else {
            return Some(false);
        };
        let is_body_alike = match changed.before {
            Some(_) => issue.body == known.body,
            None => issue.body == body,
        };
        Some(
            is_body_alike
                && issue.sections.get(before..behind) == Some(&sections)
                && issue.sections[..before] == known.sections[..before]
                && issue.sections[behind..] == known.sections[known_behind..],
        )
    }

    fn changed(&self) -> Changed {
        let starts = self.section_starts();
        let before = self.alike_before(&starts);
        let start = before.map_or(0, |number| starts[number].line);
        let behind = self.alike_behind(&starts, before);
        let end = behind.map_or(self.old.len(), |number| starts[number].line);
        Changed {
            old: start..end,
            new: start..self.new.len() - (self.old.len() - end),
            before,
            behind: behind.map_or(0, |number| starts.len() - number),
        }
    }

    /// Where the sections of the source start.
    fn section_starts(&self) -> Vec<SectionStart> {
        let spans = self.document.spans.elements(Field::Sections);
        let starts = spans.map(|span| {
            let start = span.start - self.body_start;
            let line = memrchr(b'\n', &self.old.as_bytes()[..start]).map_or(0, |at| at + 1);
            let is_indented = self.old[line..start].bytes().all(|byte| byte == b' ');
            SectionStart {
                line,
                is_parting: is_indented && self.old[start..].starts_with('#'),
            }
        });
        starts.collect()
    }

    /// The number of the last section before which all is alike, and the line of its heading too.
    fn alike_before(&self, starts: &[SectionStart]) -> Option<usize> {
        let mut found = None;
        let mut at = 0;
        for (number, start) in starts.iter().enumerate() {
            let end = line_behind(self.old, start.line);
            if self.new.as_bytes().get(at..end) != Some(&self.old.as_bytes()[at..end]) {
                break;
            }
            at = end;
            if start.is_parting {
                found = Some(number);
            }
        }
        found
    }

    /// The number of the first section from which on all is alike, behind the heading of one before which all is.
    fn alike_behind(&self, starts: &[SectionStart], before: Option<usize>) -> Option<usize> {
        let least = before.map_or(0, |number| line_behind(self.old, starts[number].line));
        let first = before.map_or(0, |number| number + 1);
        let mut found = None;
        let mut at = self.old.len();
        for (number, start) in starts.iter().enumerate().skip(first).rev() {
            let in_new = |byte: usize| (self.new.len() + byte).checked_sub(self.old.len());
            let (Some(from), Some(to)) = (in_new(start.line), in_new(at)) else {
                break;
            };
            let bytes = self.new.as_bytes();
            if from < least || bytes[from..to] != self.old.as_bytes()[start.line..at] {
                break;
            }
            at = start.line;
            if start.is_parting && (from == 0 || bytes[from - 1] == b'\n') {
                found = Some(number);
            }
        }
        found
    }

    /// Reads what has changed, if it ends where it seems to, and the same labels are defined as in the source.
    fn read(&self, changed: &Changed) -> Option<(Vec<Block>, Vec<Section>)> {
        if self.document.references.has_footnotes || !self.has_attributes() {
            return None;
        }
        let (text, part) = self.text_of(changed);
        depth::check(&text, 0, &self.document.options).ok()?;
        let text = UnixText::new(&text);
        let (events, labels) = markdown::read(&text.text);
        if !events.footnotes.is_empty() || !self.refers_alike(&events) {
            return None;
        }
        let nodes = markdown::all_nodes(&events.pieces);
        let (nodes, end) = changed.nodes(&nodes, &text, &part)?;
        let mut reader = Reader {
            text: &text.text[..end],
            events: &events,
            labels: &labels,
            options: &self.document.options,
            spans: Spans::dropped(),
            to_source: &text,
            offset: 0,
        };
        Some(reader.read_parts(nodes))
    }

    /// Whether both are read with heading attributes.
    fn has_attributes(&self) -> bool {
        let has = |text| markdown_options(text).contains(Options::ENABLE_HEADING_ATTRIBUTES);
        has(self.old) && has(self.new)
    }

    /// What has changed, the range of which is returned, and the heading behind it, between the definitions that stand before and behind it.
    fn text_of(&self, changed: &Changed) -> (String, Range<usize>) {
        let definitions = &self.document.references.definitions;
        let start_of = |known: &KnownDefinition| known.start - self.body_start;
        let before = definitions.partition_point(|known| start_of(known) < changed.old.start);
        let behind = definitions.partition_point(|known| start_of(known) < changed.old.end);
        let mut text = String::new();
        push_definitions(&definitions[..before], &mut text);
        let start = text.len();
        text.push_str(&self.new[changed.new.clone()]);
        let end = text.len();
        let closing = changed.old.end..line_behind(self.old, changed.old.end);
        text.push_str(&self.old[closing]);
        push_definitions(&definitions[behind..], &mut text);
        (text, start..end)
    }

    /// Whether the same labels are defined, and for so few links that the parser has read all.
    fn refers_alike(&self, changed: &Events<'_>) -> bool {
        let references = &self.document.references;
        let known = references.definitions.iter();
        let read = changed.definitions.iter();
        let known_labels: HashSet<_> =
            (known.clone().map(|known| UniCase::new(&known.label))).collect();
        let read_labels: HashSet<_> =
            (read.clone().map(|read| UniCase::new(&read.label))).collect();
        let lengths = known
            .map(|known| known.length)
            .chain(read.map(Defined::length));
        let longest = lengths.max().unwrap_or(0);
        let bytes = |links: usize| links.saturating_mul(longest);
        // Of two bytes of a line end, the parser sees one.
        let length = self.old.len().min(self.new.len()) / 2;
        known_labels == read_labels
            && bytes(changed.references) <= FREE_BYTES
            && bytes(references.count + changed.references) <= FREE_BYTES.max(length)
    }
}

impl Changed {
    /// The nodes of what has changed, which a range of a text holds, and where they end in the text with one kind of
    /// line end; `None` where the sections around it are not what they seem to be.
    fn nodes<'n, 'e>(
        &self,
        nodes: &'n [Node<'e>],
        text: &UnixText<'_>,
        part: &Range<usize>,
    ) -> Option<(&'n [Node<'e>], usize)> {
        let line = |node| line_start(&text.text, markdown::range(node).start);
        let is_section_at =
            |node, byte| heading::level(node) == Some(2) && text.to_source(line(node)) == byte;
        if self.before.is_some() && !is_section_at(nodes.first()?, part.start) {
            return None;
        }
        if self.behind == 0 {
            return Some((nodes, text.text.len()));
        }
        let (closing, inner) = nodes.split_last()?;
        is_section_at(closing, part.end).then(|| (inner, line(closing)))
    }
}

/// Adds definitions of the same labels.
fn push_definitions(definitions: &[KnownDefinition], text: &mut String) {
    for definition in definitions {
        text.push_str(&format!("\n[{}]: x\n", definition.label));
    }
}

/// The byte behind the line that starts at a byte.
fn line_behind(text: &str, start: usize) -> usize {
    memchr(b'\n', &text.as_bytes()[start..]).map_or(text.len(), |at| start + at + 1)
}
