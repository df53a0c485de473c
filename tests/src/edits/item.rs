//! Edits of single items.

use newsletter_model::Issue;
use serde_json::{Value, json};

use super::{Choice, Kind, Touches, tree, words};

pub(super) const KINDS: &[Kind] = &[
    Kind::small("change the URL of an item", change_url),
    Kind::small("change the title of an item", change_title),
    Kind::small("change the text behind a link", change_after),
    Kind::small("edit prose below an item", edit_prose),
    Kind::small("add a block below an item", add_block),
    Kind::small("add a note below an item", add_note),
    Kind::small("remove a block below an item", remove_block).may_lose_definition(),
];

/// Sets a field of an item that has another one.
fn set(
    issue: &mut Value,
    with: &str,
    field: &str,
    value: Value,
    choice: &mut Choice<'_>,
) -> Option<Touches> {
    let items = tree::find(issue, |pointer, item| {
        tree::field_of(pointer) == Some("items") && item.get(with).is_some()
    });
    let item = choice.pick(&items)?;
    tree::object_mut(issue, item)?.insert(field.to_owned(), value);
    Some(Touches::new())
}

fn change_url(issue: &mut Issue, choice: &mut Choice<'_>) -> Option<Touches> {
    let url = words::url(choice).into();
    tree::edit(issue, |issue| set(issue, "url", "url", url, choice))
}

fn change_title(issue: &mut Issue, choice: &mut Choice<'_>) -> Option<Touches> {
    let title = words::title(choice).into();
    let with = if choice.below(4) == 0 {
        "reference"
    } else {
        "url"
    };
    tree::edit(issue, |issue| set(issue, with, "title", title, choice))
}

fn change_after(issue: &mut Issue, choice: &mut Choice<'_>) -> Option<Touches> {
    let texts = [
        " (published as *v0.2.0*)",
        ", at last",
        " by [@grace-h](https://github.com/grace-h)",
    ];
    let after = Value::from(*choice.pick(&texts)?);
    tree::edit(issue, |issue| set(issue, "url", "after", after, choice))
}

fn edit_prose(issue: &mut Issue, choice: &mut Choice<'_>) -> Option<Touches> {
    tree::edit(issue, |issue| {
        let blocks = tree::find(issue, |pointer, block| {
            tree::field_of(pointer) == Some("blocks")
                && block["markdown"].as_str().is_some_and(words::is_paragraph)
        });
        let block = choice.pick(&blocks)?;
        let markdown = issue.pointer(block)?["markdown"].as_str()?.to_owned();
        let markdown = format!("{markdown} {}", words::sentence(choice));
        tree::object_mut(issue, block)?.insert("markdown".to_owned(), markdown.into());
        Some(Touches::new())
    })
}

/// Adds a block behind those of an item that has a text.
fn push(issue: &mut Issue, block: Value, choice: &mut Choice<'_>) -> Option<Touches> {
    tree::edit(issue, |issue| {
        let items = tree::find(issue, |pointer, item| {
            tree::field_of(pointer) == Some("items") && item.get("title").is_some()
        });
        let blocks = format!("{}/blocks", choice.pick(&items)?);
        let place = tree::array(issue, &blocks).len();
        tree::insert(issue, &blocks, place, block)
    })
}

fn add_block(issue: &mut Issue, choice: &mut Choice<'_>) -> Option<Touches> {
    push(issue, words::prose(choice), choice)
}

fn add_note(issue: &mut Issue, choice: &mut Choice<'_>) -> Option<Touches> {
    let note = json!({"type": "list", "items": [{"title": "A note on *this*"}]});
    push(issue, note, choice)
}

fn remove_block(issue: &mut Issue, choice: &mut Choice<'_>) -> Option<Touches> {
    tree::edit(issue, |issue| {
        let block = choice.pick(&tree::elements(issue, "blocks"))?.clone();
        tree::remove(issue, &block)
    })
}
