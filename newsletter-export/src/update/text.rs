//! Writes texts over those of the source.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::page::PageWriter;
use super::source::SourceNode;

impl PageWriter<'_> {
    /// Writes a text over one of the source: lines that it has too stay.
    pub(super) fn changed_text(&mut self, text: &str, old: &SourceNode<'_>, column: usize) {
        let old_text = old.node.content.to_text();
        let (old_lines, lines): (Vec<&str>, Vec<&str>) =
            (old_text.split('\n').collect(), text.split('\n').collect());
        let source_lines = lines_of(&self.source.text[old.range.clone()]);
        if source_lines.len() != old_lines.len() {
            return self.push(text, column);
        }
        let kept = kept_lines(&old_lines, &lines);
        let last = lines.len() - 1;
        for (number, line) in lines.into_iter().enumerate() {
            let (content, line_end) = kept[number].map_or(("", ""), |old| source_lines[old]);
            if kept[number].is_some() {
                self.text.push_str(content);
            } else {
                self.push(line, column);
            }
            if number < last && line_end.is_empty() {
                self.text.push_str(self.source.newline);
            } else if number < last {
                self.text.push_str(line_end);
            }
        }
    }
}

/// The old line that each new line is, if it is one.
///
/// The first line may stand behind a marker, and white space may end the last one; so they stay first and last.
fn kept_lines(old: &[&str], new: &[&str]) -> Vec<Option<usize>> {
    let mut kept = vec![None; new.len()];
    for operation in capture_diff_slices(Algorithm::Myers, old, new) {
        if matches!(operation, DiffOp::Equal { .. }) {
            let pairs = operation.old_range().zip(operation.new_range());
            pairs.for_each(|(old, new)| kept[new] = Some(old));
        }
    }
    for (number, line) in kept.iter_mut().enumerate() {
        *line = line.filter(|line| {
            let stays_first = (number == 0) == (*line == 0);
            stays_first && (*line + 1 < old.len() || number + 1 == new.len())
        });
    }
    kept
}

/// The lines of a text, each with its line end apart.
fn lines_of(text: &str) -> Vec<(&str, &str)> {
    let mut lines = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(['\n', '\r']) {
        let length = if rest[at..].starts_with("\r\n") { 2 } else { 1 };
        lines.push((&rest[..at], &rest[at..at + length]));
        rest = &rest[at + length..];
    }
    lines.push((rest, ""));
    lines
}
