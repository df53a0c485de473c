use serde::{Deserialize, Serialize};

use crate::destination::Destination;
use crate::label::Label;

/// A reference definition: ``[`rust-osdev`]: https://github.com/rust-osdev``.
///
/// Of several definitions with the same label CommonMark uses the first.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Definition {
    /// The label.
    pub label: Label,
    /// Where links with that label lead.
    pub url: Destination,
    /// The title that such links show when the pointer rests on them, as plain text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tooltip: Option<String>,
}

impl Definition {
    /// A definition without a tooltip.
    pub fn new(label: Label, url: impl Into<Destination>) -> Self {
        Self {
            label,
            url: url.into(),
            tooltip: None,
        }
    }

    /// Sets the tooltip.
    #[must_use]
    pub fn with_tooltip(mut self, tooltip: impl Into<String>) -> Self {
        self.tooltip = Some(tooltip.into());
        self
    }
}
