use newsletter_model::{Placeholder, PlaceholderForm};

use crate::options::Options;

/// Reads the grey text of a section's body; `None` when it starts with no phrase of the options.
pub(crate) fn read(text: &str, form: PlaceholderForm, options: &Options) -> Option<Placeholder> {
    if !text.starts_with("<span ") {
        // The error that tells why a text is no placeholder quotes all of it.
        return None;
    }
    let placeholder: Placeholder = text.parse().ok()?;
    let fits =
        placeholder.form == form && placeholder.starts_with_any(options.placeholder_phrases());
    fits.then_some(placeholder)
}
