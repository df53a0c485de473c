//! Where in a site the page of an issue lies.

use std::path::Path;

use super::path::{PathError, page_path};
use super::pattern::PathPattern;
use super::writer::SiteError;
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
    let other = other_layout(&path).filter(|other| !is_there(&path) && is_there(other));
    refuse_section_page(other.unwrap_or(path))
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
    let start = folder.rfind('/').map_or(0, |slash| slash + 1);
    &path[start..]
}

/// The other name that Zola knows a page by.
fn other_layout(path: &str) -> Option<String> {
    match path.strip_suffix("/index.md") {
        Some(folder) => Some(format!("{folder}.md")),
        None => Some(format!("{}/index.md", path.strip_suffix(".md")?)),
    }
}

fn refuse_section_page(path: String) -> Result<String, SiteError> {
    match path.ends_with("/_index.md") {
        true => Err(PathError::new(
            &path,
            "the page of a section",
            "a path such as `2022-06/index.md`",
        )
        .into()),
        false => Ok(path),
    }
}
