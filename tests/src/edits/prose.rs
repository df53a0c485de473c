//! Edits of prose.

use newsletter_model::Issue;
use serde_json::Value;

use super::{Choice, Kind, Touches, tree, words};

pub(super) const KINDS: &[Kind] = &[
    Kind::small("change a word", change_word),
    Kind::small("append a sentence", append_sentence),
    Kind::small("append a paragraph", append_paragraph),
];

/// A plain paragraph outside of lists, and its text.
fn paragraph(issue: &Value, choice: &mut Choice<'_>) -> Option<(String, String)> {
    let paragraphs = tree::find(issue, |pointer, block| {
        tree::field_of(pointer) == Some("body")
            && block["markdown"].as_str().is_some_and(words::is_paragraph)
    });
    let pointer = choice.pick(&paragraphs)?;
    let text = issue.pointer(pointer)?["markdown"].as_str()?;
    Some((pointer.clone(), text.to_owned()))
}

fn replace(
    issue: &mut Issue,
    choice: &mut Choice<'_>,
    change: impl FnOnce(&str, &mut Choice<'_>) -> Option<String>,
) -> Option<Touches> {
    tree::edit(issue, |issue| {
        let (pointer, text) = paragraph(issue, choice)?;
        let text = change(&text, choice)?;
        tree::object_mut(issue, &pointer)?.insert("markdown".to_owned(), text.into());
        Some(tree::changed(&pointer))
    })
}

fn change_word(issue: &mut Issue, choice: &mut Choice<'_>) -> Option<Touches> {
    replace(issue, choice, words::with_changed_word)
}

fn append_sentence(issue: &mut Issue, choice: &mut Choice<'_>) -> Option<Touches> {
    replace(issue, choice, |text, choice| {
        Some(format!("{text} {}", words::sentence(choice)))
    })
}

fn append_paragraph(issue: &mut Issue, choice: &mut Choice<'_>) -> Option<Touches> {
    tree::edit(issue, |issue| {
        let (pointer, _) = paragraph(issue, choice)?;
        let (body, index) = tree::place(&pointer)?;
        tree::insert(issue, body, index + 1, words::prose(choice))
    })
}
