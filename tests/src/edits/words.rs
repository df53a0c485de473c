//! What people write into newsletters.

use serde_json::{Value, json};

use super::Choice;

const SENTENCES: &[&str] = &[
    "It works on real hardware now.",
    "See [the announcement](https://example.org/announcement) for more.",
    "The new `PageTable` type is *much* faster.",
    "There is more to come next month.",
];

const TITLES: &[&str] = &[
    "Fix an overflow in the allocator",
    "Rework the *scheduler*",
    "Use `core::error::Error`",
    "Release v0.11.0",
    "Add a guide (part 2)",
];

const HANDLES: &[&str] = &["grace-h", "linus42", "new-person"];

/// A sentence of prose.
pub(super) fn sentence(choice: &mut Choice<'_>) -> &'static str {
    choice.pick(SENTENCES).copied().unwrap_or_default()
}

/// The title of a link, as Markdown.
pub(super) fn title(choice: &mut Choice<'_>) -> &'static str {
    choice.pick(TITLES).copied().unwrap_or_default()
}

/// A name that no page has.
pub(super) fn name(choice: &mut Choice<'_>) -> String {
    format!("new-name-{}", choice.below(1000))
}

/// A URL that no page has.
pub(super) fn url(choice: &mut Choice<'_>) -> String {
    format!("https://example.net/new/{}", choice.below(100_000))
}

/// The handle of somebody.
pub(super) fn handle(choice: &mut Choice<'_>) -> &'static str {
    choice.pick(HANDLES).copied().unwrap_or_default()
}

/// A person with a profile.
pub(super) fn person(choice: &mut Choice<'_>) -> Value {
    let handle = handle(choice);
    json!({"handle": handle, "url": format!("https://github.com/{handle}")})
}

/// An item with a link.
pub(super) fn item(choice: &mut Choice<'_>) -> Value {
    let mut item = json!({"title": title(choice), "url": url(choice)});
    if choice.below(4) == 0 {
        item["after"] = " (published as `v1.0.0`)".into();
    }
    item
}

/// A block of prose.
pub(super) fn prose(choice: &mut Choice<'_>) -> Value {
    json!({"type": "prose", "markdown": sentence(choice)})
}

/// Whether some Markdown is a plain paragraph, to which a sentence can be added.
pub(super) fn is_paragraph(markdown: &str) -> bool {
    let starts_like_one = |line: &str| {
        line.trim_start()
            .starts_with(|first: char| first.is_alphabetic())
    };
    let may_be_more = ["<", "```", "|", "{{", "{%", "]:", "==", "--"];
    markdown.lines().all(starts_like_one)
        && markdown.ends_with(['.', '!', ':', '?'])
        && !may_be_more.iter().any(|mark| markdown.contains(mark))
}

/// The text with one of its words changed; words in code and links stay.
pub(super) fn with_changed_word(markdown: &str, choice: &mut Choice<'_>) -> Option<String> {
    let words: Vec<(usize, &str)> = markdown
        .match_indices(' ')
        .filter_map(|(at, _)| {
            let rest = &markdown[at + 1..];
            let end = rest.find([' ', '\n', '.', ','])?;
            Some((at + 1, &rest[..end]))
        })
        .filter(|(_, word)| word.len() > 3 && word.bytes().all(|byte| byte.is_ascii_lowercase()))
        .collect();
    if markdown.contains(['`', '[']) {
        return None;
    }
    let (at, word) = *choice.pick(&words)?;
    Some(format!(
        "{}{word}ish{}",
        &markdown[..at],
        &markdown[at + word.len()..]
    ))
}
