//! What is left of two pages without the nodes that differ.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::Extra;
use super::gap;

/// What a line is to the comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// It belongs to no node that differs.
    Kept,
    /// It belongs to one, outside of lists.
    Node,
    /// It belongs to one in a list.
    Item,
}

/// A line of a page.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'p> {
    pub(super) text: &'p str,
    pub(super) kind: Kind,
    /// Whether it stands in a list that differs.
    pub(super) in_list: bool,
    /// Whether it belongs to a node of the front matter that differs.
    pub(super) in_front_matter: bool,
}

impl<'p> Line<'p> {
    pub(super) fn kept(text: &'p str) -> Self {
        Self {
            text,
            kind: Kind::Kept,
            in_list: false,
            in_front_matter: false,
        }
    }

    /// Gives the line to a node that differs.
    pub(super) fn mark(&mut self, pointer: &str) {
        let is_item = pointer.contains("/items/");
        self.kind = if is_item { Kind::Item } else { Kind::Node };
        self.in_front_matter = pointer.starts_with("/front_matter");
    }

    pub(super) fn is_kept(self) -> bool {
        self.kind == Kind::Kept
    }

    pub(super) fn is_blank(self) -> bool {
        self.is_kept() && self.text.trim().is_empty()
    }
}

/// The lines that the rest of two pages does not have in common.
pub(super) fn compare(before: &[Line<'_>], after: &[Line<'_>]) -> Extra {
    let (left, right) = (kept(before), kept(after));
    let may_lose_line_end = has_node_behind(before, &left) || has_node_behind(after, &right);
    let left_texts = texts(before, &left, may_lose_line_end);
    let right_texts = texts(after, &right, may_lose_line_end);
    let mut extra = Extra::new();
    let mut pairs: Vec<(Option<usize>, Option<usize>)> = vec![(None, None)];
    for operation in capture_diff_slices(Algorithm::Myers, &left_texts, &right_texts) {
        let (old, new) = (operation.old_range(), operation.new_range());
        if let DiffOp::Equal { .. } = operation {
            pairs.extend(old.zip(new).map(|(old, new)| (Some(old), Some(new))));
            continue;
        }
        let gains_comma = after.iter().any(|line| line.in_front_matter);
        extra.extend(changed(&left_texts[old], &right_texts[new], gains_comma));
    }
    pairs.push((Some(left.len()), Some(right.len())));
    for pair in pairs.windows(2) {
        let follows = |last: Option<usize>, next: Option<usize>| {
            next == Some(last.map_or(0, |last| last + 1))
        };
        if follows(pair[0].0, pair[1].0) && follows(pair[0].1, pair[1].1) {
            let old = between(before, &left, pair[0].0, pair[1].0);
            let new = between(after, &right, pair[0].1, pair[1].1);
            extra.extend(gap::compare(old, new));
        }
    }
    extra
}

/// The numbers of the lines that belong to no differing node and are not blank.
fn kept(lines: &[Line<'_>]) -> Vec<usize> {
    (0..lines.len())
        .filter(|number| lines[*number].is_kept() && !lines[*number].is_blank())
        .collect()
}

fn has_node_behind(lines: &[Line<'_>], kept: &[usize]) -> bool {
    let behind = kept.last().map_or(0, |last| last + 1);
    lines[behind..].iter().any(|line| !line.is_kept())
}

fn texts<'p>(lines: &[Line<'p>], kept: &[usize], may_lose_line_end: bool) -> Vec<&'p str> {
    let mut texts: Vec<&str> = kept.iter().map(|number| lines[*number].text).collect();
    if let Some(last) = texts.last_mut().filter(|_| may_lose_line_end) {
        *last = last.trim_end_matches(['\r', '\n']);
    }
    texts
}

/// The lines of a replaced run, without those that only gain a comma.
fn changed(old: &[&str], new: &[&str], gains_comma: bool) -> Extra {
    let mut old: Vec<&str> = old.to_vec();
    let mut extra = Extra::new();
    for line in new {
        let origin = old
            .iter()
            .position(|old| gains_comma && *old == line.replacen(',', "", 1));
        match origin {
            Some(origin) => {
                old.remove(origin);
            }
            None => extra.push(format!("+ {line:?}")),
        }
    }
    extra.extend(old.iter().map(|line| format!("- {line:?}")));
    extra
}

/// The lines between two kept ones, with those at both ends as far as there are some.
fn between<'l, 'p>(
    lines: &'l [Line<'p>],
    kept: &[usize],
    from: Option<usize>,
    to: Option<usize>,
) -> gap::Gap<'l, 'p> {
    let start = from.map_or(0, |from| kept[from] + 1);
    let end = to
        .and_then(|to| kept.get(to))
        .copied()
        .unwrap_or(lines.len());
    let in_list = |number: usize| lines.get(number).is_some_and(|line| line.in_list);
    gap::Gap {
        lines: &lines[start..end],
        at_list: in_list(end) || start.checked_sub(1).is_some_and(in_list),
    }
}
