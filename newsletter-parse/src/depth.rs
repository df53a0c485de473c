//! The bound on nested containers, which is checked before the Markdown parser runs.

use std::ops::Range;

use memchr::{memchr, memchr_iter, memrchr};

use crate::error::{ParseError, ParseErrorKind};
use crate::options::Options;
use crate::span::Span;

/// Refuses a line that opens more block quotes, list items and footnotes than the options allow.
///
/// The scan counts markers at the start of a line, and so may count those in code: a line of code
/// has no hundreds of them.
pub(crate) fn check(source: &str, body_start: usize, options: &Options) -> Result<(), ParseError> {
    let limit = options.max_container_depth();
    let bytes = source.as_bytes();
    let mut start = body_start;
    // A line with too many markers is longer than the limit, so the lines of a short window have not.
    while let Some(window) = bytes.get(start..start.saturating_add(limit).saturating_add(1)) {
        let line_end = memrchr(b'\n', window).map(|at| start + at + 1);
        start = match line_end {
            Some(end) => end,
            None => {
                let behind = memchr(b'\n', &bytes[start..]);
                let end = behind.map_or(source.len(), |at| start + at + 1);
                check_lines(source, start..end, limit)?;
                end
            }
        };
    }
    Ok(())
}

/// Checks lines that end with `\r`, but for the last one.
fn check_lines(source: &str, lines: Range<usize>, limit: usize) -> Result<(), ParseError> {
    let mut line_start = lines.start;
    let returns = memchr_iter(b'\r', &source.as_bytes()[lines.clone()]);
    for end in returns.map(|at| lines.start + at + 1).chain([lines.end]) {
        let line = &source[line_start..end];
        let depth = markers(line.as_bytes());
        if depth > limit {
            let line_end = line_start + line.trim_end_matches(['\n', '\r']).len();
            return Err(ParseError::new(
                ParseErrorKind::TooDeep,
                source,
                Span::new(line_start, line_end),
                format_args!("{depth} nested block quotes, list items and footnotes"),
                format_args!("at most {limit}"),
            ));
        }
        line_start = end;
    }
    Ok(())
}

/// The greatest number of containers that a line of a text opens, where it is over the limit.
pub(crate) fn excess(text: &str, options: &Options) -> Option<usize> {
    if text.len() <= options.max_container_depth() {
        return None;
    }
    let depths = text
        .split(['\n', '\r'])
        .filter(|line| line.len() > options.max_container_depth())
        .map(|line| markers(line.as_bytes()));
    depths
        .max()
        .filter(|depth| *depth > options.max_container_depth())
}

fn markers(line: &[u8]) -> usize {
    let mut count = 0;
    let mut at = 0;
    while let Some(byte) = line.get(at) {
        match byte {
            b' ' | b'\t' => at += 1,
            b'>' => {
                count += 1;
                at += 1;
            }
            b'[' if line[at..].starts_with(b"[^") => {
                let Some(length) = line[at..].windows(2).position(|pair| pair == b"]:") else {
                    return count;
                };
                count += 1;
                at += length + 2;
            }
            b'-' | b'*' | b'+' if is_space(line, at + 1) => {
                count += 1;
                at += 1;
            }
            b'0'..=b'9' => {
                let digits = line[at..]
                    .iter()
                    .take_while(|byte| byte.is_ascii_digit())
                    .count();
                at += digits;
                if !matches!(line.get(at), Some(b'.' | b')')) || !is_space(line, at + 1) {
                    return count;
                }
                count += 1;
                at += 1;
            }
            _ => return count,
        }
    }
    count
}

fn is_space(line: &[u8], at: usize) -> bool {
    line.get(at).is_none_or(u8::is_ascii_whitespace)
}
