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
    duplicate_entry,
    duplicate_section,
    empty_section_no_placeholder,
    intro_count_mismatch,
    missing_list,
    placeholder_beside_content,
    skipped_heading_level,
    wrong_month,
    // Front matter
    date_mismatch,
    misspelt_key,
    placeholder_date,
    unknown_taxonomy,
    unknown_template,
    // Text
    duplicated_word,
}
