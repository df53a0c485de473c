//! Laws 2 and 5 over random edits of the fixtures, real newsletters and generated pages.
//!
//! Each case edits a page in one of its spellings by one kind of edit, writes the edited issue over the page, reads the
//! text back, and counts the lines of the diff that lie outside of the nodes that differ. `PROPTEST_CASES` raises the number of cases;
//! `NEWSLETTER_FINDINGS` says how many edits of each kind are shown that changed more than their nodes.

#![expect(
    clippy::print_stdout,
    reason = "the figures are part of what the tests say"
)]

mod report;

use std::sync::Mutex;

use newsletter_export::to_markdown;
use newsletter_model::Issue;
use newsletter_parse::{Document, Options, normalize, parse};
use newsletter_tests::corpus::all_pages;
use newsletter_tests::edits::{Choice, Kind, Size, kinds};
use newsletter_tests::laws::faithful;
use newsletter_tests::respelled::{crlf, without_final_line_end};
use newsletter_tests::runner::{cases, runner};
use newsletter_tests::smallness::extra_lines;
use newsletter_tests::strategies::page_source;
use proptest::strategy::{Strategy, ValueTree};
use similar::TextDiff;

use report::{Outcome, Report};

/// The least share of small edits, in percent, whose diff lies inside of the nodes that differ.
const LEAST_OF_ALL: f64 = 99.0;
/// The same of each kind.
const LEAST_OF_A_KIND: f64 = 95.0;
/// How many pages are tried until one can be edited.
const ATTEMPTS: usize = 40;

/// A page that is edited.
struct Base {
    name: String,
    document: Document,
}

impl Base {
    fn of(name: String, source: &str) -> Self {
        let document = parse(source, &Options::default()).expect("the page can be read");
        Self { name, document }
    }
}

#[test]
fn edits_of_pages_change_their_own_lines() {
    let pages = all_pages("edits_of_pages_change_their_own_lines");
    let mut bases = Vec::new();
    for page in &pages {
        let spellings = [
            ("", page.source.clone()),
            (" with CRLF", crlf(&page.source)),
            (
                " without its final line end",
                without_final_line_end(&page.source),
            ),
        ];
        bases.extend(
            spellings
                .map(|(spelling, source)| Base::of(format!("{}{spelling}", page.path), &source)),
        );
    }
    let kinds = kinds();
    let report = edited(&bases, &kinds, cases() as usize * 3 / 2);
    judge(&report, &kinds);
}

#[test]
fn edits_of_canonical_pages_change_their_own_lines() {
    let pages = all_pages("edits_of_canonical_pages_change_their_own_lines");
    let bases = pages.iter().map(|page| {
        let read = Base::of(page.path.clone(), &page.source);
        let text =
            to_markdown(read.document.issue(), &Options::default()).expect("a text is written");
        Base::of(format!("{} in canonical form", page.path), &text)
    });
    let kinds = kinds();
    let report = edited(&bases.collect::<Vec<_>>(), &kinds, cases() as usize / 4);
    judge(&report, &kinds);
}

/// Generated pages have constructs that nobody writes: law 2 is checked, few edits may be refused, and the other figures are shown.
#[test]
fn edits_of_generated_pages_are_faithful() {
    let mut runner = runner(cases());
    let strategy = page_source();
    let bases = (0..cases() / 4).map(|number| {
        let source = strategy
            .new_tree(&mut runner)
            .expect("a page can be made")
            .current();
        Base::of(format!("generated page {number}"), &source)
    });
    let is_small = |kind: &Kind| kind.size == Size::Small;
    let kinds: Vec<Kind> = kinds().into_iter().filter(is_small).collect();
    let report = edited(&bases.collect::<Vec<_>>(), &kinds, cases() as usize / 2);
    println!("{}", report.table(&kinds));
    println!("{}", report.findings(findings_asked().unwrap_or_default()));
    let (failed, refused) = report.failures(&kinds);
    assert_eq!(failed, 0, "edits failed:\n{}", report.shown_failures(3));
    assert!(
        refused * 100 <= cases() as usize,
        "{refused} edits were refused:\n{}",
        report.shown_failures(3)
    );
}

fn judge(report: &Report, kinds: &[Kind]) {
    println!("{}", report.table(kinds));
    println!("{}", report.findings(findings_asked().unwrap_or_default()));
    let verdict = report.verdict(kinds, LEAST_OF_ALL, LEAST_OF_A_KIND);
    assert!(
        verdict.is_empty(),
        "{}\n\n{}",
        report.findings(1),
        verdict.join("\n")
    );
}

/// How many findings of each kind are shown.
fn findings_asked() -> Option<usize> {
    std::env::var("NEWSLETTER_FINDINGS").ok()?.parse().ok()
}

/// Edits pages in so many ways, on all processors.
fn edited(bases: &[Base], kinds: &[Kind], cases: usize) -> Report {
    let issues: Vec<Issue> = bases
        .iter()
        .map(|base| base.document.issue().clone())
        .collect();
    let next = Mutex::new(0..cases);
    let outcomes = Mutex::new(Vec::new());
    let work = || {
        while let Some(case) = next.lock().map_or(None, |mut next| next.next()) {
            let outcome = edit(case, &kinds[case % kinds.len()], bases, &issues);
            if let (Some(outcome), Ok(mut outcomes)) = (outcome, outcomes.lock()) {
                outcomes.push((case, outcome));
            }
        }
    };
    std::thread::scope(|scope| {
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        (0..threads).for_each(|_| drop(scope.spawn(work)));
    });
    let mut outcomes = outcomes.into_inner().expect("no thread panicked");
    outcomes.sort_by_key(|(case, _)| *case);
    let mut report = Report::default();
    for (case, (outcome, finding)) in outcomes {
        report.add(&kinds[case % kinds.len()], &outcome, finding);
    }
    report
}

/// One case; `None` when no page could be edited.
fn edit(
    case: usize,
    kind: &Kind,
    bases: &[Base],
    issues: &[Issue],
) -> Option<(Outcome, Option<String>)> {
    let mut choice = Choice::new(case as u64, issues);
    let (base, (issue, touches)) = (0..ATTEMPTS).find_map(|_| {
        let base = choice.pick(bases)?;
        Some((base, kind.apply(base.document.issue(), &mut choice)?))
    })?;
    let place = format!("case {case}, {}", base.name);
    Some(match faithful(&base.document, &issue) {
        Err(reason) => (Outcome::Failed, Some(format!("{place}: {reason}"))),
        Ok(Err(error)) => {
            let outcome = match normalize(&issue, base.document.options()) {
                Ok(_) => Outcome::Unwritten,
                Err(_) => Outcome::Refused,
            };
            (outcome, Some(format!("{place}: refused: {error}")))
        }
        Ok(Ok(after)) => {
            let extra = extra_lines(&base.document, &after, &touches);
            let finding = || {
                let lines = extra[..extra.len().min(12)].join("\n");
                let diff = diff(&base.document, &after);
                format!("{place}: {} extra lines\n{lines}\n{diff}", extra.len())
            };
            let finding = (!extra.is_empty()).then(finding);
            (Outcome::Written(extra.len()), finding)
        }
    })
}

fn diff(before: &Document, after: &Document) -> String {
    let diff = TextDiff::from_lines(before.source(), after.source());
    let text = diff.unified_diff().context_radius(2).to_string();
    text.lines()
        .take(40)
        .map(|line| format!("    {line:?}\n"))
        .collect()
}
