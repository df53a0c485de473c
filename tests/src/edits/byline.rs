//! Edits of bylines.

use newsletter_model::Issue;
use serde_json::{Value, json};

use super::{Choice, Kind, Touches, tree, words};

pub(super) const KINDS: &[Kind] = &[
    Kind::small("add a person to a byline", add_person),
    Kind::small("remove a person from a byline", remove_person),
    Kind::small("add a byline", add),
    Kind::small("drop a byline", drop),
];

/// The pointers of all bylines.
fn bylines(issue: &Value) -> Vec<String> {
    tree::find(issue, |pointer, _| {
        pointer.ends_with("/maintainers") || pointer.ends_with("/authors")
    })
}

fn add_person(issue: &mut Issue, choice: &mut Choice<'_>) -> Option<Touches> {
    tree::edit(issue, |issue| {
        let byline = choice.pick(&bylines(issue))?.clone();
        let people = tree::array_mut(issue, &format!("{byline}/people"))?;
        people.push(words::person(choice));
        Some(tree::changed(&byline))
    })
}

fn remove_person(issue: &mut Issue, choice: &mut Choice<'_>) -> Option<Touches> {
    tree::edit(issue, |issue| {
        let byline = choice.pick(&bylines(issue))?.clone();
        let people = tree::array_mut(issue, &format!("{byline}/people"))?;
        if people.len() < 2 {
            return None;
        }
        people.remove(choice.below(people.len()));
        Some(tree::changed(&byline))
    })
}

fn add(issue: &mut Issue, choice: &mut Choice<'_>) -> Option<Touches> {
    tree::edit(issue, |issue| {
        let sections = tree::find(issue, |pointer, section| {
            tree::field_of(pointer) == Some("sections") && field_of(section).is_some()
        });
        let section = choice.pick(&sections)?;
        let field = field_of(issue.pointer(section)?)?;
        let entries = tree::array(issue, &format!("{section}/entries"))
            .iter()
            .enumerate();
        let bare: Vec<usize> = entries
            .filter(|(_, entry)| entry.get(field).is_none())
            .map(|(index, _)| index)
            .collect();
        let entry = format!("{section}/entries/{}", choice.pick(&bare)?);
        let byline = json!({"people": [words::person(choice)]});
        tree::object_mut(issue, &entry)?.insert(field.to_owned(), byline);
        Some(tree::touches(&[], &[&format!("{entry}/{field}")]))
    })
}

/// The field for the byline of a section's entries.
fn field_of(section: &Value) -> Option<&'static str> {
    match section["kind"].as_str()? {
        "project-updates" => Some("maintainers"),
        "personal-projects" => Some("authors"),
        _ => None,
    }
}

fn drop(issue: &mut Issue, choice: &mut Choice<'_>) -> Option<Touches> {
    tree::edit(issue, |issue| {
        let byline = choice.pick(&bylines(issue))?.clone();
        let (entry, field) = byline.rsplit_once('/')?;
        tree::object_mut(issue, entry)?.remove(field);
        Some(tree::touches(&[&byline], &[]))
    })
}
