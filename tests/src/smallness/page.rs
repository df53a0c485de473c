//! The nodes of a document, with their own lines.

use std::ops::Range;

use newsletter_parse::Document;
use serde_json::{Map, Value};

use super::front_matter;
use super::rest::Line;
use crate::reader::words;

/// A node of a page.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) pointer: String,
    /// What the node says, without what stands below it; two nodes are equal when their keys are.
    pub(super) key: String,
    /// Its own lines.
    pub(super) lines: Range<usize>,
    /// Whether it is a list, whose own lines are the blank ones in it.
    pub(super) is_list: bool,
}

impl Node {
    /// A node of the front matter.
    pub(super) fn of_key(pointer: &str, key: String, lines: Range<usize>) -> Self {
        let pointer = pointer.to_owned();
        Self {
            pointer,
            key,
            lines,
            is_list: false,
        }
    }

    fn without_blank_end(mut self, lines: &[&str]) -> Self {
        while self.lines.len() > 1 && lines[self.lines.end - 1].trim().is_empty() {
            self.lines.end -= 1;
        }
        self
    }

    /// Whether the nodes stand on a common line.
    pub(super) fn shares_line_with(&self, other: &Self) -> bool {
        self.lines.start < other.lines.end && other.lines.start < self.lines.end
    }

    /// Whether the node is one of those that are named, or stands below one.
    pub(super) fn is_below(&self, named: &[String]) -> bool {
        named.iter().any(|outer| {
            let rest = self.pointer.strip_prefix(outer.as_str());
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        })
    }
}

/// The lines of a document and its nodes, in the order of the text.
#[derive(Debug)]
pub(super) struct Page<'d> {
    pub(super) lines: Vec<&'d str>,
    pub(super) front_matter: Vec<Node>,
    pub(super) body: Vec<Node>,
    /// Whether it is the page behind the edit.
    is_result: bool,
}

impl<'d> Page<'d> {
    /// The page of a document. Arrays have their elements as nodes where they have so in the page before.
    pub(super) fn of(document: &'d Document, before: Option<&Page<'_>>) -> Self {
        let lines: Vec<&str> = document.source().split_inclusive('\n').collect();
        let issue = serde_json::to_value(document.issue()).expect("an issue has a JSON form");
        let spans = Spans::of(document);
        let known = before.map(|before| before.front_matter.as_slice());
        let front_matter = front_matter::nodes(document, &issue, &spans, known);
        let count = spans.nodes.len();
        let body = (0..count)
            .filter_map(|number| body_node(&spans, number, &issue))
            .map(|node| node.without_blank_end(&lines))
            .collect();
        Self {
            lines,
            front_matter,
            body,
            is_result: before.is_some(),
        }
    }

    pub(super) fn nodes(&self) -> impl Iterator<Item = &Node> {
        self.front_matter.iter().chain(&self.body)
    }

    /// The lines of a node, their words parted by single spaces: a list may have another width.
    pub(super) fn text_of(&self, node: &Node) -> Vec<String> {
        let lines = self.lines[node.lines.clone()].iter();
        lines.map(|line| words(line)).collect()
    }

    /// All lines, each with what it is to the comparison.
    pub(super) fn marked(&self, differs: &[bool]) -> Vec<Line<'d>> {
        let mut marked: Vec<Line<'d>> = self.lines.iter().map(|text| Line::kept(text)).collect();
        for (node, differs) in self.nodes().zip(differs) {
            let lines = &mut marked[node.lines.clone()];
            if node.is_list {
                let is_free = *differs || self.has_one_blank_line(node);
                lines.iter_mut().for_each(|line| line.in_list |= is_free);
            } else if *differs {
                lines.iter_mut().for_each(|line| line.mark(&node.pointer));
            }
        }
        marked
    }

    /// Whether a list behind the edit shows by a single blank line that it is spaced.
    fn has_one_blank_line(&self, list: &Node) -> bool {
        let lines = self.lines[list.lines.clone()].iter();
        self.is_result && lines.filter(|line| line.trim().is_empty()).count() == 1
    }
}

/// The spans of a document as lines.
pub(super) struct Spans {
    pub(super) nodes: Vec<(String, Range<usize>)>,
}

impl Spans {
    fn of(document: &Document) -> Self {
        let starts: Vec<usize> = std::iter::once(0)
            .chain(document.source().match_indices('\n').map(|(at, _)| at + 1))
            .collect();
        let line_of = |byte: usize| starts.partition_point(|start| *start <= byte) - 1;
        let nodes = document.nodes().map(|(pointer, span)| {
            let last = span.end.saturating_sub(1).max(span.start);
            (pointer, line_of(span.start)..line_of(last) + 1)
        });
        Self {
            nodes: nodes.collect(),
        }
    }

    /// The lines of a node up to the first node below it, one at least.
    fn own_lines(&self, number: usize) -> Range<usize> {
        let (pointer, lines) = &self.nodes[number];
        let below = self
            .nodes
            .get(number + 1)
            .filter(|(next, _)| is_child(pointer, next));
        let end = below.map_or(lines.end, |(_, below)| below.start);
        lines.start..end.max(lines.start + 1)
    }
}

fn is_child(pointer: &str, next: &str) -> bool {
    next.strip_prefix(pointer)
        .is_some_and(|rest| rest.starts_with('/'))
}

fn body_node(spans: &Spans, number: usize, issue: &Value) -> Option<Node> {
    let (pointer, lines) = &spans.nodes[number];
    if pointer.starts_with("/front_matter") {
        return None;
    }
    let (parent, last) = pointer.rsplit_once('/')?;
    let field = parent.rsplit('/').next()?;
    let depth = pointer.matches("/items/").count();
    let value = issue.pointer(pointer);
    let list = parent
        .strip_suffix("/items")
        .and_then(|list| issue.pointer(list));
    let is_list = matches!(field, "body" | "blocks")
        && value.is_some_and(|block| block.get("items").is_some());
    let key = match (last, field) {
        ("title", _) if depth == 0 && !matches!(field, "body") => {
            let kind = issue.pointer(&format!("{parent}/kind"));
            format!("title {kind:?} {value:?}")
        }
        ("heading", _) => format!(
            "heading {}",
            without(issue.pointer(parent)?, &["body", "maintainers", "authors"])
        ),
        ("maintainers" | "authors", _) => format!("byline {last} {}", value?),
        (_, "items") => format!(
            "item {depth} {:?} {}",
            list?.get("bullet"),
            without(value?, &["blocks"])
        ),
        (_, "body" | "blocks") if is_list => format!("list {depth} {:?}", value?.get("spaced")),
        (_, "body" | "blocks") => format!("block {depth} {}", value?),
        _ => return None,
    };
    let lines = if is_list {
        lines.clone()
    } else {
        spans.own_lines(number)
    };
    Some(Node {
        pointer: pointer.clone(),
        key,
        lines,
        is_list,
    })
}

fn without(value: &Value, fields: &[&str]) -> Value {
    let object: Map<String, Value> = value.as_object().cloned().unwrap_or_default();
    object
        .into_iter()
        .filter(|(name, _)| !fields.contains(&name.as_str()))
        .collect()
}
