//! Hostile pages for the rules: long runs of what a rule stops at, compares, or looks around for.

use super::page::{Pattern, body, numbered, page};

const PROJECTS: &str = "## Project Updates\n";

/// The pages.
pub const RULE_PATTERNS: &[Pattern] = &[
    page("shortcodes", |n| body(&numbered("{{ a", "() }} ", n))),
    page("shortcodes never closed", |n| body(&"{{ a( ".repeat(n))),
    page("braces and spaces", |n| {
        body(&("{".repeat(n) + &" ".repeat(n) + &"{% a".repeat(n)))
    }),
    page("comments that say what is to be done", |n| {
        body(&"a <!-- TODO --> ".repeat(n))
    }),
    page("comments in each other", |n| body(&"<!-- ".repeat(n))),
    page("words in a comment", |n| {
        body(&("<!-- ".to_owned() + &"todo_ ".repeat(n) + "-->"))
    }),
    page("brackets and parentheses", |n| body(&"[a) (b] ".repeat(n))),
    page("closing brackets", |n| body(&"a] ".repeat(n))),
    page("parentheses never closed", |n| body(&"(a ".repeat(n))),
    page("parentheses in each other", |n| {
        body(&("(".repeat(n) + "a" + &")".repeat(n)))
    }),
    page("parentheses and a word", |n| {
        body(&("a ".to_owned() + &"(".repeat(n) + &",and".repeat(n)))
    }),
    page("closing parentheses, paragraphs", |n| {
        body(&"a)\n\n".repeat(n))
    }),
    page("undefined references", |n| body(&numbered("[`a", "`] ", n))),
    page("undefined references and definitions", |n| {
        body(&(numbered("[a", "]: b\n", n / 2) + "\n" + &numbered("[`b", "`] ", n / 2)))
    }),
    page("brackets before addresses", |n| {
        body(&"[a] (https://example.org ".repeat(n))
    }),
    page("spaces behind brackets", |n| {
        body(&("[a]".repeat(n) + &" ".repeat(n) + "(https://example.org"))
    }),
    page("handles", |n| {
        body(&("Thanks to ".to_owned() + &"@a, ".repeat(n)))
    }),
    page("handles behind \"by\"", |n| body(&"a by @a ".repeat(n))),
    page("links of handles", |n| {
        body(&numbered("[@a", "](https://github.com/b), ", n))
    }),
    page("names that lead to changes", |n| {
        body(&("Thanks to ".to_owned() + &numbered("[a", "](https://github.com/a/b/pull/1), ", n)))
    }),
    page("bylines without links", |n| {
        let entries = numbered(
            "### a",
            "\n<span class=\"maintainers\">Maintained by @a and @b</span>\n\na\n\n",
            n,
        );
        body(&(PROJECTS.to_owned() + &entries))
    }),
    page("links to changes", |n| {
        body(&numbered("[a](https://github.com/a/b/pull/", ") ", n))
    }),
    page("items of one URL", |n| {
        body(&"- [a](https://example.org/a)\n".repeat(n))
    }),
    page("items of many URLs", |n| {
        body(&numbered("- [a](https://example.org/", ")\n", n))
    }),
    page("items of one URL with anchors", |n| {
        body(&numbered("- [a](https://example.org/a#", ")\n", n))
    }),
    page("lists of one URL", |n| {
        body(&"- [a](https://example.org/a)\n\n* [b](https://example.org/a)\n\n".repeat(n / 2))
    }),
    page("items in parentheses", |n| {
        body(&"- ([a](https://example.org))\n".repeat(n))
    }),
    page("items of one letter", |n| body(&"- x\n\n  y\n".repeat(n))),
    page("long word", |n| body(&"a".repeat(n))),
    page("long word and marks", |n| {
        body(&("a".repeat(n) + &".b".repeat(n)))
    }),
    page("long word between links", |n| {
        body(&("[a](b)".to_owned() + &"a".repeat(n) + "[a](b)" + &"b".repeat(n)))
    }),
    page("the same word", |n| body(&"word ".repeat(n))),
    page("the same pair of words", |n| body(&"of the ".repeat(n))),
    page("the same word with marks", |n| {
        body(&("a a".to_owned() + &".".repeat(n) + &" a".repeat(n)))
    }),
    page("the same word in links", |n| body(&"in [in](b) ".repeat(n))),
    page("full stops", |n| body(&("a".to_owned() + &".".repeat(n)))),
    page("commas", |n| body(&"a,, ".repeat(n))),
    page("exclamations", |n| body(&"a!. ".repeat(n))),
    page("paragraphs in markers", |n| body(&"###a\n".repeat(n))),
    page("commas and spaces", |n| body(&", ".repeat(n))),
    page("sentences", |n| body(&"a.Then ".repeat(n))),
    page("ellipses", |n| body(&"This month, ...\n\n".repeat(n))),
    page("colons", |n| body(&":a".repeat(n))),
    page("shortcodes", |n| body(&":tada: ".repeat(n))),
    page("versions", |n| body(&"v.1.2 ".repeat(n))),
    page("long version", |n| {
        body(&("v.".to_owned() + &"1.".repeat(n)))
    }),
    page("runs of odd backticks", |n| body(&"``a` b ".repeat(n))),
    page("code that touches words", |n| body(&"`a`b".repeat(n))),
    page("escaped marks", |n| body(&"\\(\\[".repeat(n))),
    page("backslashes", |n| {
        body(&("\\".repeat(n) + "(" + &"\\".repeat(n) + "["))
    }),
    page("backslashes behind paragraphs", |n| {
        body(&"a \\\n\n".repeat(n))
    }),
    page("long URL", |n| {
        body(&format!("[a](https://example.org/{})", "a/".repeat(n)))
    }),
    page("long host", |n| {
        body(&format!("[a](https://{})", "a.".repeat(n)))
    }),
    page("long host of a mistake", |n| {
        body(&format!("[a](https://a..{})", "a.".repeat(n)))
    }),
    page("bare URLs", |n| body(&"https://example.org/a ".repeat(n))),
    page("bare URLs that touch", |n| body(&"https://a.org".repeat(n))),
    page("bare URL with parentheses", |n| {
        body(&format!(
            "https://example.org/{}{}",
            "(".repeat(n),
            ")".repeat(2 * n)
        ))
    }),
    page("misspelt URLs", |n| {
        body(&"[a](htps://example.org) ".repeat(n))
    }),
    page("empty links", |n| body(&"[a]() ".repeat(n))),
    page("targets with spaces", |n| {
        body(&"[a](https://a b ".repeat(n))
    }),
    page("relative links", |n| body(&numbered("[a](", ".md) ", n))),
    page("anchors that are missing", |n| {
        body(&(numbered("# a", "\n", n / 2) + &numbered("[a](#b", ") ", n / 2)))
    }),
    page("headings of one name", |n| {
        body(&("[a](#b)\n\n".to_owned() + &"#### a\n".repeat(n)))
    }),
    page("headings with one id", |n| {
        body(&("[a](#b)\n\n".to_owned() + &"#### a {#a}\n".repeat(n)))
    }),
    page("sections of one name", |n| body(&"## a\n\nb\n\n".repeat(n))),
    page("entries of one name", |n| {
        body(&(PROJECTS.to_owned() + &"### [`a`](https://github.com/a/a)\n\nb\n\n".repeat(n)))
    }),
    page("entries of one name and many URLs", |n| {
        body(&(PROJECTS.to_owned() + &numbered("### [`a`](https://github.com/a/", ")\n\nb\n\n", n)))
    }),
    page("entries of many names and one URL", |n| {
        body(
            &(PROJECTS.to_owned() + &numbered("### [`a", "`](https://github.com/a/b)\n\nb\n\n", n)),
        )
    }),
    page("entries of near names", |n| {
        let entries = "### [`ovenss`](https://github.com/a/ovens)\n\n- [b](https://github.com/a/ovens/pull/1)\n\n";
        body(&(PROJECTS.to_owned() + &entries.repeat(n)))
    }),
    page("entries with a foreign change", |n| {
        let entries =
            "### [`a`](https://github.com/a/a)\n\n- [b](https://github.com/b/b/pull/1)\n\n";
        body(&(PROJECTS.to_owned() + &entries.repeat(n)))
    }),
    page("changes of an entry", |n| {
        let changes = numbered("- [b](https://github.com/b/b/pull/", ")\n", n);
        body(&format!(
            "{PROJECTS}### [`a`](https://github.com/a/a)\n\n{changes}"
        ))
    }),
    page("introductions", |n| {
        body(&"We merged the following PR this month:\n\n- a\n- b\n\n".repeat(n))
    }),
    page("long introduction", |n| {
        body(&format!(
            "We merged {}PR:\n\n- a\n- b\n",
            "the following ".repeat(n)
        ))
    }),
    page("sentences of an introduction", |n| {
        body(&format!("{}we merged:\n\n- a\n", "A. ".repeat(n)))
    }),
    page("months", |n| {
        format!(
            "+++\ntitle = \"A (May 2031)\"\n+++\n{}\n",
            "In May, the following:\n\n- a\n\n".repeat(n)
        )
    }),
    page("months of a sentence", |n| {
        format!(
            "+++\ntitle = \"A (May 2031)\"\n+++\n{}in May:\n\n- a\n",
            "following May ".repeat(n)
        )
    }),
    page("months in the title", |n| {
        format!("+++\ntitle = \"{}\"\n+++\na\n", "A May 2031 ".repeat(n))
    }),
    page("tags", |n| body(&"<b>".repeat(n))),
    page("closing tags", |n| body(&"</b>".repeat(n))),
    page("tags of many names", |n| {
        body(&(numbered("<a", ">", n / 2) + &numbered("</a", ">", n / 2)))
    }),
    page("tags, paragraphs", |n| body(&"a <span>\n\n".repeat(n))),
    page("blocks of tags", |n| body(&"<details>\n\n".repeat(n))),
    page("blocks of tags, closed", |n| {
        body(&("<details>\n\n".repeat(n) + &"</details>\n\n".repeat(n)))
    }),
    page("tags between text", |n| body(&"a<br>".repeat(n))),
    page("attributes", |n| {
        body(&format!("<a {}>b</a>", "href=\"b\" ".repeat(n)))
    }),
    page("quotes in a tag", |n| {
        body(&format!("<a {}>b</a>", "b='\" ".repeat(n)))
    }),
    page("scripts", |n| body(&"a <script>b ".repeat(n))),
    page("generic types", |n| body(&"Vec<Option<u8>> ".repeat(n))),
    page("nested generic types", |n| {
        body(&format!("a {}b{}", "Vec<".repeat(n), ">".repeat(n)))
    }),
    page("angles", |n| body(&"<<a b ".repeat(n))),
    page("comments that end wrongly", |n| {
        body(&"<!-- a --!>\n\n".repeat(n))
    }),
    page("comments in a comment", |n| {
        body(&format!("{}-->\n", "<!-- a\n".repeat(n)))
    }),
    page("ends of comments", |n| body(&"a -->\n".repeat(n))),
    page("arrows", |n| {
        body(&("<!--\n".to_owned() + &"a ->\n".repeat(n)))
    }),
    page("markers of conflicts", |n| {
        body(&"<<<<<<< a\n\nb\n\n>>>>>>> c\n\n".repeat(n))
    }),
    page("code blocks and markers", |n| {
        body(&"```\n<<<<<<< a\n```\n".repeat(n))
    }),
    page("images in each other", |n| {
        body(&("![a ".repeat(n) + "#1" + &"](https://github.com/a/b/pull/2)".repeat(n)))
    }),
    page("wrongly decoded text", |n| body(&"â€™".repeat(n))),
    page("accents", |n| body(&"é".repeat(n))),
    page("left over letters", |n| body(&"x\n\n".repeat(n))),
    page("notes", |n| body(&"TODO\n\n".repeat(n))),
    page("definitions without URLs", |n| {
        body(&numbered("[a", "]: <>\n", n))
    }),
    page("keys of a table", |n| {
        format!(
            "+++\ntitle = \"t\"\n[extra]\n{}+++\n",
            numbered("autors", " = 1\n", n)
        )
    }),
];
