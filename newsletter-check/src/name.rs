//! Names that are nearly the same.

/// How long the names are that are compared, in bytes: longer ones are titles.
const LONGEST: usize = 60;

/// How many letters more or less a name with slips may have.
const MOST_LETTERS: usize = 2;

/// Whether a text looks like a name with a slip of the keyboard in it: one letter more, less, other or
/// swapped; two in a name of eight letters or more. Names that differ in nothing else than case or in the
/// digits at their end are others.
pub(crate) fn is_near_miss(text: &str, name: &str) -> bool {
    if text.len().max(name.len()) > LONGEST || text.len().abs_diff(name.len()) > MOST_LETTERS {
        return false;
    }
    let (text, name) = (text.to_lowercase(), name.to_lowercase());
    let is_digit = |character: char| character.is_ascii_digit();
    if text.trim_end_matches(is_digit) == name.trim_end_matches(is_digit) {
        return false;
    }
    let letters = text.chars().count().min(name.chars().count());
    let allowed = match letters {
        0..4 => 0,
        4..8 => 1,
        _ => 2,
    };
    (1..=allowed).contains(&strsim::osa_distance(&text, &name))
}

/// The letters and digits of a text, in lower case: what remains the same where markup or hyphens differ.
pub(crate) fn bare(text: &str) -> String {
    let mut bare = String::with_capacity(text.len());
    push_bare(text, &mut bare);
    bare
}

/// Adds the letters and digits of a text, in lower case.
pub(crate) fn push_bare(text: &str, bare: &mut String) {
    if text.is_ascii() {
        let letters = text.bytes().filter(u8::is_ascii_alphanumeric);
        bare.extend(letters.map(|letter| char::from(letter.to_ascii_lowercase())));
    } else {
        let letters = text.chars().filter(|character| character.is_alphanumeric());
        bare.extend(letters.flat_map(char::to_lowercase));
    }
}

/// The name that a text nearly is, or is but for markup, case and hyphens.
pub(crate) fn nearest<'n>(text: &str, names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let plain = bare(text);
    let mut near = None;
    for name in names.take(MOST) {
        let letters = name.bytes().filter(u8::is_ascii_alphanumeric).count();
        if name.is_ascii() && letters.abs_diff(plain.len()) > MOST_LETTERS {
            continue;
        }
        let other = bare(name);
        if other == plain {
            return Some(name);
        }
        if near.is_none() && is_near_miss(&plain, &other) {
            near = Some(name);
        }
    }
    near
}

/// How often a rule looks for the nearest name in a page.
pub(crate) const LOOKUPS: usize = 16;

/// How many names are looked at, so that a page full of mistakes costs no more than others.
const MOST: usize = 200;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_near_and_other_names_are_not() {
        assert!(is_near_miss("multboot2", "multiboot2"));
        assert!(is_near_miss("Bootlaoder", "bootloader"));
        assert!(!is_near_miss("vga", "vgl"));
        assert!(!is_near_miss("multiboot", "multiboot2"));
        assert!(!is_near_miss("Aero", "aero"));
        assert!(!is_near_miss("uefi-rs", "uefi"));
        assert!(!is_near_miss("", ""));
    }

    #[test]
    fn the_nearest_name_is_the_same_one_first() {
        let names = ["our-chats", "`our chat`"];
        assert_eq!(nearest("Our Chat", names.into_iter()), Some("`our chat`"));
        assert_eq!(nearest("our-chatz", names.into_iter()), Some("our-chats"));
        assert_eq!(nearest("book", names.into_iter()), None);
    }
}
