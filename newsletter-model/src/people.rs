//! A run of people in a sentence, as bylines and thanks sentences share it.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::person::{Person, PlainName, read_person};

/// A run of people: `A`, `A and B`, `A, B, and C`.
///
/// ```
/// use newsletter_model::{People, Person};
///
/// let people = People::new(vec![Person::github("a")?, Person::github("b")?, Person::github("c")?]);
/// assert_eq!(
///     people.to_string(),
///     "[@a](https://github.com/a), [@b](https://github.com/b), and [@c](https://github.com/c)"
/// );
/// # Ok::<(), newsletter_model::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct People {
    /// The people, in order.
    pub people: Vec<Person>,
    /// Whether a comma stands before `and`; left out where it is as usual: for three or more people, not for two.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub serial_comma: Option<bool>,
}

impl People {
    /// A run with the usual commas.
    pub fn new(people: Vec<Person>) -> Self {
        Self {
            people,
            serial_comma: None,
        }
    }

    /// Whether a comma stands before `and`.
    pub fn has_serial_comma(&self) -> bool {
        self.serial_comma.unwrap_or(self.people.len() > 2)
    }

    /// The same run, its `serial_comma` left out where it says nothing.
    #[must_use]
    pub fn normalized(mut self) -> Self {
        let usual = self.people.len() > 2;
        if self.people.len() < 2 || self.serial_comma == Some(usual) {
            self.serial_comma = None;
        }
        self
    }

    /// Reads the longest run at the start of a text.
    pub(crate) fn read(text: &str, plain_name: PlainName) -> Option<Run> {
        let (first, length) = read_person(text, plain_name)?;
        Some(Self::read_behind(first, length, text, plain_name))
    }

    /// Reads the longest run at the start of a text, whose first person has been read and takes some bytes.
    pub(crate) fn read_behind(
        first: Person,
        mut length: usize,
        text: &str,
        plain_name: PlainName,
    ) -> Run {
        let mut people = vec![first];
        // A list with commas alone is no run: it ends behind its first person.
        let mut complete = (1, length, None);
        while let Some((separator, taken)) = Separator::read(&text[length..]) {
            let Some((person, person_length)) = read_person(&text[length + taken..], plain_name)
            else {
                break;
            };
            people.push(person);
            length += taken + person_length;
            match separator {
                Separator::Comma => {}
                Separator::And => complete = (people.len(), length, Some(false)),
                Separator::CommaAnd => complete = (people.len(), length, Some(true)),
            }
            if separator != Separator::Comma {
                break;
            }
        }
        let (count, run_length, serial_comma) = complete;
        people.truncate(count);
        let people = Self {
            people,
            serial_comma,
        }
        .normalized();
        Run {
            people,
            length: run_length,
            looked_at: length,
        }
    }
}

/// A run of people that was read from a text.
pub(crate) struct Run {
    pub(crate) people: People,
    /// How many bytes of the text it takes.
    pub(crate) length: usize,
    /// Up to which byte people stand with commas between them, so that none of them starts a longer run.
    pub(crate) looked_at: usize,
}

impl fmt::Display for People {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let last = self.people.len().saturating_sub(1);
        for (index, person) in self.people.iter().enumerate() {
            match index {
                0 => {}
                _ if index < last => formatter.write_str(", ")?,
                _ if self.has_serial_comma() => formatter.write_str(", and ")?,
                _ => formatter.write_str(" and ")?,
            }
            person.fmt(formatter)?;
        }
        Ok(())
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Separator {
    Comma,
    And,
    CommaAnd,
}

impl Separator {
    /// Reads a separator, in which any white space is as good as one space.
    fn read(text: &str) -> Option<(Self, usize)> {
        let after_comma = text.strip_prefix(',').unwrap_or(text);
        let has_comma = after_comma.len() < text.len();
        let spaced = after_comma.trim_start_matches([' ', '\n']);
        if spaced.len() == after_comma.len() {
            return None;
        }
        match spaced
            .strip_prefix("and")
            .map(|rest| (rest, rest.trim_start_matches([' ', '\n'])))
        {
            Some((rest, person)) if person.len() < rest.len() => {
                let separator = if has_comma { Self::CommaAnd } else { Self::And };
                Some((separator, text.len() - person.len()))
            }
            _ if has_comma => Some((Self::Comma, text.len() - spaced.len())),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (usize, Option<bool>, &str) {
        let run = People::read(text, PlainName::Allowed).unwrap();
        let people = run.people;
        (
            people.people.len(),
            people.serial_comma,
            &text[run.length..],
        )
    }

    #[test]
    fn commas_are_told_apart() {
        assert_eq!(read("@a for"), (1, None, " for"));
        assert_eq!(read("@a and @b!"), (2, None, "!"));
        assert_eq!(read("@a, and @b!"), (2, Some(true), "!"));
        assert_eq!(read("@a, @b, and @c!"), (3, None, "!"));
        assert_eq!(read("@a, @b and @c!"), (3, Some(false), "!"));
    }

    #[test]
    fn a_run_ends_at_its_and() {
        assert_eq!(read("@a and @b and @c"), (2, None, " and @c"));
        assert_eq!(read("@a, @b for"), (1, None, ", @b for"));
    }

    #[test]
    fn lines_may_break_between_people() {
        assert_eq!(read("@a,\n@b, and\n@c"), (3, None, ""));
    }
}
