use newsletter_check::{Diagnostic, Severity};

use super::{PageFindings, message_of, plain_path};
use crate::output::diagnostics::Problem;

/// The findings of a page as commands that a GitHub workflow takes from its log.
pub(super) fn annotations(page: &PageFindings<'_>) -> String {
    let file = property(&plain_path(page.label));
    let found = page.found.iter();
    found.map(|found| annotation(page, &file, found)).collect()
}

/// Why a page could not be checked.
pub(super) fn failure(problem: &Problem) -> String {
    let (file, position) = problem.place();
    let file = file.map(|file| format!("file={}", property(&plain_path(file))));
    let position = position.map(|(line, column)| format!("line={line},col={column}"));
    let place: Vec<String> = file.into_iter().chain(position).collect();
    let space = if place.is_empty() { "" } else { " " };
    format!(
        "::error{space}{}::{}\n",
        place.join(","),
        data(&message_of(problem))
    )
}

fn annotation(page: &PageFindings<'_>, file: &str, found: &Diagnostic) -> String {
    let command = match found.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "notice",
    };
    let (start, end) = page.region(found.span);
    // GitHub takes columns in one line alone.
    let columns = if start.line == end.line {
        format!("col={},endColumn={},", start.column, end.column)
    } else {
        String::new()
    };
    let mut message = found.message.clone();
    let fix = found.fix.as_ref().map(|fix| &fix.message);
    for next_step in found.help.iter().chain(fix) {
        message.push_str("\nhelp: ");
        message.push_str(next_step);
    }
    format!(
        "::{command} file={file},line={},endLine={},{columns}title={}::{}\n",
        start.line,
        end.line,
        property(found.code),
        data(&message),
    )
}

/// Escapes a text behind the `::` of a command.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// Escapes the value of a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_ends_a_property_is_escaped() {
        assert_eq!(property("a,b:c%d"), "a%2Cb%3Ac%25d");
        assert_eq!(data("a,b:c%\r\n"), "a,b:c%25%0D%0A");
    }
}
