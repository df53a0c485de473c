//! How much memory work on a page takes at once, for each byte of the page: `cargo bench -p newsletter-tests --bench memory`.

#![expect(
    clippy::print_stdout,
    reason = "the table is what the benchmark is for"
)]

use allocation_counter::measure;
use newsletter_tests::corpus::Page;
use newsletter_tests::works::{DRAIN, PARTS, WORKS, Work, longer, pages, usual_page};

fn main() {
    let pages = pages();
    let usual = usual_page(&pages);
    let long = [1, 10, 100].map(|times| longer(usual, times));
    let lengths = long.each_ref().map(|page| page.source.len().to_string());
    println!(
        "| work | most of {} pages | one page of {} bytes |",
        pages.len(),
        lengths.join(" | ")
    );
    println!("| --- | --- | --- | --- | --- |");
    for work in [&[DRAIN], WORKS, PARTS].concat() {
        let most = pages
            .iter()
            .map(|page| multiple(work, page))
            .fold(0.0, f64::max);
        let long = long
            .each_ref()
            .map(|page| format!("{:.1}", multiple(work, page)));
        println!("| {} | {most:.1} | {} |", work.name, long.join(" | "));
    }
}

/// The most bytes that are allocated at once, for each byte of the page.
fn multiple(work: Work, page: &Page) -> f64 {
    let prepared = (work.prepare)(page);
    // What is allocated once in a process does not count.
    prepared();
    measure(|| prepared()).bytes_max as f64 / page.source.len() as f64
}
