#![doc = include_str!("../README.md")]

mod block;
mod byline;
mod comment;
mod container;
mod definition;
mod depth;
mod document;
mod entry_heading;
mod error;
mod front_matter;
mod gap;
mod heading;
mod issue;
mod line_ends;
mod list;
mod markdown;
mod options;
mod placeholder;
mod span;
mod spans;
mod thanks;

pub use document::Document;
pub use error::{IssueError, IssueErrorKind, ParseError, ParseErrorKind};
pub use issue::{parse, parse_bytes};
pub use options::Options;
pub use span::{Position, Span};

/// Stub.
pub fn normalize(_issue: &newsletter_model::Issue, _options: &Options) -> Result<newsletter_model::Issue, IssueError> { todo!() }
