use std::fmt;

/// A text that cannot be the value it was meant to be.
///
/// The message says what was found and what was expected, in lower case and without a full stop.
///
/// ```
/// use newsletter_model::{ErrorKind, Line};
///
/// let error = Line::new("two\nlines").unwrap_err();
/// assert_eq!(error.kind(), ErrorKind::LineBreak);
/// assert_eq!(error.to_string(), "found a line break in `two\\nlines`, expected a single line");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("found {found}, expected {expected}")]
pub struct Error {
    kind: ErrorKind,
    found: String,
    expected: &'static str,
}

impl Error {
    pub(crate) fn new(kind: ErrorKind, found: impl fmt::Display, expected: &'static str) -> Self {
        Self {
            kind,
            found: found.to_string(),
            expected,
        }
    }

    /// The kind of the failure, for programs that tell failures apart.
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// What was found.
    pub fn found(&self) -> &str {
        &self.found
    }

    /// What was expected instead.
    pub fn expected(&self) -> &str {
        self.expected
    }
}

/// What is wrong with a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A line break where one line is required.
    LineBreak,
    /// A blank line inside a paragraph.
    BlankLine,
    /// Not the label of a reference.
    Label,
    /// Not a handle.
    Handle,
    /// Not a month such as `November 2021`.
    Month,
    /// Not a date.
    Date,
    /// Not a person.
    Person,
    /// Not a byline.
    Byline,
    /// Not a thanks sentence.
    Thanks,
    /// Not a placeholder.
    Placeholder,
    /// Not a kind of section.
    SectionKind,
    /// Not the title of a task.
    TaskTitle,
    /// A front matter key that is missing.
    MissingKey,
    /// A front matter value of another type than Zola reads.
    ValueType,
}
