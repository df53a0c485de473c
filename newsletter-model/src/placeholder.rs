use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::error::{Error, ErrorKind};
use crate::text::Inline;

/// The grey text that says that a section is empty: `<span class="gray">No tasks were proposed.</span>`.
///
/// [`Display`](fmt::Display) writes and [`FromStr`] reads it with its `<span>`.
///
/// ```
/// use newsletter_model::{Placeholder, PlaceholderForm};
///
/// let text = "<span class=\"gray\">\n\n_No tasks were proposed._\n\n</span>";
/// let placeholder: Placeholder = text.parse()?;
/// assert_eq!(placeholder.form, PlaceholderForm::Paragraphs);
/// assert_eq!(placeholder.to_string(), text);
/// # Ok::<(), newsletter_model::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Placeholder {
    /// The Markdown between the tags.
    pub text: Inline,
    /// How the tags stand.
    #[serde(default, skip_serializing_if = "PlaceholderForm::is_default")]
    pub form: PlaceholderForm,
}

/// How the tags of a placeholder stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum PlaceholderForm {
    /// Around the text, in one paragraph.
    #[default]
    Line,
    /// In lines of their own, with blank lines between them and the text.
    Paragraphs,
}

impl PlaceholderForm {
    fn is_default(&self) -> bool {
        *self == Self::default()
    }
}

/// The tag before the text.
const OPEN: &str = "<span class=\"gray\">";
/// The tag behind the text.
const CLOSE: &str = "</span>";

impl Placeholder {
    /// A placeholder in one line.
    pub fn new(text: Inline) -> Self {
        Self {
            text,
            form: PlaceholderForm::default(),
        }
    }

    /// Sets how the tags stand.
    #[must_use]
    pub fn with_form(mut self, form: PlaceholderForm) -> Self {
        self.form = form;
        self
    }

    /// Whether the text starts with one of the phrases, emphasis aside.
    pub fn starts_with_any(&self, phrases: &[String]) -> bool {
        let plain = self.text.as_str().trim_start_matches(['_', '*']);
        phrases
            .iter()
            .any(|phrase| plain.starts_with(phrase.as_str()))
    }
}

impl fmt::Display for Placeholder {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.form {
            PlaceholderForm::Line => write!(formatter, "{OPEN}{}{CLOSE}", self.text),
            PlaceholderForm::Paragraphs => write!(formatter, "{OPEN}\n\n{}\n\n{CLOSE}", self.text),
        }
    }
}

impl FromStr for Placeholder {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let inner = text
            .strip_prefix(OPEN)
            .and_then(|rest| rest.strip_suffix(CLOSE));
        let parted = inner.and_then(|inner| inner.strip_prefix("\n\n")?.strip_suffix("\n\n"));
        let form = if parted.is_some() {
            PlaceholderForm::Paragraphs
        } else {
            PlaceholderForm::Line
        };
        parted
            .or(inner)
            .filter(|text| !text.contains("span>") && *text == text.trim() && !text.is_empty())
            .and_then(|text| Inline::new(text).ok())
            .map(|text| Self { text, form })
            .ok_or_else(|| {
                let found = format!("`{}`", text.escape_debug());
                Error::new(
                    ErrorKind::Placeholder,
                    found,
                    "a placeholder such as `<span class=\"gray\">No news.</span>`",
                )
            })
    }
}
