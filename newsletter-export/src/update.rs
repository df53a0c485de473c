use newsletter_model::Issue;
use newsletter_parse::{Document, IssueError};

use crate::markdown::to_markdown;

/// Writes an issue over the source of a document: what the issue has in common with the document's keeps its bytes.
///
/// # Errors
///
/// As [`to_markdown`](crate::to_markdown): when no text reads as the issue. The error names the field.
pub fn update(document: &Document, issue: &Issue) -> Result<String, IssueError> {
    if document.issue() == issue {
        return Ok(document.source().to_owned());
    }
    to_markdown(issue, document.options())
}

/// Changes to the issue of a document, written over its source.
pub trait Edit {
    /// Changes the issue, and writes it over the source ([`update`]).
    ///
    /// ```
    /// use newsletter_export::Edit;
    /// use newsletter_parse::{Options, parse};
    ///
    /// let document = parse("+++\ntitle = \"June\"\n+++\nHello!\n", &Options::default())?;
    /// let text = document.edit(|issue| issue.front_matter.title = "July".to_owned())?;
    /// assert!(text.contains("title = \"July\"\n"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`update`].
    fn edit(&self, change: impl FnOnce(&mut Issue)) -> Result<String, IssueError>;
}

impl Edit for Document {
    fn edit(&self, change: impl FnOnce(&mut Issue)) -> Result<String, IssueError> {
        let mut issue = self.issue().clone();
        change(&mut issue);
        update(self, &issue)
    }
}
