//! Writes the seeds of the fuzz targets: the fixtures, and generated pages and issues, which are shorter.
//!
//! `cargo run -p newsletter-tests --example fuzz_seeds` writes them below `fuzz/corpus`.

use std::path::Path;
use std::{fs, io};

use newsletter_export::to_json;
use newsletter_parse::{Options, parse};
use newsletter_tests::any_input::SEED_BYTES;
use newsletter_tests::corpus::fixtures;
use newsletter_tests::runner::runner;
use newsletter_tests::strategies::{any_issue, odd_page_source, page_source, valid_issue};
use proptest::strategy::{Strategy, ValueTree};

/// How many values of each strategy are seeds.
const GENERATED: u32 = 150;

fn main() -> io::Result<()> {
    let mut pages: Vec<String> = fixtures().into_iter().map(|page| page.source).collect();
    let issues = pages
        .iter()
        .filter_map(|source| parse(source, &Options::default()).ok());
    let mut records: Vec<String> = issues.map(|document| to_json(document.issue())).collect();
    pages.extend(generated(&page_source()));
    pages.extend(generated(&odd_page_source()));
    records.extend(generated(&valid_issue()).map(|issue| to_json(&issue)));
    records.extend(generated(&any_issue()).map(|issue| to_json(&issue)));
    let edits = pages.iter().enumerate();
    let edits = edits
        .map(|(number, page)| format!("{number:0SEED_BYTES$}{page}"))
        .collect::<Vec<_>>();
    write("parse", &pages)?;
    write("lossless", &pages)?;
    write("faithful", &edits)?;
    write("rewritten", &edits)?;
    write("from_json", &records)
}

fn generated<S: Strategy>(strategy: &S) -> impl Iterator<Item = S::Value> {
    let mut runner = runner(GENERATED);
    (0..GENERATED).filter_map(move |_| Some(strategy.new_tree(&mut runner).ok()?.current()))
}

fn write(target: &str, seeds: &[String]) -> io::Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../fuzz/corpus")
        .join(target);
    fs::create_dir_all(&folder)?;
    for (number, seed) in seeds.iter().enumerate() {
        fs::write(folder.join(format!("seed-{number}")), seed)?;
    }
    Ok(())
}
