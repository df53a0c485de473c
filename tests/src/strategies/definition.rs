//! Reference definitions.

use newsletter_model::Definition;
use proptest::option::of;
use proptest::prelude::*;

use super::{Level, destination, label, plain_text};

/// A definition, with a tooltip or without.
pub fn definition(level: Level) -> BoxedStrategy<Definition> {
    (label(level), destination(level), of(tooltip(level)))
        .prop_map(|(label, url, tooltip)| {
            let mut definition = Definition::new(label, url);
            definition.tooltip = tooltip;
            definition
        })
        .boxed()
}

/// The title of a link, which is plain text.
pub(super) fn tooltip(level: Level) -> BoxedStrategy<String> {
    plain_text(level)
}
