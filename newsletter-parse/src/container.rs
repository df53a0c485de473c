//! Text without the prefix that the list items around it give to its lines.

use std::borrow::Cow;
use std::ops::Range;

use memchr::memchr;

const TAB_STOP: usize = 4;

/// What Markdown takes for white space at the edges of lines and blocks (CommonMark §2.1); a no-break space is text.
pub(crate) const WHITE_SPACE: [char; 3] = [' ', '\t', '\n'];

/// Whether a text has nothing but white space.
pub(crate) fn is_blank(text: &str) -> bool {
    text.bytes().all(is_white_space)
}

/// A text without white space at its edges.
pub(crate) fn trim(text: &str) -> &str {
    &text[trimmed(text, 0..text.len())]
}

/// A range of a text without white space at its edges; empty at its start if it has nothing else.
pub(crate) fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let is_text = |byte: &u8| !is_white_space(*byte);
    let bytes = &text.as_bytes()[range.clone()];
    let start = bytes.iter().position(is_text).unwrap_or(0);
    let end = bytes.iter().rposition(is_text).map_or(0, |last| last + 1);
    range.start + start..range.start + end
}

fn is_white_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n')
}

/// What becomes of tabs behind the prefix of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tabs {
    /// They stay, as every byte of code counts.
    Kept,
    /// Those in the indentation become spaces, since they reach less far without the prefix.
    Expanded,
}

/// The text of a block whose first line starts at a column: the prefix of every line is dropped.
///
/// Columns count from 0; a tab reaches to the next multiple of four (CommonMark §2.2).
pub(crate) fn dedented(text: &str, range: Range<usize>, column: usize, tabs: Tabs) -> Cow<'_, str> {
    let start = line_start(text, range.start);
    if column == 0 && tabs == Tabs::Kept {
        return Cow::Borrowed(&text[start..range.end]);
    }
    let mut out = String::with_capacity(range.len() + 4);
    let block = &text[start..range.end];
    let first_end = block.find('\n').map_or(block.len(), |at| at + 1);
    let rest = cut(&block[..first_end], column);
    let content = rest.trim_start_matches([' ', '\t']);
    let indented = column_behind(&block[..first_end - content.len()]);
    out.extend(std::iter::repeat_n(' ', indented.saturating_sub(column)));
    out.push_str(content);
    for line in block[first_end..].split_inclusive('\n') {
        push_line(&mut out, line, column, tabs, IN_CONTAINER);
    }
    Cow::Owned(out)
}

/// The text of a part of a paragraph: as [`dedented`], but the part may start in the middle of a line,
/// and no line turns into something else than a line of the paragraph.
pub(crate) fn continued(
    text: &str,
    range: Range<usize>,
    column: usize,
    tabs: Tabs,
) -> Cow<'_, str> {
    let part = &text[range];
    if column == 0 && tabs == Tabs::Kept {
        return Cow::Borrowed(part);
    }
    let Some(line_end) = memchr(b'\n', part.as_bytes()) else {
        return Cow::Borrowed(part);
    };
    let first_end = line_end + 1;
    let mut out = String::with_capacity(part.len());
    out.push_str(&part[..first_end]);
    for line in part[first_end..].split_inclusive('\n') {
        let content = line.trim_start_matches([' ', '\t']);
        if line[..line.len() - content.len()].contains('\t') {
            // Where the tab reaches to depends on what stood before it.
            out.push_str(&guarded(content, IN_PARAGRAPH));
        } else {
            push_line(&mut out, line, column, tabs, IN_PARAGRAPH);
        }
    }
    Cow::Owned(out)
}

/// Adds a line that is not the first one of its block.
fn push_line(out: &mut String, line: &str, column: usize, tabs: Tabs, guard: &str) {
    let content = line.trim_start_matches([' ', '\t']);
    let indented = column_behind(&line[..line.len() - content.len()]);
    if indented < column && !is_blank(content) {
        out.push_str(&guarded(content, guard));
        return;
    }
    let (spaces, rest) = match tabs {
        Tabs::Kept => strip(line, column),
        Tabs::Expanded => (indented.saturating_sub(column), content),
    };
    out.extend(std::iter::repeat_n(' ', spaces));
    out.push_str(rest);
}

/// Indentation that starts code, which does not interrupt a paragraph.
const IN_PARAGRAPH: &str = "    ";
/// The same where the paragraph stands in a numbered list or a footnote of the block.
const IN_CONTAINER: &str = "            ";

/// A lazy line, which continues a paragraph of a container without the container's prefix, in a form
/// that starts no block where the prefix stands before it.
fn guarded<'l>(content: &'l str, guard: &str) -> Cow<'l, str> {
    if may_start_block(content) {
        Cow::Owned(format!("{guard}{content}"))
    } else {
        Cow::Borrowed(content)
    }
}

/// Whether a line may start a block, or underline a heading or the head of a table.
fn may_start_block(content: &str) -> bool {
    let mut characters = content.chars();
    let (first, second) = (characters.next(), characters.next());
    match first {
        Some('-' | '+' | '=' | '>' | '#' | '<' | '|' | ':') => true,
        Some('*' | '_') => second.is_none_or(char::is_whitespace) || second == first,
        Some('`' | '~') => second == first,
        Some('[') => second == Some('^'),
        Some(first) => first.is_ascii_digit(),
        None => false,
    }
}

/// The start of the line that a byte stands in; most often it is near.
pub(crate) fn line_start(text: &str, byte: usize) -> usize {
    let before = text.as_bytes()[..byte].iter();
    byte - before.rev().take_while(|byte| !is_line_end(**byte)).count()
}

/// The end of the line that a byte stands in, before its line end; most often it is near.
pub(crate) fn line_end(text: &str, byte: usize) -> usize {
    let behind = text.as_bytes()[byte..].iter();
    byte + behind.take_while(|byte| !is_line_end(**byte)).count()
}

fn is_line_end(byte: u8) -> bool {
    matches!(byte, b'\n' | b'\r')
}

/// The column behind a text that starts a line.
pub(crate) fn column_behind(text: &str) -> usize {
    column_from(0, text)
}

/// The column behind a text that starts in a column.
pub(crate) fn column_from(column: usize, text: &str) -> usize {
    text.chars()
        .fold(column, |column, character| match character {
            '\t' => column + TAB_STOP - column % TAB_STOP,
            _ => column + 1,
        })
}

/// Drops the first columns of a line, whatever stands there.
pub(crate) fn cut(line: &str, column: usize) -> &str {
    advance(line, column, |_| true).1
}

/// Drops the first columns of a line as far as they are white space.
fn strip(line: &str, column: usize) -> (usize, &str) {
    advance(line, column, |character| matches!(character, ' ' | '\t'))
}

fn advance(line: &str, column: usize, may_drop: impl Fn(char) -> bool) -> (usize, &str) {
    let mut reached = 0;
    for (at, character) in line.char_indices() {
        if reached >= column || character == '\n' || !may_drop(character) {
            return (reached.saturating_sub(column), &line[at..]);
        }
        reached += if character == '\t' {
            TAB_STOP - reached % TAB_STOP
        } else {
            1
        };
    }
    (reached.saturating_sub(column), "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tabs_that_are_cut_leave_spaces() {
        assert_eq!(
            dedented("-\ta\n\t\tb", 2..7, 2, Tabs::Expanded),
            "  a\n      b"
        );
        assert_eq!(dedented("-\ta\n\t\tb", 2..7, 2, Tabs::Kept), "  a\n  \tb");
        assert_eq!(
            dedented("- a\n  b\nlazy", 2..12, 2, Tabs::Expanded),
            "a\nb\nlazy"
        );
    }

    #[test]
    fn a_lazy_line_stays_a_line_of_its_paragraph() {
        assert_eq!(
            continued("- a\n===\nb", 2..9, 2, Tabs::Expanded),
            "a\n    ===\nb"
        );
        assert_eq!(
            continued("-    a\n    - b", 5..14, 5, Tabs::Expanded),
            "a\n    - b"
        );
    }
}
