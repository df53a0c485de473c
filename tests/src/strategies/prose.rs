//! Blocks of Markdown without a type, and comments.

use newsletter_model::{Comment, Prose};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use super::text::wild;
use super::{Level, plain_text};

/// Markdown that reads as one block wherever it stands.
const BLOCKS: &[&str] = &[
    "A paragraph with *emphasis*, `code` and a [link](https://example.org).",
    "Two lines\nof text",
    "A hard break  \nand another\\\none",
    "See [`rust-osdev`] and [the RFC][RFC 1234].",
    "1. one\n2. two\n   - nested",
    "3) three\n\n   with a paragraph",
    "> a quote\n> - with a list\n>\n> and a paragraph",
    "> > nested\nlazy",
    "```rust\nfn main() {\n\n    println!(\"## no section\");\n}\n```",
    "~~~\n```\n~~~",
    "    indented\n\n      code",
    "| a | b |\n|---|:-:|\n| 1 | `x \\| y` |",
    "---",
    "***",
    "<div class=\"x\">\nhtml\n</div>",
    "<details>\n<summary>More</summary>",
    "</details>",
    "<pre>\n  kept   as it is\n\n</pre>",
    "<span class=\"gray\">(published as `v1`)</span>",
    "{{ youtube(id=\"dQw4\") }}",
    "Thanks to all of you!",
    "text <!-- with a comment --> inside",
    "[^1]: A footnote",
    "A footnote[^1] and a ~~deletion~~",
    "![image](https://example.org/x.png)",
    "\\# no heading, 1986\\. no list",
    "Grüße, שלום, 🦀",
    "<https://example.org> and me@example.org",
    "trailing spaces   ",
];

/// Markdown that reads as blocks of other types, or as several.
const MIXED: &[&str] = &[
    "- a\n- [b](https://example.org)\n  - c",
    "* a\n\n* b",
    "One.\n\nTwo.",
    "#### A heading",
    "<!-- a comment -->",
    "Thanks to [@a](https://github.com/a) and @b!",
    "<span class=\"gray\">No news.</span>",
    "<span class=\"maintainers\">Maintained by [@a](https://github.com/a)</span>",
    "Text:\n- a\n- b",
    "##### Heading\ntext\n\n+ item\n\n[defined here]: https://example.org",
    "<!-- More -->",
];

/// What comments say, however much it looks like structure.
const COMMENTS: &[&str] = &[
    "a note",
    "TODO: Update publication date",
    "Please use the template:\n- [(`repo`) Issue](https://example.com)",
    "    This is a draft.\n    Feel free to add to it.",
    "## no section\n\n### no entry\n\n- no item",
    "+++",
    "two -- dashes",
    "more or less",
    "<span class=\"gray\">No projects.</span>",
    "> x",
    "```",
    "",
];

/// Markdown that stays prose, or becomes other blocks.
pub fn prose(level: Level) -> BoxedStrategy<Prose> {
    let known = prop_oneof![5 => select(BLOCKS), 2 => select(MIXED)].prop_map(Prose::new);
    let plain = plain_text(Level::Valid).prop_map(|text| Prose::plain(&text));
    match level {
        Level::Valid => prop_oneof![7 => known, 1 => plain].boxed(),
        Level::Any => {
            let lines = vec(wild(), 1..5).prop_map(|lines| Prose::new(lines.join("\n")));
            prop_oneof![2 => known, 3 => lines, 1 => any::<String>().prop_map(Prose::new)].boxed()
        }
    }
}

/// A comment.
pub fn comment(level: Level) -> BoxedStrategy<Comment> {
    let known = select(COMMENTS).prop_map(Comment::new);
    match level {
        Level::Valid => known.boxed(),
        Level::Any => prop_oneof![known, wild().prop_map(Comment::new)].boxed(),
    }
}
