use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::error::{Error, ErrorKind};
use crate::link::{destination_end, link_text_end};
use crate::people::{People, Run};
use crate::person::{Person, PlainName, read_person};
use crate::text::Inline;

/// A paragraph that thanks people: "Thanks to [@a](…), [@b](…), and [@c](…) for their contributions!".
///
/// [`Display`](fmt::Display) writes and [`FromStr`] reads the whole paragraph.
///
/// ```
/// use newsletter_model::Thanks;
///
/// let thanks: Thanks = "Thanks to [@a](https://github.com/a) for the fix and @b for the review!".parse()?;
/// assert_eq!(thanks.credits[0].text.as_str(), " for the fix and ");
/// assert_eq!(thanks.people().count(), 2);
/// # Ok::<(), newsletter_model::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Thanks {
    /// Markdown between "Thanks to " and the first person.
    #[serde(default, skip_serializing_if = "Inline::is_empty")]
    pub before: Inline,
    /// Who is thanked, and for what; at least one.
    pub credits: Vec<Credit>,
}

/// A run of people and the Markdown behind it, up to the next run.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Credit {
    /// The people.
    #[serde(flatten)]
    pub people: People,
    /// The text behind them, with the space that parts it from them.
    #[serde(default, skip_serializing_if = "Inline::is_empty")]
    pub text: Inline,
}

impl Credit {
    /// A credit of some people, and the Markdown behind them.
    pub fn new(people: Vec<Person>, text: Inline) -> Self {
        Self {
            people: People::new(people),
            text,
        }
    }
}

const START: &str = "Thanks to";

impl Thanks {
    /// A sentence of several credits.
    pub fn new(credits: Vec<Credit>) -> Self {
        Self {
            before: Inline::default(),
            credits,
        }
    }

    /// The usual sentence: "Thanks to … for their contribution!", or "contributions" of several people.
    pub fn for_contributions(people: Vec<Person>) -> Self {
        let text = match people.len() {
            1 => " for their contribution!",
            _ => " for their contributions!",
        };
        Self::new(vec![Credit::new(people, Inline::literal(text))])
    }

    /// All people of the sentence, in order.
    pub fn people(&self) -> impl Iterator<Item = &Person> {
        self.credits.iter().flat_map(|credit| &credit.people.people)
    }
}

impl fmt::Display for Thanks {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{START} {}", self.before)?;
        for credit in &self.credits {
            credit.people.fmt(formatter)?;
            let is_label_alone = credit
                .people
                .people
                .last()
                .is_some_and(Person::is_label_alone);
            if is_label_alone && credit.text.as_str().starts_with(['(', '[']) {
                // What follows would read as a destination or another label.
                formatter.write_str("[]")?;
            }
            credit.text.fmt(formatter)?;
        }
        Ok(())
    }
}

impl FromStr for Thanks {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let start = text
            .strip_prefix(START)
            .map(|rest| (rest, rest.trim_start_matches([' ', '\n'])));
        start
            .filter(|(rest, sentence)| sentence.len() < rest.len())
            .and_then(|(_, sentence)| read_credits(sentence))
            .ok_or_else(|| {
                let found = format!("`{}`", text.escape_debug());
                Error::new(
                    ErrorKind::Thanks,
                    found,
                    "a paragraph such as `Thanks to [@handle](https://…) for …`",
                )
            })
    }
}

fn read_credits(sentence: &str) -> Option<Thanks> {
    let mut thanks = Thanks::default();
    let (mut at, mut text_start, mut looked_at) = (0, 0, 0);
    let last_tag_end = sentence.rfind('>').unwrap_or(0);
    while at < sentence.len() {
        match read_run(sentence, at, at < looked_at) {
            Some(run) => {
                push_text(&mut thanks, &sentence[text_start..at])?;
                thanks.credits.push(Credit {
                    people: run.people,
                    text: Inline::default(),
                });
                looked_at = looked_at.max(at + run.looked_at);
                at += run.length;
                text_start = at;
            }
            None => {
                at = skip(sentence, at, last_tag_end);
                // Neither people nor inline constructs start with a small letter or a space.
                let words = sentence[at..].bytes();
                at += words
                    .take_while(|byte| matches!(byte, b'a'..=b'z' | b' '))
                    .count();
            }
        }
    }
    push_text(&mut thanks, &sentence[text_start..])?;
    (!thanks.credits.is_empty()).then_some(thanks)
}

/// Gives a text to the credit before it, or to the start of the sentence.
fn push_text(thanks: &mut Thanks, text: &str) -> Option<()> {
    let text = Inline::new(text).ok()?;
    match thanks.credits.last_mut() {
        Some(credit) => credit.text = text,
        None => thanks.before = text,
    }
    Some(())
}

/// Reads a run of people that starts here: with a mention, or, at the start, with a profile or a name before a mention.
///
/// `is_alone` says that the person here is known to start no longer run.
fn read_run(sentence: &str, at: usize, is_alone: bool) -> Option<Run> {
    let rest = &sentence[at..];
    let is_word = |character: char| {
        character.is_alphanumeric() || matches!(character, '_' | '@' | '/' | '.' | '-' | '\\')
    };
    let may_start = at == 0 || rest.starts_with(['[', '@']) || starts_with_name(sentence, at);
    if !may_start || sentence[..at].ends_with(is_word) {
        return None;
    }
    let (first, length) = read_person(rest, PlainName::NeedsHandle)?;
    let is_person = first.is_mention() || (at == 0 && is_profile(&first));
    if !is_person {
        return None;
    }
    if is_alone {
        return Some(Run {
            people: People::new(vec![first]),
            length,
            looked_at: length,
        });
    }
    Some(People::read_behind(
        first,
        length,
        rest,
        PlainName::NeedsHandle,
    ))
}

/// Words that part a name from what stands before it.
const NO_NAMES: [&str; 10] = [
    "and", "as", "by", "for", "from", "in", "of", "the", "to", "with",
];

/// Whether a name stands here, before a mention in parentheses: words, the first of which starts with a letter
/// that is no small one.
fn starts_with_name(sentence: &str, at: usize) -> bool {
    let is_initial = |letter: char| letter.is_alphabetic() && !letter.is_lowercase();
    if !sentence[at..].starts_with(is_initial) || !sentence[..at].ends_with([' ', '\n']) {
        return false;
    }
    let mut words = sentence[at..].split(' ').take(6);
    let end = words.position(|word| word.starts_with('(') || NO_NAMES.contains(&word));
    let mut words = sentence[at..].split(' ');
    end.and_then(|end| words.nth(end))
        .is_some_and(|word| word.starts_with('('))
}

/// Whether a link leads to an account: `https://github.com/name`.
fn is_profile(person: &Person) -> bool {
    let Some(url) = person.url.as_ref().and_then(|url| url.as_url().ok()) else {
        return false;
    };
    let known = matches!(
        url.host_str(),
        Some("github.com" | "gitlab.com" | "codeberg.org")
    );
    known
        && url
            .path()
            .trim_matches('/')
            .split('/')
            .filter(|part| !part.is_empty())
            .count()
            == 1
}

/// The place behind the inline construct that starts here: code, a tag, a link, an escape, or one character.
fn skip(sentence: &str, at: usize, last_tag_end: usize) -> usize {
    let rest = &sentence[at..];
    let length = match rest.as_bytes()[0] {
        b'\\' => 1 + rest[1..].chars().next().map_or(0, char::len_utf8),
        b'`' => code_length(rest),
        b'<' if at < last_tag_end => rest.find('>').map_or(1, |end| end + 1),
        b'[' => link_length(rest).unwrap_or(1),
        _ => rest.chars().next().map_or(1, char::len_utf8),
    };
    at + length
}

fn code_length(rest: &str) -> usize {
    let ticks = rest.len() - rest.trim_start_matches('`').len();
    let mut from = ticks;
    while let Some(start) = rest[from..].find('`').map(|at| from + at) {
        let run = rest[start..].len() - rest[start..].trim_start_matches('`').len();
        from = start + run;
        if run == ticks {
            return from;
        }
    }
    ticks
}

fn link_length(rest: &str) -> Option<usize> {
    let text_end = link_text_end(rest)?;
    let inner = rest[text_end + 1..].strip_prefix('(')?;
    Some(text_end + 2 + destination_end(inner)? + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(sentence: &str) -> Vec<(usize, String)> {
        let thanks: Thanks = sentence.parse().unwrap();
        assert_eq!(thanks.to_string(), sentence);
        thanks
            .credits
            .iter()
            .map(|credit| (credit.people.people.len(), credit.text.to_string()))
            .collect()
    }

    #[test]
    fn credits_are_runs_and_the_text_behind_them() {
        assert_eq!(
            texts("Thanks to [@a](x) for reporting and [@b](y), [@c](z), and @d for fixing!"),
            [
                (1, " for reporting and ".to_owned()),
                (3, " for fixing!".to_owned())
            ]
        );
        assert_eq!(
            texts("Thanks to Kim Doe ([@k](x))for all"),
            [(1, "for all".to_owned())]
        );
        assert_eq!(
            texts("Thanks to everyone, above all @a"),
            [(1, String::new())]
        );
    }

    #[test]
    fn code_and_other_links_hold_no_people() {
        assert_eq!(
            texts("Thanks to @a for `@b` and [c](@d) and me@e.org"),
            [(1, " for `@b` and [c](@d) and me@e.org".to_owned())]
        );
    }

    #[test]
    fn a_label_keeps_apart_from_what_follows() {
        assert_eq!(texts("Thanks to [@a][][b](c)"), [(1, "[b](c)".to_owned())]);
    }

    #[test]
    fn a_sentence_without_people_is_no_thanks() {
        for sentence in [
            "Thanks to all!",
            "Thanks to:",
            "Thanks @a",
            "thanks to @a",
            "Thanks to [Rust](https://www.rust-lang.org)",
        ] {
            assert!(sentence.parse::<Thanks>().is_err(), "{sentence}");
        }
    }
}
