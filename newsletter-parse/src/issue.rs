//! Sections and entries.

use std::ops::Range;

use newsletter_model::{
    Block, Entry, EntryHeading, Issue, Line, PersonalProject, ProjectUpdate, Section,
    SectionContent, SectionKind,
};

use crate::block::{Body, Place, Reader};
use crate::document::Document;
use crate::error::{ParseError, ParseErrorKind};
use crate::front_matter::Page;
use crate::line_ends::UnixText;
use crate::markdown::{self, Node};
use crate::options::Options;
use crate::read_back::References;
use crate::span::Span;
use crate::spans::{Field, ROOT, Spans, Step};
use crate::{depth, entry_heading, front_matter, heading};

/// Reads a Zola page.
///
/// ```
/// use newsletter_parse::{Options, parse};
///
/// let document = parse("+++\ntitle = \"June\"\n+++\n## Join Us?\n", &Options::default())?;
/// assert_eq!(document.issue().sections[0].title().as_str(), "Join Us?");
/// # Ok::<(), newsletter_parse::ParseError>(())
/// ```
///
/// # Errors
///
/// When the page is empty, has no front matter (`"# June"`), YAML front matter (`"---\n…"`) or one that is
/// never closed; when its TOML is invalid (`title = June`), has no `title`, or a value that Zola refuses
/// (`date = "soon"`); when a limit of the options is passed.
pub fn parse(source: &str, options: &Options) -> Result<Document, ParseError> {
    let page = split(source, options)?;
    let mut spans = Spans::for_text(source.len());
    let (issue, references) = read(source, &page, options, &mut spans)?;
    Ok(Document {
        source: source.to_owned(),
        options: options.clone(),
        issue,
        spans,
        references,
        front_matter_comments: front_matter::comments(source, &page),
    })
}

/// Reads the issue of a Zola page, without the spans of its nodes.
///
/// ```
/// use newsletter_parse::{Options, parse_issue};
///
/// let issue = parse_issue("+++\ntitle = \"June\"\n+++\n## Join Us?\n", &Options::default())?;
/// assert_eq!(issue.sections[0].title().as_str(), "Join Us?");
/// # Ok::<(), newsletter_parse::ParseError>(())
/// ```
///
/// # Errors
///
/// As [`parse`].
pub fn parse_issue(source: &str, options: &Options) -> Result<Issue, ParseError> {
    let page = split(source, options)?;
    let (issue, _) = read(source, &page, options, &mut Spans::dropped())?;
    Ok(issue)
}

/// The parts of a page that is not too long.
fn split(source: &str, options: &Options) -> Result<Page, ParseError> {
    if source.len() > options.max_source_bytes() {
        return Err(too_long(source, options));
    }
    front_matter::split(source)
}

fn read(
    source: &str,
    page: &Page,
    options: &Options,
    spans: &mut Spans,
) -> Result<(Issue, References), ParseError> {
    let front_matter = front_matter::read(source, page, spans)?;
    depth::check(source, page.body_start, options)?;
    let body = UnixText::new(&source[page.body_start..]);
    let (events, labels) = markdown::read(&body.text);
    let nodes = markdown::all_nodes(&events.pieces);
    let mut reader = Reader {
        text: &body.text,
        events: &events,
        labels: &labels,
        options,
        spans: std::mem::take(spans),
        to_source: &body,
        offset: page.body_start,
    };
    let mut issue = Issue::new(front_matter);
    (issue.body, issue.sections) = reader.read_parts(&nodes);
    let references = References::of(&reader);
    *spans = reader.spans;
    Ok((issue, references))
}

/// Reads a Zola page from bytes.
///
/// # Errors
///
/// As [`parse`], and when the bytes are not UTF-8, as `b"caf\xe9"`.
///
/// ```
/// use newsletter_parse::{Options, ParseErrorKind, parse_bytes};
///
/// let error = parse_bytes(b"+++\ntitle = \"caf\xe9\"\n+++\n", &Options::default()).unwrap_err();
/// assert_eq!(error.kind(), ParseErrorKind::NotUtf8);
/// assert_eq!((error.position().line, error.position().column), (2, 13));
/// ```
pub fn parse_bytes(source: &[u8], options: &Options) -> Result<Document, ParseError> {
    match std::str::from_utf8(source) {
        Ok(text) => parse(text, options),
        Err(error) => {
            let start = error.valid_up_to();
            let valid = String::from_utf8_lossy(&source[..start]);
            let found = format!("the byte 0x{:02x}", source[start]);
            Err(ParseError::new(
                ParseErrorKind::NotUtf8,
                &valid,
                Span::new(start, start),
                found,
                "text in UTF-8",
            ))
        }
    }
}

fn too_long(source: &str, options: &Options) -> ParseError {
    let found = format!("{} bytes", source.len());
    let expected = format!("at most {} bytes", options.max_source_bytes());
    ParseError::new(
        ParseErrorKind::TooLong,
        source,
        Span::new(0, 0),
        found,
        expected,
    )
}

/// A heading that opens a section or an entry, with the nodes below it.
struct Opened<'e> {
    heading: Node<'e>,
    below: &'e [Node<'e>],
    range: Range<usize>,
}

impl Reader<'_> {
    /// Reads the blocks before the first section, and the sections.
    pub(crate) fn read_parts(&mut self, nodes: &[Node<'_>]) -> (Vec<Block>, Vec<Section>) {
        let (body, sections) = opened_by(nodes, 2, 0..self.text.len());
        let end = sections.first().map_or(self.text.len(), |section| {
            markdown::range(section.heading).start
        });
        let place = Place::of_body(ROOT, Field::Body);
        let body = self.read_body(body, 0..end, place).blocks;
        let mut read = Vec::with_capacity(sections.len());
        for (index, section) in sections.iter().enumerate() {
            read.push(self.read_section(index, section));
        }
        (body, read)
    }

    fn read_section(&mut self, index: usize, section: &Opened<'_>) -> Section {
        let node = self.push_node(
            ROOT,
            Step::Element(Field::Sections, index),
            section.range.clone(),
        );
        let title = heading::text(self.text, section.heading);
        self.push_node(
            node,
            Step::Field(Field::Title),
            markdown::range(section.heading),
        );
        let kind = self
            .options
            .kind_of(&heading::plain_text(self.events, section.heading));
        let start = markdown::range(section.heading).end;
        let (below, entries) = opened_by(section.below, 3, section.range.clone());
        let body_end = entries.first().map_or(section.range.end, |entry| {
            markdown::range(entry.heading).start
        });
        let has_tasks = kind == SectionKind::CallForParticipation;
        let place = Place {
            has_placeholders: true,
            has_tasks,
            ..Place::of_body(node, Field::Body)
        };
        let body = self.read_body(below, start..body_end, place).blocks;
        match kind {
            SectionKind::ProjectUpdates => Section::ProjectUpdates(self.content(
                title,
                body,
                &entries,
                node,
                Self::project_update,
            )),
            SectionKind::PersonalProjects => Section::PersonalProjects(self.content(
                title,
                body,
                &entries,
                node,
                Self::personal_project,
            )),
            SectionKind::CallForParticipation => Section::CallForParticipation(self.content(
                title,
                body,
                &entries,
                node,
                Self::task_entry,
            )),
            SectionKind::News => {
                Section::News(self.content(title, body, &entries, node, Self::entry))
            }
            _ => Section::Other(self.content(title, body, &entries, node, Self::entry)),
        }
    }

    fn content<E>(
        &mut self,
        title: Line,
        body: Vec<Block>,
        entries: &[Opened<'_>],
        section: usize,
        read: impl Fn(&mut Self, &Opened<'_>, usize) -> E,
    ) -> SectionContent<E> {
        let mut content = SectionContent::new(title);
        content.body = body;
        content.entries.reserve(entries.len());
        for (index, entry) in entries.iter().enumerate() {
            let node = self.push_node(
                section,
                Step::Element(Field::Entries, index),
                entry.range.clone(),
            );
            content.entries.push(read(self, entry, node));
        }
        content
    }

    fn project_update(&mut self, entry: &Opened<'_>, node: usize) -> ProjectUpdate {
        let mut update = ProjectUpdate::from(self.entry_heading(entry, node));
        let body = self.entry_body(
            entry,
            Place {
                byline: Some(Field::Maintainers),
                ..Place::of_body(node, Field::Body)
            },
        );
        (update.maintainers, update.body) = (body.byline, body.blocks);
        update
    }

    fn personal_project(&mut self, entry: &Opened<'_>, node: usize) -> PersonalProject {
        let mut project = PersonalProject::from(self.entry_heading(entry, node));
        let body = self.entry_body(
            entry,
            Place {
                byline: Some(Field::Authors),
                ..Place::of_body(node, Field::Body)
            },
        );
        (project.authors, project.body) = (body.byline, body.blocks);
        project
    }

    fn entry(&mut self, entry: &Opened<'_>, node: usize) -> Entry {
        self.plain_entry(entry, Place::of_body(node, Field::Body))
    }

    fn task_entry(&mut self, entry: &Opened<'_>, node: usize) -> Entry {
        self.plain_entry(
            entry,
            Place {
                has_tasks: true,
                ..Place::of_body(node, Field::Body)
            },
        )
    }

    fn plain_entry(&mut self, entry: &Opened<'_>, place: Place) -> Entry {
        self.push_node(
            place.node,
            Step::Field(Field::Heading),
            markdown::range(entry.heading),
        );
        let mut read = Entry::new(heading::text(self.text, entry.heading));
        read.body = self.entry_body(entry, place).blocks;
        read
    }

    fn entry_heading(&mut self, entry: &Opened<'_>, node: usize) -> EntryHeading {
        self.push_node(
            node,
            Step::Field(Field::Heading),
            markdown::range(entry.heading),
        );
        let heading = entry_heading::HeadingText {
            text: self.text,
            events: self.events,
            node: entry.heading,
        };
        entry_heading::read(heading, self.labels)
    }

    fn entry_body(&mut self, entry: &Opened<'_>, place: Place) -> Body {
        let start = markdown::range(entry.heading).end;
        self.read_body(entry.below, start..entry.range.end.max(start), place)
    }
}

/// Parts nodes at the headings of a level: those before the first, and each heading with those below it.
fn opened_by<'e>(
    nodes: &'e [Node<'e>],
    level: u8,
    range: Range<usize>,
) -> (&'e [Node<'e>], Vec<Opened<'e>>) {
    let next_from = |from: usize| {
        let mut later = nodes[from..].iter();
        let next = later.position(|node| heading::level(node) == Some(level));
        next.map_or(nodes.len(), |at| from + at)
    };
    let first = next_from(0);
    let mut opened = Vec::new();
    let mut start = first;
    while start < nodes.len() {
        let end = next_from(start + 1);
        let range_end = nodes
            .get(end)
            .map_or(range.end, |next| markdown::range(next).start);
        opened.push(Opened {
            heading: nodes[start],
            below: &nodes[start + 1..end],
            range: markdown::range(nodes[start]).start..range_end,
        });
        start = end;
    }
    (&nodes[..first], opened)
}

impl Place {
    /// A body of an issue, a section or an entry.
    pub(crate) fn of_body(node: usize, field: Field) -> Self {
        Self {
            node,
            field,
            column: 0,
            list_depth: 0,
            has_placeholders: false,
            byline: None,
            has_tasks: false,
        }
    }
}
