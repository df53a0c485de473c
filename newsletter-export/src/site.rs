//! The pages of a Zola site.

mod file;
mod path;
mod pattern;
mod place;
mod writer;

pub use file::{create_file, write_file};
pub use path::{PathError, page_path};
pub use pattern::PathPattern;
pub use writer::{Outcome, SiteError, SiteWriter};
