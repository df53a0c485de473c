//! Edits of entries.

use newsletter_model::Issue;
use serde_json::{Value, json};

use super::{Choice, Kind, Touches, tree, words};

pub(super) const KINDS: &[Kind] = &[
    Kind::small("rename an entry", rename),
    Kind::small("change the URL of an entry", change_url),
    Kind::small("add an entry", add),
    Kind::small("remove an entry", remove).may_lose_definition(),
    Kind::small("swap entries", swap),
    Kind::small("move an entry", shift),
    Kind::small("move an entry to another section", transfer),
];

fn any(issue: &Value, choice: &mut Choice<'_>) -> Option<String> {
    choice.pick(&tree::elements(issue, "entries")).cloned()
}

/// Gives an entry another name; a heading that no fields spell is replaced as a whole.
fn rename(issue: &mut Issue, choice: &mut Choice<'_>) -> Option<Touches> {
    tree::edit(issue, |issue| {
        let entry = any(issue, choice)?;
        let fields = tree::object_mut(issue, &entry)?;
        let name = words::name(choice);
        if fields.contains_key("name") {
            fields.remove("heading");
            fields.insert("name".to_owned(), name.into());
        } else {
            fields.insert("heading".to_owned(), format!("A talk: *{name}*").into());
        }
        Some(tree::changed(&format!("{entry}/heading")))
    })
}

fn change_url(issue: &mut Issue, choice: &mut Choice<'_>) -> Option<Touches> {
    tree::edit(issue, |issue| {
        let linked = tree::find(issue, |pointer, entry| {
            tree::field_of(pointer) == Some("entries") && entry.get("url").is_some()
        });
        let entry = choice.pick(&linked)?;
        let fields = tree::object_mut(issue, entry)?;
        fields.remove("heading");
        fields.insert("url".to_owned(), words::url(choice).into());
        Some(tree::changed(&format!("{entry}/heading")))
    })
}

fn add(issue: &mut Issue, choice: &mut Choice<'_>) -> Option<Touches> {
    tree::edit(issue, |issue| {
        let section = choice.pick(&tree::elements(issue, "sections"))?.clone();
        let entries = format!("{section}/entries");
        let place = choice.below(tree::array(issue, &entries).len() + 1);
        let entry = new_entry(&issue.pointer(&section)?["kind"], choice);
        tree::insert(issue, &entries, place, entry)
    })
}

fn new_entry(kind: &Value, choice: &mut Choice<'_>) -> Value {
    let list = json!({"type": "list", "items": [words::item(choice), words::item(choice)]});
    let body = json!([words::prose(choice), list]);
    let byline = json!({"people": [words::person(choice)]});
    let (name, url) = (words::name(choice), words::url(choice));
    match kind.as_str() {
        Some("project-updates") => {
            json!({"name": name, "url": url, "maintainers": byline, "body": body})
        }
        Some("personal-projects") => {
            json!({"name": name, "url": url, "authors": byline, "body": body})
        }
        _ => json!({"heading": format!("[{name}]({url})"), "body": [words::prose(choice)]}),
    }
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

fn transfer(issue: &mut Issue, choice: &mut Choice<'_>) -> Option<Touches> {
    tree::edit(issue, |issue| {
        let entry = any(issue, choice)?;
        let (origin, _) = tree::place(&entry)?;
        let kind = kind_of(issue, origin.trim_end_matches("/entries"));
        let sections = tree::elements(issue, "sections");
        let same: Vec<&String> = sections
            .iter()
            .filter(|section| kind_of(issue, section) == kind)
            .collect();
        let target = format!("{}/entries", choice.pick(&same)?);
        tree::transfer(issue, &entry, &target, choice)
    })
}

/// The type of a section's entries: that of its kind, or the one of all others.
fn kind_of<'v>(issue: &'v Value, section: &str) -> &'v str {
    let kind = issue
        .pointer(section)
        .and_then(|section| section["kind"].as_str());
    kind.filter(|kind| {
        matches!(
            *kind,
            "project-updates" | "personal-projects" | "call-for-participation"
        )
    })
    .unwrap_or_default()
}
