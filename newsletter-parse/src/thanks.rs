use newsletter_model::{Label, Person, Thanks};

use crate::labels::Labels;

/// How a paragraph that thanks people starts.
const START: &str = "Thanks to";

/// Whether a text starts like a paragraph that thanks people; almost no other does.
pub(crate) fn may_start(text: &str) -> bool {
    text.starts_with(START)
}

/// Reads a paragraph that thanks people; `None` for any other.
pub(crate) fn read(paragraph: &str, labels: &Labels) -> Option<Thanks> {
    if !may_start(paragraph) {
        // The error that tells why a text is no thanks quotes all of it.
        return None;
    }
    let thanks: Thanks = paragraph.parse().ok()?;
    are_defined(thanks.people(), labels).then_some(thanks)
}

/// Whether the links of people lead somewhere; the text in brackets is no link otherwise.
pub(crate) fn are_defined<'p>(
    mut people: impl Iterator<Item = &'p Person>,
    labels: &Labels,
) -> bool {
    people.all(|person| is_defined(person.reference.as_ref(), labels))
}

fn is_defined(reference: Option<&Label>, labels: &Labels) -> bool {
    reference.is_none_or(|label| labels.contains(&label.key()))
}
