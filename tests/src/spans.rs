//! The spans of a document's nodes: inside the source, inside their parents, one behind the other.

use std::collections::HashMap;

use newsletter_parse::{Document, Span};

/// Checks that all spans lie within the source and on the boundaries of characters, children inside
/// their parents, and siblings in order without overlap.
///
/// # Errors
///
/// Which node breaks the rule.
pub fn check(document: &Document) -> Result<(), String> {
    let source = document.source();
    let mut spans: HashMap<String, Span> = HashMap::new();
    let mut last_child: HashMap<String, (String, Span)> = HashMap::new();
    for (pointer, span) in document.nodes() {
        if source.get(span.range()).is_none() {
            return Err(format!("{pointer}: {span:?} is no slice of the source"));
        }
        let parent = parent_of(&pointer, &spans);
        if let Some(outer) = spans
            .get(&parent)
            .filter(|outer| span.start < outer.start || span.end > outer.end)
        {
            return Err(format!(
                "{pointer}: {span:?} is not inside {parent}: {outer:?}"
            ));
        }
        if let Some((sibling, before)) = last_child
            .insert(parent, (pointer.clone(), span))
            .filter(|(_, before)| before.end > span.start)
            // TOML may write the parts of one table apart, around those of another.
            .filter(|(sibling, _)| !is_table(sibling, &spans))
        {
            return Err(format!(
                "{pointer}: {span:?} overlaps {sibling}: {before:?}"
            ));
        }
        if document.span(&pointer) != Some(span) {
            return Err(format!(
                "{pointer}: found {:?} instead of {span:?}",
                document.span(&pointer)
            ));
        }
        if spans.insert(pointer.clone(), span).is_some() {
            return Err(format!("{pointer}: stands twice among the nodes"));
        }
    }
    Ok(())
}

/// The pointer of the innermost node around this one; empty when there is none.
fn parent_of(pointer: &str, spans: &HashMap<String, Span>) -> String {
    let mut parent = pointer;
    while let Some(at) = parent.rfind('/') {
        parent = &parent[..at];
        if spans.contains_key(parent) {
            break;
        }
    }
    parent.to_owned()
}

/// Whether a node is a table of the front matter: it has keys below it.
fn is_table(pointer: &str, spans: &HashMap<String, Span>) -> bool {
    let below = format!("{pointer}/");
    pointer.starts_with("/front_matter/") && spans.keys().any(|key| key.starts_with(&below))
}
