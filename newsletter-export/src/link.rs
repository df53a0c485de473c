//! Links, as items and headings have them.

use newsletter_model::{Destination, Inline, Label};

/// A link, or text alone when it leads nowhere.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Link<'l> {
    /// Markdown.
    pub(crate) title: &'l str,
    pub(crate) url: Option<&'l Destination>,
    pub(crate) reference: Option<&'l Label>,
    pub(crate) tooltip: Option<&'l str>,
}

impl Link<'_> {
    /// The Markdown of the link between two others.
    pub(crate) fn write(&self, before: &str, after: &str) -> String {
        match (self.url, self.reference) {
            (Some(url), _) if self.tooltip.is_none() && is_autolink(self.title, url) => {
                format!("<{url}>")
            }
            (Some(url), _) => format!(
                "[{}]({}{})",
                self.title,
                url.to_markdown(),
                tooltip(self.tooltip)
            ),
            (None, Some(label)) => self.write_reference(label, before, after),
            (None, None) => self.title.to_owned(),
        }
    }

    fn write_reference(&self, label: &Label, before: &str, after: &str) -> String {
        if !Label::new(self.title).is_ok_and(|title| title == *label) {
            return format!("[{}][{label}]", self.title);
        }
        // What follows would read as a destination, another label, or the colon of a definition.
        let needs_brackets =
            after.starts_with(['(', '[']) || before.is_empty() && after.starts_with(':');
        format!("[{}]{}", self.title, if needs_brackets { "[]" } else { "" })
    }
}

/// Whether `<url>` reads as the link (CommonMark §6.5).
fn is_autolink(title: &str, url: &Destination) -> bool {
    let Some((scheme, rest)) = url.as_str().split_once(':') else {
        return false;
    };
    // A scheme needs no escapes, so almost all titles are told apart by their start.
    if !title.starts_with(scheme) {
        return false;
    }
    let is_scheme = (2..=32).contains(&scheme.len())
        && scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"+.-".contains(&byte));
    let is_rest = !rest.contains(|character: char| {
        character.is_whitespace() || character.is_control() || "<>".contains(character)
    });
    // There are no escapes in `<url>`.
    let has_shortcode = rest.contains("{{") || rest.contains("{%");
    is_scheme && is_rest && !has_shortcode && Inline::plain(url.as_str()) == title
}

/// The tooltip of a link or a definition, with the space before it.
pub(crate) fn tooltip(text: Option<&str>) -> String {
    let Some(text) = text else {
        return String::new();
    };
    let mut escaped = String::with_capacity(text.len() + 3);
    for character in text.chars() {
        match character {
            // Zola looks for shortcodes before it reads Markdown.
            '"' | '\\' | '&' | '{' => escaped.extend(['\\', character]),
            '\n' => escaped.push_str("&#10;"),
            '\r' => escaped.push_str("&#13;"),
            other => escaped.push(other),
        }
    }
    format!(" \"{escaped}\"")
}
