//! Issues from untrusted JSON: no field but Markdown can leave its place in the text.
//!
//! Each case puts one hostile text into one field of an issue's JSON. There is an error that names the field, or a text
//! that reads as the issue: the hostile text stands in its field, and all the rest is as it was. Over the page that the issue
//! was read from, the diff stays inside the lines of the field's node.

#![expect(
    clippy::print_stdout,
    reason = "the figures are part of what the tests say"
)]

mod examples;
mod field;
mod hostile;

use std::collections::BTreeMap;
use std::fmt::Display;

use newsletter_export::{from_json, to_json, to_markdown, update};
use newsletter_model::Issue;
use newsletter_parse::{Document, Options, normalize, parse};
use newsletter_tests::corpus::fixtures;
use newsletter_tests::runner::{CASES, cases, runner};
use newsletter_tests::smallness::extra_lines;
use newsletter_tests::strategies::valid_issue;
use proptest::strategy::{Strategy, ValueTree};
use serde_json::Value;

use field::{Field, Kind};

/// How many generated issues the fields come from.
const ISSUES: usize = 60;
/// How many failures are shown.
const SHOWN: usize = 5;

/// An issue, its JSON, and the page that it was read from.
struct Base {
    name: String,
    json: Value,
    document: Document,
    /// Whether issues are written over the page as well.
    is_updated: bool,
}

impl Base {
    fn of(name: String, source: &str) -> Self {
        let document = parse(source, &Options::default()).expect("the page can be read");
        Self {
            name,
            json: json_of(document.issue()),
            document,
            is_updated: true,
        }
    }
}

fn json_of(issue: &Issue) -> Value {
    serde_json::from_str(&to_json(issue)).expect("the JSON of an issue is JSON")
}

/// What came of hostile texts in fields of a kind.
#[derive(Default)]
struct Count {
    refused: usize,
    written: usize,
}

/// Puts a text into a field, and writes the issue in canonical form and over its page; whether there is a text.
fn inject(base: &Base, field: &Field, text: &str) -> Result<bool, String> {
    let Some(injected) = field.replaced(&base.json, text) else {
        return Ok(false);
    };
    let refused = |pointer: &str, error: &dyn Display| match field.is_meant(&base.json, pointer) {
        true => Ok(false),
        false => Err(format!("the error names another field: {error}")),
    };
    let issue = match from_json(&injected.to_string()) {
        Ok(record) => record.issue,
        Err(error) => return refused(error.pointer(), &error),
    };
    let canonical = match to_markdown(&issue, &Options::default()) {
        Ok(canonical) => canonical,
        Err(error) => return refused(error.pointer(), &error),
    };
    read(base, field, text, &issue, &canonical)?;
    if !base.is_updated {
        return Ok(true);
    }
    let updated = update(&base.document, &issue).map_err(|error| format!("no update: {error}"))?;
    let after = read(base, field, text, &issue, &updated)?;
    let extra = extra_lines(&base.document, &after, &[]);
    if extra.is_empty() {
        Ok(true)
    } else {
        Err(format!("other lines changed: {extra:?}\n{updated}"))
    }
}

/// Reads what was written: the field has the text, and all the rest is as it was.
fn read(
    base: &Base,
    field: &Field,
    text: &str,
    issue: &Issue,
    written: &str,
) -> Result<Document, String> {
    let options = Options::default();
    let read = parse(written, &options)
        .map_err(|error| format!("the text is no issue: {error}\n{written}"))?;
    let expected = if field.is_dropped(text) {
        normalize(issue, &options).ok().map(|issue| json_of(&issue))
    } else {
        field.replaced(&base.json, &field.kept(text))
    };
    let found = json_of(read.issue());
    if expected.as_ref() == Some(&found) {
        return Ok(read);
    }
    let expected = expected.unwrap_or_default();
    Err(format!(
        "the text reads differently:\n{written}\n--- expected\n{expected:#}\n--- found\n{found:#}"
    ))
}

/// Puts every text into some field of each kind.
#[track_caller]
fn inject_all(bases: &[Base], rounds: usize) {
    let texts = hostile::texts();
    let mut fields: BTreeMap<Kind, Vec<(&Base, Field)>> = BTreeMap::new();
    for base in bases {
        for field in Field::of_issue(&base.json) {
            fields.entry(field.kind).or_default().push((base, field));
        }
    }
    let mut failures = Vec::new();
    for (kind, fields) in &fields {
        let mut count = Count::default();
        for (number, text) in texts.iter().cycle().take(texts.len() * rounds).enumerate() {
            // A prime number, so that neighbouring texts come to fields that are far from each other.
            let (base, field) = &fields[number * 7_919 % fields.len()];
            match inject(base, field, text) {
                Ok(true) => count.written += 1,
                Ok(false) => count.refused += 1,
                Err(reason) => failures.push(format!(
                    "{:?} at {} of {}: {reason}",
                    text.chars().take(100).collect::<String>(),
                    field.pointer,
                    base.name
                )),
            }
        }
        let (written, refused) = (count.written, count.refused);
        println!(
            "{kind:?}, of {} fields: {written} written, {refused} refused",
            fields.len()
        );
    }
    let shown = failures[..failures.len().min(SHOWN)].join("\n\n");
    assert!(failures.is_empty(), "{} failures:\n{shown}", failures.len());
}

#[test]
fn hostile_texts_in_generated_issues_stay_in_their_fields() {
    let mut runner = runner(CASES);
    let base = |number| {
        let issue = valid_issue()
            .new_tree(&mut runner)
            .expect("an issue can be made");
        let text = to_markdown(&issue.current(), &Options::default()).expect("a text is written");
        Base {
            // Pages that nobody writes take long to measure.
            is_updated: false,
            ..Base::of(format!("generated issue {number}"), &text)
        }
    };
    let bases: Vec<Base> = (0..ISSUES).map(base).collect();
    inject_all(&bases, (cases() / CASES) as usize);
}

#[test]
fn hostile_texts_in_fixtures_stay_in_their_fields() {
    let pages = fixtures().into_iter();
    let bases: Vec<Base> = pages
        .map(|page| Base::of(page.path, &page.source))
        .collect();
    inject_all(&bases, (cases() / CASES) as usize);
}
