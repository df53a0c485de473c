//! The rules: one file each, and one line here.

use crate::rule::Rule;

macro_rules! rules {
    ($($name:ident),* $(,)?) => {
        $(mod $name;)*

        /// All rules, by topic and code.
        pub fn rules() -> &'static [Rule] {
            const RULES: &[Rule] = &[$($name::RULE),*];
            RULES
        }
    };
}

rules! {
    // Links
    duplicate_item_cross_issue,
    malformed_url,
    // People
    // Projects
    // Sections
    // Front matter
    // Text
    duplicated_word,
}
