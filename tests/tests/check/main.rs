//! The rules over the fixtures and real newsletters: no page breaks them, and fixes mend without breaking anything.

mod defects;
mod properties;

use std::collections::BTreeMap;

use newsletter_check::{Archive, Checker, Diagnostic, Severity, fix};
use newsletter_parse::{Document, Options, parse};
use newsletter_tests::corpus::{Page, all_pages};

/// How often a page is fixed before the test gives up: fixes that touch each other are made one after another.
const ROUNDS: usize = 20;

fn read(source: &str) -> Option<Document> {
    parse(source, &Options::default()).ok()
}

/// A checker that knows all pages, and the pages.
fn checker(pages: &[Page]) -> (Checker, Vec<(&str, Document)>) {
    let documents: Vec<_> = pages
        .iter()
        .map(|page| {
            (
                page.path.as_str(),
                read(&page.source).expect("the page can be read"),
            )
        })
        .collect();
    let mut archive = Archive::default();
    for (path, document) in &documents {
        archive.add(path, document);
    }
    (Checker::default().with_archive(archive), documents)
}

/// The page with a part cut out that starts and ends somewhere.
fn damaged(source: &str, seed: usize) -> String {
    let place =
        |factor: usize| source.floor_char_boundary(seed.wrapping_mul(factor) % (source.len() + 1));
    let (one, other) = (place(7919), place(104_729));
    let start = one.min(other);
    let end = source.floor_char_boundary(one.max(other).min(start + 40));
    format!("{}{}", &source[..start], &source[end.max(start)..])
}

#[track_caller]
fn assert_sane(document: &Document, found: &[Diagnostic], path: &str) {
    let source = document.source();
    let spans = found.iter().flat_map(|diagnostic| {
        let replacements = diagnostic.fix.iter().flat_map(|fix| &fix.replacements);
        std::iter::once(diagnostic.span).chain(replacements.map(|replacement| replacement.span))
    });
    for span in spans {
        assert!(
            source.get(span.range()).is_some(),
            "{path}: {span:?} is no part of the source"
        );
    }
    assert!(
        found.is_sorted_by_key(|diagnostic| diagnostic.span),
        "{path}"
    );
    assert!(
        found
            .iter()
            .all(|diagnostic| !diagnostic.message.is_empty()),
        "{path}"
    );
}

#[test]
fn findings_are_parts_of_the_source_also_in_damaged_pages() {
    let pages = all_pages("findings_are_parts_of_the_source_also_in_damaged_pages");
    let (checker, documents) = checker(&pages);
    for (number, (path, document)) in documents.iter().enumerate() {
        assert_sane(document, &checker.check(document, Some(path)), path);
        for seed in 0..8 {
            let broken = damaged(document.source(), number * 8 + seed + 1);
            for source in [broken.replace('\n', "\r\n"), broken] {
                if let Some(document) = read(&source) {
                    assert_sane(&document, &checker.check(&document, Some(path)), &source);
                }
            }
        }
    }
}

/// The errors, each by its code and message: spans move when something before them is fixed.
fn errors(found: &[Diagnostic]) -> Vec<(&str, &str)> {
    let errors = found
        .iter()
        .filter(|diagnostic| diagnostic.severity == Severity::Error);
    errors
        .map(|diagnostic| (diagnostic.code, diagnostic.message.as_str()))
        .collect()
}

#[test]
fn fixes_come_to_an_end_and_make_no_new_errors() {
    let pages = all_pages("fixes_come_to_an_end_and_make_no_new_errors");
    let (checker, documents) = checker(&pages);
    for (path, document) in documents {
        let first = checker.check(&document, Some(path));
        let mut document = document;
        for round in 0.. {
            let found = checker.check(&document, Some(path));
            let mut known = errors(&first);
            for error in errors(&found) {
                let at = known.iter().position(|known| *known == error);
                let at = at.unwrap_or_else(|| panic!("{path}: a fix makes the error {error:?}"));
                known.swap_remove(at);
            }
            let fixed = fix(&document, &found).unwrap_or_else(|error| panic!("{path}: {error}"));
            if fixed == document.source() {
                break;
            }
            assert!(round < ROUNDS, "{path} is fixed again and again");
            document = read(&fixed).expect("the fixed page can be read");
        }
    }
}

#[test]
fn a_fix_changes_the_lines_of_its_finding_alone() {
    let pages = all_pages("a_fix_changes_the_lines_of_its_finding_alone");
    let (checker, documents) = checker(&pages);
    for (path, document) in documents {
        let source = document.source();
        for diagnostic in checker.check(&document, Some(path)) {
            if diagnostic.fix.is_none() {
                continue;
            }
            let fixed = fix(&document, std::slice::from_ref(&diagnostic));
            let fixed = fixed.unwrap_or_else(|error| panic!("{path}: {error}"));
            read(&fixed).unwrap_or_else(|| panic!("{path}: {diagnostic:?}"));
            let related = diagnostic.related.iter().filter_map(|related| related.span);
            let meant: Vec<_> = related.chain([diagnostic.span]).collect();
            let first = meant
                .iter()
                .map(|span| span.start)
                .min()
                .unwrap_or_default();
            let last = meant.iter().map(|span| span.end).max().unwrap_or_default();
            let before = source[..first].rfind('\n').map_or(0, |at| at + 1);
            let behind = source[last..]
                .find('\n')
                .map_or(source.len(), |at| last + at);
            assert!(
                fixed.starts_with(&source[..before]),
                "{path}: {diagnostic:?}"
            );
            assert!(fixed.ends_with(&source[behind..]), "{path}: {diagnostic:?}");
        }
    }
}

#[test]
fn findings_do_not_depend_on_the_order_of_pages() {
    let mut pages = all_pages("findings_do_not_depend_on_the_order_of_pages");
    let found = |pages: &[Page]| {
        let (checker, documents) = checker(pages);
        let found = documents.iter().map(|(path, document)| {
            let found = checker.check(document, Some(path));
            ((*path).to_owned(), found)
        });
        found.collect::<BTreeMap<_, _>>()
    };
    let before = found(&pages);
    pages.reverse();
    assert_eq!(found(&pages), before);
}
