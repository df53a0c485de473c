use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::destination::Destination;
use crate::error::{Error, ErrorKind};
use crate::escape::{escape, unescape};
use crate::handle::Handle;
use crate::label::Label;
use crate::link::{destination_end, label_end, link_text_end};
use crate::text::Line;

/// A person who maintains, writes or contributes, as named in a byline or a thanks sentence.
///
/// [`Display`](fmt::Display) writes and [`FromStr`] reads the forms `[@handle](url)`, `[Name](url)`,
/// `Name ([@handle](url))`, `[Name](url) ([@handle](url))`, the same without link, and links by reference (`[@handle]`, `[Name][label]`).
///
/// ```
/// use newsletter_model::Person;
///
/// let person: Person = "Kevin Boos ([@kevinaboos](https://github.com/kevinaboos))".parse()?;
/// assert_eq!(person.handle.as_ref().map(|handle| handle.as_str()), Some("kevinaboos"));
/// assert_eq!(Person::github("phil-opp")?.to_string(), "[@phil-opp](https://github.com/phil-opp)");
/// # Ok::<(), newsletter_model::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Person {
    /// The name, as plain text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Line>,
    /// The handle, without its `@`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub handle: Option<Handle>,
    /// Where the link leads.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<Destination>,
    /// The label of the definition that says where the link leads, instead of `url`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<Label>,
    /// Where a link of the name leads, beside that of the handle.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name_url: Option<Destination>,
}

impl Person {
    /// A person with a profile on GitHub.
    ///
    /// # Errors
    ///
    /// When the text is no [`Handle`], as `"two words"` is not.
    pub fn github(handle: &str) -> Result<Self, Error> {
        let handle = Handle::new(handle)?;
        let url = Destination::new(format!("https://github.com/{handle}"));
        Ok(Self {
            handle: Some(handle),
            url: Some(url),
            ..Self::default()
        })
    }

    /// A person known by name.
    pub fn named(name: Line) -> Self {
        Self {
            name: Some(name),
            ..Self::default()
        }
    }

    /// Sets the handle.
    #[must_use]
    pub fn with_handle(mut self, handle: Handle) -> Self {
        self.handle = Some(handle);
        self
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

    /// Whether the person is named by a handle: a mention.
    pub fn is_mention(&self) -> bool {
        self.handle.is_some()
    }
}

impl fmt::Display for Person {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self
            .name
            .as_ref()
            .map(|name| escape(name.as_str()).into_owned());
        let mention = self
            .handle
            .as_ref()
            .map(|handle| format!("@{}", escape_handle(handle)));
        match (name, mention) {
            (Some(name), Some(mention)) => {
                match &self.name_url {
                    Some(url) => write!(formatter, "[{name}]({}) (", url.to_markdown())?,
                    None => write!(formatter, "{name} (")?,
                }
                self.fmt_linked(formatter, &mention)?;
                formatter.write_str(")")
            }
            (name, mention) => self.fmt_linked(formatter, &mention.or(name).unwrap_or_default()),
        }
    }
}

impl Person {
    fn fmt_linked(&self, formatter: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
        match (&self.url, &self.reference) {
            (Some(url), _) => write!(formatter, "[{text}]({})", url.to_markdown()),
            (None, Some(label)) if label.as_str() == text => write!(formatter, "[{text}]"),
            (None, Some(label)) => write!(formatter, "[{text}][{label}]"),
            (None, None) => formatter.write_str(text),
        }
    }
}

/// Writes the brackets of a handle as they are, since they are balanced.
fn escape_handle(handle: &Handle) -> Cow<'_, str> {
    match escape(handle.as_str()) {
        Cow::Owned(escaped) => Cow::Owned(escaped.replace("\\[", "[").replace("\\]", "]")),
        unescaped => unescaped,
    }
}

impl FromStr for Person {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        read_person(text, PlainName::Allowed)
            .filter(|(_, length)| *length == text.len())
            .map(|(person, _)| person)
            .ok_or_else(|| {
                let found = format!("`{}`", text.escape_debug());
                Error::new(
                    ErrorKind::Person,
                    found,
                    "a person such as `[@handle](https://…)` or `Name ([@handle](https://…))`",
                )
            })
    }
}

impl Person {
    /// Whether the person's link is a label alone, `[@handle]`.
    pub(crate) fn is_label_alone(&self) -> bool {
        let text = match (&self.name, &self.handle) {
            (None, Some(handle)) => format!("@{}", escape_handle(handle)),
            (Some(name), None) => escape(name.as_str()).into_owned(),
            _ => return false,
        };
        self.url.is_none()
            && self
                .reference
                .as_ref()
                .is_some_and(|label| label.as_str() == text)
    }
}

/// Whether words without any link or handle may be a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PlainName {
    Allowed,
    NeedsHandle,
}

/// Reads a person at the start of a text, and the length of what it takes in bytes.
pub(crate) fn read_person(text: &str, plain_name: PlainName) -> Option<(Person, usize)> {
    if let Some((person, length)) = read_linked(text) {
        return Some(with_handle_behind(person, length, text));
    }
    let window = &text[..text.floor_char_boundary(NAME_LENGTH)];
    let name_end = window
        .find(['(', ',', '[', '@', '<', '`', '*', '!', '\n', ')', ':', ';'])
        .unwrap_or(window.len());
    let name = &text[..name_end];
    if let Some(inner) = text[name_end..].strip_prefix('(')
        && let Some(words) = name.strip_suffix(' ')
        && is_name(words)
        && !words.contains(" and ")
        && let Some((mut person, length)) = read_linked(inner)
        && person.name.is_none()
        && inner[length..].starts_with(')')
    {
        person.name = Some(Line::joined(&unescape(words)?));
        return Some((person, name_end + 1 + length + 1));
    }
    if plain_name == PlainName::NeedsHandle {
        return None;
    }
    let words = name.split(" and ").next().unwrap_or(name).trim_end();
    if !is_name(words) {
        return None;
    }
    let person = Person::named(Line::joined(&unescape(words)?));
    Some((person, words.len()))
}

/// A person with a linked name, and the handle that may stand behind it: `[Name](url) ([@handle](url))`.
fn with_handle_behind(mut person: Person, length: usize, text: &str) -> (Person, usize) {
    let behind = text[length..]
        .strip_prefix(" (")
        .filter(|_| person.url.is_some() && !person.is_mention());
    if let Some(inner) = behind
        && let Some((mention, mention_length)) = read_linked(inner)
        && mention.is_mention()
        && inner[mention_length..].starts_with(')')
    {
        person.name_url = person.url.take();
        let person = Person {
            name: person.name,
            name_url: person.name_url,
            ..mention
        };
        return (person, length + " (".len() + mention_length + ")".len());
    }
    (person, length)
}

/// One to five words, the first of which starts with a letter.
fn is_name(words: &str) -> bool {
    words.starts_with(char::is_alphabetic)
        && !words.ends_with(' ')
        && !words.contains("  ")
        && words.split(' ').count() <= 5
}

/// Reads `[@handle](url)`, `[Name](url)`, `[@handle]`, `[Name][label]` or `@handle` at the start of a text.
fn read_linked(text: &str) -> Option<(Person, usize)> {
    if let Some(rest) = text.strip_prefix('@') {
        let length = rest
            .find(|character: char| !(character.is_ascii_alphanumeric() || character == '-'))
            .unwrap_or(rest.len());
        let handle = Handle::new(rest[..length].trim_end_matches('-')).ok()?;
        let length = 1 + handle.as_str().len();
        return Some((
            Person {
                handle: Some(handle),
                ..Person::default()
            },
            length,
        ));
    }
    let text_end = link_text_end(text)?;
    let mut person = named_by(&text[1..text_end])?;
    let rest = &text[text_end + 1..];
    if let Some(inner) = rest.strip_prefix('(') {
        let length = destination_end(inner)?;
        person.url = Some(Destination::from_markdown(&inner[..length])?);
        return Some((person, text_end + 1 + 1 + length + 1));
    }
    if let Some(inner) = rest.strip_prefix('[') {
        let length = label_end(inner)?;
        let label = if length == 0 {
            &text[1..text_end]
        } else {
            &inner[..length]
        };
        person.reference = Some(Label::new(label).ok()?);
        return Some((person, text_end + 1 + 1 + length + 1));
    }
    person.reference = Some(Label::new(&text[1..text_end]).ok()?);
    Some((person, text_end + 1))
}

fn named_by(text: &str) -> Option<Person> {
    if let Some(handle) = text.strip_prefix('@') {
        let handle = Handle::new(unescape(handle)?).ok()?;
        return Some(Person {
            handle: Some(handle),
            ..Person::default()
        });
    }
    let name = unescape(text)?;
    let has_brackets = name.contains(['[', ']'])
        && text
            .replace("\\[", "")
            .replace("\\]", "")
            .contains(['[', ']']);
    if name.trim() != name || name.is_empty() || has_brackets {
        return None;
    }
    Some(Person::named(Line::joined(&name)))
}

/// How long a name without link may be, in bytes.
const NAME_LENGTH: usize = 120;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_reads_back() {
        for text in [
            "[@phil-opp](https://github.com/phil-opp)",
            "[@renovate[bot]](https://github.com/apps/renovate)",
            "[Philipp](https://example.org)",
            "Kevin Boos ([@kevinaboos](https://github.com/kevinaboos))",
            "Kevin Boos (@kevinaboos)",
            "[Kevin Boos](https://example.org) ([@kevinaboos](https://github.com/kevinaboos))",
            "@phil-opp",
            "JustSmile",
            "[@phil-opp]",
            "[@phil-opp][phil]",
            "[Name][label]",
            "[Name][`la<bel`]",
            r"[Name][a\]b]",
            r"[\<a](b)",
            r"[a\](b\]](c)",
            "[@a](<https://example.org/a b>)",
            "[@a]()",
        ] {
            match text.parse::<Person>() {
                Ok(person) => assert_eq!(person.to_string(), text.replace("]()", "](<>)")),
                Err(error) => panic!("{error}"),
            }
        }
    }

    #[test]
    fn markup_is_no_person() {
        for text in [
            "[*a*](b)",
            "",
            "[@a](b \"title\")",
            "two  spaces",
            "[@a](b",
            "[](b)",
            "[@a b](c)",
        ] {
            assert!(text.parse::<Person>().is_err(), "{text}");
        }
    }
}
