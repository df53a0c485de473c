//! Placeholders.

use newsletter_model::{Placeholder, PlaceholderForm};
use proptest::prelude::*;
use proptest::sample::select;

use super::text::one_paragraph;
use super::{Level, inline};

const TEXTS: &[&str] = &[
    "No tasks were proposed for this section.",
    "_No tasks were proposed for this section._",
    "*No updates.*",
    "No **news**, no [links](https://example.org)",
    "No content\nwas submitted.",
    "No `span` & no <b>tags</b>",
];

/// A placeholder in either form.
pub fn placeholder(level: Level) -> BoxedStrategy<Placeholder> {
    let known = select(TEXTS).prop_map(one_paragraph);
    let text = match level {
        Level::Valid => known.boxed(),
        Level::Any => prop_oneof![known, inline(level)].boxed(),
    };
    (
        text,
        select(&[PlaceholderForm::Line, PlaceholderForm::Paragraphs][..]),
    )
        .prop_map(|(text, form)| Placeholder::new(text).with_form(form))
        .boxed()
}
