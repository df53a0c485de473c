//! Edits of reference definitions.

use newsletter_model::Issue;
use serde_json::json;

use super::{Choice, Kind, Touches, tree, words};

pub(super) const KINDS: &[Kind] = &[
    Kind::small("change the URL of a definition", change_url),
    Kind::small("add a definition", add),
];

fn change_url(issue: &mut Issue, choice: &mut Choice<'_>) -> Option<Touches> {
    tree::edit(issue, |issue| {
        let definition = choice.pick(&tree::blocks(issue, &["definition"]))?.clone();
        let url = words::url(choice).into();
        tree::object_mut(issue, &definition)?.insert("url".to_owned(), url);
        Some(tree::changed(&definition))
    })
}

/// Adds a definition behind another one, or at the end of some body.
fn add(issue: &mut Issue, choice: &mut Choice<'_>) -> Option<Touches> {
    tree::edit(issue, |issue| {
        let label = words::name(choice);
        let new = json!({"type": "definition", "label": label, "url": words::url(choice)});
        let known = tree::blocks(issue, &["definition"]);
        if let Some(definition) = choice.pick(&known) {
            let (body, index) = tree::place(definition)?;
            return tree::insert(issue, body, index + 1, new);
        }
        let body = choice.pick(&tree::bodies(issue))?.clone();
        let end = tree::array(issue, &body).len();
        tree::insert(issue, &body, end, new)
    })
}
