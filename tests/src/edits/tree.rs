//! An issue as a tree of JSON, in which every node has a pointer.

use newsletter_model::Issue;
use serde_json::{Map, Value};

use super::{Choice, Touches};
use crate::smallness::Touched;

/// Edits an issue as JSON; it stays as it is when the edit is not applicable.
pub(super) fn edit<T>(
    issue: &mut Issue,
    change: impl FnOnce(&mut Value) -> Option<T>,
) -> Option<T> {
    let mut value = json(issue);
    let outcome = change(&mut value)?;
    *issue = serde_json::from_value(value).expect("an edited issue is an issue");
    Some(outcome)
}

/// The JSON of a part of an issue.
pub(super) fn json(part: &impl serde::Serialize) -> Value {
    serde_json::to_value(part).expect("an issue has a JSON form")
}

/// The pointers of all nodes of the body and the sections that satisfy a condition, in the order of the text.
pub(super) fn find(issue: &Value, wanted: impl Fn(&str, &Value) -> bool) -> Vec<String> {
    let mut found = Vec::new();
    for field in ["/body", "/sections"] {
        if let Some(value) = issue.pointer(field) {
            visit(value, field, &wanted, &mut found);
        }
    }
    found
}

fn visit(
    value: &Value,
    pointer: &str,
    wanted: &impl Fn(&str, &Value) -> bool,
    found: &mut Vec<String>,
) {
    if wanted(pointer, value) {
        found.push(pointer.to_owned());
    }
    match value {
        Value::Object(fields) => fields
            .iter()
            .for_each(|(name, field)| visit(field, &format!("{pointer}/{name}"), wanted, found)),
        Value::Array(values) => values.iter().enumerate().for_each(|(index, value)| {
            visit(value, &format!("{pointer}/{index}"), wanted, found);
        }),
        _ => {}
    }
}

/// The field whose element a node is: `items` for `/body/0/items/3`.
pub(super) fn field_of(pointer: &str) -> Option<&str> {
    let (array, index) = pointer.rsplit_once('/')?;
    index.parse::<usize>().ok()?;
    array.rsplit('/').next()
}

/// The pointers of all elements of a field.
pub(super) fn elements(issue: &Value, field: &str) -> Vec<String> {
    find(issue, |pointer, _| field_of(pointer) == Some(field))
}

/// The pointers of all blocks of a type.
pub(super) fn blocks(issue: &Value, types: &[&str]) -> Vec<String> {
    find(issue, |pointer, value| {
        matches!(field_of(pointer), Some("body" | "blocks"))
            && types.iter().any(|name| value["type"] == *name)
    })
}

/// The pointers of the bodies of the issue, of sections and of entries; also of those without blocks.
pub(super) fn bodies(issue: &Value) -> Vec<String> {
    let mut bodies = vec!["/body".to_owned()];
    for section in elements(issue, "sections") {
        bodies.push(format!("{section}/body"));
        let entries = array(issue, &format!("{section}/entries")).len();
        bodies.extend((0..entries).map(|entry| format!("{section}/entries/{entry}/body")));
    }
    bodies
}

/// The elements of an array; none where the field is left out.
pub(super) fn array<'v>(issue: &'v Value, pointer: &str) -> &'v [Value] {
    let array = issue.pointer(pointer).and_then(Value::as_array);
    array.map_or(&[], Vec::as_slice)
}

/// The elements of an array, to change them; the field is made where it is left out.
pub(super) fn array_mut<'v>(issue: &'v mut Value, pointer: &str) -> Option<&'v mut Vec<Value>> {
    let (parent, field) = pointer.rsplit_once('/')?;
    let parent = issue.pointer_mut(parent)?.as_object_mut()?;
    let array = parent
        .entry(field)
        .or_insert_with(|| Value::Array(Vec::new()));
    array.as_array_mut()
}

/// A node with fields, to change it.
pub(super) fn object_mut<'v>(
    issue: &'v mut Value,
    pointer: &str,
) -> Option<&'v mut Map<String, Value>> {
    issue.pointer_mut(pointer)?.as_object_mut()
}

/// Splits the pointer of an element into that of its array and its place.
pub(super) fn place(pointer: &str) -> Option<(&str, usize)> {
    let (array, index) = pointer.rsplit_once('/')?;
    Some((array, index.parse().ok()?))
}

/// A node that was changed where it is.
pub(super) fn changed(pointer: &str) -> Touches {
    touches(&[pointer], &[pointer])
}

/// Nodes before and after.
pub(super) fn touches(before: &[&str], after: &[&str]) -> Touches {
    let owned = |pointers: &[&str]| {
        pointers
            .iter()
            .map(|pointer| (*pointer).to_owned())
            .collect()
    };
    vec![Touched {
        before: owned(before),
        after: owned(after),
    }]
}

/// Inserts an element.
pub(super) fn insert(
    issue: &mut Value,
    array: &str,
    index: usize,
    element: Value,
) -> Option<Touches> {
    let elements = array_mut(issue, array)?;
    elements.insert(index.min(elements.len()), element);
    Some(touches(&[], &[&format!("{array}/{index}")]))
}

/// Removes an element.
pub(super) fn remove(issue: &mut Value, pointer: &str) -> Option<Touches> {
    let (array, index) = place(pointer)?;
    array_mut(issue, array)?.remove(index);
    Some(touches(&[pointer], &[]))
}

/// Puts a copy of an element behind it; either of the two may be the new one.
pub(super) fn duplicate(issue: &mut Value, pointer: &str) -> Option<Touches> {
    let (array, index) = place(pointer)?;
    let elements = array_mut(issue, array)?;
    let copy = elements.get(index)?.clone();
    elements.insert(index, copy);
    let mut either = touches(&[], &[pointer]);
    either.extend(touches(&[], &[&format!("{array}/{}", index + 1)]));
    Some(either)
}

/// Swaps an element with the one behind it; either of the two may be the one that moved.
pub(super) fn swap(issue: &mut Value, pointer: &str) -> Option<Touches> {
    let (array, index) = place(pointer)?;
    let elements = array_mut(issue, array)?;
    if index + 1 >= elements.len() {
        return None;
    }
    elements.swap(index, index + 1);
    let next = format!("{array}/{}", index + 1);
    let mut either = touches(&[pointer], &[&next]);
    either.extend(touches(&[&next], &[pointer]));
    Some(either)
}

/// Moves an element to another place of its array.
pub(super) fn shift(issue: &mut Value, pointer: &str, choice: &mut Choice<'_>) -> Option<Touches> {
    let (array, index) = place(pointer)?;
    let elements = array_mut(issue, array)?;
    if elements.len() < 3 {
        return None;
    }
    let element = elements.remove(index);
    let target = (index + 1 + choice.below(elements.len())) % (elements.len() + 1);
    elements.insert(target, element);
    Some(touches(&[pointer], &[&format!("{array}/{target}")]))
}

/// Moves an element into another array.
pub(super) fn transfer(
    issue: &mut Value,
    pointer: &str,
    array: &str,
    choice: &mut Choice<'_>,
) -> Option<Touches> {
    let (origin, index) = place(pointer)?;
    if array == origin || array.starts_with(&format!("{pointer}/")) {
        return None;
    }
    let element = issue.pointer(pointer)?.clone();
    let target = choice.below(array_mut(issue, array)?.len() + 1);
    array_mut(issue, array)?.insert(target, element);
    array_mut(issue, origin)?.remove(index);
    Some(touches(&[pointer], &[&format!("{array}/{target}")]))
}
