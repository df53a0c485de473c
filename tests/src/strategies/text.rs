//! Plain text, and Markdown made of interesting fragments.

use newsletter_model::{Inline, Line};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use super::Level;

/// Plain strings that look like the syntax of something.
const HOSTILE: &[&str] = &[
    "+++",
    "a\n+++\nb",
    "x +++ ",
    "\"\"\" '''",
    "\"double\" and 'single'",
    "back\\slash",
    "\\",
    "line\nbreak",
    "line\r\nbreak",
    "\u{1}\u{7}\u{8}\u{1b}[31m\u{7f}",
    "🦀 👩‍🚀",
    "שלום עולם",
    "`ticks` and ``two``",
    "`",
    "a](b",
    "[x](y)",
    "[x]: y",
    "[[x]]",
    "![i](u)",
    "<script>alert(1)</script>",
    "</span>",
    "<!-- more -->",
    "-->",
    "{{ shortcode() }}",
    "{% raw %}",
    "{#id}",
    "&amp; &#35; &copy;",
    "# heading",
    "- item",
    "+ item",
    "1. one",
    "2) two",
    "> quote",
    "---",
    "===",
    "*em* _em_ ~~gone~~",
    "snake_case_name",
    "a | b",
    "tab\tinside",
    "two  spaces",
    "C#",
    "C #",
    "no\u{a0}break",
    "\u{feff}mark",
    "\u{2028}",
    "$toml",
    "https://example.org/a_b*c",
    "me@example.org",
    "@mention",
    "Thanks to @mention!",
    "No news",
];

const WORDS: &[&str] = &[
    "x86_64",
    "acpi",
    "Rust OSDev",
    "uefi-rs",
    "Grüße",
    "memory map",
    "phil-opp/blog_os",
    "boot",
];

/// Fragments that open, close or break Markdown constructs.
const WILD: &[&str] = &[
    "```",
    "~~~",
    "<div>",
    "</div>",
    "<script>",
    "<pre>",
    "<!--",
    "-->",
    "# a",
    "## a",
    "### a",
    "#### a",
    "===",
    "---",
    "- ",
    "- a",
    "* a",
    "+ a",
    "1. a",
    "2) a",
    "> a",
    ">",
    "    code",
    "\t",
    "[",
    "]",
    "](",
    "[a](b)",
    "[a]: b",
    "[^1]: f",
    "[^1]",
    "a\rb",
    "\r\n",
    "\n",
    "\n\n",
    " ",
    "  ",
    "|a|b|",
    "|-|-|",
    "{",
    "}",
    "{#id}",
    "<span class=\"gray\">",
    "</span>",
    "<!-- more -->",
    "No ",
    "Thanks to ",
    "@a",
    "[@a](b)",
    " by ",
    "`",
    "``",
    "*",
    "**",
    "_",
    "\\",
    "&amp;",
    "!",
    "!",
    "(",
    ")",
    "<",
    ">",
    "é",
    "🦀",
    "\0",
    "\u{a0}",
    "a",
    "b c",
    "[ ] ",
    "[x] ",
    "<details>",
    "</details>",
    "Maintained by ",
    "+++",
];

/// Markdown without links, as it may stand in a link, in a heading and in a paragraph.
const TITLES: &[&str] = &[
    "Add docs",
    "Fix `map_to`",
    "[v0.9] Set `relocation-model`",
    "**Bold** and _emphasized_",
    "Don't panic!",
    "100 % & more",
    "Support `Vec<T>`",
    "A <kbd>key</kbd>",
    "\\[escaped\\] brackets",
    "An ![image](logo.png) inside",
    "`code with ] bracket`",
    "@mention",
    "🦀 for systems",
    "&copy; 2021",
    "~~old~~ new",
    "(in parentheses)",
    "docs: update",
    "`x`",
    "(`acpi`) Review the design",
    "{{ shortcode }}",
    "a \\\\ b",
    "C\\#",
    "<span class=\"gray\">(published as `v0.9.19`)</span>",
];

/// Markdown as it stands behind a link.
const TAILS: &[&str] = &[
    "",
    "",
    ".",
    ")",
    " by [@a](https://github.com/a)",
    " <span class=\"gray\">(published as `v0.9.19`)</span>",
    ". Thanks to [@x](https://x.example) for this!",
    "\nsecond line",
    "  \nbehind a hard break",
    "\\\nbehind another one",
    "(x)",
    "[x]",
    ": with **text**",
    "{#id}",
    " and [another](https://example.org/2 \"with tooltip\")",
    ", see <https://example.org>",
    " <!-- a comment -->",
    " !",
];

/// Markdown as it stands before a link.
const LEADS: &[&str] = &[
    "**New:** ",
    "`aml`: ",
    "_Breaking:_ ",
    "New in ",
    "(",
    "![badge](b.svg) ",
    "\\[x\\] ",
    "1\\. ",
    "two\n",
    "[x] ",
    "\"",
    "<b>x</b> ",
];

/// Plain text: words, strings that look like syntax, and any printable characters.
pub fn plain_text(level: Level) -> BoxedStrategy<String> {
    let known = prop_oneof![3 => select(WORDS).prop_map(str::to_owned), 4 => select(HOSTILE).prop_map(str::to_owned)];
    let joined = vec(select(HOSTILE), 2..4).prop_map(|parts| parts.join(" "));
    match level {
        Level::Valid => prop_oneof![6 => known, 1 => joined, 1 => printable()].boxed(),
        Level::Any => {
            prop_oneof![3 => known, 1 => joined, 1 => any::<String>(), 2 => wild()].boxed()
        }
    }
}

/// Any printable characters of Western scripts, among which all of ASCII.
fn printable() -> impl Strategy<Value = String> {
    let character =
        prop_oneof![3 => prop::char::range(' ', '~'), 1 => prop::char::range('\u{a1}', '\u{24f}')];
    vec(character, 0..12).prop_map(String::from_iter)
}

/// Plain text in one line that is not blank.
pub fn plain_line(level: Level) -> BoxedStrategy<String> {
    let joined = plain_text(level).prop_map(|text| {
        text.split(['\r', '\n'])
            .collect::<Vec<_>>()
            .join(" ")
            .trim()
            .to_owned()
    });
    match level {
        Level::Valid => joined
            .prop_map(|text| {
                if text.is_empty() {
                    "name".to_owned()
                } else {
                    text
                }
            })
            .boxed(),
        Level::Any => joined.boxed(),
    }
}

/// Markdown in one line, without links.
pub fn line(level: Level) -> BoxedStrategy<Line> {
    let plain = plain_text(Level::Valid).prop_map(|text| Line::plain(&text));
    let title = select(TITLES).prop_map(one_line);
    match level {
        Level::Valid => prop_oneof![3 => title, 2 => plain].boxed(),
        Level::Any => prop_oneof![2 => wild().prop_map(|text| one_line(&text)), 1 => title].boxed(),
    }
}

/// The Markdown of a paragraph that may be the text of a link: it has no links itself.
pub fn inline(level: Level) -> BoxedStrategy<Inline> {
    let plain = plain_text(Level::Valid).prop_map(|text| Inline::plain(&text));
    let title = select(TITLES).prop_map(one_paragraph);
    let lines = (select(TITLES), select(TITLES))
        .prop_map(|(first, second)| one_paragraph(&format!("{first}\n{second}")));
    match level {
        Level::Valid => prop_oneof![4 => title, 2 => plain, 1 => lines].boxed(),
        Level::Any => {
            prop_oneof![2 => wild().prop_map(|text| one_paragraph(&text)), 1 => title].boxed()
        }
    }
}

/// The Markdown before a link.
pub(super) fn lead(level: Level) -> BoxedStrategy<Inline> {
    let lead = prop_oneof![4 => Just(""), 1 => select(LEADS)].prop_map(one_paragraph);
    match level {
        Level::Valid => lead.boxed(),
        Level::Any => prop_oneof![lead, inline(level)].boxed(),
    }
}

/// The Markdown behind a link.
pub(super) fn tail(level: Level) -> BoxedStrategy<Inline> {
    let tail = select(TAILS).prop_map(one_paragraph);
    match level {
        Level::Valid => tail.boxed(),
        Level::Any => prop_oneof![tail, inline(level)].boxed(),
    }
}

/// Text put together from fragments of syntax.
pub(super) fn wild() -> impl Strategy<Value = String> {
    vec(select(WILD), 0..6).prop_map(|parts| parts.concat())
}

/// The text without line breaks.
pub(super) fn one_line(text: &str) -> Line {
    Line::new(text.replace(['\r', '\n'], " ")).expect("a text without line breaks is a line")
}

/// The text without blank lines.
pub(super) fn one_paragraph(text: &str) -> Inline {
    let mut text = text.to_owned();
    loop {
        match Inline::new(text.as_str()) {
            Ok(inline) => return inline,
            Err(_) => text = text.replace(['\r', '\n'], " "),
        }
    }
}
