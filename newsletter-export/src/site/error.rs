use std::io;
use std::path::PathBuf;

use newsletter_parse::{IssueError, ParseError};
use thiserror::Error;

use super::path::PathError;

/// Why an issue cannot be written into a site.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum SiteError {
    /// The issue has neither a month nor a path.
    #[error(
        "found no month and no path, expected `month` in `extra`, or a `path` beside the issue"
    )]
    NoPlace,
    /// The path is none of a page below a folder.
    #[error("{0}")]
    Path(#[from] PathError),
    /// A second issue has the same path.
    #[error("found a second issue for `{0}`, expected one for each page")]
    Repeated(String),
    /// The page that is there is not the one that the issue was read from.
    #[error("found another text in `{0}` than the `source` of the issue, expected that one")]
    Changed(String),
    /// Zola would build the page, or a redirection to it, elsewhere.
    #[error("found {found} in the address `{address}`, expected one within the site")]
    Address {
        /// The key of the front matter that has it.
        key: &'static str,
        /// The address.
        address: String,
        /// What leads elsewhere.
        found: &'static str,
    },
    /// A link is on the way to the page.
    #[error("found the link `{}`, expected a folder or file of its own", .0.display())]
    Link(PathBuf),
    /// The page that is there, or the `source` of the issue, is no issue.
    #[error("cannot read {}, line {}: {error}", page_name(path.as_deref()), error.position().line)]
    Page {
        /// The path of the page below the site; `None` for the `source`.
        path: Option<String>,
        /// What is wrong with it.
        error: ParseError,
    },
    /// The issue cannot be written.
    #[error("{0}")]
    Issue(#[from] IssueError),
    /// The system does not let the page be read or written.
    #[error("cannot write `{path}`: {error}")]
    System {
        /// The path below the site.
        path: String,
        /// What the system says.
        error: io::Error,
    },
}

fn page_name(path: Option<&str>) -> String {
    path.map_or_else(|| "the `source`".to_owned(), |path| format!("`{path}`"))
}
