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
#[cfg(feature = "schema")]
mod schema;
mod section;
mod site;
mod update;

pub use json::{JsonError, JsonErrorKind, Record, from_json, to_json};
pub use markdown::to_markdown;
#[cfg(feature = "schema")]
pub use schema::schema;
pub use site::{
    Outcome, PathError, PathPattern, SiteError, SiteWriter, create_file, page_path, write_file,
};
pub use update::{Edit, update};
