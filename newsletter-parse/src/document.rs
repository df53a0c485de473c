use newsletter_model::Issue;

use crate::error::IssueError;
use crate::normalize::normalize_edited;
use crate::options::Options;
use crate::read_back::References;
use crate::span::{Position, Span};
use crate::spans::Spans;

/// An issue together with the text it was read from, and the span of every node in it.
///
/// ```
/// use newsletter_parse::{Options, parse};
///
/// let document = parse("+++\ntitle = \"June\"\n+++\nHello!\n", &Options::default())?;
/// assert_eq!(document.text_of("/front_matter/title"), Some("title = \"June\""));
/// assert_eq!(document.text_of("/body/0"), Some("Hello!"));
/// # Ok::<(), newsletter_parse::ParseError>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    pub(crate) source: String,
    pub(crate) options: Options,
    pub(crate) issue: Issue,
    pub(crate) spans: Spans,
    pub(crate) references: References,
    pub(crate) front_matter_comments: Vec<Span>,
}

impl Document {
    /// The issue.
    pub fn issue(&self) -> &Issue {
        &self.issue
    }

    /// The issue, without the source.
    pub fn into_issue(self) -> Issue {
        self.issue
    }

    /// The text that the issue was read from.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The options that the issue was read with.
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// The span of the node at a JSON pointer of the issue, as `/sections/0/entries/1/body/0/items/2`.
    ///
    /// Nodes are: the front matter, its keys and the elements of its arrays; sections, entries,
    /// blocks, items and tasks; the title of a section, the heading and the byline of an entry.
    /// `None` when there is no node. A node's span has no line end and no blank lines at its edges.
    /// The span of a table in the front matter reaches over all its keys, also over those of others in between.
    pub fn span(&self, pointer: &str) -> Option<Span> {
        self.spans.get(pointer)
    }

    /// The source of the node at a JSON pointer.
    pub fn text_of(&self, pointer: &str) -> Option<&str> {
        self.span(pointer).map(|span| &self.source[span.range()])
    }

    /// All nodes in the order of the text, outer ones first: their JSON pointers and spans.
    pub fn nodes(&self) -> impl Iterator<Item = (String, Span)> {
        self.spans.iter()
    }

    /// The spans of all nodes, in the order of [`nodes`](Self::nodes).
    pub fn spans(&self) -> impl Iterator<Item = Span> {
        self.spans.spans()
    }

    /// The line and column of a byte of the source.
    pub fn position(&self, byte: usize) -> Position {
        Position::of(&self.source, byte)
    }

    /// An issue that was made of this one, in normal form ([`normalize`](crate::normalize)).
    ///
    /// What the two have in common was read, and so is normal.
    ///
    /// # Errors
    ///
    /// As [`normalize`](crate::normalize).
    ///
    /// ```
    /// use newsletter_model::Block;
    /// use newsletter_parse::{Options, parse};
    ///
    /// let document = parse("+++\ntitle = \"June\"\n+++\nHello!\n", &Options::default())?;
    /// let mut issue = document.issue().clone();
    /// issue.body.push(Block::prose("- a\n- b"));
    /// assert!(matches!(document.normalize(issue)?.body[..], [Block::Prose(_), Block::List(_)]));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn normalize(&self, issue: Issue) -> Result<Issue, IssueError> {
        normalize_edited(issue, &self.issue, &self.options)
    }

    /// The comments in the front matter; they are no part of the issue.
    pub fn front_matter_comments(&self) -> &[Span] {
        &self.front_matter_comments
    }
}
