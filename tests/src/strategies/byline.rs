//! Bylines.

use newsletter_model::{Byline, SpanClass};
use proptest::prelude::*;
use proptest::sample::select;

use super::text::one_paragraph;
use super::{Level, Naming, inline, people};

/// What may stand around the people of a byline.
const WORDINGS: &[(&str, &str)] = &[
    ("Maintained by ", ""),
    ("(Section written by ", ")"),
    ("(Section suggested by ", ")"),
    ("Maintained by ", ", since 2020."),
    ("Written and\ndrawn by ", "!"),
];

/// A byline.
pub fn byline(level: Level) -> BoxedStrategy<Byline> {
    let usual =
        select(WORDINGS).prop_map(|(before, after)| (one_paragraph(before), one_paragraph(after)));
    let wording = match level {
        Level::Valid => usual.boxed(),
        Level::Any => prop_oneof![usual, (inline(level), inline(level))].boxed(),
    };
    (
        people(level, Naming::ByAnyName),
        wording,
        select(&[SpanClass::Maintainers, SpanClass::Gray][..]),
    )
        .prop_map(|(people, (before, after), class)| {
            let mut byline = Byline::maintained_by(Vec::new()).with_class(class);
            (byline.people, byline.before, byline.after) = (people, before, after);
            byline
        })
        .boxed()
}
