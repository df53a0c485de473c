//! Plain text as Markdown, and back.

use std::borrow::Cow;

/// Escapes plain text so that it means itself anywhere in a paragraph, a heading or a link text.
///
/// The rules are those of CommonMark, and two of Zola: `{` opens a shortcode or the attributes of a heading.
pub(crate) fn escape(plain: &str) -> Cow<'_, str> {
    let mut escaped = String::new();
    let mut copied = 0;
    for (at, character) in plain.char_indices() {
        if needs_escape(plain, at, character) {
            escaped.push_str(&plain[copied..at]);
            escaped.push('\\');
            copied = at;
        }
    }
    if copied == 0 && escaped.is_empty() {
        return Cow::Borrowed(plain);
    }
    escaped.push_str(&plain[copied..]);
    Cow::Owned(escaped)
}

fn needs_escape(text: &str, at: usize, character: char) -> bool {
    let before = text[..at].chars().next_back();
    let after = text[at + character.len_utf8()..].chars().next();
    let is_word = |neighbour: Option<char>| neighbour.is_some_and(char::is_alphanumeric);
    match character {
        '\\' | '`' | '*' | '[' | ']' | '<' | '~' | '|' | '{' => true,
        '_' => !(is_word(before) && is_word(after)),
        '&' => is_word(after) || after == Some('#'),
        '!' => after == Some('['),
        '#' => before.is_none_or(char::is_whitespace),
        '+' | '-' | '=' | '>' => before.is_none(),
        '.' | ')' => !text[..at].is_empty() && text[..at].bytes().all(|byte| byte.is_ascii_digit()),
        _ => false,
    }
}

/// Reads plain text back from the form that `escape` gives it, or from text without any markup.
///
/// `None` means that the text has markup, so that it is no plain text.
pub(crate) fn unescape(markdown: &str) -> Option<String> {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b' ');
    if markdown.bytes().all(is_plain) {
        return Some(markdown.to_owned());
    }
    let mut plain = String::with_capacity(markdown.len());
    let mut characters = markdown.char_indices();
    while let Some((at, character)) = characters.next() {
        match character {
            '\\' => match characters.next() {
                Some((_, next)) if next.is_ascii_punctuation() => plain.push(next),
                _ => return None,
            },
            '\n' => return None,
            // A bracket is plain inside a handle such as `renovate[bot]`.
            '[' | ']' | '|' | '#' | '+' | '-' | '=' | '>' | '.' | ')' => plain.push(character),
            _ if needs_escape(markdown, at, character) => return None,
            _ => plain.push(character),
        }
    }
    Some(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_is_escaped_only_where_markdown_would_read_it() {
        let cases = [
            ("rust_osdev", "rust_osdev"),
            ("_a_", r"\_a\_"),
            ("a & b &amp; c", r"a & b \&amp; c"),
            ("1) first", r"1\) first"),
            ("C# and #d", r"C# and \#d"),
            ("{{ shortcode() }}", r"\{\{ shortcode() }}"),
            ("wow![x](y)", r"wow\!\[x\](y)"),
        ];
        for (plain, markdown) in cases {
            assert_eq!(escape(plain), markdown);
            assert_eq!(unescape(markdown).as_deref(), Some(plain));
        }
    }

    #[test]
    fn markup_is_no_plain_text() {
        for markdown in ["*a*", "`a`", "_a_", "<b>", "&amp;", "a\\"] {
            assert_eq!(unescape(markdown), None, "{markdown}");
        }
    }
}
