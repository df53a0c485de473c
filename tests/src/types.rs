//! How many parts of each type an issue has.

use std::collections::BTreeMap;

use newsletter_model::{Block, EntryRef, Issue};
use newsletter_parse::{Options, normalize};

/// The number of parts of each type; of comments, those that say something.
pub fn counts(issue: &Issue) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::new();
    for block in issue.blocks() {
        *counts.entry("items").or_default() += block.items().count();
        if let Some(name) = type_name(block) {
            *counts.entry(name).or_default() += 1;
        }
    }
    let entries = issue
        .sections
        .iter()
        .flat_map(newsletter_model::Section::entries);
    let bylines = entries.filter(|entry| match entry {
        EntryRef::ProjectUpdate(update) => update.maintainers.is_some(),
        EntryRef::PersonalProject(project) => project.authors.is_some(),
        _ => false,
    });
    counts.insert("bylines", bylines.count());
    counts
}

fn type_name(block: &Block) -> Option<&'static str> {
    match block {
        Block::Thanks(_) => Some("thanks"),
        Block::Comment(comment) if !comment.text.is_empty() => Some("comments"),
        Block::Placeholder(_) => Some("placeholders"),
        Block::Definition(_) => Some("definitions"),
        Block::More => Some("markers"),
        Block::Heading(_) => Some("headings"),
        _ => None,
    }
}

/// What is typed stays typed: `normalize` makes prose of nothing that can stand where it is.
///
/// # Errors
///
/// Of which type the normal issue has less.
pub fn survive(issue: &Issue) -> Result<(), String> {
    let normal = normalize(issue, &Options::default()).map_err(|error| error.to_string())?;
    let (before, after) = (counts(issue), counts(&normal));
    for (name, count) in &before {
        let left = after.get(name).copied().unwrap_or_default();
        if left < *count {
            return Err(format!(
                "normalize left {left} of {count} {name}\n{}",
                newsletter_export::to_json(&normal)
            ));
        }
    }
    Ok(())
}
