//! Reads, writes and edits a hostile page, for `tests/hostile.sh`, which counts instructions.
//!
//! With the name and the length of a page: goes through all steps, and prints how many bytes the page has.
//! Without: prints the names.

#![expect(clippy::print_stdout, reason = "the script reads what is printed")]

use newsletter_tests::hostile::{PATTERNS, RULE_PATTERNS, STEPS, nested_json, read, read_json};

/// What has no page.
const NESTED_JSON: &str = "nested arrays in JSON";

fn main() {
    let mut patterns = PATTERNS.iter().chain(RULE_PATTERNS);
    let mut arguments = std::env::args().skip(1);
    let (Some(name), Some(count)) = (arguments.next(), arguments.next()) else {
        patterns.for_each(|pattern| println!("{}", pattern.name));
        println!("{NESTED_JSON}");
        return;
    };
    let count = count.parse().expect("a number");
    if name == NESTED_JSON {
        let json = nested_json(count);
        println!("{}", json.len());
        assert!(read_json(&json).is_err(), "JSON cannot nest so deeply");
        return;
    }
    let pattern = patterns.find(|pattern| pattern.name == name);
    let page = (pattern.expect("a name of a page").page)(count);
    println!("{}", page.len());
    if let Ok(document) = read(&page) {
        for (name, step) in STEPS {
            step(&document).unwrap_or_else(|error| panic!("{name}: {error}"));
        }
    }
}
