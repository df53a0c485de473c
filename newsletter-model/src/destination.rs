use std::borrow::Cow;
use std::convert::Infallible;
use std::fmt;
use std::str::FromStr;

use memchr::memchr;
use serde::{Deserialize, Serialize, Serializer};

/// Where a link leads: a CommonMark link destination, without `<>`, escapes and entities.
///
/// It keeps its exact text, so relative paths, `#anchors`, Zola's `@/page.md` and broken URLs survive.
/// The character NUL, which no Markdown text can hold, becomes U+FFFD as CommonMark says.
///
/// ```
/// use newsletter_model::Destination;
///
/// let destination = Destination::new("https://example.org/a (b");
/// assert_eq!(destination.as_url()?.host_str(), Some("example.org"));
/// assert_eq!(destination.to_markdown(), "<https://example.org/a (b>");
/// # Ok::<(), url::ParseError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(from = "String")]
pub struct Destination(String);

impl Destination {
    /// Takes the text of a destination.
    pub fn new(text: impl Into<String>) -> Self {
        let text = text.into();
        if memchr(b'\0', text.as_bytes()).is_some() {
            return Self(text.replace('\0', "\u{fffd}"));
        }
        Self(text)
    }

    /// The exact text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The destination as a URL.
    ///
    /// # Errors
    ///
    /// When the text is no absolute URL, as `#comment-form` or `@/showcase/x/index.md` is not.
    pub fn as_url(&self) -> Result<url::Url, url::ParseError> {
        url::Url::parse(&self.0)
    }

    /// The page of the web that the destination names, to compare it with others: without the scheme, `www.`, the
    /// fragment and slashes at the end. `None` for what is no URL of the web.
    ///
    /// ```
    /// use newsletter_model::Destination;
    ///
    /// let page = |text: &str| Destination::new(text).web_page();
    /// assert_eq!(page("http://www.Example.org/A/#b").as_deref(), Some("example.org/A"));
    /// assert_eq!(page("https://example.org/A"), page("http://www.Example.org/A/#b"));
    /// assert_eq!(page("@/showcase/x/index.md"), None);
    /// ```
    pub fn web_page(&self) -> Option<String> {
        let (scheme, rest) = self.0.split_once("://")?;
        if !scheme.eq_ignore_ascii_case("https") && !scheme.eq_ignore_ascii_case("http") {
            return None;
        }
        let rest = rest.split('#').next().unwrap_or(rest);
        let rest = rest.trim_end_matches('/');
        let (host, path) = rest.split_at(rest.find(['/', '?']).unwrap_or(rest.len()));
        let host = host.to_ascii_lowercase();
        let host = host.strip_prefix("www.").unwrap_or(&host);
        Some(format!("{host}{path}"))
    }

    /// The text as it stands in `[title](…)`: escaped, and in `<>` where it needs to be.
    pub fn to_markdown(&self) -> Cow<'_, str> {
        if is_usual(&self.0) && !self.0.is_empty() && !self.0.contains('{') {
            Cow::Borrowed(&self.0)
        } else if can_stand_bare(&self.0) {
            escape(&self.0, |_| false)
        } else {
            let inner = escape(&self.0, |byte| matches!(byte, b'<' | b'>'));
            let inner = inner.replace('\n', "&#10;").replace('\r', "&#13;");
            Cow::Owned(format!("<{inner}>"))
        }
    }

    /// Reads what [`Destination::to_markdown`] writes; `None` for any other entity.
    pub(crate) fn from_markdown(text: &str) -> Option<Self> {
        if is_usual(text) {
            return Some(Self(text.to_owned()));
        }
        let (inner, in_angles) = match text.strip_prefix('<') {
            Some(rest) => (rest.strip_suffix('>')?, true),
            None if can_stand_bare(text) || text.is_empty() => (text, false),
            None => return None,
        };
        let mut plain = String::with_capacity(inner.len());
        let mut rest = inner;
        let is_special = |byte: u8| matches!(byte, b'\\' | b'&' | b'<' | b'>' | b'\n' | b'\r');
        while let Some(at) = rest.bytes().position(is_special) {
            plain.push_str(&rest[..at]);
            let next = rest[at + 1..]
                .chars()
                .next()
                .filter(char::is_ascii_punctuation);
            match (rest.as_bytes()[at], next) {
                (b'\\', Some(next)) => {
                    plain.push(next);
                    rest = &rest[at + 2..];
                }
                (b'\\', None) => {
                    plain.push('\\');
                    rest = &rest[at + 1..];
                }
                (b'&', _) if rest[at..].starts_with("&#10;") => {
                    plain.push('\n');
                    rest = &rest[at + "&#10;".len()..];
                }
                (b'&', _) if rest[at..].starts_with("&#13;") => {
                    plain.push('\r');
                    rest = &rest[at + "&#13;".len()..];
                }
                (b'&', _) if !starts_entity(&rest[at..]) => {
                    plain.push('&');
                    rest = &rest[at + 1..];
                }
                (angle @ (b'<' | b'>'), _) if !in_angles => {
                    plain.push(char::from(angle));
                    rest = &rest[at + 1..];
                }
                _ => return None,
            }
        }
        plain.push_str(rest);
        Some(Self::new(plain))
    }
}

impl From<String> for Destination {
    fn from(text: String) -> Self {
        Self::new(text)
    }
}

impl From<&str> for Destination {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}

impl Serialize for Destination {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl From<Destination> for String {
    fn from(destination: Destination) -> Self {
        destination.0
    }
}

impl FromStr for Destination {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(Self::new(text))
    }
}

impl fmt::Display for Destination {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// Whether CommonMark reads the text as a destination without `<>`: no white space or control
/// character, and balanced parentheses (few enough of them for every parser).
fn can_stand_bare(text: &str) -> bool {
    if is_usual(text) {
        return !text.is_empty();
    }
    const DEPTH: usize = 8;
    let mut depth = 0_usize;
    let mut escaped = false;
    for byte in text.bytes() {
        match byte {
            _ if byte <= b' ' || byte == 0x7f => return false,
            b'(' if !escaped => depth += 1,
            b')' if !escaped && depth == 0 => return false,
            b')' if !escaped => depth -= 1,
            _ => {}
        }
        if depth > DEPTH {
            return false;
        }
        escaped = byte == b'\\' && !escaped;
    }
    depth == 0 && !text.is_empty() && !text.starts_with('<') && !has_escaped_parenthesis(text)
}

/// Whether a text has no character that a destination may have to escape, as almost all destinations.
fn is_usual(text: &str) -> bool {
    let is_special = |byte: u8| matches!(byte, b'(' | b')' | b'<' | b'>' | b'\\' | b'&' | 0x7f);
    text.bytes().all(|byte| byte > b' ' && !is_special(byte))
}

/// Whether a backslash stands before a parenthesis, which not all parsers read alike.
fn has_escaped_parenthesis(text: &str) -> bool {
    let mut behind_backslashes = text.split('\\').skip(1);
    behind_backslashes.any(|behind| behind.starts_with(['(', ')']))
}

fn escape(text: &str, special: impl Fn(u8) -> bool) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let needs = |at: usize| match bytes[at] {
        b'\\' => bytes.get(at + 1).is_none_or(u8::is_ascii_punctuation),
        b'&' => starts_entity(&text[at..]),
        // Zola looks for shortcodes before it reads Markdown.
        b'{' => {
            text[at..].starts_with("{{")
                || text[at..].starts_with("{%")
                || text[..at].ends_with('{')
        }
        byte => special(byte),
    };
    if !(0..bytes.len()).any(needs) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len() + 8);
    for (at, character) in text.char_indices() {
        if needs(at) {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    Cow::Owned(escaped)
}

/// Whether a text that starts with `&` may start a CommonMark entity or character reference.
fn starts_entity(text: &str) -> bool {
    let name = text[1..].trim_start_matches(|character: char| {
        character.is_ascii_alphanumeric() || character == '#'
    });
    name.len() + 1 < text.len() && name.starts_with(';')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markdown_reads_back() {
        for text in [
            "",
            "https://a.example/?a=1&b=2",
            "a&amp;b",
            "a b",
            "(",
            "a(b)c",
            r"\",
            r"a\b",
            r"a\(b",
            "<x>",
            "ttps://x",
            "a\nb\r",
            "a>b",
        ] {
            let destination = Destination::new(text);
            let markdown = destination.to_markdown().into_owned();
            assert_eq!(
                Destination::from_markdown(&markdown),
                Some(destination),
                "{markdown}"
            );
        }
    }

    #[test]
    fn a_shortcode_is_escaped() {
        let markdown = Destination::new("{{a()}}{%{b}").to_markdown().into_owned();
        assert_eq!(markdown, r"\{\{a()}}\{%{b}");
        assert_eq!(
            Destination::from_markdown(&markdown),
            Some("{{a()}}{%{b}".into())
        );
    }

    #[test]
    fn a_line_break_is_written_as_an_entity() {
        assert_eq!(Destination::new("a\nb").to_markdown(), "<a&#10;b>");
    }
}
