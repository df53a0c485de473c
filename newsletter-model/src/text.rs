//! Markdown text that is checked for the place where it stands.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use memchr::{memchr, memchr2};
use serde::{Deserialize, Serialize, Serializer};

use crate::error::{Error, ErrorKind};
use crate::escape::escape;

/// One line of text: a title or a name.
///
/// White space at its edges is dropped, as Markdown does in a heading.
///
/// ```
/// use newsletter_model::Line;
///
/// assert_eq!(Line::new(" Project *Updates* ")?.as_str(), "Project *Updates*");
/// assert_eq!(Line::plain("2 * 3\n# 4").as_str(), r"2 \* 3 \# 4");
/// # Ok::<(), newsletter_model::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "String")]
pub struct Line(#[cfg_attr(feature = "schema", schemars(regex(pattern = r"^[^\r\n]*$")))] String);

impl Line {
    /// Takes one line of Markdown.
    ///
    /// # Errors
    ///
    /// When the text has a line break, as `"two\nlines"` has.
    pub fn new(text: impl Into<String>) -> Result<Self, Error> {
        let text = text.into();
        if has_line_break(&text) {
            let found = format!("a line break in `{}`", text.escape_debug());
            return Err(Error::new(ErrorKind::LineBreak, found, "a single line"));
        }
        Ok(Self(trimmed(text)))
    }

    /// Takes plain text, escaped so that Markdown shows it as it is; runs of white space become one space.
    pub fn plain(text: &str) -> Self {
        let words = text
            .split([' ', '\t', '\n', '\r'])
            .filter(|word| !word.is_empty());
        let line = words.collect::<Vec<&str>>().join(" ");
        let escaped = escape(&line);
        match escaped.strip_suffix('}') {
            // Braces at the end of a heading are its attributes, also behind a backslash.
            Some(start) => Self(format!("{start}&#125;")),
            None => Self(escaped.into_owned()),
        }
    }

    /// Takes text that is known to be one line; anything else has its line breaks made spaces.
    pub(crate) fn joined(text: &str) -> Self {
        Self(trimmed(text.replace(['\r', '\n'], " ")))
    }
}

/// The content of one paragraph: it may break lines, but holds no blank line.
///
/// Line ends become `\n`.
///
/// ```
/// use newsletter_model::Inline;
///
/// assert_eq!(Inline::new("one\r\ntwo")?.as_str(), "one\ntwo");
/// assert!(Inline::new("one\n\ntwo").is_err());
/// assert_eq!(Inline::plain("a_b and _c").as_str(), r"a_b and \_c");
/// # Ok::<(), newsletter_model::Error>(())
/// ```
#[derive(Debug, Clone, Eq, PartialOrd, Ord, Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "String")]
pub struct Inline(String);

impl PartialEq for Inline {
    fn eq(&self, other: &Self) -> bool {
        is_same(&self.0, &other.0)
    }
}

impl Hash for Inline {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.hash(state);
    }
}

impl Inline {
    /// Takes the Markdown of a paragraph, or a part of it.
    ///
    /// # Errors
    ///
    /// When the text has a blank line, as `"one\n\ntwo"` has.
    pub fn new(text: impl Into<String>) -> Result<Self, Error> {
        let text = text.into();
        if !has_line_break(&text) {
            return Ok(Self(text));
        }
        let text = unify_line_ends(text);
        if has_blank_inner_line(&text) {
            let found = format!("a blank line in `{}`", text.escape_debug());
            return Err(Error::new(
                ErrorKind::BlankLine,
                found,
                "the text of one paragraph",
            ));
        }
        Ok(Self(text))
    }

    /// Takes plain text, escaped so that Markdown shows it as it is; runs of white space become one space.
    pub fn plain(text: &str) -> Self {
        Self(Line::plain(text).0)
    }

    /// Takes a text of this crate's own, whose spaces at the edges count.
    pub(crate) fn literal(text: &'static str) -> Self {
        Self(text.to_owned())
    }
}

/// One block of Markdown, verbatim.
///
/// Line ends become `\n`, blank lines at the edges are dropped.
///
/// ```
/// use newsletter_model::Prose;
///
/// assert_eq!(Prose::new("\n\n    code  \n\n").as_str(), "    code  ");
/// assert_eq!(Prose::plain("1. is *one*").as_str(), r"1\. is \*one\*");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(from = "String")]
pub struct Prose(String);

impl Prose {
    /// Takes Markdown.
    pub fn new(text: impl Into<String>) -> Self {
        let text = unify_line_ends(text.into());
        let inner = without_blank_edges(&text);
        if inner.len() == text.len() {
            return Self(text);
        }
        Self(inner.to_owned())
    }

    /// Takes one paragraph of plain text, escaped so that Markdown shows it as it is.
    pub fn plain(text: &str) -> Self {
        Self(Line::plain(text).0)
    }
}

impl From<String> for Prose {
    fn from(text: String) -> Self {
        Self::new(text)
    }
}

impl From<&str> for Prose {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}

impl FromStr for Prose {
    type Err = std::convert::Infallible;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(Self::new(text))
    }
}

macro_rules! text {
    ($($name:ident),*) => {$(
        impl $name {
            /// The Markdown text.
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// Whether there is no text.
            pub fn is_empty(&self) -> bool {
                self.0.is_empty()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(&self.0)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl From<$name> for String {
            fn from(text: $name) -> Self {
                text.0
            }
        }

        impl PartialEq<str> for $name {
            fn eq(&self, other: &str) -> bool {
                is_same(&self.0, other)
            }
        }

        impl PartialEq<&str> for $name {
            fn eq(&self, other: &&str) -> bool {
                is_same(&self.0, other)
            }
        }
    )*};
}

macro_rules! checked_text {
    ($($name:ident),*) => {$(
        impl TryFrom<String> for $name {
            type Error = Error;

            fn try_from(text: String) -> Result<Self, Error> {
                Self::new(text)
            }
        }

        impl TryFrom<&str> for $name {
            type Error = Error;

            fn try_from(text: &str) -> Result<Self, Error> {
                Self::new(text)
            }
        }

        impl FromStr for $name {
            type Err = Error;

            fn from_str(text: &str) -> Result<Self, Error> {
                Self::new(text)
            }
        }
    )*};
}

text!(Line, Inline, Prose);
checked_text!(Line, Inline);

fn unify_line_ends(text: String) -> String {
    if memchr(b'\r', text.as_bytes()).is_some() {
        text.replace("\r\n", "\n").replace('\r', "\n")
    } else {
        text
    }
}

/// Whether two texts are equal.
///
/// Many texts are empty. An empty `String` points to no memory, and the masked loads by which the C library
/// compares short texts take a hundred times as long there.
fn is_same(text: &str, other: &str) -> bool {
    text.len() == other.len() && (text.is_empty() || text == other)
}

fn has_line_break(text: &str) -> bool {
    memchr2(b'\n', b'\r', text.as_bytes()).is_some()
}

/// Whether a line is blank which is neither the first nor the last one.
fn has_blank_inner_line(text: &str) -> bool {
    let inner_lines = text.split_inclusive('\n').skip(1);
    inner_lines
        .filter_map(|line| line.strip_suffix('\n'))
        .any(is_blank)
}

fn trimmed(text: String) -> String {
    let is_edge = |edge: Option<&u8>| matches!(edge, Some(b' ' | b'\t'));
    if !is_edge(text.as_bytes().first()) && !is_edge(text.as_bytes().last()) {
        return text;
    }
    text.trim_matches([' ', '\t']).to_owned()
}

/// Whether a line holds only what Markdown takes for white space.
fn is_blank(line: &str) -> bool {
    line.bytes().all(|byte| matches!(byte, b' ' | b'\t'))
}

/// The text without blank lines at its start and end; the indentation of its first line stays.
pub(crate) fn without_blank_edges(text: &str) -> &str {
    const WHITE_SPACE: [char; 3] = [' ', '\t', '\n'];
    if !text.starts_with(WHITE_SPACE) && !text.ends_with(WHITE_SPACE) {
        return text;
    }
    let content = text.trim_start_matches(WHITE_SPACE);
    if content.is_empty() {
        return "";
    }
    let before = &text[..text.len() - content.len()];
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let content_end = text.trim_end_matches(WHITE_SPACE).len();
    let behind = &text[content_end..];
    let end = content_end + behind.find('\n').unwrap_or(behind.len());
    &text[start..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_inline_text_may_end_in_a_line_break() {
        assert_eq!(Inline::new("a\n").map(String::from).as_deref(), Ok("a\n"));
        assert!(Inline::new("a\n \t\nb").is_err());
    }
}
