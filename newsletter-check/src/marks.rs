//! Punctuation in the text that readers see.

use crate::page::{Page, Passage};

/// A mark of punctuation in text, not in code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Mark {
    pub(crate) byte: u8,
    /// Where it stands in the visible text.
    pub(crate) text: usize,
    /// Where it stands in the source.
    pub(crate) source: usize,
    /// The number of the innermost link or image that it stands in.
    pub(crate) link: Option<usize>,
}

/// The marks of a passage that are one of two bytes; those behind a backslash are meant, and left out.
pub(crate) fn marks<'p>(
    page: &'p Page<'_>,
    source: &'p str,
    passage: &Passage<'_>,
    [first, second]: [u8; 2],
) -> impl Iterator<Item = Mark> + use<'p> {
    let pieces = page.pieces_of(passage).iter();
    let pieces = pieces.filter(|piece| piece.is_exact());
    pieces.flat_map(move |piece| {
        let bytes = page.text[piece.text.clone()].as_bytes();
        memchr::memchr2_iter(first, second, bytes).filter_map(move |at| {
            let mark = Mark {
                byte: bytes[at],
                text: piece.text.start + at,
                source: piece.span.start + at,
                link: piece.link,
            };
            (!is_escaped(source, mark.source)).then_some(mark)
        })
    })
}

fn is_escaped(source: &str, at: usize) -> bool {
    let before = source.as_bytes()[..at].iter().rev();
    before.take_while(|byte| **byte == b'\\').count() % 2 == 1
}

/// How far it is looked for what a mark belongs to, so that time grows with the text alone.
const NEAR: usize = 48;

/// The end of a text, as far as it has to do with a mark behind it.
pub(crate) fn near_end(text: &str) -> &str {
    let start =
        (text.len().saturating_sub(NEAR)..=text.len()).find(|at| text.is_char_boundary(*at));
    &text[start.unwrap_or(text.len())..]
}

/// The start of a text, as far as it has to do with a mark before it.
pub(crate) fn near_start(text: &str) -> &str {
    let end = (0..=NEAR.min(text.len()))
        .rev()
        .find(|at| text.is_char_boundary(*at));
    &text[..end.unwrap_or(0)]
}
