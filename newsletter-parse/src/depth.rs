//! The bound on nested containers, which is checked before the Markdown parser runs.

use crate::error::{ParseError, ParseErrorKind};
use crate::options::Options;
use crate::span::Span;

/// Refuses a line that opens more block quotes, list items and footnotes than the options allow.
///
/// The scan counts markers at the start of a line, and so may count those in code: a line of code
/// has no hundreds of them.
pub(crate) fn check(source: &str, body_start: usize, options: &Options) -> Result<(), ParseError> {
    let mut line_start = body_start;
    for line in source[body_start..].split_inclusive(['\n', '\r']) {
        if line.len() > options.max_container_depth() {
            let depth = markers(line.as_bytes());
            if depth > options.max_container_depth() {
                return Err(ParseError::new(
                    ParseErrorKind::TooDeep,
                    source,
                    Span::new(
                        line_start,
                        line_start + line.trim_end_matches(['\n', '\r']).len(),
                    ),
                    format_args!("{depth} nested block quotes, list items and footnotes"),
                    format_args!("at most {}", options.max_container_depth()),
                ));
            }
        }
        line_start += line.len();
    }
    Ok(())
}

/// The greatest number of containers that a line of a text opens, where it is over the limit.
pub(crate) fn excess(text: &str, options: &Options) -> Option<usize> {
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
