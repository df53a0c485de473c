//! The pages below a folder.

use std::path::{Path, PathBuf};

use walkdir::{DirEntry, FilterEntry, IntoIter, WalkDir};

use crate::input::Page;
use crate::output::diagnostics::Problem;

/// All pages below a folder, sorted by name; a folder without any is a problem.
pub(crate) struct Folder {
    root: PathBuf,
    entries: FilterEntry<IntoIter, fn(&DirEntry) -> bool>,
    is_empty: bool,
}

impl Folder {
    pub(crate) fn new(root: &Path) -> Self {
        let entries = WalkDir::new(root)
            .sort_by_file_name()
            .into_iter()
            .filter_entry(is_visible as fn(&DirEntry) -> bool);
        Self {
            root: root.to_owned(),
            entries,
            is_empty: true,
        }
    }

    fn page(&self, file: &Path) -> Page {
        let below = file.strip_prefix(&self.root).unwrap_or(file);
        let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
        Page {
            path: Some(parts.join("/")),
            ..Page::of(file)
        }
    }
}

impl Iterator for Folder {
    type Item = Result<Page, Problem>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            match self.entries.next() {
                Some(Ok(entry)) if is_page(&entry) => {
                    self.is_empty = false;
                    return Some(Ok(self.page(entry.path())));
                }
                Some(Ok(_)) => {}
                Some(Err(error)) => {
                    self.is_empty = false;
                    let path = error.path().unwrap_or(&self.root).to_owned();
                    return Some(Err(Problem::of_system("read", &path, &error.into())));
                }
                None if std::mem::take(&mut self.is_empty) => {
                    return Some(Err(without_pages(&self.root)));
                }
                None => return None,
            }
        }
    }
}

fn without_pages(folder: &Path) -> Problem {
    Problem::new(format!(
        "found no page in the folder `{}`",
        folder.display()
    ))
    .with_help("a page is a file whose name ends in `.md`, except `_index.md`")
}

fn is_visible(entry: &DirEntry) -> bool {
    entry.depth() == 0 || !entry.file_name().as_encoded_bytes().starts_with(b".")
}

fn is_page(entry: &DirEntry) -> bool {
    let has_extension = entry
        .path()
        .extension()
        .is_some_and(|extension| extension == "md");
    entry.file_type().is_file() && has_extension && entry.file_name() != "_index.md"
}
