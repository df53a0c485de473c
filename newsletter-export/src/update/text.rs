//! Writes texts over those of the source.

use newsletter_model::Block;
use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::node::Content;
use super::page::PageWriter;
use super::source::SourceNode;

impl PageWriter<'_> {
    /// Writes a text over one of the source: lines that it has too stay, and so do the marks of a comment.
    pub(super) fn changed_text(
        &mut self,
        content: &Content<'_>,
        old: &SourceNode<'_>,
        column: usize,
    ) {
        let source = &self.source.text[old.range.clone()];
        let written = match (&old.node.content, content) {
            (Content::Block(Block::Comment(old)), Content::Block(Block::Comment(new))) => {
                self.changed_comment(new.text.as_str(), old.text.as_str(), source, column)
            }
            _ => false,
        };
        let text = content.to_text();
        if !written && !self.changed_lines(&text, &old.node.content.to_text(), source, column) {
            self.push(&text, column);
        }
    }

    /// Writes the text of a comment between the marks of another one, where there is room for its lines; says whether there was.
    fn changed_comment(&mut self, text: &str, old_text: &str, source: &str, column: usize) -> bool {
        let Some((open, inner, close)) = comment_parts(source) else {
            return false;
        };
        let (text, old_text) = (text.trim_ascii(), old_text.trim_ascii());
        let has_lines = |text: &str| text.contains('\n');
        if has_lines(text) && !has_lines(old_text) && !has_lines(open) {
            return false;
        }
        let before = self.text.len();
        self.text.push_str(open);
        let written = self.changed_lines(text, old_text, inner, column);
        match written {
            true => self.text.push_str(close),
            false => self.text.truncate(before),
        }
        written
    }

    /// Writes a text over lines of the source, where both have the same; says whether they have.
    fn changed_lines(&mut self, text: &str, old_text: &str, source: &str, column: usize) -> bool {
        let (old_lines, lines): (Vec<&str>, Vec<&str>) =
            (old_text.split('\n').collect(), text.split('\n').collect());
        let source_lines = lines_of(source);
        if source_lines.len() != old_lines.len() {
            return false;
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
        true
    }
}

/// What stands before the text of a comment, the text, and what stands behind it.
fn comment_parts(source: &str) -> Option<(&str, &str, &str)> {
    let behind_mark = source.trim_ascii_start().strip_prefix("<!--")?;
    let open = source.len() - behind_mark.trim_ascii_start().len();
    let before_mark = source.trim_ascii_end().strip_suffix("-->")?;
    let close = before_mark.trim_ascii_end().len();
    (open < close).then(|| (&source[..open], &source[open..close], &source[close..]))
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
