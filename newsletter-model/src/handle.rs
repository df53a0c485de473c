use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize, Serializer};

use crate::error::{Error, ErrorKind};

/// The name of an account, without `@`: letters, digits, `-`, `_`, `.`, `@`, and balanced `[]` as in `renovate[bot]`.
///
/// ```
/// use newsletter_model::Handle;
///
/// assert_eq!(Handle::new("renovate[bot]")?.as_str(), "renovate[bot]");
/// assert!(Handle::new("a](https://example.org) [b").is_err());
/// # Ok::<(), newsletter_model::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "String")]
pub struct Handle(String);

impl Handle {
    /// Takes a handle.
    ///
    /// # Errors
    ///
    /// When the text is empty or has another character, as `"two words"` has.
    pub fn new(text: impl Into<String>) -> Result<Self, Error> {
        let text = text.into();
        let is_usual = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        if !text.is_empty() && text.bytes().all(is_usual) {
            return Ok(Self(text));
        }
        let is_part = |character: char| {
            character.is_alphanumeric() || matches!(character, '-' | '_' | '.' | '@' | '[' | ']')
        };
        if text.is_empty() || !text.chars().all(is_part) || !has_balanced_brackets(&text) {
            let found = format!("`{}`", text.escape_debug());
            return Err(Error::new(
                ErrorKind::Handle,
                found,
                "a handle of letters, digits, `-`, `_`, `.`, `@` and balanced `[]`",
            ));
        }
        Ok(Self(text))
    }

    /// The handle, without its `@`.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn has_balanced_brackets(text: &str) -> bool {
    let mut depth = 0_i32;
    for byte in text.bytes() {
        depth += i32::from(byte == b'[') - i32::from(byte == b']');
        if depth < 0 {
            return false;
        }
    }
    depth == 0
}

impl TryFrom<String> for Handle {
    type Error = Error;

    fn try_from(text: String) -> Result<Self, Error> {
        Self::new(text)
    }
}

impl FromStr for Handle {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        Self::new(text)
    }
}

impl Serialize for Handle {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl From<Handle> for String {
    fn from(handle: Handle) -> Self {
        handle.0
    }
}

impl fmt::Display for Handle {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}
