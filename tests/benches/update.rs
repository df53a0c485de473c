//! How long an update takes, compared with reading the page: over real newsletters, or else the fixtures.

#![expect(
    clippy::print_stdout,
    reason = "the ratios are part of what the benchmark says"
)]

use std::hint::black_box;
use std::time::{Duration, Instant};

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use newsletter_export::update;
use newsletter_model::{Block, Inline, Issue};
use newsletter_parse::{Document, Options, parse};
use newsletter_tests::corpus::{Page, fixtures, real_pages};
use newsletter_tests::edits::bodies_mut;

/// How often everything is done for the ratios.
const ROUNDS: u32 = 10;

fn pages() -> Vec<Page> {
    real_pages("the benchmark of update uses the fixtures").unwrap_or_else(fixtures)
}

fn read(pages: &[Page]) -> Vec<Document> {
    let documents = pages
        .iter()
        .map(|page| parse(&page.source, &Options::default()));
    documents
        .map(|document| document.expect("the page can be read"))
        .collect()
}

/// The issue with another text behind its first link, or with another title.
fn edited(document: &Document) -> Issue {
    let mut issue = document.issue().clone();
    for block in bodies_mut(&mut issue).into_iter().flatten() {
        if let Block::List(list) = block
            && let Some(item) = list.items.iter_mut().find(|item| item.is_link())
        {
            item.after = Inline::plain(", edited");
            return issue;
        }
    }
    issue.front_matter.title.push_str(" (edited)");
    issue
}

fn update_all(documents: &[Document], issues: &[Issue]) {
    for (document, issue) in documents.iter().zip(issues) {
        black_box(update(document, issue).expect("the issue can be written"));
    }
}

fn benchmark(criterion: &mut Criterion) {
    let pages = pages();
    let documents = read(&pages);
    let same: Vec<Issue> = documents
        .iter()
        .map(|document| document.issue().clone())
        .collect();
    let edited: Vec<Issue> = documents.iter().map(edited).collect();
    let bytes: usize = pages.iter().map(|page| page.source.len()).sum();

    let mut group = criterion.benchmark_group("pages");
    group.sample_size(10);
    group.throughput(Throughput::Bytes(bytes as u64));
    group.bench_function("parse", |bencher| bencher.iter(|| black_box(read(&pages))));
    group.bench_function("update, nothing changed", |bencher| {
        bencher.iter(|| update_all(&documents, &same));
    });
    group.bench_function("update, one edit", |bencher| {
        bencher.iter(|| update_all(&documents, &edited));
    });
    group.finish();

    let parsing = timed(|| drop(black_box(read(&pages))));
    let unchanged = timed(|| update_all(&documents, &same));
    let changed = timed(|| update_all(&documents, &edited));
    let ratio = |time: Duration| time.as_secs_f64() / parsing.as_secs_f64();
    println!(
        "{} pages, {bytes} bytes: {parsing:?} to read them",
        pages.len()
    );
    println!(
        "update, nothing changed: {unchanged:?}, {:.2} times as long",
        ratio(unchanged)
    );
    println!(
        "update, one edit: {changed:?}, {:.2} times as long",
        ratio(changed)
    );
}

/// The least time that some work took.
fn timed(work: impl Fn()) -> Duration {
    let times = (0..ROUNDS).map(|_| {
        let start = Instant::now();
        work();
        start.elapsed()
    });
    times.min().unwrap_or_default()
}

criterion_group!(benches, benchmark);
criterion_main!(benches);
