//! The pages of a Zola site.

mod address;
mod error;
mod file;
mod path;
mod pattern;
mod place;
mod writer;

pub use error::SiteError;
pub use file::{create_file, write_file};
pub use path::{PathError, page_path};
pub use pattern::PathPattern;
pub use writer::{Outcome, SiteWriter};
