//! Edits of bodies: blocks that come, go and move.

use newsletter_model::Issue;
use serde_json::{Value, json};

use super::{Choice, Kind, Touches, tree, words};

pub(super) const KINDS: &[Kind] = &[
    Kind::small("insert prose", insert_prose),
    Kind::small("insert a comment", insert_comment),
    Kind::small("insert a heading", insert_heading),
    Kind::small("insert a list", insert_list),
    Kind::small("remove a block", remove).may_lose_definition(),
    Kind::small("swap blocks", swap),
    Kind::small("move a block", shift),
    Kind::small("move the marker", move_marker),
];

/// Puts a block anywhere into any body.
fn insert(issue: &mut Issue, block: Value, choice: &mut Choice<'_>) -> Option<Touches> {
    tree::edit(issue, |issue| {
        let body = choice.pick(&tree::bodies(issue))?.clone();
        let place = choice.below(tree::array(issue, &body).len() + 1);
        tree::insert(issue, &body, place, block)
    })
}

fn insert_prose(issue: &mut Issue, choice: &mut Choice<'_>) -> Option<Touches> {
    insert(issue, words::prose(choice), choice)
}

fn insert_comment(issue: &mut Issue, choice: &mut Choice<'_>) -> Option<Touches> {
    let text = *choice.pick(&["TODO", "Please add your\nown items below."])?;
    insert(issue, json!({"type": "comment", "text": text}), choice)
}

fn insert_heading(issue: &mut Issue, choice: &mut Choice<'_>) -> Option<Touches> {
    insert(
        issue,
        json!({"type": "heading", "level": 4, "text": "Fixes and *more*"}),
        choice,
    )
}

fn insert_list(issue: &mut Issue, choice: &mut Choice<'_>) -> Option<Touches> {
    let list = json!({"type": "list", "items": [words::item(choice), words::item(choice)]});
    insert(issue, list, choice)
}

/// A block of a body, outside of items.
fn any(issue: &Value, choice: &mut Choice<'_>) -> Option<String> {
    choice.pick(&tree::elements(issue, "body")).cloned()
}

fn remove(issue: &mut Issue, choice: &mut Choice<'_>) -> Option<Touches> {
    tree::edit(issue, |issue| tree::remove(issue, &any(issue, choice)?))
}

fn swap(issue: &mut Issue, choice: &mut Choice<'_>) -> Option<Touches> {
    tree::edit(issue, |issue| tree::swap(issue, &any(issue, choice)?))
}

fn shift(issue: &mut Issue, choice: &mut Choice<'_>) -> Option<Touches> {
    tree::edit(issue, |issue| {
        tree::shift(issue, &any(issue, choice)?, choice)
    })
}

fn move_marker(issue: &mut Issue, choice: &mut Choice<'_>) -> Option<Touches> {
    tree::edit(issue, |issue| {
        let marker = choice.pick(&tree::blocks(issue, &["more"]))?.clone();
        let body = choice.pick(&tree::bodies(issue))?.clone();
        tree::transfer(issue, &marker, &body, choice)
    })
}
