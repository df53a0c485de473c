use newsletter_model::{EntryHeading, Line};

use crate::link::Link;

/// The Markdown of a project's heading.
pub(crate) fn write(heading: &EntryHeading) -> String {
    if let Some(verbatim) = &heading.heading {
        return verbatim.to_string();
    }
    let name = if heading.code {
        code(heading.name.as_str())
    } else {
        Line::plain(heading.name.as_str()).into()
    };
    let link = Link {
        title: &name,
        url: heading.url.as_ref(),
        reference: heading.reference.as_ref(),
        tooltip: None,
    };
    let mut text = link.write("", heading.note.as_ref().map_or("", |_| " "));
    if let Some(note) = &heading.note {
        text.push_str(&format!(" {note}"));
    }
    if let Some(attributes) = &heading.attributes {
        text.push_str(&format!(" {{{attributes}}}"));
    }
    text
}

/// A code span, in as many backticks as it needs (CommonMark §6.1).
fn code(name: &str) -> String {
    let longest = name
        .split(|character| character != '`')
        .map(str::len)
        .max()
        .unwrap_or(0);
    let ticks = "`".repeat(longest + 1);
    let space = if name.starts_with('`') || name.ends_with('`') {
        " "
    } else {
        ""
    };
    format!("{ticks}{space}{name}{space}{ticks}")
}
