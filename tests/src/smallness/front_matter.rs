//! The nodes of the front matter: keys, and the elements of arrays on lines of their own.

use std::ops::Range;

use newsletter_parse::Document;
use serde_json::Value;

use super::page::{Node, Spans};
use super::{Flags, unmatched};

/// The nodes of a front matter; arrays with elements as nodes are those that have so among `known`, and those that
/// are not known and have each element on a line of its own.
pub(super) fn nodes(
    document: &Document,
    issue: &Value,
    spans: &Spans,
    known: Option<&[Node]>,
) -> Vec<Node> {
    let mut nodes: Vec<Node> = Vec::new();
    let mut whole: Option<String> = None;
    for (number, (pointer, lines)) in spans.nodes.iter().enumerate() {
        let Some(below) = pointer.strip_prefix("/front_matter/") else {
            continue;
        };
        if whole
            .as_ref()
            .is_some_and(|outer| pointer.starts_with(outer.as_str()))
        {
            continue;
        }
        let value = issue.pointer(pointer);
        let elements = element_lines(spans, number);
        let is_open =
            match known.and_then(|known| known.iter().find(|node| node.pointer == *pointer)) {
                Some(node) => node.key == OPEN,
                None => is_open(document, pointer, value, &elements),
            };
        if !is_open {
            whole = Some(format!("{pointer}/"));
        }
        let is_element = below
            .rsplit('/')
            .next()
            .is_some_and(|last| last.parse::<usize>().is_ok());
        let key = match value {
            _ if is_open => OPEN.to_owned(),
            Some(value) => value.to_string(),
            None => document.text_of(pointer).unwrap_or_default().to_owned(),
        };
        let own = if is_open && !is_element {
            own_lines(lines, &elements)
        } else {
            vec![lines.clone()]
        };
        for lines in own {
            nodes.push(Node {
                pointer: pointer.clone(),
                key: key.clone(),
                lines,
                is_list: false,
            });
        }
    }
    nodes
}

/// The key of a table or an array whose parts are nodes.
const OPEN: &str = "open";

/// The lines of the nodes directly below one.
fn element_lines(spans: &Spans, number: usize) -> Vec<Range<usize>> {
    let outer = format!("{}/", spans.nodes[number].0);
    let below = spans.nodes[number + 1..]
        .iter()
        .filter(|(pointer, _)| pointer.starts_with(&outer));
    below.map(|(_, lines)| lines.clone()).collect()
}

fn is_open(
    document: &Document,
    pointer: &str,
    value: Option<&Value>,
    elements: &[Range<usize>],
) -> bool {
    let text = document.text_of(pointer).unwrap_or_default();
    let written = text
        .split_once('=')
        .map(|(key, written)| (key, written.trim_start()));
    match value {
        Some(Value::Object(_)) => {
            !written.is_some_and(|(key, written)| !key.contains('\n') && written.starts_with('{'))
        }
        Some(Value::Array(values)) => {
            let starts = elements.iter().map(|lines| lines.start);
            let first_line = document
                .span(pointer)
                .map_or(0, |span| document.position(span.start).line - 1);
            let lines: Vec<usize> = std::iter::once(first_line).chain(starts).collect();
            !values.is_empty()
                && !text.starts_with('[')
                && lines.windows(2).all(|pair| pair[0] < pair[1])
        }
        _ => false,
    }
}

/// The lines of a table or an array that no part of it stands on.
fn own_lines(lines: &Range<usize>, parts: &[Range<usize>]) -> Vec<Range<usize>> {
    let is_own = |line: &usize| !parts.iter().any(|part| part.contains(line));
    lines
        .clone()
        .filter(is_own)
        .map(|line| line..line + 1)
        .collect()
}

/// The nodes that differ: keys by their names, elements by their place among the others.
pub(super) fn differing(before: &[Node], after: &[Node]) -> (Flags, Flags) {
    let mut flags = (differing_keys(before, after), differing_keys(after, before));
    let mut arrays: Vec<&str> = before.iter().chain(after).filter_map(array_of).collect();
    arrays.sort_unstable();
    arrays.dedup();
    for array in arrays {
        let elements = |nodes: &[Node]| -> Vec<usize> {
            let numbers = nodes
                .iter()
                .enumerate()
                .filter(|(_, node)| array_of(node) == Some(array));
            numbers.map(|(number, _)| number).collect()
        };
        let (left, right) = (elements(before), elements(after));
        let (left_keys, right_keys) = (keys(before, &left), keys(after, &right));
        let differing = unmatched(&left_keys, &right_keys);
        left.iter()
            .zip(differing.0)
            .for_each(|(number, differs)| flags.0[*number] = differs);
        right
            .iter()
            .zip(differing.1)
            .for_each(|(number, differs)| flags.1[*number] = differs);
    }
    flags
}

fn keys<'n>(nodes: &'n [Node], numbers: &[usize]) -> Vec<&'n str> {
    numbers
        .iter()
        .map(|number| nodes[*number].key.as_str())
        .collect()
}

fn differing_keys(nodes: &[Node], others: &[Node]) -> Flags {
    let is_there = |node: &Node| {
        others
            .iter()
            .any(|other| other.pointer == node.pointer && other.key == node.key)
    };
    nodes.iter().map(|node| !is_there(node)).collect()
}

/// The array that a node is an element of.
fn array_of(node: &Node) -> Option<&str> {
    let (array, last) = node.pointer.rsplit_once('/')?;
    last.parse::<usize>().ok().map(|_| array)
}
