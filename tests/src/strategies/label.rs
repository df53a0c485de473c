//! Labels of definitions.

use newsletter_model::Label;
use proptest::prelude::*;
use proptest::sample::select;

use super::{Level, plain_text};

/// The labels that valid issues refer to; none of them stands in brackets in the other fragments of text.
const LABELS: &[&str] = &[
    "rust-osdev",
    "`rust-osdev`",
    "Embedded WG",
    "RFC 1234",
    "straße",
    "esc\\]aped",
    "@phil-opp",
    "*star*",
    "a: b",
    "back\\\\slash",
    "Add docs",
    "1",
    "under_score",
    "<tag>",
    "!",
];

/// A label.
pub fn label(level: Level) -> BoxedStrategy<Label> {
    let known = select(LABELS).prop_filter_map("a label", |text| Label::new(text).ok());
    match level {
        Level::Valid => known.boxed(),
        Level::Any => {
            let other =
                plain_text(level).prop_map(|text| Label::new(text).unwrap_or_else(|_| fallback()));
            prop_oneof![known, other].boxed()
        }
    }
}

fn fallback() -> Label {
    Label::new("label").expect("a word is a label")
}
