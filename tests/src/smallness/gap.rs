//! The blank lines between two lines that both pages keep.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::Extra;
use super::rest::{Kind, Line};

/// What stands between two kept lines: blank lines, and lines of nodes that differ.
#[derive(Debug, Clone, Copy)]
pub(super) struct Gap<'l, 'p> {
    pub(super) lines: &'l [Line<'p>],
    /// Whether a list that differs is beside it.
    pub(super) at_list: bool,
}

impl<'p> Gap<'_, 'p> {
    fn has_node(self) -> bool {
        self.lines.iter().any(|line| !line.is_kept())
    }

    fn has_item(self) -> bool {
        self.lines.iter().any(|line| line.kind == Kind::Item)
    }

    fn blanks(self) -> usize {
        self.lines.iter().filter(|line| line.is_kept()).count()
    }

    /// The blank lines before the first node.
    fn before(self) -> Vec<&'p str> {
        self.lines
            .iter()
            .take_while(|line| line.is_kept())
            .map(|line| line.text)
            .collect()
    }

    /// The blank lines behind the last node.
    fn behind(self) -> Vec<&'p str> {
        let mut behind: Vec<&str> = self
            .lines
            .iter()
            .rev()
            .take_while(|line| line.is_kept())
            .map(|line| line.text)
            .collect();
        behind.reverse();
        behind
    }
}

/// The blank lines that are neither kept nor those of a node.
pub(super) fn compare(old: Gap<'_, '_>, new: Gap<'_, '_>) -> Extra {
    if old.at_list || new.at_list {
        return Extra::new();
    }
    let count = match (old.has_node(), new.has_node()) {
        (false, false) => changes(&old.before(), &new.before()),
        (true, false) => one_sided(new.blanks(), old),
        (false, true) if old.blanks() == 0 && !new.has_item() => nearer(new).saturating_sub(1),
        (false, true) => one_sided(old.blanks(), new),
        (true, true) => {
            changes(&old.before(), &new.before()).min(changes(&old.behind(), &new.behind()))
        }
    };
    vec!["a blank line".to_owned(); count]
}

/// How many blank lines too few or too many there are where nothing stands between two kept lines, compared with the
/// page that has nodes there.
fn one_sided(blanks: usize, full: Gap<'_, '_>) -> usize {
    blanks.saturating_sub(full.blanks()) + nearer(full).saturating_sub(blanks)
}

/// How many blank lines part the nodes from the nearer neighbour.
fn nearer(gap: Gap<'_, '_>) -> usize {
    gap.before().len().min(gap.behind().len())
}

/// How many lines a diff deletes and inserts.
fn changes(old: &[&str], new: &[&str]) -> usize {
    let operations = capture_diff_slices(Algorithm::Myers, old, new);
    let changed = operations
        .iter()
        .filter(|operation| !matches!(operation, DiffOp::Equal { .. }));
    changed
        .map(|operation| operation.old_range().len() + operation.new_range().len())
        .sum()
}
