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
mod events;
mod front_matter;
mod gap;
mod heading;
mod heading_attributes;
mod issue;
mod labels;
mod line_ends;
mod list;
mod markdown;
mod normalize;
mod options;
mod placeholder;
mod prose;
mod read_back;
mod span;
mod spans;
mod thanks;

pub use document::Document;
pub use error::{IssueError, IssueErrorKind, ParseError, ParseErrorKind};
pub use gap::{needed_gaps, needs_gap, starts_on_marker_line};
pub use issue::{parse, parse_bytes, parse_issue};
pub use list::{ItemContent, item_content};
pub use markdown::markdown_options;
pub use normalize::normalize;
pub use options::Options;
pub use span::{Position, Span};
