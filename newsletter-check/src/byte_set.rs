//! Which bytes a text has.

/// Which of the bytes that rules look for a text has, and which pairs of them: one look at a text tells many rules that
/// they find nothing in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct ByteSet(u32);

/// The bytes that are told apart.
const KNOWN: [u8; 14] = *b"()[]`<>@.,;:!?";

/// The bits of bytes that are no part of a pair.
const SINGLE: u32 = (1 << KNOWN.len()) - 1;

const NOT_ASCII: u32 = 1 << 31;

/// The bytes of each pair: those that its first one may be have the first of two neighbouring bits, and the second ones the
/// other.
const SENTENCE_MARK: u32 = 1 << 14;
const LETTER: u32 = SENTENCE_MARK << 1;
const MARK_OR_SPACE: u32 = 1 << 16;
const MARK: u32 = MARK_OR_SPACE << 1;

/// The bits of each byte.
const BITS: [u32; 256] = {
    let mut bits = [0; 256];
    let mut number = 0;
    while number < KNOWN.len() {
        bits[KNOWN[number] as usize] = 1 << number;
        number += 1;
    }
    let mut byte = 0;
    while byte < bits.len() {
        bits[byte] |= match byte as u8 {
            b'.' | b',' | b'!' | b'?' => SENTENCE_MARK | MARK_OR_SPACE | MARK,
            b';' | b':' => MARK_OR_SPACE | MARK,
            b' ' => MARK_OR_SPACE,
            b'a'..=b'z' | b'A'..=b'Z' => LETTER,
            0x80.. => NOT_ASCII,
            _ => 0,
        };
        byte += 1;
    }
    bits
};

impl ByteSet {
    pub(crate) fn of(text: &str) -> Self {
        let (mut all, mut pairs, mut before) = (0, 0, 0);
        for byte in text.bytes() {
            let bits = BITS[usize::from(byte)];
            all |= bits;
            pairs |= (before << 1) & bits;
            before = bits;
        }
        const PAIRS: u32 = LETTER | MARK;
        Self(all & !PAIRS | pairs & PAIRS)
    }

    /// Whether a letter stands right behind one of `.,!?`.
    pub(crate) fn has_letter_behind_mark(self) -> bool {
        self.0 & LETTER != 0
    }

    /// Whether one of `.,;:!?` stands right behind another one or a space.
    pub(crate) fn has_mark_behind_mark_or_space(self) -> bool {
        self.0 & MARK != 0
    }

    /// Whether one of some bytes is there; only those that are told apart can be asked for.
    pub(crate) fn has_any(self, bytes: &[u8]) -> bool {
        debug_assert!(bytes.iter().all(|byte| KNOWN.contains(byte)));
        bytes
            .iter()
            .any(|byte| self.0 & BITS[usize::from(*byte)] & SINGLE != 0)
    }

    pub(crate) fn is_ascii(self) -> bool {
        self.0 & NOT_ASCII == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_has_the_bytes_that_it_has() {
        let text = ByteSet::of("a (b), c");
        assert!(text.has_any(b"()") && text.has_any(b"?,"));
        assert!(!text.has_any(b".") && !text.has_any(b"`<>@;:!?[]"));
        assert!(text.is_ascii() && !ByteSet::of("ä").is_ascii());
    }

    #[test]
    fn a_text_has_the_pairs_that_it_has() {
        let (sentence, marks) = (ByteSet::of("a. b.c, d"), ByteSet::of("a, b , c.. d"));
        assert!(sentence.has_letter_behind_mark() && !sentence.has_mark_behind_mark_or_space());
        assert!(marks.has_mark_behind_mark_or_space() && !marks.has_letter_behind_mark());
        assert!(!ByteSet::of("a:b").has_letter_behind_mark());
        assert!(ByteSet::of("a ;").has_mark_behind_mark_or_space());
    }
}
