//! Which nodes of an edited issue are nodes of the source.

use std::collections::{BTreeSet, HashMap};
use std::hash::Hash;

use newsletter_model::{Bullet, Destination, Label};
use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::node::{Content, Kind, Node};

/// The node of the source that a node of the edited issue comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Twin {
    /// Its number.
    pub(super) old: usize,
    pub(super) how: How,
}

/// How a node differs from its twin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum How {
    /// Not at all.
    Same,
    /// It stands between the same nodes and says something else.
    Changed,
    /// It says the same elsewhere.
    Moved,
}

impl Twin {
    /// Whether the node stands where it stood.
    pub(super) fn is_in_place(self) -> bool {
        self.how != How::Moved
    }
}

/// Finds the twin of each new node.
///
/// Nodes with the same content pair up in order; a new one that then has none takes one with the same content
/// from elsewhere. Between those, nodes pair up that are about the same: items with one target, items with one
/// title, lists with one bullet, nodes of one kind.
pub(super) fn align(old: &[&Node<'_>], new: &[&Node<'_>]) -> Vec<Option<Twin>> {
    let mut twins = vec![None; new.len()];
    let mut hunks = Vec::new();
    let contents = |nodes: &[&Node<'_>]| -> Vec<usize> { (0..nodes.len()).collect() };
    let (old_all, new_all) = (contents(old), contents(new));
    let pairs = pair(
        &old_all,
        &new_all,
        |number| Some(&old[number].content),
        |number| Some(&new[number].content),
    );
    for part in pairs {
        match part {
            Part::Pair(old, new) => {
                twins[new] = Some(Twin {
                    old,
                    how: How::Same,
                });
            }
            Part::Hunk(old, new) => hunks.push((old, new)),
        }
    }
    let used = take_moved(old, new, &mut twins, &hunks);
    for (old_hunk, new_hunk) in hunks {
        let old_hunk: Vec<usize> = old_hunk
            .into_iter()
            .filter(|number| !used[*number])
            .collect();
        let new_hunk: Vec<usize> = new_hunk
            .into_iter()
            .filter(|number| twins[*number].is_none())
            .collect();
        pair_changed(old, new, (&old_hunk, &new_hunk), &KEYS, &mut twins);
    }
    twins
}

/// The numbers of the new nodes that do not stand in the same order among the old ones.
pub(super) fn unpaired(old: &[Node<'_>], new: &[Node<'_>]) -> BTreeSet<usize> {
    let (old_all, new_all): (Vec<usize>, Vec<usize>) =
        ((0..old.len()).collect(), (0..new.len()).collect());
    let parts = pair(
        &old_all,
        &new_all,
        |number| Some((old[number].kind, &old[number].content)),
        |number| Some((new[number].kind, &new[number].content)),
    );
    let mut numbers = BTreeSet::new();
    let mut behind = 0;
    for part in parts {
        match part {
            Part::Pair(_, new) => behind = new + 1,
            // Where something else was read between two nodes, one of them is not what it was.
            Part::Hunk(_, hunk) if hunk.is_empty() => {
                numbers.extend(
                    [behind.saturating_sub(1), behind]
                        .into_iter()
                        .filter(|number| *number < new.len()),
                );
            }
            Part::Hunk(_, hunk) => numbers.extend(hunk),
        }
    }
    numbers
}

/// Gives new nodes without a twin one that says the same elsewhere, and returns which are taken.
fn take_moved(
    old: &[&Node<'_>],
    new: &[&Node<'_>],
    twins: &mut [Option<Twin>],
    hunks: &[(Vec<usize>, Vec<usize>)],
) -> Vec<bool> {
    let mut used = vec![false; old.len()];
    // One node in the place of another one is not that one.
    let is_changed = |(old, new): &(Vec<usize>, Vec<usize>)| old.len() == 1 && new.len() == 1;
    if hunks.is_empty() || hunks.len() == 1 && hunks.iter().all(is_changed) {
        return used;
    }
    let mut free: HashMap<&Content<'_>, Vec<usize>> = HashMap::new();
    for number in hunks.iter().flat_map(|(old, _)| old).rev() {
        free.entry(&old[*number].content).or_default().push(*number);
    }
    for number in hunks.iter().flat_map(|(_, new)| new) {
        let taken = free.get_mut(&new[*number].content).and_then(Vec::pop);
        if let Some(old) = taken {
            used[old] = true;
            twins[*number] = Some(Twin {
                old,
                how: How::Moved,
            });
        }
    }
    used
}

/// What two nodes that are about the same have in common.
#[derive(Debug, PartialEq, Eq, Hash)]
enum Key<'n> {
    Text(&'n str),
    Kind(Kind, Option<Bullet>),
}

type KeyOf = for<'n> fn(&'n Node<'_>) -> Option<Key<'n>>;

const KEYS: [KeyOf; 4] = [target, title, kind_and_bullet, kind];

fn target<'n>(node: &'n Node<'_>) -> Option<Key<'n>> {
    let Content::Item(item) = &node.content else {
        return None;
    };
    let url = item.url.as_ref().map(Destination::as_str);
    let target = url.or_else(|| item.reference.as_ref().map(Label::as_str));
    target.map(Key::Text)
}

fn title<'n>(node: &'n Node<'_>) -> Option<Key<'n>> {
    match &node.content {
        Content::Item(item) => Some(Key::Text(item.title.as_str())),
        _ => None,
    }
}

fn kind_and_bullet<'n>(node: &'n Node<'_>) -> Option<Key<'n>> {
    let bullet = match &node.content {
        Content::List(list) => Some(list.bullet),
        _ => None,
    };
    Some(Key::Kind(node.kind, bullet))
}

fn kind<'n>(node: &'n Node<'_>) -> Option<Key<'n>> {
    Some(Key::Kind(node.kind, None))
}

/// Pairs up the nodes of a hunk by one key after the other.
fn pair_changed(
    old: &[&Node<'_>],
    new: &[&Node<'_>],
    (old_hunk, new_hunk): (&[usize], &[usize]),
    keys: &[KeyOf],
    twins: &mut [Option<Twin>],
) {
    let Some((key, rest)) = keys.split_first() else {
        return;
    };
    for part in pair(
        old_hunk,
        new_hunk,
        |number| key(old[number]),
        |number| key(new[number]),
    ) {
        match part {
            Part::Pair(old, new) => {
                twins[new] = Some(Twin {
                    old,
                    how: How::Changed,
                });
            }
            Part::Hunk(old_hunk, new_hunk) => {
                pair_changed(old, new, (&old_hunk, &new_hunk), rest, twins);
            }
        }
    }
}

/// A part of two sequences.
enum Part {
    /// Two nodes with the same key.
    Pair(usize, usize),
    /// Nodes without such a neighbour; there may be none on one side.
    Hunk(Vec<usize>, Vec<usize>),
}

/// Pairs up nodes with the same key, in order.
fn pair<K: Hash + Eq>(
    old: &[usize],
    new: &[usize],
    old_key: impl Fn(usize) -> Option<K>,
    new_key: impl Fn(usize) -> Option<K>,
) -> Vec<Part> {
    let is_alike = |(old, new): &(&usize, &usize)| {
        old_key(**old).is_some_and(|key| Some(key) == new_key(**new))
    };
    let before = old.iter().zip(new).take_while(is_alike).count();
    let (old_rest, new_rest) = (&old[before..], &new[before..]);
    let ends = old_rest.iter().rev().zip(new_rest.iter().rev());
    let behind = ends.take_while(is_alike).count();
    let (old_inner, old_end) = old_rest.split_at(old_rest.len() - behind);
    let (new_inner, new_end) = new_rest.split_at(new_rest.len() - behind);

    let mut parts = pairs(&old[..before], &new[..before]);
    if !(old_inner.is_empty() && new_inner.is_empty()) {
        pair_inner(old_inner, new_inner, old_key, new_key, &mut parts);
    }
    parts.extend(pairs(old_end, new_end));
    parts
}

fn pairs(old: &[usize], new: &[usize]) -> Vec<Part> {
    let pairs = old.iter().zip(new);
    pairs.map(|(old, new)| Part::Pair(*old, *new)).collect()
}

/// Pairs up nodes that have neither first nor last node in common.
fn pair_inner<K: Hash + Eq>(
    old: &[usize],
    new: &[usize],
    old_key: impl Fn(usize) -> Option<K>,
    new_key: impl Fn(usize) -> Option<K>,
    parts: &mut Vec<Part>,
) {
    if old.is_empty() || new.is_empty() || old.len() == 1 && new.len() == 1 {
        // They have nothing in common: two that are alike are paired up already.
        parts.push(Part::Hunk(old.to_vec(), new.to_vec()));
        return;
    }
    let mut numbers: HashMap<K, usize> = HashMap::new();
    let mut fresh = 0;
    let mut number = |key: Option<K>| {
        fresh += 1;
        key.map_or(fresh, |key| *numbers.entry(key).or_insert(fresh))
    };
    let old_keys: Vec<usize> = old.iter().map(|node| number(old_key(*node))).collect();
    let new_keys: Vec<usize> = new.iter().map(|node| number(new_key(*node))).collect();
    for operation in capture_diff_slices(Algorithm::Myers, &old_keys, &new_keys) {
        let (old, new) = (&old[operation.old_range()], &new[operation.new_range()]);
        if matches!(operation, DiffOp::Equal { .. }) {
            parts.extend(pairs(old, new));
        } else {
            parts.push(Part::Hunk(old.to_vec(), new.to_vec()));
        }
    }
}
