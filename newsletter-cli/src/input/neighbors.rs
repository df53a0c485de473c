//! The other issues of the newsletter that a page belongs to.

use std::collections::HashSet;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::input::Page;
use crate::output::diagnostics::Problem;

/// The folder that the issues of a newsletter stand in: for `news/2031-05.md`, `news/2031-05/index.md` and `news/2031/05.md`, it is `news`.
pub(crate) fn section_folder(file: &Path) -> PathBuf {
    let folder = match file.file_name() == Some(OsStr::new("index.md")) {
        true => above(&parent(file)),
        false => parent(file),
    };
    newsletter_folder(folder)
}

/// The folder of the newsletter whose issues are in a folder, which may be that of a year.
pub(crate) fn newsletter_folder(folder: PathBuf) -> PathBuf {
    let name = match folder.file_name() {
        Some(name) => Some(name.to_owned()),
        // The names of `.` and `..` are not in the path.
        None => {
            (folder.canonicalize().ok()).and_then(|folder| Some(folder.file_name()?.to_owned()))
        }
    };
    match name.is_some_and(|name| is_year(&name)) {
        true => above(&folder),
        false => folder,
    }
}

fn is_year(name: &OsStr) -> bool {
    let name = name.as_encoded_bytes();
    name.len() == 4 && name.iter().all(u8::is_ascii_digit)
}

/// The folder that a file is in.
pub(crate) fn parent(file: &Path) -> PathBuf {
    match file.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
        _ => PathBuf::from("."),
    }
}

/// The folder that a folder is in.
fn above(folder: &Path) -> PathBuf {
    match folder.file_name() {
        Some(_) => parent(folder),
        None if folder == Path::new(".") => PathBuf::from(".."),
        None => folder.join(".."),
    }
}

/// The issues of the newsletters that files belong to, each newsletter once.
pub(crate) fn issues_beside<'f>(
    files: impl Iterator<Item = &'f Path>,
) -> Vec<Result<Page, Problem>> {
    let mut seen = HashSet::new();
    let folders = files.map(section_folder);
    let folders = folders.filter(|folder| {
        let folder = folder.canonicalize();
        folder.is_ok_and(|folder| seen.insert(folder))
    });
    let issues = folders.map(|folder| issues_in(&folder));
    let issues = issues.flat_map(|issues| match issues {
        Ok(issues) => issues.into_iter().map(Ok).collect(),
        Err(problem) => vec![Err(problem)],
    });
    issues.collect()
}

/// The issues that stand in a folder, sorted by name: `2031-05.md` and `2031-05/index.md`; those of a year may have a folder, `2031/05.md`.
pub(crate) fn issues_in(folder: &Path) -> Result<Vec<Page>, Problem> {
    let failed = |error: io::Error| Problem::of_system("read", folder, &error);
    let entries = fs::read_dir(folder).map_err(failed)?;
    let names = entries.map(|entry| entry.map(|entry| entry.file_name()));
    let mut names = names.collect::<io::Result<Vec<_>>>().map_err(failed)?;
    names.sort();
    let is_visible = |name: &&OsString| !name.as_encoded_bytes().starts_with(b".");
    let mut issues = Vec::new();
    for name in names.iter().filter(is_visible) {
        let path = match folder == Path::new(".") {
            true => PathBuf::from(name),
            false => folder.join(name),
        };
        let file = match path.is_dir() {
            true => path.join("index.md"),
            false => path.clone(),
        };
        if is_issue(&file) && file.is_file() {
            issues.push(Page::of(&file));
        } else if path.is_dir() && is_year(name) && !folder.file_name().is_some_and(is_year) {
            issues.extend(issues_in(&path)?);
        }
    }
    Ok(issues)
}

fn is_issue(file: &Path) -> bool {
    file.extension() == Some(OsStr::new("md")) && !is_section_page(file)
}

pub(crate) fn is_section_page(file: &Path) -> bool {
    file.file_name() == Some(OsStr::new("_index.md"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folder_of_a_newsletter_is_that_of_its_issues() {
        let folder = |file: &str| section_folder(Path::new(file)).display().to_string();
        assert_eq!(folder("news/2031-05.md"), "news");
        assert_eq!(folder("news/2031-05/index.md"), "news");
        assert_eq!(folder("news/2031/05.md"), "news");
        assert_eq!(folder("news/2031/05/index.md"), "news");
        assert_eq!(folder("2031-05/index.md"), ".");
        assert_eq!(folder("2031-05.md"), ".");
        assert_eq!(folder("index.md"), "..");
        assert_eq!(folder("../index.md"), "../..");
    }
}
