#![doc = include_str!("../README.md")]

mod block;
mod comment;
mod definition;
mod difference;
mod entry_heading;
mod front_matter;
mod heading;
mod json;
mod link;
mod list;
mod markdown;
mod section;
#[cfg(feature = "schema")]
mod schema;

pub use markdown::to_markdown;
pub use json::{JsonError, JsonErrorKind, Record, from_json, to_json};
#[cfg(feature = "schema")]
pub use schema::schema;
