//! The pages of a Zola site.

mod file;
mod path;

pub use file::write_file;
pub use path::{PathError, page_path};
