//! Lists everybody whom the issues of a folder thank, and how often, the most thanked first.
//!
//! ```text
//! cargo run -p newsletter-export --example contributors -- FOLDER
//! ```
//!
//! Without a folder, it reads the fixtures of this project.

mod archive;

use std::collections::BTreeMap;
use std::error::Error;
use std::io::{self, Write};

use newsletter_model::Person;

fn main() -> Result<(), Box<dyn Error>> {
    let issues = archive::issues()?;
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for person in issues
        .iter()
        .flat_map(|(_, document)| document.issue().contributors())
    {
        *counts.entry(name_of(person)).or_default() += 1;
    }

    // The sort is stable, so that people with the same count stay in the order of their names.
    let mut ranking: Vec<(String, usize)> = counts.into_iter().collect();
    ranking.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let mut output = io::stdout().lock();
    for (name, count) in ranking {
        writeln!(output, "{count:>4}  {name}")?;
    }
    Ok(())
}

/// The handle, which stays the same when somebody's name is spelled in two ways; else the name.
fn name_of(person: &Person) -> String {
    match (&person.handle, &person.name) {
        (Some(handle), _) => format!("@{handle}"),
        (None, Some(name)) => name.to_string(),
        (None, None) => String::new(),
    }
}
