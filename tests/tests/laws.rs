//! The laws over generated issues and pages, the fixtures and real newsletters.

#![expect(
    clippy::print_stdout,
    reason = "the figures are part of what the tests say"
)]

use std::cell::Cell;

use newsletter_export::{schema, to_json};
use newsletter_parse::{Options, parse, parse_bytes};
use newsletter_tests::corpus::{Page, all_pages, fixtures};
use newsletter_tests::edits::bodies_mut;
use newsletter_tests::laws::{
    canonical, canonical_or_error, faithful, json_round_trip, parsed_is_normal, same_issue,
    same_page, shown, shown_source,
};
use newsletter_tests::runner::{cases, for_all};
use newsletter_tests::spans;
use newsletter_tests::strategies::{any_issue, mutated, odd_page_source, page_source, valid_issue};
use newsletter_tests::types;
use proptest::prelude::*;
use proptest::sample::Index;

/// Checks a law over all pages, and panics with those that break it.
#[track_caller]
fn for_all_pages(test: &str, law: impl Fn(&Page) -> Result<(), String>) {
    let pages = all_pages(test);
    let failures: Vec<String> = pages
        .iter()
        .filter_map(|page| {
            law(page)
                .err()
                .map(|reason| format!("{}: {reason}", page.path))
        })
        .collect();
    assert!(
        failures.is_empty(),
        "{} of {} pages:\n{}",
        failures.len(),
        pages.len(),
        failures.join("\n\n")
    );
    println!("{test}: {} pages", pages.len());
}

#[test]
fn canonical_text_of_valid_issues_reads_back() {
    for_all(&valid_issue(), shown, canonical);
}

#[test]
fn types_of_valid_issues_survive() {
    for_all(&valid_issue(), shown, types::survive);
}

#[test]
fn canonical_text_of_any_issue_reads_back_or_is_refused() {
    let refused = Cell::new(0);
    for_all(&any_issue(), shown, |issue| {
        let outcome = canonical_or_error(issue)?;
        refused.set(refused.get() + u32::from(outcome.is_err()));
        Ok(())
    });
    println!(
        "{} of {} hostile issues were refused",
        refused.get(),
        cases()
    );
    assert!(refused.get() < cases(), "all hostile issues were refused");
}

#[test]
fn any_issue_over_any_page_is_written_or_refused() {
    let refused = Cell::new(0);
    let input = (page_source(), any_issue(), any::<Index>(), any::<bool>());
    for_all(
        &input,
        |(source, issue, _, _)| format!("{}\n{}", shown_source(source), shown(issue)),
        |(source, issue, place, is_whole)| {
            let document = parse(source, &Options::default()).map_err(|error| error.to_string())?;
            let mut edited = document.issue().clone();
            if *is_whole {
                edited = issue.clone();
            } else {
                let mut bodies = bodies_mut(&mut edited);
                let number = place.index(bodies.len());
                bodies[number].extend(issue.blocks().cloned());
            }
            refused.set(refused.get() + u32::from(faithful(&document, &edited)?.is_err()));
            Ok(())
        },
    );
    println!("{} of {} were refused", refused.get(), cases());
    assert!(refused.get() < cases(), "all were refused");
}

/// CommonMark makes one space of spaces, tabs and line ends in a label, and of no other white space.
#[test]
fn no_break_spaces_are_text_in_labels() {
    for space in ['\u{a0}', '\u{2003}', '\u{3000}', '\u{85}'] {
        let label = format!("Embedded{space}WG");
        let page = format!(
            "+++\ntitle = \"t\"\n+++\n[{label}]: http://example.org\n\n[{space}]: x\n\n- See [{label}] and [t][{label}].\n\n[Embedded WG]\n"
        );
        assert_eq!(parsed_is_normal(&page), Ok(()), "{page:?}");
        assert_eq!(same_page(&page), Ok(()), "{page:?}");
    }
}

#[test]
fn generated_pages_are_normal() {
    for_all(
        &page_source(),
        |source| shown_source(source),
        |source| parsed_is_normal(source),
    );
}

#[test]
fn pages_are_normal() {
    for_all_pages("pages_are_normal", |page| parsed_is_normal(&page.source));
}

#[test]
fn generated_pages_look_the_same() {
    for_all(
        &page_source(),
        |source| shown_source(source),
        |source| same_page(source),
    );
}

#[test]
#[ignore = "tabs, blocks without an end, and wide lists before code, inside of containers, are a known limit"]
fn odd_generated_pages_are_normal_and_look_the_same() {
    for_all(
        &odd_page_source(),
        |source| shown_source(source),
        |source| same_page(source).and_then(|()| parsed_is_normal(source)),
    );
}

#[test]
fn pages_look_the_same() {
    for_all_pages("pages_look_the_same", |page| same_page(&page.source));
}

#[test]
fn json_of_any_issue_reads_back_and_fits_the_schema() {
    let validator = validator();
    for_all(&any_issue(), shown, |issue| {
        json_round_trip(issue)?;
        fits(&validator, &to_json(issue))
    });
}

#[test]
fn json_of_pages_reads_back_and_fits_the_schema() {
    let validator = validator();
    for_all_pages("json_of_pages", |page| {
        let issue = parse(&page.source, &Options::default())
            .map_err(|error| error.to_string())?
            .into_issue();
        json_round_trip(&issue)?;
        fits(&validator, &to_json(&issue))
    });
}

#[test]
fn the_committed_schema_is_that_of_the_types() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../schema/newsletter-1.json");
    let committed = std::fs::read_to_string(path).unwrap();
    assert_eq!(
        committed.trim_end(),
        schema().trim_end(),
        "{path} is out of date"
    );
}

fn validator() -> jsonschema::Validator {
    let schema = serde_json::from_str(&schema()).expect("the schema is JSON");
    jsonschema::validator_for(&schema).expect("the schema is one")
}

fn fits(validator: &jsonschema::Validator, json: &str) -> Result<(), String> {
    let value = serde_json::from_str(json).map_err(|error| error.to_string())?;
    let errors: Vec<String> = validator
        .iter_errors(&value)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    if errors.is_empty() {
        Ok(())
    } else {
        Err(format!(
            "the JSON does not fit the schema\n{}",
            errors.join("\n")
        ))
    }
}

/// Reads bytes: whatever they are, there is no panic, and the spans of what is read are in order.
fn is_total(bytes: &[u8]) -> Result<(), String> {
    match parse_bytes(bytes, &Options::default()) {
        Ok(document) => spans::check(&document),
        Err(error) => {
            let _ = error.to_string();
            Ok(())
        }
    }
}

#[test]
fn any_bytes_are_read_or_refused() {
    let bytes = prop_oneof![
        prop::collection::vec(any::<u8>(), 0..200),
        any::<String>().prop_map(String::into_bytes),
        (any::<String>(), any::<String>())
            .prop_map(|(key, body)| format!("+++\ntitle = \"t\"\n{key}\n+++\n{body}").into_bytes()),
        any::<String>().prop_map(|body| format!("+++\ntitle = \"t\"\n+++\n{body}").into_bytes()),
        "[-*+>#`~ \t\n\\[\\]()<!a1.|:&\\\\]{0,80}"
            .prop_map(|body| format!("+++\ntitle = \"t\"\n+++\n{body}").into_bytes()),
    ];
    for_all(
        &bytes,
        |bytes| shown_source(&String::from_utf8_lossy(bytes)),
        |bytes| is_total(bytes),
    );
}

#[test]
fn generated_pages_have_their_spans_in_order() {
    for_all(
        &page_source(),
        |source| shown_source(source),
        |source| is_total(source.as_bytes()),
    );
}

#[test]
fn damaged_pages_are_read_or_refused() {
    let originals: Vec<&'static str> = fixtures()
        .into_iter()
        .map(|page| &*page.source.leak())
        .collect();
    let damaged = prop::sample::select(originals).prop_flat_map(mutated);
    for_all(
        &damaged,
        |source| shown_source(source),
        |source| {
            is_total(source.as_bytes())?;
            match parse(source, &Options::default()) {
                Ok(_) => same_page(source).and_then(|()| parsed_is_normal(source)),
                Err(_) => Ok(()),
            }
        },
    );
}

#[test]
fn pages_have_their_spans_in_order() {
    for_all_pages("pages_have_their_spans_in_order", |page| {
        is_total(page.source.as_bytes())
    });
}

#[test]
fn line_ends_and_marks_are_no_part_of_an_issue() {
    for_all_pages("line_ends_and_marks", |page| {
        let read = |source: &str| {
            let document = parse(source, &Options::default()).map_err(|error| error.to_string())?;
            spans::check(&document)?;
            Ok::<_, String>(document.into_issue())
        };
        let issue = read(&page.source)?;
        let unix = page.source.replace("\r\n", "\n");
        for (what, source) in [
            ("with CRLF", unix.replace('\n', "\r\n")),
            (
                "with a byte order mark",
                format!("\u{feff}{}", page.source.trim_start_matches('\u{feff}')),
            ),
            (
                "without its final line end",
                page.source.trim_end_matches(['\r', '\n']).to_owned(),
            ),
        ] {
            same_issue(
                &format!("the page reads differently {what}"),
                &issue,
                &read(&source)?,
                &source,
            )?;
        }
        Ok(())
    });
}
