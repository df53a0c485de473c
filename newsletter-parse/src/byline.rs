use newsletter_model::Byline;

use crate::labels::Labels;
use crate::thanks::are_defined;

/// Reads the paragraph behind an entry's heading; `None` when it is no byline.
pub(crate) fn read(paragraph: &str, labels: &Labels) -> Option<Byline> {
    if !paragraph.starts_with("<span ") {
        // The error that tells why a text is no byline quotes all of it.
        return None;
    }
    let byline: Byline = paragraph.parse().ok()?;
    are_defined(byline.people(), labels).then_some(byline)
}
