//! The bound on nested containers, which is checked before the Markdown parser runs.

use std::ops::Range;

use memchr::memchr_iter;

use crate::error::{ParseError, ParseErrorKind};
use crate::options::Options;
use crate::span::Span;

/// Refuses a line that opens more block quotes, list items and footnotes than the options allow.
///
/// The scan counts markers at the start of a line, and so may count those in code: a line of code
/// has no hundreds of them.
pub(crate) fn check(source: &str, body_start: usize, options: &Options) -> Result<(), ParseError> {
    let limit = options.max_container_depth();
    let mut start = body_start;
    let line_ends = memchr_iter(b'\n', &source.as_bytes()[body_start..]);
    for end in line_ends
        .map(|at| body_start + at + 1)
        .chain([source.len()])
    {
        if end - start > limit {
            check_lines(source, start..end, limit)?;
        }
        start = end;
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
