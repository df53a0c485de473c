#![doc = include_str!("../README.md")]

mod document;
mod error;
mod options;
mod span;
mod spans;

pub use document::Document;
pub use error::{IssueError, IssueErrorKind, ParseError, ParseErrorKind};
pub use options::Options;
pub use span::{Position, Span};

/// Stub.
pub fn parse(_source: &str, _options: &Options) -> Result<Document, ParseError> { todo!() }
/// Stub.
pub fn parse_bytes(_source: &[u8], _options: &Options) -> Result<Document, ParseError> { todo!() }
/// Stub.
pub fn normalize(_issue: &newsletter_model::Issue, _options: &Options) -> Result<newsletter_model::Issue, IssueError> { todo!() }
