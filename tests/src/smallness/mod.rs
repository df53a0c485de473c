//! Law 5, measured: how many lines of a diff lie outside of the lines of the nodes that differ.
//!
//! The measure knows nothing of how an update is made. It takes two documents, reads the nodes of each from its
//! spans, and judges the lines of the two sources.
//!
//! **Nodes.** A node is the smallest unit that the law speaks of: a key of the front matter, an element of an
//! array that has its elements on lines of their own, a title, a heading, a byline, a block, an item without the
//! blocks below it. Its own lines are those of its span without those of the nodes below it.
//!
//! **Which nodes differ.** Keys of the front matter are compared by name, whatever their order. All other nodes are
//! a sequence: those outside of a longest common subsequence of both documents differ. Where several choices are as
//! good (one of two swapped items moved, one of two equal items is the new one) the choice with the fewest
//! extra lines counts; an edit can name further choices ([`Touched`]), which count when everything else is equal.
//!
//! A node that shares a line with one that differs counts as one that differs, in both documents: the item in `- - a`
//! when the list in it goes.
//!
//! **Extra lines.** The lines of differing nodes are taken out of both sources. What is left must be the same, line by
//! line and byte by byte. Each line that a minimal diff of the rest deletes or inserts is extra, with these rules:
//!
//! - A neighbour in an array that only gains a comma is not extra.
//! - A last line that gains or loses its line end is not extra where a node came or went behind it.
//! - Blank lines stay as they are where no differing node stood or stands.
//! - Where nodes came or went, the blank lines between them are theirs, and so are those that part them from one
//!   neighbour. The kept neighbours stay as far apart as they were: at least as far as the nearer of the two was from the node.
//!   (A new block between two that no blank line parted is parted from both.)
//! - Where nodes were replaced, the blank lines on one side of them stay as they are.
//! - Blank lines in and around a list that changed `spaced`, or merged with another, are the list's. So is the only blank
//!   line that a list has afterwards, since it shows that the list is spaced.
//! - Where an edit names what it touches, a node that moved has the same words, line by line;
//!   each of its lines is extra otherwise. (In other edits, that a node went and its like came may be chance.)
//! - A page whose lines all end in CRLF has no other line ends afterwards; each new one is extra.

mod front_matter;
mod gap;
mod page;
mod rest;

use newsletter_parse::Document;
use similar::{Algorithm, DiffOp, capture_diff_slices};

use page::{Node, Page};

/// The nodes that an edit is about, by JSON pointer: in the issue before, and in the one after.
/// Nodes below them are meant as well.
#[derive(Debug, Clone, Default)]
pub struct Touched {
    /// What is changed, removed or moved.
    pub before: Vec<String>,
    /// What is changed, added or moved.
    pub after: Vec<String>,
}

/// The lines of a diff that lie outside of the nodes that differ, each with the reason.
pub type Extra = Vec<String>;

/// Which nodes of a page differ.
type Flags = Vec<bool>;

/// Measures the way from one document to another; the choices name what may be seen as touched.
pub fn extra_lines(before: &Document, after: &Document, choices: &[Touched]) -> Extra {
    let before = Page::of(before, None);
    let after = Page::of(after, Some(&before));
    let front = front_matter::differing(&before.front_matter, &after.front_matter);
    let extras = readings(&before, &after, choices)
        .into_iter()
        .map(|(left, right)| {
            let mut extra = Extra::new();
            if !choices.is_empty() {
                extra.extend(moved_differently(&before, &left, &after, &right));
            }
            let (left, right) = widened(&before, left, &after, right);
            let left = before.marked(&[&front.0[..], &left].concat());
            let right = after.marked(&[&front.1[..], &right].concat());
            extra.extend(rest::compare(&left, &right));
            extra
        });
    let mut fewest = extras.min_by_key(Vec::len).unwrap_or_default();
    fewest.extend(foreign_line_ends(&before, &after));
    fewest
}

/// The ways in which the difference can be seen: the nodes that differ on either side.
fn readings(before: &Page, after: &Page, choices: &[Touched]) -> Vec<(Flags, Flags)> {
    let (left, right) = (keys(&before.body), keys(&after.body));
    let mut readings = vec![
        unmatched(&left, &right),
        unmatched_from_the_end(&left, &right),
    ];
    for choice in choices {
        let flags = (
            before
                .body
                .iter()
                .map(|node| node.is_below(&choice.before))
                .collect(),
            after
                .body
                .iter()
                .map(|node| node.is_below(&choice.after))
                .collect(),
        );
        if left_over(&left, &flags.0).eq(left_over(&right, &flags.1)) {
            readings.push(flags);
        }
    }
    readings
}

/// Adds the nodes that share a line with those that differ.
fn widened(before: &Page, mut left: Flags, after: &Page, mut right: Flags) -> (Flags, Flags) {
    let unflagged = |flags: &Flags| -> Vec<usize> {
        let numbers = flags.iter().enumerate().filter(|(_, differs)| !**differs);
        numbers.map(|(number, _)| number).collect()
    };
    let pairs: Vec<(usize, usize)> = unflagged(&left)
        .into_iter()
        .zip(unflagged(&right))
        .collect();
    loop {
        let drawn_in = pairs.iter().find(|(old, new)| {
            !left[*old]
                && (shares_line(&before.body, *old, &left)
                    || shares_line(&after.body, *new, &right))
        });
        let Some((old, new)) = drawn_in else {
            return (left, right);
        };
        (left[*old], right[*new]) = (true, true);
    }
}

/// Whether a node stands on a line of another one that differs.
fn shares_line(nodes: &[Node], number: usize, differs: &Flags) -> bool {
    let node = &nodes[number];
    let others = nodes
        .iter()
        .zip(differs)
        .filter(|(other, differs)| **differs && !other.is_list);
    !node.is_list
        && others
            .into_iter()
            .any(|(other, _)| node.shares_line_with(other))
}

fn keys(nodes: &[Node]) -> Vec<&str> {
    nodes.iter().map(|node| node.key.as_str()).collect()
}

fn left_over<'k>(keys: &'k [&str], flags: &'k Flags) -> impl Iterator<Item = &'k &'k str> {
    keys.iter()
        .zip(flags)
        .filter(|(_, differs)| !**differs)
        .map(|(key, _)| key)
}

/// What is in no longest common subsequence, on either side.
fn unmatched(left: &[&str], right: &[&str]) -> (Flags, Flags) {
    let mut flags = (vec![true; left.len()], vec![true; right.len()]);
    for operation in capture_diff_slices(Algorithm::Lcs, left, right) {
        if let DiffOp::Equal {
            old_index,
            new_index,
            len,
        } = operation
        {
            flags.0[old_index..old_index + len].fill(false);
            flags.1[new_index..new_index + len].fill(false);
        }
    }
    flags
}

/// The same, with the other choice where two are as good.
fn unmatched_from_the_end<'k>(left: &[&'k str], right: &[&'k str]) -> (Flags, Flags) {
    let reversed = |keys: &[&'k str]| -> Vec<&'k str> { keys.iter().rev().copied().collect() };
    let (left, right) = (reversed(left), reversed(right));
    let (mut left, mut right) = unmatched(&left, &right);
    left.reverse();
    right.reverse();
    (left, right)
}

/// The lines of nodes that moved and have another text now; what shares a line with its item is judged with the item.
fn moved_differently(before: &Page, left: &Flags, after: &Page, right: &Flags) -> Extra {
    let gone = differing_texts(before, left);
    let mut extra = Extra::new();
    for (key, text) in differing_texts(after, right) {
        let mut origins = gone.iter().filter(|(origin, _)| *origin == key).peekable();
        if origins.peek().is_some() && !origins.any(|(_, origin)| *origin == text) {
            extra.extend(
                text.iter()
                    .map(|line| format!("moved with another text: {line:?}")),
            );
        }
    }
    extra
}

/// The keys and the lines of the nodes that differ and stand alone on their lines.
fn differing_texts<'p>(page: &'p Page, differs: &Flags) -> Vec<(&'p str, Vec<String>)> {
    let mut texts = Vec::new();
    let mut last = 0;
    for (node, differs) in page
        .body
        .iter()
        .zip(differs)
        .filter(|(node, _)| !node.is_list)
    {
        if *differs && node.lines.start >= last {
            texts.push((node.key.as_str(), page.text_of(node)));
        }
        last = node.lines.end;
    }
    texts
}

fn foreign_line_ends(before: &Page, after: &Page) -> Extra {
    let is_unix = |line: &&&str| line.ends_with('\n') && !line.ends_with("\r\n");
    if before.lines.iter().any(|line| is_unix(&line))
        || !before.lines.iter().any(|line| line.ends_with("\r\n"))
    {
        return Extra::new();
    }
    let foreign = after.lines.iter().filter(is_unix);
    foreign
        .map(|line| format!("a line end that the page does not have: {line:?}"))
        .collect()
}
