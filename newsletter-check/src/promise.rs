//! What a sentence says that the list behind it holds: "We merged the following PR this month:".

use std::ops::Range;

/// What a sentence promises.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Promise {
    pub(crate) count: Count,
    /// The word that says how many: the noun, or the number before it.
    pub(crate) word: Range<usize>,
    /// Whether more than the noun depends on the number: "the following change was merged".
    pub(crate) has_agreement: bool,
    /// Whether it may be no promise: "we merged a fix for all boards".
    pub(crate) is_vague: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Count {
    One,
    Many,
    Exactly(usize),
}

/// Things of which a list has one in each item, with their plurals.
const NOUNS: [(&str, &str); 31] = [
    ("addition", "additions"),
    ("adjustment", "adjustments"),
    ("article", "articles"),
    ("bug", "bugs"),
    ("bugfix", "bugfixes"),
    ("change", "changes"),
    ("cleanup", "cleanups"),
    ("commit", "commits"),
    ("contribution", "contributions"),
    ("correction", "corrections"),
    ("enhancement", "enhancements"),
    ("extension", "extensions"),
    ("feature", "features"),
    ("fix", "fixes"),
    ("improvement", "improvements"),
    ("issue", "issues"),
    ("modification", "modifications"),
    ("MR", "MRs"),
    ("optimization", "optimizations"),
    ("patch", "patches"),
    ("post", "posts"),
    ("PR", "PRs"),
    ("project", "projects"),
    ("refactoring", "refactorings"),
    ("removal", "removals"),
    ("request", "requests"),
    ("simplification", "simplifications"),
    ("task", "tasks"),
    ("tweak", "tweaks"),
    ("update", "updates"),
    ("upgrade", "upgrades"),
];

/// Words that end what "the following" is said of.
const BOUNDARIES: [&str; 38] = [
    "a", "an", "are", "as", "at", "between", "by", "during", "for", "from", "get", "got", "had",
    "has", "have", "here", "in", "into", "is", "landed", "last", "made", "merged", "of", "on",
    "our", "over", "since", "so", "that", "the", "this", "to", "was", "were", "which", "with",
    "within",
];

/// Words that change with the number of what is before them.
const AGREEING: [&str; 5] = ["are", "has", "have", "is", "was"];

const COORDINATIONS: [&str; 4] = ["&", "and", "or", "plus"];

const NUMBERS: [&str; 11] = [
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
];

/// What is counted, but not in a list.
const TIMES: [&str; 5] = ["days", "hours", "months", "weeks", "years"];

/// Words of sentences before a list that does not have all: "we merged 20 PRs, including:".
const SELECTIONS: [&str; 9] = [
    "among",
    "especially",
    "highlights",
    "include",
    "includes",
    "including",
    "like",
    "notably",
    "some",
];

const MERGED: [&str; 3] = ["accepted", "landed", "merged"];

/// What else is done with so many changes.
const DONE: [&str; 3] = ["made", "pushed", "published"];

/// How many adjectives may stand before a noun.
const MAX_ADJECTIVES: usize = 4;

/// The plural of a noun that [`promise`] has found.
pub(crate) fn plural_of(noun: &str) -> Option<&'static str> {
    let found = NOUNS
        .iter()
        .find(|(singular, _)| singular.eq_ignore_ascii_case(noun));
    found.map(|(_, plural)| *plural)
}

/// What a sentence promises, if anything. Ranges are those of the sentence.
pub(crate) fn promise(sentence: &str) -> Option<Promise> {
    let mut words: Vec<Word<'_>> = Vec::with_capacity(sentence.len() / 4);
    words.extend(words_of(sentence));
    if words.iter().any(|word| word.is("among")) {
        return None;
    }
    let following = (0..words.len())
        .rev()
        .filter(|at| words[*at].is("following"));
    // More than two of them make no sentence.
    let mut found = following.take(2).filter_map(|at| of_following(&words, at));
    let found = found
        .next()
        .or_else(|| of_this(&words))
        .or_else(|| of_one(&words));
    found.or_else(|| of_number(&words))
}

/// A word without the punctuation at its edges.
#[derive(Debug, Clone, Copy)]
struct Word<'s> {
    text: &'s str,
    start: usize,
    /// Whether punctuation stands behind it.
    ends: bool,
}

impl Word<'_> {
    fn is(&self, word: &str) -> bool {
        self.text.eq_ignore_ascii_case(word)
    }

    fn is_one_of(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.is(word))
    }

    fn range(&self) -> Range<usize> {
        self.start..self.start + self.text.len()
    }

    fn is_singular(&self) -> bool {
        NOUNS.iter().any(|(singular, _)| self.is(singular))
    }

    fn is_plural(&self) -> bool {
        NOUNS.iter().any(|(_, plural)| self.is(plural))
    }
}

fn words_of(sentence: &str) -> impl Iterator<Item = Word<'_>> {
    sentence.split_whitespace().filter_map(|whole| {
        let is_edge = |character: char| !character.is_alphanumeric() && character != '&';
        let text = whole.trim_matches(is_edge);
        let start = text.as_ptr() as usize - sentence.as_ptr() as usize;
        let ends = whole.trim_start_matches(is_edge) != text;
        (!text.is_empty()).then_some(Word { text, start, ends })
    })
}

/// "the following PR", "the following three small fixes"
fn of_following(words: &[Word<'_>], at: usize) -> Option<Promise> {
    if words[at].ends {
        return None;
    }
    let first = words.get(at + 1)?;
    if let Some(count) = number(first) {
        let noun = words[at + 1..]
            .iter()
            .take(MAX_ADJECTIVES)
            .find(|word| word.text.ends_with('s'))?;
        return (!noun.is_one_of(&TIMES)).then(|| of_word(first, Count::Exactly(count)));
    }
    of_noun(words, at + 1)
}

/// "we merged two small fixes:"
fn of_number(words: &[Word<'_>]) -> Option<Promise> {
    if !words.last()?.ends || words.iter().any(|word| word.is_one_of(&SELECTIONS)) {
        return None;
    }
    let mut numbers = words
        .iter()
        .enumerate()
        .filter_map(|(at, word)| Some((at, word, number(word)?)));
    let (at, word, count) = numbers.next()?;
    let is_only = numbers.next().is_none();
    let is_done = |word: &Word<'_>| word.is_one_of(&MERGED) || word.is_one_of(&DONE);
    let is_merged =
        words[..at].iter().any(is_done) || words[at..].iter().take(MAX_ADJECTIVES + 2).any(is_done);
    let is_many = head(words, at + 1)?.1.count == Count::Many;
    (is_only && is_merged && is_many && !word.ends).then(|| of_word(word, Count::Exactly(count)))
}

/// "we merged these PRs:", "we merged this change:"
fn of_this(words: &[Word<'_>]) -> Option<Promise> {
    let at = words
        .iter()
        .rposition(|word| word.is_one_of(&["these", "this"]))?;
    let is_merged = at
        .checked_sub(1)
        .is_some_and(|before| words[before].is_one_of(&MERGED));
    let found = of_noun(words, at + 1).filter(|_| is_merged)?;
    let is_many = words[at].is("these");
    (is_many == (found.count == Count::Many)).then_some(Promise {
        has_agreement: true,
        ..found
    })
}

/// "we merged one small PR", "a change was merged", "there was one change:"
fn of_one(words: &[Word<'_>]) -> Option<Promise> {
    let at = words
        .iter()
        .position(|word| word.is_one_of(&["a", "an", "one"]))?;
    let is_vague = !words[at].is("one") && !words.get(at + 1)?.is("single");
    let (head, found) = head(words, at + 1)?;
    let is_merged = at
        .checked_sub(1)
        .is_some_and(|before| words[before].is_one_of(&MERGED) || words[before].is("only"));
    let gets_merged = !words[head].ends
        && words[head + 1..]
            .iter()
            .take(2)
            .any(|word| word.is_one_of(&MERGED));
    let is_there = at > 1
        && words[at - 2].is("there")
        && words[at - 1].is_one_of(&["is", "was"])
        && words.last()?.ends;
    let is_one = found.count == Count::One && (is_merged || gets_merged || is_there);
    is_one.then_some(Promise {
        has_agreement: true,
        is_vague,
        ..found
    })
}

fn of_noun(words: &[Word<'_>], from: usize) -> Option<Promise> {
    head(words, from).map(|(_, promise)| promise)
}

/// The noun that adjectives lead to, and the number of its word.
fn head<'w>(words: &'w [Word<'w>], from: usize) -> Option<(usize, Promise)> {
    let behind = words.get(from..)?.iter().take(MAX_ADJECTIVES + 1);
    let end = behind
        .clone()
        .position(|word| word.ends)
        .unwrap_or(MAX_ADJECTIVES);
    let part = behind
        .take(end + 1)
        .take_while(|word| !word.is_one_of(&BOUNDARIES));
    let nouns = part
        .enumerate()
        .filter(|(_, word)| word.is_singular() || word.is_plural());
    let head = from + nouns.map(|(number, _)| number).last()?;
    let (word, next) = (&words[head], words.get(head + 1));
    if word.is_plural() {
        return Some((head, of_word(word, Count::Many)));
    }
    let around = &words[from..words.len().min(head + 2)];
    let is_coordinated = around.iter().any(|word| word.is_one_of(&COORDINATIONS));
    let is_end = word.ends || next.is_none_or(|next| next.is_one_of(&BOUNDARIES));
    let mut behind = words[head + 1..].iter();
    let has_agreement = behind.any(|word| word.is_one_of(&AGREEING));
    // "The following PR has two parts" counts something else.
    let is_more = |word: &Word<'_>| word.is_plural() || number(word).is_some();
    let names_more = || words[head + 1..].iter().any(is_more);
    let is_one = is_end && !is_coordinated && !names_more();
    is_one.then(|| {
        (
            head,
            Promise {
                has_agreement,
                ..of_word(word, Count::One)
            },
        )
    })
}

fn of_word(word: &Word<'_>, count: Count) -> Promise {
    Promise {
        count,
        word: word.range(),
        has_agreement: false,
        is_vague: false,
    }
}

fn number(word: &Word<'_>) -> Option<usize> {
    let spelt = NUMBERS
        .iter()
        .position(|number| word.is(number))
        .map(|at| at + 2);
    spelt.or_else(|| {
        word.text
            .parse()
            .ok()
            .filter(|number| (2..=99).contains(number))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(sentence: &str) -> Option<(Count, &str)> {
        promise(sentence).map(|promise| (promise.count, &sentence[promise.word]))
    }

    #[test]
    fn the_number_of_the_noun_is_the_promise() {
        let one = |sentence| {
            assert_eq!(
                found(sentence).map(|(count, _)| count),
                Some(Count::One),
                "{sentence}"
            );
        };
        one("We merged the following PR this month:");
        one("This month, we merged the following small fix:");
        one("In May, we merged the following pull request:");
        one("The following change was merged:");
        one("We merged this PR:");
        one("One change was merged this month:");
        one("This month, there was one small change:");
        one("We merged a single improvement:");
        let many = |sentence| {
            assert_eq!(
                found(sentence).map(|(count, _)| count),
                Some(Count::Many),
                "{sentence}"
            );
        };
        many("We merged the following changes to the book this month:");
        many("In addition to the UEFI pull request, we merged the following bug fixes:");
        many("We merged the following fixes and improvements:");
        many("We merged these PRs:");
        assert_eq!(
            found("We merged two small fixes for the book:"),
            Some((Count::Exactly(2), "two"))
        );
        assert_eq!(
            found("In May, two new PRs were merged:"),
            Some((Count::Exactly(2), "two"))
        );
        assert_eq!(
            found("This month, I pushed three small improvements:"),
            Some((Count::Exactly(3), "three"))
        );
        assert_eq!(
            found("We published the following three new releases:"),
            Some((Count::Exactly(3), "three"))
        );
    }

    #[test]
    fn what_is_no_single_thing_promises_nothing() {
        for sentence in [
            "The following list of changes is long:",
            "The following people helped:",
            "We merged the following fix and improvement:",
            "We merged the following change list:",
            "The following set of fixes landed:",
            "We merged 20 PRs, including:",
            "In this release:",
            "The following PR has two parts:",
            "Following the change in the loader, all boards boot:",
            "In the following two weeks, we did much:",
            "Thanks for the following work:",
            "There was one problem with the change that we merged.",
            "In two weeks, many PRs were merged:",
        ] {
            assert_eq!(found(sentence), None, "{sentence}");
        }
    }
}
