//! Where a page may lie below the folder of a site.

use std::path::{Component, Path, PathBuf};

use thiserror::Error;

/// A path that is none of a page below a folder.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("found {found}{}, expected {expected}", self.place())]
pub struct PathError {
    path: String,
    found: &'static str,
    expected: &'static str,
}

impl PathError {
    /// What was found.
    pub fn found(&self) -> &'static str {
        self.found
    }

    fn place(&self) -> String {
        match self.path.as_str() {
            "" => String::new(),
            path => {
                let shown = path.chars().flat_map(|character| {
                    let (plain, escaped) = match steers(character) {
                        true => (None, Some(character.escape_default())),
                        false => (Some(character), None),
                    };
                    plain.into_iter().chain(escaped.into_iter().flatten())
                });
                format!(" in the path `{}`", shown.collect::<String>())
            }
        }
    }

    /// What was expected.
    pub fn expected(&self) -> &'static str {
        self.expected
    }

    pub(super) fn new(path: &str, found: &'static str, expected: &'static str) -> Self {
        Self {
            path: path.to_owned(),
            found,
            expected,
        }
    }
}

/// The path of a page below a folder, if it names the same file there on every system and never leads out of the folder.
///
/// # Errors
///
/// For `..` and `.`, absolute paths and drive letters, backslashes, control characters and marks that turn text around, names that
/// Windows reserves or cuts (`nul.md`, `a./b.md`), and files whose names do not end in `.md`.
///
/// ```
/// use newsletter_export::page_path;
///
/// assert!(page_path("2022-06/index.md").is_ok());
/// assert_eq!(page_path("../index.md").unwrap_err().found(), "`.` or `..`");
/// ```
pub fn page_path(path: &str) -> Result<PathBuf, PathError> {
    let refuse = |found| {
        Err(PathError::new(
            path,
            found,
            "a path such as `2022-06/index.md`",
        ))
    };
    if path.is_empty() {
        return refuse("an empty path");
    }
    if path.starts_with('/') {
        return refuse("the root of the file system");
    }
    if path.contains('\\') {
        return refuse("a backslash");
    }
    if path.contains(steers) {
        return refuse("a control character");
    }
    for part in path.split('/') {
        if let Some(found) = refused_part(part) {
            return refuse(found);
        }
    }
    if Path::new(path)
        .extension()
        .is_none_or(|extension| extension != "md")
    {
        return refuse("a name without `.md` at its end");
    }
    Ok(path.split('/').collect())
}

/// Why a part of a path cannot be a file name everywhere.
pub(super) fn refused_part(part: &str) -> Option<&'static str> {
    let is_drive =
        part.len() > 1 && part.as_bytes()[0].is_ascii_alphabetic() && part.as_bytes()[1] == b':';
    let mut components = Path::new(part).components();
    match part {
        "" => Some("an empty name"),
        "." | ".." => Some("`.` or `..`"),
        _ if is_drive || (cfg!(windows) && part.contains(':')) => Some("a drive letter"),
        _ if part.ends_with(['.', ' ']) => Some("a name that ends in a dot or a space"),
        _ if is_reserved(part) => Some("a name that Windows reserves"),
        _ if !matches!(
            (components.next(), components.next()),
            (Some(Component::Normal(_)), None)
        ) =>
        {
            Some("no file name")
        }
        _ => None,
    }
}

/// Whether Windows takes a name for a device, whatever its extension.
fn is_reserved(part: &str) -> bool {
    let stem = part
        .split('.')
        .next()
        .unwrap_or(part)
        .trim_end()
        .to_ascii_uppercase();
    let is_port = |name: &str| {
        stem.strip_prefix(name).is_some_and(|number| {
            let mut digits = number.chars();
            matches!(
                (digits.next(), digits.next()),
                (Some('0'..='9' | '¹' | '²' | '³'), None)
            )
        })
    };
    matches!(
        stem.as_str(),
        "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$"
    ) || is_port("COM")
        || is_port("LPT")
}

/// Whether a character changes how the text around it is shown: a control character, a line break, a bidi mark.
fn steers(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_paths_are_page_path() {
        for path in [
            "a.md",
            "2022-06/index.md",
            "..a/b..c.md",
            "é ü/x.md",
            "console/com.md",
            "com10.md",
        ] {
            assert!(page_path(path).is_ok(), "{path}");
        }
    }

    #[test]
    fn paths_that_could_leave_the_folder_are_refused() {
        for path in [
            "",
            "/a.md",
            "../a.md",
            "a/../../b.md",
            "a/./b.md",
            "a//b.md",
            "a/",
            "C:/a.md",
            "c:a.md",
            "a\\b.md",
            "a\0.md",
            "con.md",
            "a/NUL .md",
            "lpt1.x.md",
            "COM¹.md",
            "a./b.md",
            "a /b.md",
            "a.html",
            ".md",
            "a.md/",
            "\n.md",
            "a\u{2028}.md",
            "a\u{202e}b.md",
        ] {
            assert!(page_path(path).is_err(), "{path}");
        }
    }
}
