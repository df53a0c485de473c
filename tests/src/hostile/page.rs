//! Hostile pages: long runs of what opens something, each of any length.

use std::fmt::Write as _;

/// A kind of hostile page.
#[derive(Debug, Clone, Copy)]
pub struct Pattern {
    /// What it has many of.
    pub name: &'static str,
    /// The page that has so many.
    pub page: fn(usize) -> String,
    /// What the error says in place of an issue, with `{n}` for the number; empty where there is an issue.
    pub error: &'static str,
}

const TOO_DEEP: &str =
    "found {n} nested block quotes, list items and footnotes, expected at most 256";

const NESTED_TOML: &str = "found invalid TOML (cannot recurse further; max recursion depth met), expected a TOML document";

const LONG_KEY: &str = "found invalid TOML (recursion limit), expected a TOML document";

/// How many containers one line may open, less the one for a list in it.
const DEEPEST: usize = 255;

/// The pages. Their errors are those for 400 and more.
pub const PATTERNS: &[Pattern] = &[
    deep("nested list markers", |n| body(&"- ".repeat(n))),
    deep("nested numbered markers", |n| body(&"1. ".repeat(n))),
    deep("nested block quotes", |n| body(&"> ".repeat(n))),
    deep("nested footnotes", |n| body(&"[^a]: ".repeat(n))),
    page("lines behind the deepest list", |n| {
        body(&("- ".repeat(DEEPEST) + &"a\n".repeat(n)))
    }),
    page("blank lines in the deepest list", |n| {
        body(&("- ".repeat(DEEPEST) + "a" + &"\n".repeat(n)))
    }),
    page("lines in the deepest quote", |n| {
        body(&("> ".repeat(DEEPEST) + "a\n").repeat(n / 100))
    }),
    page("list items", |n| body(&"- a\n".repeat(n))),
    page("spaced list items", |n| body(&"- a\n\n".repeat(n))),
    page("lists", |n| body(&"- a\n\n* a\n\n".repeat(n / 2))),
    page("quotes", |n| body(&"> a\n\n".repeat(n))),
    page("opening brackets", |n| body(&"[".repeat(n))),
    page("opening images", |n| body(&"![".repeat(n))),
    page("links never closed", |n| body(&"[a](".repeat(n))),
    page("nested link texts", |n| {
        body(&("[".repeat(n) + "a" + &"](b)".repeat(n)))
    }),
    page("references never closed", |n| body(&"[a][".repeat(n))),
    page("links", |n| body(&"[a](b) ".repeat(n))),
    page("emphasis runs", |n| body(&"*a **b_ ".repeat(n / 2))),
    page("emphasis never closed", |n| body(&"*a ".repeat(n))),
    page("asterisks", |n| {
        body(&("a".to_owned() + &"*".repeat(n) + "b"))
    }),
    page("emphasis of mixed lengths", |n| {
        body(&"a***b**c*d ".repeat(n / 3))
    }),
    page("backticks", |n| body(&("a".to_owned() + &"`".repeat(n)))),
    page("backtick runs", |n| body(&"`a``b```c ".repeat(n / 3))),
    page("backtick runs, each longer", backtick_runs),
    page("reference definitions", |n| {
        body(&numbered("[a", "]: b\n", n))
    }),
    page("reference definitions and uses", |n| {
        body(&(numbered("[a", "]: b\n", n / 2) + "\n" + &numbered("[a", "] ", n / 2)))
    }),
    page("the same definition", |n| body(&"[a]: b\n".repeat(n))),
    page("definitions never closed", |n| body(&"[a]: \"".repeat(n))),
    page("headings", |n| body(&"# a\n".repeat(n))),
    page("sections", |n| body(&numbered("## a", "\n", n))),
    page("sections underlined", |n| body(&"a\n---\n".repeat(n))),
    page("entries", |n| {
        body(&("## Project Updates\n".to_owned() + &numbered("### [`a", "`](b)\n\n- c\n\n", n)))
    }),
    page("entries with bylines", |n| {
        body(&("## Project Updates\n".to_owned()
            + &"### a\n<span class=\"maintainers\">Maintained by [@a](https://github.com/a)</span>\n\n".repeat(n)))
    }),
    page("comments never closed", |n| body(&"a <!-- ".repeat(n))),
    page("blocks of comments never closed", |n| {
        body(&"<!--\n".repeat(n))
    }),
    page("comments", |n| body(&"<!-- a -->\n\n".repeat(n))),
    page("tags never closed", |n| body(&"<a ".repeat(n))),
    page("declarations never closed", |n| body(&"<!A ".repeat(n))),
    page("instructions never closed", |n| body(&"a <? ".repeat(n))),
    page("table cells in a row", |n| {
        body(&format!(
            "{}|\n{}|\n",
            "|a".repeat(n / 2),
            "|-".repeat(n / 2)
        ))
    }),
    page("table rows", |n| {
        body(&("|a|b|\n|-|-|\n".to_owned() + &"|c|d|\n".repeat(n)))
    }),
    page("table cells left out", |n| {
        body(&format!(
            "{}|\n{}|\n{}",
            "|a".repeat(n / 3),
            "|-".repeat(n / 3),
            "|b\n".repeat(n / 3)
        ))
    }),
    page("fences", |n| body(&"```\n".repeat(n))),
    page("indented code", |n| body(&"    a\n\n".repeat(n))),
    page("entities", |n| body(&"&amp;".repeat(n))),
    page("thanks", |n| {
        body(&format!("Thanks to {}[@a](b)!\n", "[@a](b), ".repeat(n)))
    }),
    page("tasks", |n| {
        body(&("## Call for Participation\n### a\n".to_owned() + &"- [`a`](b): c\n".repeat(n)))
    }),
    page("footnotes", |n| {
        body(&(numbered("[^a", "]: b\n\n", n / 2) + &numbered("[^a", "] ", n / 2)))
    }),
    page("short paragraphs", |n| body(&"a\n\n".repeat(n))),
    page("lines of a paragraph", |n| body(&"a\n".repeat(n))),
    page("one line", |n| body(&"word ".repeat(n))),
    page("carriage returns", |n| body(&"a\r".repeat(n))),
    page("tabs", |n| body(&"\t".repeat(n))),
    page("front matter keys", |n| {
        format!(
            "+++\ntitle = \"t\"\n[extra]\n{}+++\n",
            numbered("a", " = 1\n", n)
        )
    }),
    page("front matter array", |n| {
        format!(
            "+++\ntitle = \"t\"\n[extra]\na = [{}]\n+++\n",
            "1,".repeat(n)
        )
    }),
    page("front matter tables", |n| {
        format!(
            "+++\ntitle = \"t\"\n{}+++\n",
            numbered("[extra.a", "]\n", n)
        )
    }),
    page("front matter comments", |n| {
        format!("+++\n{}title = \"t\"\n+++\n", "# a\n".repeat(n))
    }),
    page("front matter delimiters", |n| {
        format!("+++\ntitle = '''t\n{}'''\n+++\n", "+++ a\n".repeat(n))
    }),
    refused(
        "front matter never closed",
        |n| format!("+++\n{}", "a = 1\n".repeat(n)),
        "found front matter that is never closed, expected a line `+++` behind it",
    ),
    refused(
        "nested arrays in front matter",
        |n| {
            format!(
                "+++\ntitle = \"t\"\n[extra]\na = {}{}\n+++\n",
                "[".repeat(n),
                "]".repeat(n)
            )
        },
        NESTED_TOML,
    ),
    refused(
        "nested tables in front matter",
        |n| {
            format!(
                "+++\ntitle = \"t\"\n[extra]\na = {}1{}\n+++\n",
                "{a=".repeat(n),
                "}".repeat(n)
            )
        },
        NESTED_TOML,
    ),
    refused(
        "parts of a key in front matter",
        |n| {
            format!(
                "+++\ntitle = \"t\"\n[extra]\na{} = 1\n+++\n",
                ".a".repeat(n)
            )
        },
        LONG_KEY,
    ),
    refused(
        "parts of a table's name in front matter",
        |n| format!("+++\ntitle = \"t\"\n[extra{}]\n+++\n", ".a".repeat(n)),
        LONG_KEY,
    ),
];

pub(super) const fn page(name: &'static str, page: fn(usize) -> String) -> Pattern {
    refused(name, page, "")
}

const fn deep(name: &'static str, page: fn(usize) -> String) -> Pattern {
    refused(name, page, TOO_DEEP)
}

const fn refused(name: &'static str, page: fn(usize) -> String, error: &'static str) -> Pattern {
    Pattern { name, page, error }
}

pub(super) fn body(text: &str) -> String {
    format!("+++\ntitle = \"t\"\n+++\n{text}")
}

/// Repeats a text with a number in it.
pub(super) fn numbered(before: &str, after: &str, count: usize) -> String {
    (0..count).fold(String::new(), |mut text, number| {
        let _ = write!(text, "{before}{number}{after}");
        text
    })
}

/// So many backticks in all, in runs that grow by one.
fn backtick_runs(count: usize) -> String {
    let mut text = String::new();
    for length in (1..).take_while(|length| length * (length + 1) / 2 <= count) {
        text.push('a');
        text.extend(std::iter::repeat_n('`', length));
    }
    body(&text)
}
