//! The pages that the laws are checked with: the fixtures, and the real newsletters below `NEWSLETTER_CORPUS`.

use std::fs;
use std::path::{Path, PathBuf};

use crate::html;

/// A page and where it comes from.
#[derive(Debug, Clone)]
pub struct Page {
    /// The path below the folder that was read.
    pub path: String,
    /// The text.
    pub source: String,
}

/// The pages of the project's own folder of examples.
///
/// # Panics
///
/// When the folder cannot be read.
pub fn fixtures() -> Vec<Page> {
    let pages =
        pages_below(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../site/content/this-month"));
    assert!(!pages.is_empty(), "the folder of fixtures has no pages");
    pages
}

/// The real newsletters; `None`, and a line that says so, where the variable names no folder.
///
/// # Panics
///
/// When the variable names a folder that cannot be read.
#[expect(
    clippy::print_stderr,
    reason = "whoever runs the tests learns what they left out"
)]
pub fn real_pages(test: &str) -> Option<Vec<Page>> {
    let Some(folder) = std::env::var_os("NEWSLETTER_CORPUS") else {
        eprintln!("{test}: skipped, since NEWSLETTER_CORPUS names no folder of newsletters");
        return None;
    };
    Some(pages_below(&PathBuf::from(folder)))
}

/// The fixtures and, where there are some, the real newsletters.
pub fn all_pages(test: &str) -> Vec<Page> {
    let mut pages = fixtures();
    pages.extend(real_pages(test).unwrap_or_default());
    pages
}

fn pages_below(folder: &Path) -> Vec<Page> {
    let files = walkdir::WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter()
        .map(|file| file.expect("the folder can be read"));
    files
        .filter(|file| is_page(file.path()))
        .filter_map(|file| read(folder, file.path()))
        .collect()
}

fn is_page(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default();
    path.extension().is_some_and(|extension| extension == "md")
        && name != "_index.md"
        && name != "README.md"
}

/// Reads a page; a file without front matter or title is none.
fn read(folder: &Path, path: &Path) -> Option<Page> {
    let source = fs::read_to_string(path).expect("the page can be read");
    let (front_matter, _) = html::split(&source)?;
    let table: toml::Table = front_matter.parse().ok()?;
    table.get("title")?.as_str()?;
    let path = path
        .strip_prefix(folder)
        .unwrap_or(path)
        .display()
        .to_string();
    Some(Page { path, source })
}
