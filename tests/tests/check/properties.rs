//! The rules over generated issues and damaged pages: whatever is read is checked, and fixes do what they say.

use std::ops::Range;

use newsletter_check::{Checker, Diagnostic, fix};
use newsletter_export::to_markdown;
use newsletter_model::Issue;
use newsletter_parse::{Document, Options, Position, Span};
use newsletter_tests::corpus::fixtures;
use newsletter_tests::laws::{shown, shown_source};
use newsletter_tests::runner::for_all;
use newsletter_tests::strategies::{mutated, odd_page_source, page_source, valid_issue};
use proptest::prelude::*;

use super::{ROUNDS, read};

/// The text of a generated issue, where it has one.
fn text_of(issue: &Issue) -> Option<String> {
    to_markdown(issue, &Options::default()).ok()
}

/// A page as people write them, an odd one, or a fixture with damage.
fn pages() -> impl Strategy<Value = String> {
    let fixtures: Vec<_> = fixtures().into_iter().map(|page| page.source).collect();
    let fixtures = fixtures.into_iter().map(|source| &*source.leak());
    let damaged = proptest::sample::select(fixtures.collect::<Vec<_>>()).prop_flat_map(mutated);
    prop_oneof![page_source(), odd_page_source(), damaged]
}

fn found_in(document: &Document) -> Vec<Diagnostic> {
    Checker::default().check(document, Some("2031-05.md"))
}

fn require(is_right: bool, what: impl FnOnce() -> String) -> Result<(), String> {
    if is_right { Ok(()) } else { Err(what()) }
}

/// Findings are parts of the source, in its order, and the same each time; places in the same source have their lines.
fn findings_are_sane(source: &str) -> Result<(), String> {
    let Some(document) = read(source) else {
        return Ok(());
    };
    let found = found_in(&document);
    require(found == found_in(&document), || {
        "not the same again".to_owned()
    })?;
    require(
        found.is_sorted_by_key(|found| (found.span, found.code)),
        || format!("not in order: {found:?}"),
    )?;
    for diagnostic in &found {
        let replaced = diagnostic.fix.iter().flat_map(|fix| &fix.replacements);
        let related = diagnostic.related.iter();
        let spans = replaced.map(|replacement| replacement.span);
        let spans = spans.chain(related.filter_map(|related| related.span));
        for span in spans.chain([diagnostic.span]) {
            require(source.get(span.range()).is_some(), || {
                format!("{span:?} is no part of the page: {diagnostic:?}")
            })?;
        }
        for related in &diagnostic.related {
            let line = related
                .span
                .map(|span| Position::of(source, span.start).line);
            require(line.is_none_or(|line| line == related.line), || {
                format!("{related:?} is in line {line:?}")
            })?;
        }
    }
    Ok(())
}

#[test]
fn generated_issues_are_checked() {
    for_all(&valid_issue(), shown, |issue| {
        text_of(issue).map_or(Ok(()), |text| findings_are_sane(&text))
    });
}

#[test]
fn odd_and_damaged_pages_are_checked() {
    for_all(
        &pages(),
        |page| shown_source(page),
        |page| findings_are_sane(page),
    );
}

/// What a finding is, without the place: line, code, severity, message and help.
fn by_line(source: &str) -> Option<Vec<(usize, &'static str, String)>> {
    let document = read(source)?;
    let found = found_in(&document).into_iter().map(|found| {
        let line = Position::of(source, found.span.start).line;
        let message = format!("{} {} {:?}", found.severity, found.message, found.help);
        (line, found.code, message.replace("\r\n", "\n"))
    });
    Some(found.collect())
}

#[test]
fn line_ends_do_not_count() {
    for_all(&valid_issue(), shown, |issue| {
        let Some(text) = text_of(issue).filter(|text| !text.contains('\r')) else {
            return Ok(());
        };
        let (one, other) = (by_line(&text), by_line(&text.replace('\n', "\r\n")));
        require(one == other, || format!("{one:?}\n\n{other:?}"))
    });
}

/// Fixes leave a page that can be read, and come to an end.
fn fixes_end(source: &str) -> Result<(), String> {
    let Some(mut document) = read(source) else {
        return Ok(());
    };
    for _ in 0..ROUNDS {
        let fixed = fix(&document, &found_in(&document)).map_err(|error| error.to_string())?;
        if fixed == document.source() {
            return Ok(());
        }
        document = read(&fixed).ok_or_else(|| format!("cannot be read: {fixed}"))?;
    }
    Err(format!("fixed again and again: {}", document.source()))
}

#[test]
fn fixes_of_generated_issues_end() {
    for_all(&valid_issue(), shown, |issue| {
        text_of(issue).map_or(Ok(()), |text| fixes_end(&text))
    });
}

#[test]
fn fixes_of_odd_and_damaged_pages_end() {
    for_all(&pages(), |page| shown_source(page), |page| fixes_end(page));
}

/// The lines of the innermost node around some parts of the source.
fn lines_around(document: &Document, spans: &[Span]) -> Range<usize> {
    let first = spans.iter().map(|span| span.start).min();
    let last = spans.iter().map(|span| span.end).max();
    let meant = Span::new(first.unwrap_or_default(), last.unwrap_or_default());
    let is_around = |node: &Span| node.start <= meant.start && meant.end <= node.end;
    let node = document.spans().filter(is_around).last().unwrap_or(meant);
    let source = document.source();
    let start = source[..node.start].rfind('\n').map_or(0, |at| at + 1);
    let end = source[node.end..]
        .find('\n')
        .map_or(source.len(), |at| node.end + at);
    start..end
}

/// One fix changes the lines of the node that it is in, and no other.
fn fixes_are_small(source: &str) -> Result<(), String> {
    let Some(document) = read(source) else {
        return Ok(());
    };
    for diagnostic in found_in(&document) {
        let Some(mended) = &diagnostic.fix else {
            continue;
        };
        let fixed = fix(&document, std::slice::from_ref(&diagnostic));
        let fixed = fixed.map_err(|error| format!("{error}: {diagnostic:?}"))?;
        let replaced = mended
            .replacements
            .iter()
            .map(|replacement| replacement.span);
        let spans: Vec<_> = replaced.chain([diagnostic.span]).collect();
        let meant = lines_around(&document, &spans);
        let (before, behind) = (&source[..meant.start], &source[meant.end..]);
        let is_small = fixed.starts_with(before) && fixed.ends_with(behind);
        require(is_small, || format!("{diagnostic:?}\n\n{fixed}"))?;
    }
    Ok(())
}

#[test]
fn fixes_of_odd_and_damaged_pages_are_small() {
    for_all(
        &pages(),
        |page| shown_source(page),
        |page| fixes_are_small(page),
    );
}
