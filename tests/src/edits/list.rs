//! Edits of lists: items that come, go and move.

use newsletter_model::Issue;
use serde_json::{Value, json};

use super::{Choice, Kind, Touches, tree, words};

pub(super) const KINDS: &[Kind] = &[
    Kind::small("add an item", add),
    Kind::small("add an item of several lines", add_long),
    Kind::small("add an item with a nested list", add_nested),
    Kind::small("remove an item", remove).may_lose_definition(),
    Kind::small("duplicate an item", duplicate),
    Kind::small("swap items", swap),
    Kind::small("move an item", shift),
    Kind::small("move an item to another list", transfer),
    Kind::large("space or close up a list", toggle_spaced),
    Kind::large("change the bullet of a list", change_bullet),
];

fn any_list(issue: &Value, choice: &mut Choice<'_>) -> Option<String> {
    choice
        .pick(&tree::blocks(issue, &["list", "tasks"]))
        .cloned()
}

fn any_item(issue: &Value, choice: &mut Choice<'_>) -> Option<String> {
    choice.pick(&tree::elements(issue, "items")).cloned()
}

fn add(issue: &mut Issue, choice: &mut Choice<'_>) -> Option<Touches> {
    insert(issue, words::item(choice), choice)
}

fn add_long(issue: &mut Issue, choice: &mut Choice<'_>) -> Option<Touches> {
    let mut item = words::item(choice);
    item["after"] = "\nwith a second line".into();
    if choice.coin() {
        item["blocks"] = json!([words::prose(choice)]);
    }
    insert(issue, item, choice)
}

fn add_nested(issue: &mut Issue, choice: &mut Choice<'_>) -> Option<Touches> {
    let mut item = words::item(choice);
    item["blocks"] = json!([{"type": "list", "items": [words::item(choice), words::item(choice)]}]);
    insert(issue, item, choice)
}

/// Puts an item anywhere into a list, often at its end.
fn insert(issue: &mut Issue, item: Value, choice: &mut Choice<'_>) -> Option<Touches> {
    tree::edit(issue, |issue| {
        let items = format!("{}/items", any_list(issue, choice)?);
        let count = tree::array(issue, &items).len();
        let place = if choice.coin() {
            count
        } else {
            choice.below(count + 1)
        };
        tree::insert(issue, &items, place, item)
    })
}

fn remove(issue: &mut Issue, choice: &mut Choice<'_>) -> Option<Touches> {
    tree::edit(issue, |issue| {
        tree::remove(issue, &any_item(issue, choice)?)
    })
}

fn duplicate(issue: &mut Issue, choice: &mut Choice<'_>) -> Option<Touches> {
    tree::edit(issue, |issue| {
        tree::duplicate(issue, &any_item(issue, choice)?)
    })
}

fn swap(issue: &mut Issue, choice: &mut Choice<'_>) -> Option<Touches> {
    tree::edit(issue, |issue| tree::swap(issue, &any_item(issue, choice)?))
}

fn shift(issue: &mut Issue, choice: &mut Choice<'_>) -> Option<Touches> {
    tree::edit(issue, |issue| {
        tree::shift(issue, &any_item(issue, choice)?, choice)
    })
}

/// Moves an item to another list of the same type and depth.
fn transfer(issue: &mut Issue, choice: &mut Choice<'_>) -> Option<Touches> {
    tree::edit(issue, |issue| {
        let item = any_item(issue, choice)?;
        let (items, _) = tree::place(&item)?;
        let kind = &issue.pointer(items.trim_end_matches("/items"))?["type"];
        let depth = items.matches("/items").count();
        let lists = tree::find(issue, |pointer, block| {
            matches!(tree::field_of(pointer), Some("body" | "blocks"))
                && block["type"] == *kind
                && block.get("items").is_some()
                && pointer.matches("/items").count() + 1 == depth
        });
        let target = format!("{}/items", choice.pick(&lists)?);
        tree::transfer(issue, &item, &target, choice)
    })
}

fn toggle_spaced(issue: &mut Issue, choice: &mut Choice<'_>) -> Option<Touches> {
    tree::edit(issue, |issue| {
        let list = any_list(issue, choice)?;
        if tree::array(issue, &format!("{list}/items")).len() < 2 {
            return None;
        }
        let fields = tree::object_mut(issue, &list)?;
        let spaced = fields.get("spaced") == Some(&Value::Bool(true));
        fields.insert("spaced".to_owned(), (!spaced).into());
        Some(tree::changed(&list))
    })
}

fn change_bullet(issue: &mut Issue, choice: &mut Choice<'_>) -> Option<Touches> {
    tree::edit(issue, |issue| {
        let list = any_list(issue, choice)?;
        let bullet = *choice.pick(&["-", "*", "+"])?;
        tree::object_mut(issue, &list)?.insert("bullet".to_owned(), bullet.into());
        Some(tree::changed(&list))
    })
}
