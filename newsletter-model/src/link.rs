//! Where the parts of a link end.

/// How long the text of a person's link may be, in bytes. CommonMark has a like bound for labels; it keeps reading linear.
const TEXT_LENGTH: usize = 999;
/// How deep parentheses in a destination may nest (CommonMark §6.3).
const PARENTHESES: usize = 32;

/// The place of the `]` that closes a label, in bytes.
pub(crate) fn label_end(text: &str) -> Option<usize> {
    let mut escaped = false;
    text.bytes().take(TEXT_LENGTH).position(|byte| {
        let found = byte == b']' && !escaped;
        escaped = byte == b'\\' && !escaped;
        found
    })
}

/// The place of the `]` that closes the `[` which the text starts with, in bytes.
pub(crate) fn link_text_end(text: &str) -> Option<usize> {
    if !text.starts_with('[') {
        return None;
    }
    let mut depth = 0_usize;
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate().take(TEXT_LENGTH) {
        match byte {
            b'[' if !escaped => depth += 1,
            b']' if !escaped => depth -= 1,
            b'`' | b'<' if !escaped => return None,
            b'\n' => return None,
            _ => {}
        }
        if depth == 0 {
            return Some(at);
        }
        escaped = byte == b'\\' && !escaped;
    }
    None
}

/// The place of the `)` that closes an inline link, in bytes.
pub(crate) fn destination_end(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let mut escaped = false;
    let in_angles = text.starts_with('<');
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'\n' => return None,
            b'>' if in_angles && !escaped => {
                return text[at + 1..].starts_with(')').then_some(at + 1);
            }
            b' ' if !in_angles => return None,
            b'(' if !escaped && !in_angles && depth == PARENTHESES => return None,
            b'(' if !escaped && !in_angles => depth += 1,
            b')' if !escaped && !in_angles && depth == 0 => return Some(at),
            b')' if !escaped && !in_angles => depth -= 1,
            _ => {}
        }
        escaped = byte == b'\\' && !escaped;
    }
    None
}
