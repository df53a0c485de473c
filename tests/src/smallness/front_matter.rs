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
        let is_part = |outer: &String| pointer.starts_with(outer.as_str());
        if !pointer.starts_with("/front_matter/") || whole.as_ref().is_some_and(is_part) {
            continue;
        }
        let parts = parts(spans, number);
        let before = known.and_then(|known| known.iter().find(|node| node.pointer == *pointer));
        let value = issue.pointer(pointer);
        let is_open = !parts.is_empty()
            && before.map_or_else(
                || is_open(document, pointer, value, &parts),
                |node| node.key == OPEN,
            );
        if is_open {
            let node = |lines| Node::of_key(pointer, OPEN.to_owned(), lines);
            nodes.extend(own_lines(lines, &parts).into_iter().map(node));
        } else {
            whole = Some(format!("{pointer}/"));
            let text = || document.text_of(pointer).unwrap_or_default().to_owned();
            let key = value.map_or_else(text, ToString::to_string);
            nodes.push(Node::of_key(pointer, key, lines.clone()));
        }
    }
    claim_rest(document, &mut nodes, spans);
    nodes
}

/// Gives the lines of the front matter that no node has to the node before them; not those that are blank or a comment.
fn claim_rest(document: &Document, nodes: &mut Vec<Node>, spans: &Spans) {
    let Some((_, all)) = spans
        .nodes
        .iter()
        .find(|(pointer, _)| pointer == "/front_matter")
    else {
        return;
    };
    let source: Vec<&str> = document.source().lines().collect();
    for line in all.clone() {
        let text = source[line].trim().trim_start_matches('\u{feff}');
        let is_free = text.is_empty() || text.starts_with('#') || text == "+++";
        if is_free || nodes.iter().any(|node| node.lines.contains(&line)) {
            continue;
        }
        let before = nodes
            .iter()
            .filter(|node| node.lines.end <= line)
            .max_by_key(|node| node.lines.end);
        if let Some(owner) = before {
            let (pointer, key) = (owner.pointer.clone(), owner.key.clone());
            nodes.push(Node::of_key(&pointer, key, line..line + 1));
        }
    }
}

/// The key of a table or an array whose parts are nodes.
const OPEN: &str = "open";

/// The lines of the nodes directly below one.
fn parts(spans: &Spans, number: usize) -> Vec<Range<usize>> {
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

/// The lines of a table or an array that no part of it stands on; an empty range where there are none.
fn own_lines(lines: &Range<usize>, parts: &[Range<usize>]) -> Vec<Range<usize>> {
    let is_own = |line: &usize| !parts.iter().any(|part| part.contains(line));
    let nowhere = lines.start..lines.start;
    let own = lines.clone().filter(is_own).map(|line| line..line + 1);
    std::iter::once(nowhere).chain(own).collect()
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
