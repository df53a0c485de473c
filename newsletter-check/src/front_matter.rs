//! Where the keys of the front matter stand, and the month that an issue reports on.

use std::ops::Range;

use foldhash::HashMap;
use newsletter_model::Month;
use newsletter_parse::{Document, Span};

use crate::archive;
use crate::context::Context;

/// A key of the front matter and its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct KeyAt {
    pub(crate) key: Span,
    pub(crate) value: Span,
}

impl KeyAt {
    /// The key and the value.
    pub(crate) fn whole(self) -> Span {
        Span::new(self.key.start, self.value.end)
    }
}

/// Where each key of the front matter stands.
#[derive(Debug)]
pub(crate) struct Keys<'d> {
    source: &'d str,
    /// By JSON pointers below the front matter.
    spans: HashMap<String, Span>,
}

impl<'d> Keys<'d> {
    pub(crate) fn of(document: &'d Document) -> Self {
        let nodes = document
            .nodes()
            .map_while(|(node, span)| Some((node.strip_prefix("/front_matter")?.to_owned(), span)));
        Self {
            source: document.source(),
            spans: nodes.collect(),
        }
    }

    /// The key at a path, as `["extra", "month"]`. The value of a key in a header is the whole table.
    pub(crate) fn at(&self, path: &[&str]) -> Option<KeyAt> {
        let escaped = |key: &&str| format!("/{}", key.replace('~', "~0").replace('/', "~1"));
        let pointer: String = path.iter().map(escaped).collect();
        let span = *self.spans.get(&pointer)?;
        let text = &self.source[span.range()];
        let name_end = match text.chars().next()? {
            quote @ ('"' | '\'') => text[1..].find(quote)? + 2,
            _ => text.find(|character: char| !is_of_bare_key(character))?,
        };
        let value = text[name_end..].trim_start().strip_prefix('=');
        let value = value.map_or(text, str::trim_start);
        Some(KeyAt {
            key: Span::new(span.start, span.start + name_end),
            value: Span::new(span.end - value.len(), span.end),
        })
    }
}

fn is_of_bare_key(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '-' | '_')
}

/// The one month and year that a text names, as in "This Month in Example OS (May 2031)"; `None` where it names
/// several months.
pub(crate) fn month_in(text: &str) -> Option<(Month, Range<usize>)> {
    let mut words = text
        .split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .peekable();
    let mut found = None;
    while let Some(name) = words.next() {
        if !is_month_name(name) {
            continue;
        }
        let Some(year) = words.peek() else { break };
        if let Ok(month) = format!("{name} {year}").parse() {
            let start = name.as_ptr() as usize - text.as_ptr() as usize;
            let end = year.as_ptr() as usize - text.as_ptr() as usize + year.len();
            if found.replace((month, start..end)).is_some() {
                return None;
            }
        } else if name != "May" && name != "March" {
            return None;
        }
    }
    found
}

/// Whether a word is the English name of a month.
pub(crate) fn is_month_name(word: &str) -> bool {
    // Nearly all words are seen to be none by their first letter.
    if !word.starts_with(['A', 'D', 'F', 'J', 'M', 'N', 'O', 'S']) {
        return false;
    }
    let months = (1..=12).filter_map(|number| Month::new(1, number).ok());
    months.into_iter().any(|month| month.name() == word)
}

/// The month in the name of an issue's folder or file, as `2031-05/index.md`; `None` where it has a day too.
pub(crate) fn month_of_path(path: Option<&str>) -> Option<Month> {
    let date = archive::date_in(path?)?;
    let (year, month) = date.split_once('-')?;
    Month::new(year.parse().ok()?, month.parse().ok()?).ok()
}

/// The month that an issue reports on: that of `extra`, else of the title, else of its path.
pub(crate) fn month_of(context: &Context<'_>) -> Option<Month> {
    let front_matter = &context.document.issue().front_matter;
    let in_title = || Some(month_in(&front_matter.title)?.0);
    let month = front_matter.extra.month.or_else(in_title);
    month.or_else(|| month_of_path(context.path))
}

#[cfg(test)]
mod tests {
    use newsletter_parse::{Options, parse};

    use super::*;

    #[test]
    fn keys_and_values_are_found_however_they_are_written() {
        let source =
            "+++\n\"title\" = \"a = b\"\nextra.month=\"May 2031\"\n[taxonomies]\n'a/b' = []\n+++\n";
        let document = parse(source, &Options::default()).unwrap();
        let texts = |path: &[&str]| {
            let at = Keys::of(&document).at(path)?;
            Some((&source[at.key.range()], &source[at.value.range()]))
        };
        assert_eq!(texts(&["title"]), Some(("\"title\"", "\"a = b\"")));
        assert_eq!(texts(&["extra", "month"]), Some(("month", "\"May 2031\"")));
        assert_eq!(texts(&["taxonomies", "a/b"]), Some(("'a/b'", "[]")));
        let table = "taxonomies]\n'a/b' = []";
        assert_eq!(texts(&["taxonomies"]), Some(("taxonomies", table)));
        assert_eq!(texts(&["date"]), None);
    }

    #[test]
    fn a_text_names_a_month_once() {
        let name = |text| month_in(text).map(|(month, range)| (month.to_string(), range));
        assert_eq!(
            name("News (May 2031)"),
            Some(("May 2031".to_owned(), 6..14))
        );
        assert_eq!(name("April and May 2031"), None);
        assert_eq!(name("April 2031, May 2031"), None);
        assert_eq!(
            name("What May bring, June 2031").map(|(month, _)| month),
            Some("June 2031".to_owned())
        );
        assert_eq!(name("May"), None);
    }
}
