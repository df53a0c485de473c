//! Reads, writes and edits a hostile page, for `tests/hostile.sh`, which counts instructions.
//!
//! With the name and the length of a page: goes through all steps, and prints how many bytes the page has.
//! Without: prints the names.

#![expect(clippy::print_stdout, reason = "the script reads what is printed")]

use newsletter_tests::hostile::{PATTERNS, STEPS, read};

fn main() {
    let mut arguments = std::env::args().skip(1);
    let (Some(name), Some(count)) = (arguments.next(), arguments.next()) else {
        PATTERNS
            .iter()
            .for_each(|pattern| println!("{}", pattern.name));
        return;
    };
    let pattern = PATTERNS.iter().find(|pattern| pattern.name == name);
    let page = (pattern.expect("a name of a page").page)(count.parse().expect("a number"));
    println!("{}", page.len());
    if let Ok(document) = read(&page) {
        for (name, step) in STEPS {
            step(&document).unwrap_or_else(|error| panic!("{name}: {error}"));
        }
    }
}
