use newsletter_model::{EntryHeading, Line};

use super::people::check_target;
use crate::entry_heading;
use crate::error::{IssueError, IssueErrorKind};
use crate::heading;
use crate::labels::Labels;

pub(super) fn normalize(
    heading: &EntryHeading,
    labels: &Labels,
    pointer: &str,
) -> Result<EntryHeading, IssueError> {
    check_target(
        heading.url.is_some(),
        heading.reference.as_ref(),
        labels,
        pointer,
    )?;
    if let Some(verbatim) = &heading.heading {
        return from_verbatim(heading, verbatim, labels, pointer);
    }
    if heading.name.is_empty() {
        let pointer = format!("{pointer}/name");
        return Err(IssueError::new(
            IssueErrorKind::EmptyText,
            pointer,
            "an empty name",
            "the name of a project",
        ));
    }
    let mut normal = heading.clone();
    if !normal.code {
        let words = heading
            .name
            .as_str()
            .split([' ', '\t'])
            .filter(|word| !word.is_empty());
        normal.name = Line::new(words.collect::<Vec<&str>>().join(" ")).unwrap_or_default();
    }
    normal.note = normal
        .note
        .map(|note| heading::given_text(&note))
        .filter(|note| !note.is_empty());
    normal.attributes = normal
        .attributes
        .filter(|attributes| !attributes.is_empty());
    if let Some(note) = normal
        .note
        .as_ref()
        .filter(|note| !note.as_str().starts_with('('))
    {
        let pointer = format!("{pointer}/note");
        let expected = "a note in parentheses, such as `(**new**)`";
        return Err(IssueError::new(
            IssueErrorKind::ReadsDifferently,
            pointer,
            format!("`{note}`"),
            expected,
        ));
    }
    let is_linked = normal.url.is_some() || normal.reference.is_some();
    match &normal.note {
        // Behind a name without backticks and link, a note is a part of the name.
        Some(note) if !normal.code && !is_linked => Ok(with_note_in_name(&normal, note, labels)),
        _ => Ok(normal),
    }
}

fn with_note_in_name(heading: &EntryHeading, note: &Line, labels: &Labels) -> EntryHeading {
    let attributes = heading
        .attributes
        .as_ref()
        .map_or_else(String::new, |attributes| format!(" {{{attributes}}}"));
    let content = format!("{} {note}{attributes}", Line::plain(heading.name.as_str()));
    entry_heading::read_line(heading::atx_text(&content), labels)
}

/// Checks that the heading says what the other fields say, and drops it where they spell it.
fn from_verbatim(
    heading: &EntryHeading,
    verbatim: &Line,
    labels: &Labels,
    pointer: &str,
) -> Result<EntryHeading, IssueError> {
    let text = heading::given_text(verbatim);
    let read = entry_heading::read_line(text.clone(), labels);
    let says = |what: &str, said: String, given: String| {
        let found = format!("`{verbatim}`, whose {what} is `{said}`");
        let expected = format!("a heading with the {what} `{given}`, or none");
        IssueError::new(
            IssueErrorKind::HeadingMismatch,
            format!("{pointer}/heading"),
            found,
            expected,
        )
    };
    let target = |heading: &EntryHeading| match (&heading.url, &heading.reference) {
        (Some(url), _) => url.to_string(),
        (None, Some(label)) => format!("[{}]", label.key()),
        (None, None) => "none".to_owned(),
    };
    let is_said =
        |read: &EntryHeading| read.name == heading.name && target(read) == target(heading);
    // Brackets that were text are a link once their label has a definition.
    if is_said(&read) || is_said(&entry_heading::read_line(text, &Labels::default())) {
        return Ok(read);
    }
    if read.name != heading.name {
        return Err(says(
            "name",
            read.name.to_string(),
            heading.name.to_string(),
        ));
    }
    Err(says("link", target(&read), target(heading)))
}
