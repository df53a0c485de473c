//! Comments that say what is to be done before publication.

use newsletter_model::{Block, Issue};

/// Whether a block is a comment all of whose lines start with `TODO`.
pub(crate) fn is_reminder(block: &Block) -> bool {
    let Block::Comment(comment) = block else {
        return false;
    };
    let lines = comment.text.as_str().lines().map(str::trim);
    let mut lines = lines.filter(|line| !line.is_empty()).peekable();
    lines.peek().is_some() && lines.all(is_to_do)
}

fn is_to_do(line: &str) -> bool {
    line.strip_prefix("TODO")
        .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

/// Takes the reminder with that text, if an issue ends with it.
pub(crate) fn take_last(issue: &mut Issue, text: &str) -> Option<Block> {
    let is_it = |block: &mut Block| matches!(block, Block::Comment(comment) if comment.text.as_str() == text);
    issue.bodies_mut().last()?.pop_if(is_it)
}

/// Adds a reminder at the end of an issue.
pub(crate) fn push_last(issue: &mut Issue, reminder: Option<Block>) {
    if let Some(body) = issue.bodies_mut().last() {
        body.extend(reminder);
    }
}
