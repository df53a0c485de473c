//! How much longer the work on pages takes than reading their Markdown, and how it grows.
//!
//! `cargo bench -p newsletter-tests` prints the tables of all kinds of work and of checking, `cargo bench -p newsletter-tests -- growth`
//! that of pages of growing number and length. Over real newsletters, or else the fixtures.

#![expect(clippy::print_stdout, reason = "tables are what the benchmark is for")]

mod checking;
mod instructions;
mod peers;
mod time;

use newsletter_tests::corpus::Page;
use newsletter_tests::works::{
    DRAIN, PARTS, Prepared, WORKS, Work, bytes, longer, pages, usual_page,
};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["count", name, input, times] => count(name, input, times.parse().expect("a number")),
        ["growth", ..] => growth(),
        _ => {
            let works = works();
            let names: Vec<&str> = works.iter().map(|work| work.name).collect();
            ratios(&names);
            ratios(&checking::WORKS.map(|(name, _)| name));
        }
    }
}

/// All that is measured on single pages, what it is compared with first.
fn works() -> Vec<Work> {
    [&[DRAIN], WORKS, PARTS, peers::PEERS].concat()
}

/// The work of a name, on some pages.
fn prepared<'p>(name: &str, pages: &'p [Page]) -> Vec<Prepared<'p>> {
    if let Some((_, prepare)) = checking::WORKS.iter().find(|work| work.0 == name) {
        return vec![prepare(pages)];
    }
    let works = works();
    let work = works.iter().find(|work| work.name == name);
    let prepare = work.expect("the name of a kind of work").prepare;
    pages.iter().map(prepare).collect()
}

/// Prints how much longer each kind of work takes than the first one.
fn ratios(names: &[&str]) {
    let pages = pages();
    let times = time::measure(names, &pages);
    if times.is_empty() {
        return;
    }
    println!("\n{} pages, {} bytes\n", pages.len(), bytes(&pages));
    println!("| work | MB/s | time | instructions |");
    println!("| --- | --- | --- | --- |");
    let mut first = None;
    for (name, time) in names.iter().zip(&times) {
        let counted = instructions::of(name, "pages", 1);
        let (first_time, first_count) = *first.get_or_insert((*time, counted));
        println!(
            "| {name} | {:.1} | {:.2} | {} |",
            bytes(&pages) as f64 / time / 1e6,
            time / first_time,
            instructions::ratio(counted, first_count)
        );
    }
}

/// How many times the pages, or as long a page.
const TIMES: [usize; 3] = [1, 10, 100];

/// Prints how many instructions each byte takes: in pages of growing number, and in one page of growing length.
fn growth() {
    let pages = pages();
    for input in ["pages", "page"] {
        let lengths = TIMES.map(|times| {
            let (inputs, rounds) = inputs(&pages, input, times);
            bytes(&inputs) * rounds
        });
        let shown = lengths.map(|length| length.to_string()).join(" | ");
        println!("\n| work, on {input} of so many bytes | {shown} |");
        println!("| --- | --- | --- | --- |");
        for work in [&[DRAIN], WORKS].concat() {
            let shown = [0, 1, 2].map(|number| {
                let count = instructions::of(work.name, input, TIMES[number]);
                instructions::per_byte(count, lengths[number])
            });
            println!("| {} | {} |", work.name, shown.join(" | "));
        }
    }
}

/// Pages, and how often there is work on them: on all pages so many times, or once on one page that is so many times as long.
fn inputs(pages: &[Page], input: &str, times: usize) -> (Vec<Page>, usize) {
    match input {
        "page" => (vec![longer(usual_page(pages), times)], 1),
        _ => (pages.to_vec(), times),
    }
}

/// Does some work, for the program that counts its instructions.
fn count(name: &str, input: &str, times: usize) {
    let pages = pages();
    // What is done once in a process is no work on the pages.
    prepared(name, &pages[..1]).iter().for_each(|work| work());
    let (pages, rounds) = inputs(&pages, input, times);
    let prepared = prepared(name, &pages);
    (0..rounds).for_each(|_| instructions::counted(&prepared));
}
