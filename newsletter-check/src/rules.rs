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
    duplicate_item,
    duplicate_item_cross_issue,
    http_link,
    malformed_url,
    missing_anchor,
    missing_file,
    missing_page,
    number_mismatch,
    relative_link,
    undefined_reference,
    // People
    handle_mismatch,
    missing_author,
    missing_byline,
    unlinked_handle,
    // Projects
    empty_entry,
    foreign_pull_request,
    heading_url_mismatch,
    // Sections
    // Front matter
    // Text
    duplicated_word,
}
