//! Thanks sentences.

use newsletter_model::{Credit, Thanks};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use super::text::one_paragraph;
use super::{Level, Naming, inline, people};

/// What may stand between two runs of people.
const BETWEEN: &[&str] = &[
    " for reporting and ",
    " for the fix in `@code`, as well as ",
    "; ",
    " (and not to forget ",
    " for all,\nand above all ",
    " & ",
];

/// What may stand behind the last run.
const END: &[&str] = &[
    " for their contributions!",
    " for their contribution!",
    "!",
    " for [this](https://example.org/1) and **that**.",
    ")\non two lines",
    "",
    " <span class=\"gray\">(all of them)</span>",
    " for me@example.org and `@code`",
];

/// What may stand between "Thanks to" and the first run.
const BEFORE: &[&str] = &[
    "",
    "",
    "",
    "everyone, above all ",
    "**all** of you, especially ",
    "the `rust-osdev` team: ",
    "the people of [x](y), ",
];

/// A thanks sentence.
pub fn thanks(level: Level) -> BoxedStrategy<Thanks> {
    let least = if level == Level::Valid { 1 } else { 0 };
    let credit = (
        people(level, Naming::ByHandle),
        fragment(level, BETWEEN),
        fragment(level, END),
    );
    (fragment(level, BEFORE), vec(credit, least..4))
        .prop_map(|(before, credits)| {
            let last = credits.len().saturating_sub(1);
            let credits = credits
                .into_iter()
                .enumerate()
                .map(|(index, (people, between, end))| {
                    let mut credit =
                        Credit::new(Vec::new(), if index < last { between } else { end });
                    credit.people = people;
                    credit
                });
            let mut thanks = Thanks::new(credits.collect());
            thanks.before = before;
            thanks
        })
        .boxed()
}

fn fragment(
    level: Level,
    fragments: &'static [&'static str],
) -> BoxedStrategy<newsletter_model::Inline> {
    let known = select(fragments).prop_map(one_paragraph);
    match level {
        Level::Valid => known.boxed(),
        Level::Any => prop_oneof![3 => known, 1 => inline(level)].boxed(),
    }
}
