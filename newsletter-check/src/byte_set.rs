//! Which bytes a text has.

/// Which of the bytes that rules look for a text has: one look at a text tells many rules that they find nothing in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct ByteSet(u32);

/// The bytes that are told apart.
const KNOWN: [u8; 14] = *b"()[]`<>@.,;:!?";

const NOT_ASCII: u32 = 1 << 31;

/// The bit of each byte.
const BITS: [u32; 256] = {
    let mut bits = [0; 256];
    let mut number = 0;
    while number < KNOWN.len() {
        bits[KNOWN[number] as usize] = 1 << number;
        number += 1;
    }
    let mut byte = 0x80;
    while byte < bits.len() {
        bits[byte] = NOT_ASCII;
        byte += 1;
    }
    bits
};

impl ByteSet {
    pub(crate) fn of(text: &str) -> Self {
        let bytes = text.bytes();
        Self(bytes.fold(0, |bits, byte| bits | BITS[usize::from(byte)]))
    }

    /// Whether one of some bytes is there; only those that are told apart can be asked for.
    pub(crate) fn has_any(self, bytes: &[u8]) -> bool {
        debug_assert!(bytes.iter().all(|byte| KNOWN.contains(byte)));
        bytes
            .iter()
            .any(|byte| self.0 & BITS[usize::from(*byte)] != 0)
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
}
