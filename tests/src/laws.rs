//! The laws, each as a function that says how a value breaks it.

use newsletter_export::{from_json, to_json, to_markdown, update};
use newsletter_model::Issue;
use newsletter_parse::{Document, IssueError, Options, normalize, parse, parse_issue};

use crate::html::html;

/// Canonical: `parse(to_markdown(m)).issue == normalize(m)`, the text is a fixpoint, and `normalize` idempotent.
///
/// # Errors
///
/// How the issue breaks the law; also when no text can be written for it.
pub fn canonical(issue: &Issue) -> Result<(), String> {
    canonical_or_error(issue)?.map_err(|error| format!("no text was written: {error}"))
}

/// The same, but an error is a right answer: it is returned inside.
///
/// # Errors
///
/// How the issue breaks the law.
pub fn canonical_or_error(issue: &Issue) -> Result<Result<(), IssueError>, String> {
    let options = Options::default();
    let markdown = match to_markdown(issue, &options) {
        Ok(markdown) => markdown,
        Err(error) => return Ok(Err(error)),
    };
    let normal = normalize(issue, &options)
        .map_err(|error| format!("a text was written, but normalize failed: {error}"))?;
    let read = parse(&markdown, &options)
        .map_err(|error| format!("the text is no issue: {error}\n{markdown}"))?
        .into_issue();
    same_issue("the text reads differently", &normal, &read, &markdown)?;
    let again = normalize(&normal, &options)
        .map_err(|error| format!("what normalize returned is refused: {error}"))?;
    same_issue("normalize is not idempotent", &normal, &again, &markdown)?;
    let rewritten = to_markdown(&read, &options)
        .map_err(|error| format!("no text was written for what was read: {error}\n{markdown}"))?;
    same_text("the text is no fixpoint", &markdown, &rewritten)?;
    Ok(Ok(()))
}

/// What is read is normal and can be written: `normalize(parse(s).issue) == parse(s).issue`, and law 3 without errors.
///
/// # Errors
///
/// How the page breaks the law.
pub fn parsed_is_normal(source: &str) -> Result<(), String> {
    let options = Options::default();
    let issue = parse(source, &options)
        .map_err(|error| format!("no issue was read: {error}"))?
        .into_issue();
    let normal = normalize(&issue, &options)
        .map_err(|error| format!("normalize refused what was read: {error}"))?;
    same_issue("normalize changed what was read", &issue, &normal, source)?;
    canonical(&issue)
}

/// Read in parts: a text that was written over a source reads as the parts say that changed. Whether they tell it.
///
/// # Errors
///
/// How the text breaks the law.
pub fn read_in_parts(document: &Document, text: &str) -> Result<bool, String> {
    let Ok(issue) = parse_issue(text, document.options()) else {
        return Ok(false);
    };
    match document.reads_as(text, &issue) {
        Some(false) => Err(format!(
            "{:?}\nwritten as\n{text:?}\nreads in parts as something else than\n{issue:#?}",
            document.source()
        )),
        told => Ok(told.is_some()),
    }
}

/// Same page: `html(to_markdown(parse(s).issue)) == html(s)`.
///
/// # Errors
///
/// How the page breaks the law.
pub fn same_page(source: &str) -> Result<(), String> {
    let options = Options::default();
    let issue = parse(source, &options)
        .map_err(|error| format!("no issue was read: {error}"))?
        .into_issue();
    let markdown =
        to_markdown(&issue, &options).map_err(|error| format!("no text was written: {error}"))?;
    let (before, after) = (html(source), html(&markdown));
    if before == after {
        return Ok(());
    }
    let differences = first_difference(&before, &after);
    Err(format!(
        "the page looks different\n{differences}\n--- canonical text\n{markdown}"
    ))
}

/// JSON: `from_json(to_json(m)) == m`.
///
/// # Errors
///
/// How the issue breaks the law.
pub fn json_round_trip(issue: &Issue) -> Result<(), String> {
    let json = to_json(issue);
    let read = from_json(&json)
        .map_err(|error| format!("the JSON is refused: {error}"))?
        .issue;
    if read == *issue {
        return Ok(());
    }
    Err(format!(
        "the JSON reads differently\n{}",
        first_difference(&json, &to_json(&read))
    ))
}

/// Lossless: `update(d, d.issue) == s`, also when the issue went through JSON.
///
/// # Errors
///
/// How the page breaks the law.
pub fn lossless(source: &str) -> Result<(), String> {
    let document = parse(source, &Options::default())
        .map_err(|error| format!("no issue was read: {error}"))?;
    let written = update(&document, document.issue())
        .map_err(|error| format!("no text was written: {error}"))?;
    same_text("the page changed", source, &written)?;
    let issue = from_json(&to_json(document.issue()))
        .map_err(|error| format!("the JSON is refused: {error}"))?
        .issue;
    let written = update(&document, &issue)
        .map_err(|error| format!("no text was written for the issue from JSON: {error}"))?;
    same_text("the page changed by way of JSON", source, &written)
}

/// Faithful: `parse(update(d, m)).issue == normalize(m)`. Returns the document that the text reads as.
///
/// An error of `update` is a right answer where `normalize` or [`to_markdown`] has one too: it is returned inside.
///
/// # Errors
///
/// How the issue breaks the law.
pub fn faithful(
    document: &Document,
    issue: &Issue,
) -> Result<Result<Document, IssueError>, String> {
    let options = document.options();
    let normal = normalize(issue, options);
    let text = match (update(document, issue), &normal) {
        (Ok(text), _) => text,
        (Err(error), Ok(_)) if to_markdown(issue, options).is_ok() => {
            return Err(format!("an issue that has a text is refused: {error}"));
        }
        (Err(error), _) => return Ok(Err(error)),
    };
    let normal =
        normal.map_err(|error| format!("a text was written, but normalize failed: {error}"))?;
    let read =
        parse(&text, options).map_err(|error| format!("the text is no issue: {error}\n{text}"))?;
    same_issue("the text reads differently", &normal, read.issue(), &text)?;
    Ok(Ok(read))
}

/// An issue as a message shows it: its JSON, and its text where there is one.
pub fn shown(issue: &Issue) -> String {
    let markdown = std::panic::catch_unwind(|| to_markdown(issue, &Options::default()));
    let markdown = match markdown {
        Ok(Ok(markdown)) => format!("{markdown}\n--- escaped\n{markdown:?}"),
        Ok(Err(error)) => format!("error: {error}"),
        Err(_) => "panic".to_owned(),
    };
    format!(
        "--- issue\n{}\n--- canonical text\n{markdown}",
        to_json(issue)
    )
}

/// A source as a message shows it.
pub fn shown_source(source: &str) -> String {
    format!("--- source\n{source}\n--- escaped\n{source:?}")
}

/// Compares two issues.
///
/// # Errors
///
/// Where they differ.
pub fn same_issue(what: &str, expected: &Issue, actual: &Issue, text: &str) -> Result<(), String> {
    if expected == actual {
        return Ok(());
    }
    let (mut left, mut right) = (to_json(expected), to_json(actual));
    if left == right {
        (left, right) = (format!("{expected:#?}"), format!("{actual:#?}"));
    }
    Err(format!(
        "{what}\n{}\n--- text\n{text}",
        first_difference(&left, &right)
    ))
}

fn same_text(what: &str, expected: &str, actual: &str) -> Result<(), String> {
    if expected == actual {
        Ok(())
    } else {
        Err(format!("{what}\n{}", first_difference(expected, actual)))
    }
}

/// The lines around the first one in which two texts differ.
fn first_difference(expected: &str, actual: &str) -> String {
    let same = expected
        .lines()
        .zip(actual.lines())
        .take_while(|(left, right)| left == right)
        .count();
    let around = |text: &str| {
        let lines = text
            .lines()
            .enumerate()
            .skip(same.saturating_sub(3))
            .take(8);
        lines
            .map(|(index, line)| format!("{} {line:?}\n", if index < same { ' ' } else { '!' }))
            .collect::<String>()
    };
    format!(
        "--- expected (from line {})\n{}--- actual\n{}",
        same + 1,
        around(expected),
        around(actual)
    )
}
