use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize, Serializer};
use unicase::UniCase;

use crate::error::{Error, ErrorKind};

/// The label of a reference definition, as in ``[`rust-osdev`]: https://…``.
///
/// It keeps its exact text, but runs of white space become one space; a no-break space is text. Two labels are equal to
/// CommonMark when their [`key`](Label::key)s are.
///
/// ```
/// use newsletter_model::Label;
///
/// let label = Label::new("Embedded\n WG")?;
/// assert_eq!(label.as_str(), "Embedded WG");
/// assert_eq!(label.key(), Label::new("embedded wg")?.key());
/// # Ok::<(), newsletter_model::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "String")]
pub struct Label(String);

impl Label {
    /// Takes the text between the brackets.
    ///
    /// # Errors
    ///
    /// When CommonMark reads no label from it: it is blank, longer than 999 characters, has a bracket
    /// without a backslash before it, as `a]b` has, or starts like a footnote, as `^1` does.
    pub fn new(text: impl AsRef<str>) -> Result<Self, Error> {
        let label = with_single_spaces(text.as_ref());
        let reason = if label.is_empty() {
            Some("an empty label")
        } else if label.len() > 999 && label.chars().count() > 999 {
            Some("a label of over 999 characters")
        } else if label.starts_with('^') {
            Some("the label of a footnote")
        } else if has_bracket(&label) || label.ends_with('\\') && !label.ends_with("\\\\") {
            Some("a bracket")
        } else {
            None
        };
        match reason {
            Some(found) => Err(Error::new(
                ErrorKind::Label,
                found,
                "a label without brackets",
            )),
            None => Ok(Self(label)),
        }
    }

    /// The exact text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The text by which CommonMark compares labels: its case folded.
    pub fn key(&self) -> String {
        UniCase::new(&self.0).to_folded_case()
    }
}

/// What CommonMark and its parser take for white space in a label; a no-break space is text.
const WHITE_SPACE: [char; 6] = [' ', '\t', '\n', '\r', '\x0b', '\x0c'];

/// A text without white space at its edges, and with one space for each run of it inside.
fn with_single_spaces(text: &str) -> String {
    let mut words = text.split(WHITE_SPACE).filter(|word| !word.is_empty());
    let mut label = String::with_capacity(text.len());
    label.push_str(words.next().unwrap_or_default());
    for word in words {
        label.push(' ');
        label.push_str(word);
    }
    label
}

fn has_bracket(label: &str) -> bool {
    let mut escaped = false;
    label.bytes().any(|byte| {
        let found = !escaped && matches!(byte, b'[' | b']');
        escaped = byte == b'\\' && !escaped;
        found
    })
}

impl TryFrom<String> for Label {
    type Error = Error;

    fn try_from(text: String) -> Result<Self, Error> {
        Self::new(text)
    }
}

impl FromStr for Label {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        Self::new(text)
    }
}

impl Serialize for Label {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl From<Label> for String {
    fn from(label: Label) -> Self {
        label.0
    }
}

impl fmt::Display for Label {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(text: &str) -> String {
        Label::new(text).unwrap().key()
    }

    #[test]
    fn labels_are_compared_as_the_parser_does() {
        assert_eq!(key("Straße"), key("STRASSE"));
        assert_eq!(key("ẞ"), key("ss"));
        assert_eq!(key("\u{212a}"), key("k"));
        assert_ne!(key("ı"), key("i"));
        assert_eq!(key("a \t\r\n b"), "a b");
        assert_ne!(key("a\u{a0}b"), key("a b"));
    }
}
