use std::fmt;

use crate::span::{Position, Span};

/// A source that is no issue.
///
/// ```
/// use newsletter_parse::{Options, ParseErrorKind, parse};
///
/// let error = parse("# No front matter\n", &Options::default()).unwrap_err();
/// assert_eq!(error.kind(), ParseErrorKind::MissingFrontMatter);
/// assert_eq!(error.to_string(), "found `# No front matter`, expected `+++`, which opens the front matter");
/// assert_eq!(error.position().line, 1);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("found {found}, expected {expected}")]
pub struct ParseError {
    kind: ParseErrorKind,
    span: Span,
    position: Position,
    found: String,
    expected: String,
}

impl ParseError {
    pub(crate) fn new(
        kind: ParseErrorKind,
        source: &str,
        span: Span,
        found: impl fmt::Display,
        expected: impl fmt::Display,
    ) -> Self {
        Self {
            kind,
            span,
            position: Position::of(source, span.start),
            found: found.to_string(),
            expected: expected.to_string(),
        }
    }

    /// The kind of the failure, for programs that tell failures apart.
    pub fn kind(&self) -> ParseErrorKind {
        self.kind
    }

    /// The part of the source that is wrong, in bytes.
    pub fn span(&self) -> Span {
        self.span
    }

    /// Where that part starts.
    pub fn position(&self) -> Position {
        self.position
    }

    /// What was found there.
    pub fn found(&self) -> &str {
        &self.found
    }

    /// What was expected there.
    pub fn expected(&self) -> &str {
        &self.expected
    }
}

/// Why a source is no issue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ParseErrorKind {
    /// Bytes that are not UTF-8.
    NotUtf8,
    /// Nothing but white space.
    Empty,
    /// No `+++` at the start.
    MissingFrontMatter,
    /// Front matter between `---`, which is YAML.
    YamlFrontMatter,
    /// No `+++` behind the front matter.
    UnclosedFrontMatter,
    /// Front matter that is no TOML.
    InvalidToml,
    /// No `title`.
    MissingTitle,
    /// A value that Zola refuses for its key.
    InvalidValue,
    /// More bytes than [`Options::max_source_bytes`](crate::Options::max_source_bytes).
    TooLong,
    /// More nested block quotes and list items than [`Options::max_container_depth`](crate::Options::max_container_depth).
    TooDeep,
}

/// An issue that no text reads as.
///
/// ```
/// use newsletter_model::{Block, FrontMatter, Issue};
/// use newsletter_parse::{Options, normalize};
///
/// let issue = Issue::new(FrontMatter::new("t")).with_block(Block::prose("## A section"));
/// let error = normalize(&issue, &Options::default()).unwrap_err();
/// assert_eq!(error.pointer(), "/body/0/markdown");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{pointer}: found {found}, expected {expected}")]
pub struct IssueError {
    kind: IssueErrorKind,
    pointer: String,
    found: String,
    expected: String,
}

impl IssueError {
    /// An error at a JSON pointer; what was found and what was expected are in lower case, without full stop.
    pub fn new(
        kind: IssueErrorKind,
        pointer: impl Into<String>,
        found: impl fmt::Display,
        expected: impl fmt::Display,
    ) -> Self {
        Self {
            kind,
            pointer: pointer.into(),
            found: found.to_string(),
            expected: expected.to_string(),
        }
    }

    /// The kind of the failure, for programs that tell failures apart.
    pub fn kind(&self) -> IssueErrorKind {
        self.kind
    }

    /// The JSON pointer (RFC 6901) of the field that is wrong.
    pub fn pointer(&self) -> &str {
        &self.pointer
    }

    /// What was found there.
    pub fn found(&self) -> &str {
        &self.found
    }

    /// What was expected there.
    pub fn expected(&self) -> &str {
        &self.expected
    }
}

/// Why no text reads as an issue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum IssueErrorKind {
    /// A section whose kind its title does not give.
    SectionKind,
    /// A heading that would open a section or an entry where it stands.
    OpensSection,
    /// A name or a URL that the verbatim heading beside it does not say.
    HeadingMismatch,
    /// A `url` beside a `reference`.
    TwoTargets,
    /// A reference without a definition.
    UndefinedReference,
    /// A required text that is empty.
    EmptyText,
    /// A text that reads as something else where it stands.
    ReadsDifferently,
    /// A front matter key that stands twice.
    DuplicateKey,
    /// More text than the limits of the options allow.
    Limit,
}
