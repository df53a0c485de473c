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
    bare_url_not_linked,
    dead_link,
    duplicate_item,
    duplicate_item_cross_issue,
    http_link,
    malformed_url,
    missing_anchor,
    missing_file,
    missing_page,
    moved_link,
    number_mismatch,
    relative_link,
    undefined_reference,
    unreachable_link,
    // People
    handle_mismatch,
    missing_author,
    missing_byline,
    unlinked_handle,
    // Projects
    empty_entry,
    foreign_pull_request,
    heading_url_mismatch,
    project_name_typo,
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
    leftover_comment,
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
    unknown_shortcode,
}
