use serde::{Deserialize, Serialize};

use crate::destination::Destination;
use crate::error::Error;
use crate::label::Label;
use crate::text::Line;

/// The heading of a project's entry: ``[`name`](url) note {#id}``.
///
/// A heading that these fields do not spell is kept in `heading`, verbatim. It then still gives the
/// name (its plain text) and the URL (of its first link); to change one of them, change or drop `heading`.
///
/// ```
/// use newsletter_model::EntryHeading;
///
/// let heading = EntryHeading::new("x86_64")?.with_url("https://github.com/rust-osdev/x86_64");
/// assert!(heading.code);
/// # Ok::<(), newsletter_model::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct EntryHeading {
    /// The name of the project, as plain text.
    pub name: Line,
    /// Where the heading's link leads.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<Destination>,
    /// The label of the definition that says where the link leads, instead of `url`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<Label>,
    /// Whether the name stands in backticks.
    #[serde(default = "code_by_default", skip_serializing_if = "is_true")]
    #[cfg_attr(feature = "schema", schemars(extend("default" = true)))]
    pub code: bool,
    /// Markdown behind the name, in parentheses, as `(**new**)`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Line>,
    /// The attributes of the heading, without their braces, as `#id .class`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attributes: Option<Line>,
    /// The whole heading as Markdown, where the other fields do not spell it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub heading: Option<Line>,
}

fn code_by_default() -> bool {
    true
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde passes a reference"
)]
fn is_true(value: &bool) -> bool {
    *value
}

impl Default for EntryHeading {
    /// No name, in backticks.
    fn default() -> Self {
        Self {
            name: Line::default(),
            url: None,
            reference: None,
            code: true,
            note: None,
            attributes: None,
            heading: None,
        }
    }
}

impl EntryHeading {
    /// A name in backticks, without link.
    ///
    /// # Errors
    ///
    /// When the name has a line break, as `"two\nlines"` has.
    pub fn new(name: impl Into<String>) -> Result<Self, Error> {
        Line::new(name).map(Self::named)
    }

    /// A name that is known to be one line, in backticks, without link.
    pub fn named(name: Line) -> Self {
        Self {
            name,
            ..Self::default()
        }
    }

    /// Sets where the link leads.
    #[must_use]
    pub fn with_url(mut self, url: impl Into<Destination>) -> Self {
        self.url = Some(url.into());
        self
    }

    /// Sets the label of the definition that says where the link leads.
    #[must_use]
    pub fn with_reference(mut self, reference: Label) -> Self {
        self.reference = Some(reference);
        self
    }

    /// Sets whether the name stands in backticks.
    #[must_use]
    pub fn with_code(mut self, code: bool) -> Self {
        self.code = code;
        self
    }

    /// Sets the note behind the name.
    #[must_use]
    pub fn with_note(mut self, note: Line) -> Self {
        self.note = Some(note);
        self
    }
}
