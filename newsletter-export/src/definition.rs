use newsletter_model::Definition;

use crate::link::tooltip;

/// The line of a definition.
pub(crate) fn write(definition: &Definition) -> String {
    let tooltip = tooltip(definition.tooltip.as_deref());
    format!(
        "[{}]: {}{tooltip}",
        definition.label,
        definition.url.to_markdown()
    )
}
