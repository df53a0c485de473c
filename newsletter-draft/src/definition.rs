//! The definitions of references, which stay as long as something refers to them.

use std::collections::HashSet;

use newsletter_model::{Block, Definition, Issue, Label, Section};

/// Drops the definitions in sections that only what has gone has referred to.
pub(crate) fn drop_unused(issue: &mut Issue) {
    let texts: Vec<String> = issue.bodies().flatten().filter_map(text_of).collect();
    let is_used = |label: &Label| texts.iter().any(|text| refers_to(text, label));
    for section in &mut issue.sections {
        section.body_mut().retain(|block| match block {
            Block::Definition(definition) => is_used(&definition.label),
            _ => true,
        });
    }
}

/// Keeps the definitions that stood in what has gone, and that a section still refers to: behind the block that does.
pub(crate) fn keep_used(issue: &mut Issue, latest: &Issue) {
    let defined = |issue: &Issue| -> HashSet<String> {
        let definitions = issue.bodies().flatten().filter_map(definition_in);
        definitions
            .map(|definition| definition.label.key())
            .collect()
    };
    let mut kept = defined(issue);
    for definition in latest.bodies().flatten().filter_map(definition_in) {
        if kept.contains(&definition.label.key()) {
            continue;
        }
        let mut bodies = issue.sections.iter_mut().flat_map(Section::bodies_mut);
        let place = bodies.find_map(|body| {
            let refers = |block: &Block| {
                text_of(block).is_some_and(|text| refers_to(&text, &definition.label))
            };
            let at = body.iter().position(refers)?;
            Some((body, at))
        });
        if let Some((body, at)) = place {
            body.insert(at + 1, definition.clone().into());
            kept.insert(definition.label.key());
        }
    }
}

fn definition_in(block: &Block) -> Option<&Definition> {
    match block {
        Block::Definition(definition) => Some(definition),
        _ => None,
    }
}

/// Whether a text in lower case has a reference with that label.
pub(crate) fn refers_to(text: &str, label: &Label) -> bool {
    text.contains(&format!("[{}]", label.as_str()).to_lowercase())
}

/// What may refer to definitions, in lower case.
fn text_of(block: &Block) -> Option<String> {
    match block {
        Block::Prose(prose) => Some(prose.markdown.as_str().to_lowercase()),
        Block::Placeholder(placeholder) => Some(placeholder.text.as_str().to_lowercase()),
        Block::List(list) => {
            let items = list.items.iter();
            Some(
                items
                    .map(|item| {
                        format!(
                            "[{}] [{}]",
                            item.title,
                            item.reference.as_ref().map_or("", Label::as_str)
                        )
                        .to_lowercase()
                    })
                    .collect(),
            )
        }
        _ => None,
    }
}
