//! Text without the prefix that the list items around it give to its lines.

use std::ops::Range;

const TAB_STOP: usize = 4;

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
pub(crate) fn dedented(text: &str, range: Range<usize>, column: usize, tabs: Tabs) -> String {
    let start = line_start(text, range.start);
    if column == 0 {
        return text[start..range.end].to_owned();
    }
    let mut out = String::with_capacity(range.len() + 4);
    for (number, line) in text[start..range.end].split_inclusive('\n').enumerate() {
        let (mut spaces, mut rest) = if number == 0 {
            cut(line, column)
        } else {
            strip(line, column)
        };
        if tabs == Tabs::Expanded {
            let content = rest.trim_start_matches([' ', '\t']);
            let indented = column_behind(&line[..line.len() - content.len()]);
            (spaces, rest) = (indented.saturating_sub(column), content);
        }
        out.extend(std::iter::repeat_n(' ', spaces));
        out.push_str(rest);
    }
    out
}

/// The text of a part of a paragraph: as [`dedented`], but the part may start in the middle of a line,
/// and no line turns into something else than a line of the paragraph.
pub(crate) fn continued(text: &str, range: Range<usize>, column: usize) -> String {
    let part = &text[range];
    if column == 0 || !part.contains('\n') {
        return part.to_owned();
    }
    let mut out = String::with_capacity(part.len());
    for (number, line) in part.split_inclusive('\n').enumerate() {
        if number == 0 {
            out.push_str(line);
            continue;
        }
        let (spaces, rest) = strip(line, column);
        let is_lazy = indentation(line) < column;
        if is_lazy && !rest.starts_with(char::is_alphanumeric) {
            // A lazy line is no start of a block where it stands; four spaces keep it so.
            out.push_str("    ");
        }
        out.extend(std::iter::repeat_n(' ', spaces));
        out.push_str(rest);
    }
    out
}

/// The start of the line that a byte stands in.
pub(crate) fn line_start(text: &str, byte: usize) -> usize {
    text[..byte].rfind('\n').map_or(0, |at| at + 1)
}

/// The end of the line that a byte stands in, before its line end.
pub(crate) fn line_end(text: &str, byte: usize) -> usize {
    let behind = &text.as_bytes()[byte..];
    behind
        .iter()
        .position(|byte| *byte == b'\n')
        .map_or(text.len(), |at| byte + at)
}

/// The column behind a text that starts a line.
pub(crate) fn column_behind(text: &str) -> usize {
    text.chars().fold(0, |column, character| match character {
        '\t' => column + TAB_STOP - column % TAB_STOP,
        _ => column + 1,
    })
}

/// How many columns of white space a line starts with.
fn indentation(line: &str) -> usize {
    column_behind(&line[..line.len() - line.trim_start_matches([' ', '\t']).len()])
}

/// Drops the first columns of a line, whatever stands there; a tab that is cut leaves spaces.
fn cut(line: &str, column: usize) -> (usize, &str) {
    advance(line, column, |_| true)
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
        assert_eq!(continued("- a\n===\nb", 2..9, 2), "a\n    ===\nb");
        assert_eq!(continued("-    a\n    - b", 5..14, 5), "a\n    - b");
    }
}
