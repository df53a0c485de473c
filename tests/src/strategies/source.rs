//! Sources: random pages put together from fragments of Markdown, and damaged copies of real ones.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

/// Blocks without others inside.
const LEAVES: &[&str] = &[
    "A paragraph.",
    "Two\nlines",
    "Indented\n   continuation",
    "hard  \nbreak\\\nhere",
    "[link](https://example.org)",
    "[link](https://example.org \"tip\") behind",
    "[link]( <a b> 'tip &amp; more' )",
    "before [link][label] behind",
    "[label]",
    "[label][]",
    "[Label], [`code`] and [missing]",
    "![image](x.png) [link](y)",
    "[![image](x.png)](y)",
    "<https://example.org> [a](b)",
    "[a\nb](c)",
    "[a](\nc\n)",
    "[a [b](c) d](e)",
    "[@a](https://github.com/a)",
    "Thanks to [@a](https://github.com/a), [@b](https://github.com/b), and [@c](https://github.com/c) for all!",
    "Thanks to [@a](https://github.com/a) and\n[@b](https://github.com/b)",
    "Thanks to @a for x and Kim Doe ([@k](x)).",
    "Thanks to [@a][label] and [@label]!",
    "Thanks  to @a",
    "<span class=\"gray\">No news.</span>",
    "<span class=\"gray\">\n\n_No news._\n\n</span>",
    "<span class=\"gray\">\n_No news._\n</span>",
    "<span class=\"gray\"> No news. </span>",
    "<span class=\"maintainers\">Maintained by [@a](https://github.com/a)</span>",
    "<span class=\"gray\">(Section written by [@a](https://github.com/a), [@b](b), and JustSmile)</span>",
    "<!-- more -->",
    "<!--MORE-->",
    "<!-- more -->\ntext",
    "<!-- comment -->",
    "<!--\nlong\n\n- comment\n-->",
    "<!--\n    indented\n  less\n-->",
    "<!-- one --> <!-- two -->",
    "<!-- comment --> text",
    "<!-- comment\n--> text\nmore text",
    "text <!-- inside --> text",
    "<!---->",
    "<!-->",
    "<div>\nhtml\n</div>",
    "<div>\n\n*text*\n\n</div>",
    "<details>\n<summary>x</summary>\n",
    "<b>x</b> inline",
    "<a href=\"x\">\n",
    "```rust\ncode\n\n  more\n```",
    "~~~\n```\n~~~",
    "````\n```\n````",
    "    indented\n\n    code",
    "# Title",
    "## Section",
    "## Project Updates",
    "## Call for Participation ##",
    "## Personal Projects {#pp}",
    "### Entry",
    "### [`name`](https://example.org)",
    "### `a` and `b`",
    "### [name][label] (**new**) {#x .y}",
    "### [name](https://example.org \"tip\")",
    "###",
    "#### Heading ####",
    "#### a #",
    "#no heading",
    "Setext\n======",
    "Setext\nsection\n---",
    "Setext [x](y)\n   ---",
    "---",
    "* * *",
    "[label]: https://example.org",
    "[label]: <a b> \"tip\"",
    "[`code`]:\n  https://example.org\n  'tip'",
    "[label]: one\n[other]: two",
    "[label]: https://example.org\ntext behind",
    "[@label]: x",
    "[^note]: A footnote",
    "[^note]: A footnote\n\n    more of it",
    "A footnote[^note]",
    "| a | b |\n|---|---|\n| 1 | [x](y) |",
    "a | b\n--|--",
    "{{ shortcode() }}",
    "&amp; &copy; &#35;",
    "\\# escaped \\* \\[x\\]",
    "1986\\. A year",
    "-no item",
    "+++",
    "- ",
    "*",
    "-\n  text",
    "-\n\n  text",
    "- - a",
    "- # heading",
    "- ```\n  code\n  ```",
    "-     code",
    "- [ ] task",
    "- [x] [task](y)",
    "- [(`repo`) Title](https://example.org)",
    "- [a](b)\n- [c](d)\n\n- [e](f)",
    "- a\n  - b\n    - c\n  - d",
    "- a\n\n  b",
    "- a\n+ b\n* c",
    "- a\nlazy",
    "-   wide\n-   wide",
    " - a\n  - b\n   - c",
    "- a\n\n\n- b",
    "- a  \n- b\\",
    "1. one\n2. two",
    "1) one\n   - [a](b)",
    "1. a\n\n   b",
    "> quote",
    "> - [a](b)\n> - c",
    "> a\nlazy",
    "> ```\n> code\n> ```",
    ">",
    "trailing   ",
    "\u{a0}",
    "Grüße 🦀",
];

/// Blocks with tabs, blocks that nothing closes, and a list that only its width parts from the code behind it:
/// in containers, they show what a page cannot say twice.
const ODD: &[&str] = &[
    "-    a\n\n    code",
    "tab\n\tcontinued",
    "```\nunclosed",
    "<pre>\n  a\n\n  b\n</pre>",
    "\tcode",
    "\t\tcode",
    "-\ta\n\t- b",
    "*\t[a](b)\n\n\t```\n\tcode\n\t```",
    "- a\n\t- b\n\n\t  c",
    "1.\ta\n\tb",
    ">\ta",
];

/// What stands before a line when it is indented or part of a container.
const PREFIXES: &[&str] = &[
    "", "", "", "", " ", "  ", "  ", "   ", "    ", "      ", "\t", "- ", "- ", "* ", "+ ", "-  ",
    "-   ", "-    ", "-     ", "-\t", " - ", "  - ", "   - ", "    - ", "      - ", "> ", ">",
    "> - ", "- > ", "- - ", "1. ", "2) ", "10. ", ">  ", "  > ", "\t- ", "- [ ] ",
];

/// The source of a page, with all kinds of Markdown below a small front matter.
///
/// Tabs, and blocks without an end, stand outside of containers only.
pub fn page_source() -> BoxedStrategy<String> {
    pages(select(LEAVES).boxed(), select(ODD).boxed(), placed)
}

/// The source of a page with tabs and blocks without an end in containers as well.
///
/// The column of a tab and the blank lines at such an end depend on what stands around them, so that
/// the canonical text of some of these pages looks different.
pub fn odd_page_source() -> BoxedStrategy<String> {
    let leaf = prop_oneof![4 => select(LEAVES), 1 => select(ODD)].boxed();
    pages(leaf, select(ODD).boxed(), |prefix, leaf| {
        format!("{prefix}{leaf}")
    })
}

fn pages(
    leaf: BoxedStrategy<&'static str>,
    whole: BoxedStrategy<&'static str>,
    place: fn(&str, &str) -> String,
) -> BoxedStrategy<String> {
    let line = (select(PREFIXES), leaf.clone()).prop_map(move |(prefix, leaf)| place(prefix, leaf));
    let lines = joined(line, 0..12);
    let block = prop_oneof![8 => nested(leaf), 1 => whole.prop_map(str::to_owned)];
    let page = prop_oneof![2 => joined(block, 0..8), 1 => lines];
    (page, ending())
        .prop_map(|(body, (crlf, cut))| finished(&body, crlf, cut))
        .boxed()
}

/// Texts one below the other, with blank lines between them or not.
fn joined(
    text: impl Strategy<Value = String>,
    count: std::ops::Range<usize>,
) -> impl Strategy<Value = String> {
    vec((text, blank()), count).prop_map(|texts| {
        let lines = texts.into_iter().map(|(text, gap)| text + "\n" + gap);
        lines.collect()
    })
}

/// Puts a block behind a prefix; one that would be cut has all its lines in the container.
fn placed(prefix: &str, leaf: &str) -> String {
    if prefix.contains('\t') {
        return leaf.to_owned();
    }
    let may_be_cut = ["```", "~~~", "<pre", "<!--"];
    if !may_be_cut.iter().any(|start| leaf.contains(start)) {
        return format!("{prefix}{leaf}");
    }
    let prefix = prefix.trim_end_matches("[ ] ");
    let rest: String = prefix
        .chars()
        .map(|character| if character == '>' { '>' } else { ' ' })
        .collect();
    contained(prefix, &rest, leaf)
}

/// A copy of a text of which random slices are deleted, doubled, or put elsewhere.
pub fn mutated(original: &'static str) -> impl Strategy<Value = String> {
    let edit = (
        any::<Index>(),
        any::<Index>(),
        any::<Index>(),
        0..4_u8,
        select(LEAVES),
    );
    vec(edit, 1..5).prop_map(|edits| {
        edits
            .into_iter()
            .fold(original.to_owned(), |text, edit| mutate(&text, edit))
    })
}

fn blank() -> impl Strategy<Value = &'static str> {
    select(&["", "", "\n", "\n", "\n\n", "  \n"][..])
}

fn ending() -> impl Strategy<Value = (bool, bool)> {
    (prop::bool::weighted(0.1), prop::bool::weighted(0.2))
}

fn finished(body: &str, crlf: bool, cut: bool) -> String {
    let mut page = format!("+++\ntitle = \"t\"\n+++\n\n{body}");
    if cut {
        page.truncate(page.trim_end().len());
    }
    if crlf {
        page.replace('\n', "\r\n")
    } else {
        page
    }
}

/// A block, perhaps with others inside.
fn nested(leaf: BoxedStrategy<&'static str>) -> impl Strategy<Value = String> {
    leaf.prop_map(str::to_owned)
        .prop_recursive(3, 10, 3, |inner| {
            let blocks = joined(inner, 1..3)
                .prop_map(|text| text.trim_end_matches('\n').to_owned())
                .boxed();
            let marker = select(&["- ", "* ", "+ ", "-   ", "-    ", "  - ", "1. "][..]);
            let item = (marker, blocks.clone())
                .prop_map(|(marker, text)| contained(marker, &" ".repeat(marker.len()), &text));
            let quote = blocks.prop_map(|text| contained("> ", "> ", &text));
            prop_oneof![4 => joined(item, 1..4), 1 => quote]
        })
}

/// The text with a prefix before its first line, and another before the others that are not blank.
fn contained(first: &str, rest: &str, text: &str) -> String {
    let lines = text
        .split('\n')
        .enumerate()
        .map(|(index, line)| match (index, line) {
            (0, _) => format!("{first}{line}"),
            (_, "") if rest.trim().is_empty() => String::new(),
            _ => format!("{rest}{line}"),
        });
    lines.collect::<Vec<_>>().join("\n")
}

fn mutate(
    text: &str,
    (from, to, place, kind, leaf): (Index, Index, Index, u8, &'static str),
) -> String {
    let boundary = |index: Index| text.floor_char_boundary(index.index(text.len() + 1));
    let (start, end) = (
        boundary(from).min(boundary(to)),
        boundary(from).max(boundary(to)),
    );
    // Long slices leave little of the text: most edits stay within some lines.
    let end = text.floor_char_boundary(end.min(start + 1 + place.index(120)));
    let (place, slice) = (boundary(place), &text[start..end.max(start)]);
    match kind {
        0 => format!("{}{}", &text[..start], &text[end.max(start)..]),
        1 => format!(
            "{}{slice}{}",
            &text[..end.max(start)],
            &text[end.max(start)..]
        ),
        2 => format!("{}{slice}{}", &text[..place], &text[place..]),
        _ => format!("{}{leaf}{}", &text[..place], &text[place..]),
    }
}
