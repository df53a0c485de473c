//! Edits of thanks sentences.

use newsletter_model::{Issue, Person, Thanks};
use serde_json::Value;

use super::{Choice, Kind, Touches, tree, words};

pub(super) const KINDS: &[Kind] = &[
    Kind::small("add a person to a thanks sentence", add_person),
    Kind::small("remove a person from a thanks sentence", remove_person),
    Kind::small("add a thanks sentence", add),
];

/// The people of some credit, chosen at random, and the sentence that it stands in.
fn any(issue: &Value, choice: &mut Choice<'_>) -> Option<(String, String)> {
    let credit = choice.pick(&tree::elements(issue, "credits"))?.clone();
    let (credits, _) = tree::place(&credit)?;
    Some((
        format!("{credit}/people"),
        credits.trim_end_matches("/credits").to_owned(),
    ))
}

fn add_person(issue: &mut Issue, choice: &mut Choice<'_>) -> Option<Touches> {
    tree::edit(issue, |issue| {
        let (people, thanks) = any(issue, choice)?;
        tree::array_mut(issue, &people)?.push(words::person(choice));
        Some(tree::changed(&thanks))
    })
}

/// Removes somebody; a run of people starts with one who has a handle.
fn remove_person(issue: &mut Issue, choice: &mut Choice<'_>) -> Option<Touches> {
    tree::edit(issue, |issue| {
        let (people, thanks) = any(issue, choice)?;
        let people = tree::array_mut(issue, &people)?;
        people.remove(choice.below(people.len()));
        let first = people.first()?;
        first.get("handle").map(|_| tree::changed(&thanks))
    })
}

/// Adds a sentence at the end of an entry.
fn add(issue: &mut Issue, choice: &mut Choice<'_>) -> Option<Touches> {
    let person = Person::github(words::handle(choice)).ok()?;
    let mut thanks = tree::json(&Thanks::for_contributions(vec![person]));
    thanks["type"] = "thanks".into();
    tree::edit(issue, |issue| {
        let entry = choice.pick(&tree::elements(issue, "entries"))?.clone();
        let body = format!("{entry}/body");
        let end = tree::array(issue, &body).len();
        tree::insert(issue, &body, end, thanks)
    })
}
