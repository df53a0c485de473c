//! Where in a site the page of an issue lies.

use std::path::Path;

use super::error::SiteError;
use super::path::{PathError, page_path};
use super::pattern::PathPattern;
use crate::json::Record;

/// The path of an issue's page below a site: its own, where that page is there; else the one of its month; else its own.
/// `X.md` stands for `X/index.md`, and the other way round, where only that page is there.
pub(super) fn path_of(
    root: &Path,
    pattern: &PathPattern,
    record: &Record,
) -> Result<String, SiteError> {
    let is_there = |path: &String| page_path(path).is_ok_and(|below| root.join(below).is_file());
    let own = record
        .path
        .as_deref()
        .map(|path| in_section(path, pattern.section()));
    if let Some(own) = own.clone().filter(is_there) {
        return refuse_section_page(own);
    }
    let month = record.issue.front_matter.extra.month;
    let of_month = month.map(|month| pattern.path_of(month));
    let path = of_month.or(own).ok_or(SiteError::NoPlace)?;
    if is_there(&path) {
        return refuse_section_page(path);
    }
    if let Some(other) = other_layout(&path).filter(is_there) {
        return refuse_section_page(other);
    }
    refuse_no_issue(path, pattern)
}

/// A path below the folder of a section. A page of another section of the site keeps its name alone.
fn in_section(path: &str, section: &str) -> String {
    match path.strip_prefix(section) {
        Some(rest) if rest.starts_with('/') => path.to_owned(),
        _ if path.starts_with("content/") => format!("{section}/{}", page_name(path)),
        _ => format!("{section}/{path}"),
    }
}

/// The name that a page has in its section: `2031-05.md`, `2031-05/index.md`.
fn page_name(path: &str) -> &str {
    let folder = path.strip_suffix("/index.md").unwrap_or(path);
    &path[folder.len() - name_of(folder).len()..]
}

/// The last part of a path.
pub(super) fn name_of(path: &str) -> &str {
    path.rsplit_once('/').map_or(path, |(_, name)| name)
}

/// The folder that a page has, or could have: `2031-05` for `2031-05.md` and for `2031-05/index.md`.
pub(super) fn folder_of(path: &str) -> &str {
    let folder = path.strip_suffix("/index.md");
    folder.or_else(|| path.strip_suffix(".md")).unwrap_or(path)
}

/// The folders that a page of a section is in, from that of the section down.
pub(super) fn folders_above<'p>(path: &'p str, section: &str) -> impl Iterator<Item = &'p str> {
    let page = folder_of(path);
    let start = section.len();
    let slashes = page.char_indices().skip_while(move |(at, _)| *at < start);
    slashes
        .filter(|(_, it)| *it == '/')
        .map(move |(at, _)| &page[..at])
}

/// The other name that Zola knows a page by.
fn other_layout(path: &str) -> Option<String> {
    match path.strip_suffix("/index.md") {
        Some(folder) => Some(format!("{folder}.md")),
        None => Some(format!("{}/index.md", path.strip_suffix(".md")?)),
    }
}

fn refused(path: &str, found: &'static str) -> SiteError {
    PathError::new(path, found, "a path such as `2022-06/index.md`").into()
}

/// Zola takes `_index.md`, and `_index.de.md`, for the page of a section.
fn refuse_section_page(path: String) -> Result<String, SiteError> {
    match name_of(&path).to_lowercase().starts_with("_index.") {
        true => Err(refused(&path, "the page of a section")),
        false => Ok(path),
    }
}

/// Refuses a new page where nobody would look for an issue.
fn refuse_no_issue(path: String, pattern: &PathPattern) -> Result<String, SiteError> {
    // What leads elsewhere has a better message.
    page_path(&path)?;
    let below = path.strip_prefix(pattern.section()).unwrap_or(&path);
    let below = below.trim_start_matches('/');
    let found = match folder_of(below) {
        _ if below.split('/').any(|part| part.starts_with('.')) => "a hidden file or folder",
        _ if pattern.month_of(&path).is_some() => return refuse_section_page(path),
        name if name.eq_ignore_ascii_case("index") => "the page of a folder of issues",
        name if name.contains('/') => "folders below that of the issues",
        _ => return refuse_section_page(path),
    };
    Err(refused(&path, found))
}
