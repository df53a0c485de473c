//! Law 1: an issue that did not change is written as the source that it was read from, byte by byte.

use newsletter_parse::{Options, parse};
use newsletter_tests::corpus::{all_pages, fixtures};
use newsletter_tests::laws::{lossless, shown_source};
use newsletter_tests::respelled::spellings;
use newsletter_tests::runner::for_all;
use newsletter_tests::strategies::{mutated, odd_page_source, page_source};
use proptest::prelude::*;

#[test]
fn pages_stay_as_they_are_in_every_spelling() {
    let pages = all_pages("pages_stay_as_they_are_in_every_spelling");
    let mut failures = Vec::new();
    let mut count = 0;
    for page in &pages {
        for (spelling, source) in spellings(&page.source) {
            count += 1;
            if let Err(reason) = lossless(&source) {
                failures.push(format!("{} {spelling}: {reason}", page.path));
            }
        }
    }
    println!("{count} spellings of {} pages", pages.len());
    assert!(
        failures.is_empty(),
        "{} of {count}:\n{}",
        failures.len(),
        failures.join("\n\n")
    );
}

#[test]
fn generated_pages_stay_as_they_are() {
    for_all(
        &page_source(),
        |source| shown_source(source),
        |source| stays(source),
    );
}

#[test]
fn odd_generated_pages_stay_as_they_are() {
    for_all(
        &odd_page_source(),
        |source| shown_source(source),
        |source| stays(source),
    );
}

#[test]
fn damaged_pages_stay_as_they_are() {
    let originals: Vec<&'static str> = fixtures()
        .into_iter()
        .map(|page| &*page.source.leak())
        .collect();
    let damaged = prop::sample::select(originals).prop_flat_map(mutated);
    for_all(
        &damaged,
        |source| shown_source(source),
        |source| stays(source),
    );
}

/// Checks a page in one of its spellings, chosen by its length; a page that cannot be read is none.
fn stays(source: &str) -> Result<(), String> {
    let mut spellings = spellings(source);
    let (spelling, respelled) = spellings.swap_remove(source.len() % spellings.len());
    for source in [source, &respelled] {
        if parse(source, &Options::default()).is_ok() {
            lossless(source).map_err(|reason| format!("{spelling}: {reason}"))?;
        }
    }
    Ok(())
}
