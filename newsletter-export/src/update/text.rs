//! Writes texts over those of the source.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::node::Content;
use super::page::PageWriter;
use super::source::SourceNode;

impl PageWriter<'_> {
    /// Writes a text over one of the source: lines that it has too stay.
    pub(super) fn changed_text(&mut self, text: &str, old: &SourceNode<'_>, column: usize) {
        let Content::Text(old_text) = &old.node.content else {
            return self.push(text, column);
        };
        let (old_lines, lines): (Vec<&str>, Vec<&str>) =
            (old_text.split('\n').collect(), text.split('\n').collect());
        let source_lines = lines_of(&self.source.text[old.range.clone()]);
        if source_lines.len() != old_lines.len() {
            return self.push(text, column);
        }
        let mut kept = vec![None; lines.len()];
        for operation in capture_diff_slices(Algorithm::Myers, &old_lines, &lines) {
            if let DiffOp::Equal {
                old_index,
                new_index,
                len,
            } = operation
            {
                (0..len).for_each(|number| kept[new_index + number] = Some(old_index + number));
            }
        }
        let last = lines.len() - 1;
        for (number, line) in lines.into_iter().enumerate() {
            // The first line may stand behind a marker, and white space may end the last one.
            let kept = kept[number].filter(|old| (number == 0) == (*old == 0));
            let kept = kept.filter(|old| *old + 1 < old_lines.len() || number == last);
            let (content, line_end) = kept.map_or(("", ""), |old| source_lines[old]);
            if kept.is_some() {
                self.text.push_str(content);
            } else {
                self.push(line, column);
            }
            if number < last {
                let newline = self.source.newline;
                self.text.push_str(if line_end.is_empty() {
                    newline
                } else {
                    line_end
                });
            }
        }
    }
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
