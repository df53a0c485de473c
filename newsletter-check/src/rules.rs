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
    dead_link,
    duplicate_item_cross_issue,
    malformed_url,
    moved_link,
    unreachable_link,
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
    doubled_punctuation,
    duplicated_word,
    emoji_shortcode,
    generic_parsed_as_html,
    malformed_comment,
    malformed_version,
    missing_space,
    mojibake,
    stray_parenthesis,
    stray_text,
    template_text,
    unbalanced_backticks,
    unbalanced_brackets,
    unclosed_html,
}
