//! Whole issues.

use std::collections::BTreeSet;

use newsletter_model::{Block, Definition, Issue, Label};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::Value;

use super::{Level, Place, block, body, front_matter, section};

/// An issue such as a tool or a person would build: a text exists for it.
pub fn valid_issue() -> BoxedStrategy<Issue> {
    issue(Level::Valid).prop_map(with_definitions).boxed()
}

/// An issue with whatever its types allow: in every field, in one section, or in one block.
///
/// Of the issues that are hostile all over, few have a text, so some are hostile in one place only.
pub fn any_issue() -> BoxedStrategy<Issue> {
    let one_section = (valid_issue(), section(Level::Any))
        .prop_map(|(issue, section)| issue.with_section(section));
    let blocks = vec(
        (
            block(Level::Any, Place::Issue, 3),
            any::<Index>(),
            any::<Index>(),
        ),
        1..3,
    );
    let some_blocks = (valid_issue(), blocks).prop_map(|(mut issue, blocks)| {
        blocks
            .into_iter()
            .for_each(|(block, body, place)| insert(&mut issue, block, body, place));
        issue
    });
    prop_oneof![1 => issue(Level::Any), 1 => one_section, 3 => some_blocks].boxed()
}

/// Puts a block somewhere into the body of the issue or of a section.
fn insert(issue: &mut Issue, block: Block, body: Index, place: Index) {
    let mut bodies: Vec<&mut Vec<Block>> = vec![&mut issue.body];
    bodies.extend(
        issue
            .sections
            .iter_mut()
            .map(newsletter_model::Section::body_mut),
    );
    let count = bodies.len();
    let blocks = &mut *bodies[body.index(count)];
    blocks.insert(place.index(blocks.len() + 1), block);
}

/// An issue, whose references may lack a definition.
pub fn issue(level: Level) -> BoxedStrategy<Issue> {
    (
        front_matter(level),
        body(level, Place::Issue),
        vec(section(level), 0..4),
    )
        .prop_map(|(front_matter, body, sections)| {
            let mut issue = Issue::new(front_matter);
            (issue.body, issue.sections) = (body, sections);
            issue
        })
        .boxed()
}

/// Adds a definition of every label that the issue refers to.
fn with_definitions(mut issue: Issue) -> Issue {
    let mut labels = BTreeSet::new();
    let value =
        serde_json::to_value((&issue.body, &issue.sections)).expect("an issue has a JSON form");
    collect_references(&value, &mut labels);
    for label in labels {
        let label = Label::new(label).expect("the label was one before");
        if issue.resolve(&label).is_none() {
            issue.body.push(Block::from(Definition::new(
                label,
                "https://example.org/defined",
            )));
        }
    }
    issue
}

fn collect_references(value: &Value, labels: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => {
            for (name, field) in fields {
                match field.as_str().filter(|_| name == "reference") {
                    Some(label) => drop(labels.insert(label.to_owned())),
                    None => collect_references(field, labels),
                }
            }
        }
        Value::Array(values) => values
            .iter()
            .for_each(|value| collect_references(value, labels)),
        _ => {}
    }
}
