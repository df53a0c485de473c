//! Markdown that has no type of its own.

use std::borrow::Cow;

use newsletter_model::Prose;

use crate::block::{Place, Reader};
use crate::container::{self, Tabs, dedented};
use crate::events::{Events, Kind, Piece};
use crate::gap::outline;
use crate::markdown::{self, Node};

impl Reader<'_> {
    /// The verbatim text of a node.
    pub(crate) fn prose(&self, node: Node<'_>, place: Place) -> Prose {
        if is_fenced(&node[0]) {
            let text = dedented(self.text, self.range(node), place.column, Tabs::Kept);
            let text = without_indentation(text);
            return Prose::new(
                match missing_fence(&text, code_line_count(self.events, node)) {
                    Some((lines, fence)) => Cow::Owned(closed(&text, lines, &fence)),
                    None => text,
                },
            );
        }
        let text = dedented(self.text, self.range(node), place.column, place.tabs());
        match node[0].kind {
            Kind::CodeBlock { .. } => Prose::new(text),
            Kind::List { .. } | Kind::Footnote => {
                Prose::new(without_indentation(self.with_fence(text, node, place)))
            }
            _ if text.starts_with(' ') => Prose::new(text.trim_start_matches(' ')),
            _ => Prose::new(text),
        }
    }

    /// The text of a container, whose last line closes the code that it ends with.
    fn with_fence<'s>(&self, text: Cow<'s, str>, node: Node<'_>, place: Place) -> Cow<'s, str> {
        let last = node
            .iter()
            .rposition(|piece| !matches!(piece.kind, Kind::End | Kind::Text(_)));
        let Some(last) = last.filter(|last| is_fenced(&node[*last])) else {
            return text;
        };
        let Some(code) = markdown::nodes(&node[last..]).next() else {
            return text;
        };
        let range = self.range(code);
        let line_start = container::line_start(self.text, range.start);
        let before = &self.text[line_start..range.start];
        let column = container::column_behind(before);
        let code_text = dedented(self.text, range.clone(), column, Tabs::Kept);
        let Some((lines, fence)) = missing_fence(&code_text, code_line_count(self.events, code))
        else {
            return text;
        };
        if before.contains('>') {
            // The end of a block quote closes the code.
            return text;
        }
        let start = container::line_start(self.text, self.range(node).start);
        let lines_before = self.text[start..line_start].matches('\n').count();
        let indentation = " ".repeat(column.saturating_sub(place.column));
        Cow::Owned(closed(
            &text,
            lines_before + lines,
            &format!("{indentation}{fence}"),
        ))
    }
}

fn is_fenced(piece: &Piece) -> bool {
    piece.kind == Kind::CodeBlock { is_fenced: true }
}

/// How many lines a code block has, its fences aside.
fn code_line_count(events: &Events<'_>, node: Node<'_>) -> usize {
    let texts = node.iter().filter_map(|piece| events.text(piece));
    let (mut count, mut is_open) = (0, false);
    for text in texts {
        count += text.matches('\n').count();
        is_open = !text.ends_with('\n');
    }
    count + usize::from(is_open)
}

/// Drops up to three spaces of indentation that a block has, from each of its lines.
///
/// The indentation stays where the block would read as something else without: a line of code would
/// close it, or a line that continues a paragraph would start a block.
fn without_indentation(text: Cow<'_, str>) -> Cow<'_, str> {
    let indentation = (text.len() - text.trim_start_matches(' ').len()).min(3);
    if indentation == 0 {
        return text;
    }
    let lines = text.split_inclusive('\n').map(|line| {
        let spaces = line.len() - line.trim_start_matches(' ').len();
        &line[spaces.min(indentation)..]
    });
    let unindented: String = lines.collect();
    if outline(&unindented) == outline(&text) {
        Cow::Owned(unindented)
    } else {
        text
    }
}

/// The fence that a code block lacks because its container ends, behind how many lines it is missing.
fn missing_fence(text: &str, content_lines: usize) -> Option<(usize, String)> {
    let opening = text
        .lines()
        .next()
        .unwrap_or_default()
        .trim_start_matches(' ');
    let fence_char = opening.chars().next().unwrap_or('`');
    let fence = &opening[..opening.len() - opening.trim_start_matches(fence_char).len()];
    let closing = text
        .lines()
        .nth(content_lines + 1)
        .map(str::trim)
        .unwrap_or_default();
    let is_closed =
        closing.len() >= fence.len() && closing.chars().all(|character| character == fence_char);
    (!is_closed).then(|| (content_lines + 1, fence.to_owned()))
}

/// The first lines of a text, and a closing fence behind them.
fn closed(text: &str, lines: usize, fence: &str) -> String {
    let mut closed: String = text.split_inclusive('\n').take(lines).collect();
    let missing = lines.saturating_sub(closed.lines().count());
    if !closed.ends_with('\n') {
        closed.push('\n');
    }
    closed.push_str(&"\n".repeat(missing));
    closed.push_str(fence);
    closed
}
