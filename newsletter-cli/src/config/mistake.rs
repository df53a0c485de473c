//! What is wrong with a file, and what was meant.

use std::borrow::Cow;
use std::ops::Range;

use newsletter_check::rules;
use newsletter_parse::Span;
use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue, Error};

use crate::output::diagnostics::Problem;
use crate::output::excerpt::Excerpt;

/// All that is wrong with a file.
pub(super) struct Mistakes<'t> {
    text: &'t str,
    label: &'t str,
    problems: Vec<Problem>,
}

/// A table where another value stands.
static NO_TABLE: std::sync::LazyLock<DeTable<'static>> = std::sync::LazyLock::new(DeTable::new);

impl<'t> Mistakes<'t> {
    pub(super) fn new(text: &'t str, label: &'t str) -> Self {
        Self {
            text,
            label,
            problems: Vec::new(),
        }
    }

    /// Whether there are none.
    pub(super) fn none(&mut self) -> Result<(), Vec<Problem>> {
        if self.problems.is_empty() {
            Ok(())
        } else {
            Err(std::mem::take(&mut self.problems))
        }
    }

    pub(super) fn syntax(&mut self, error: &Error) {
        let title = format!(
            "found invalid TOML ({}), expected a TOML document",
            error.message()
        );
        self.add(title, error.span().unwrap_or_default(), None);
    }

    /// The table that a value is; an empty one, and a mistake, where it is something else.
    pub(super) fn table<'v>(&mut self, value: &'v Spanned<DeValue<'v>>) -> &'v DeTable<'v> {
        if let Some(table) = value.get_ref().as_table() {
            return table;
        }
        self.wrong_type(value, "a table");
        &NO_TABLE
    }

    /// The values that a value has; none, and a mistake, where it is no array.
    pub(super) fn array<'v>(
        &mut self,
        value: &'v Spanned<DeValue<'v>>,
    ) -> &'v [Spanned<DeValue<'v>>] {
        if let Some(array) = value.get_ref().as_array() {
            return array;
        }
        self.wrong_type(value, "an array");
        &[]
    }

    /// The string that a value is.
    pub(super) fn string<'v>(&mut self, value: &'v Spanned<DeValue<'_>>) -> Option<&'v str> {
        let string = value.get_ref().as_str();
        if string.is_none() {
            self.wrong_type(value, "a string");
        }
        string
    }

    /// A value that is of the right type and cannot be what it says.
    pub(super) fn refused(&mut self, value: &Spanned<DeValue<'_>>, error: &str) {
        self.add(shown(error).into_owned(), value.span(), None);
    }

    /// What the word that a value is stands for.
    pub(super) fn one_of<T: Copy>(
        &mut self,
        value: &Spanned<DeValue<'_>>,
        words: &[(&str, T)],
    ) -> Option<T> {
        let names: Vec<&str> = words.iter().map(|(name, _)| *name).collect();
        let Some(word) = value.get_ref().as_str() else {
            self.wrong_type(value, &listed(&names));
            return None;
        };
        let known = words.iter().find(|(name, _)| *name == word);
        if known.is_none() {
            let title = format!("found `{}`, expected {}", shown(word), listed(&names));
            self.add(title, value.span(), nearest(word, &names));
        }
        known.map(|(_, meaning)| *meaning)
    }

    pub(super) fn unknown_key(&mut self, key: &Spanned<DeString<'_>>, known: &[&str]) {
        let name = key.get_ref();
        let title = format!(
            "found the unknown key `{}`, expected {}",
            shown(name),
            listed(known)
        );
        self.add(title, key.span(), nearest(name, known));
    }

    pub(super) fn unknown_rule(&mut self, key: &Spanned<DeString<'_>>) {
        let name = key.get_ref();
        let codes: Vec<&str> = rules().iter().map(|rule| rule.code).collect();
        let title = format!(
            "found the unknown rule `{}`, expected one that `newsletter check --list` shows",
            shown(name)
        );
        self.add(title, key.span(), nearest(name, &codes));
    }

    fn wrong_type(&mut self, value: &Spanned<DeValue<'_>>, expected: &str) {
        let found = value.get_ref().type_str();
        let article = if found.starts_with(['a', 'i']) {
            "an"
        } else {
            "a"
        };
        self.add(
            format!("found {article} {found}, expected {expected}"),
            value.span(),
            None,
        );
    }

    fn add(&mut self, title: String, span: Range<usize>, nearest: Option<&str>) {
        let excerpt = Excerpt::of(self.text.as_bytes(), Span::new(span.start, span.end));
        let problem = Problem::new(title)
            .in_file(self.label)
            .with_excerpt(excerpt);
        self.problems.push(match nearest {
            Some(name) => problem.with_help(format!("did you mean `{name}`?")),
            None => problem,
        });
    }
}

/// A word of the file, on one line.
fn shown(word: &str) -> Cow<'_, str> {
    crate::output::diagnostics::visible(word)
}

/// Such as `` `a`, `b` or `c` ``.
fn listed(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    match quoted.split_last() {
        Some((last, others)) if !others.is_empty() => format!("{} or {last}", others.join(", ")),
        _ => quoted.concat(),
    }
}

/// How alike words have to be, from 0 to 1, so that one is taken for a slip in the other.
const ALIKE: f64 = 0.7;

/// The name that a word is most like.
fn nearest<'n>(word: &str, names: &[&'n str]) -> Option<&'n str> {
    let rated = names.iter().map(|name| (strsim::jaro(word, name), *name));
    let likely = rated.filter(|(likeness, _)| *likeness > ALIKE);
    likely
        .max_by(|(one, _), (other, _)| one.total_cmp(other))
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_the_one_that_was_meant() {
        let names = [
            "malformed-url",
            "duplicated-word",
            "duplicate-item-cross-issue",
        ];
        assert_eq!(nearest("malformd-url", &names), Some("malformed-url"));
        assert_eq!(nearest("duplicate-word", &names), Some("duplicated-word"));
        assert_eq!(nearest("x", &names), None);
        assert_eq!(listed(&["a"]), "`a`");
        assert_eq!(listed(&["a", "b", "c"]), "`a`, `b` or `c`");
    }
}
