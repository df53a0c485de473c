//! A text that was written over a source reads as the parts of it say that changed.

use newsletter_model::Block;
use newsletter_parse::{Document, Options, parse};
use newsletter_tests::any_input::{SEED_BYTES, Verdict, rewritten};
use newsletter_tests::corpus::all_pages;
use newsletter_tests::runner::for_all;
use newsletter_tests::strategies::{odd_page_source, page_source};
use proptest::prelude::*;

#[test]
fn generated_pages_read_as_their_parts() {
    let input = (prop_oneof![page_source(), odd_page_source()], any::<u32>());
    for_all(
        &input,
        |(page, seed)| format!("seed {seed} over\n{page:?}"),
        |(page, seed)| reads_as_its_parts(page, *seed).map(drop),
    );
}

#[test]
fn most_changes_of_pages_are_told_by_their_parts() {
    let pages = all_pages("most_changes_of_pages_are_told_by_their_parts");
    let (mut told, mut all) = (0, 0);
    for page in &pages {
        for seed in 0..40 {
            let verdict = reads_as_its_parts(&page.source, seed);
            let verdict = verdict.unwrap_or_else(|reason| panic!("{}: {reason}", page.path));
            told += usize::from(verdict == Verdict::Holds);
            all += 1;
        }
    }
    assert!(told * 3 > all, "only {told} of {all}");
}

fn reads_as_its_parts(page: &str, seed: u32) -> Result<Verdict, String> {
    let seed = format!("{seed:0SEED_BYTES$}");
    rewritten(&format!("{}{page}", &seed[..SEED_BYTES]))
}

const PAGE: &str = "+++\ntitle = \"t\"\n+++\n[`a`]: https://example.org\n\n## One\n\nSee [`a`].\n\n## Two\n\n- [x](y)\n- [z][`a`]\n\n## Three\n\nEnd.\n";

fn document(source: &str) -> Document {
    parse(source, &Options::default()).expect("the page is read")
}

/// Whether the parts tell that a page reads as itself when one text in it is another.
fn is_told(page: &str, old: &str, new: &str) -> Option<bool> {
    let text = page.replacen(old, new, 1);
    assert_ne!(text, page);
    document(page).reads_as(&text, document(&text).issue())
}

#[test]
fn changes_inside_of_sections_are_told() {
    for (old, new) in [
        ("title = \"t\"", "title = \"u\" # a comment"),
        ("- [x](y)\n", ""),
        (
            "- [x](y)\n",
            "- [x](y)\n- `code`\n\n  ```\n  ## No section\n  ```\n",
        ),
        ("## Two", "## Deux"),
        ("## Two", "## New\n\n## Two"),
        ("## Two\n\n- [x](y)\n- [z][`a`]\n\n", ""),
        ("End.\n", "End"),
        ("https://example.org", "https://example.com"),
        (
            "[`a`]: https://example.org",
            "New.\n\n[`a`]: https://example.org",
        ),
    ] {
        assert_eq!(is_told(PAGE, old, new), Some(true), "{old:?} as {new:?}");
    }
    let underlined = PAGE.replace("## Three", "Three\n---");
    for new in ["- [v](w)", "```", "text\n- "] {
        assert_eq!(is_told(&underlined, "- [x](y)", new), Some(true), "{new:?}");
    }
}

#[test]
fn changes_that_reach_further_are_not_told() {
    for (old, new) in [
        ("- [x](y)", "```\n"),
        ("- [x](y)", "<!-- "),
        ("- [x](y)", "<pre>"),
        ("\n\n## Three", "\n<div>\n## Three"),
        ("- [x](y)", "[x]: y"),
        ("- [x](y)", "- [x](y)[^1]\n\n[^1]: Note."),
        ("[`a`]: https://example.org\n", "\n"),
        (
            "[`a`]: https://example.org",
            "```\n[`a`]: https://example.org",
        ),
    ] {
        assert_eq!(is_told(PAGE, old, new), None, "{old:?} as {new:?}");
    }
    let with_footnote = PAGE.replace("End.", "End[^1].\n\n[^1]: Note.");
    assert_eq!(is_told(&with_footnote, "- [x](y)", "- [v](w)"), None);
}

#[test]
fn other_issues_are_told_apart_in_each_part() {
    let document = document(PAGE);
    let text = PAGE.replace("- [x](y)", "- [v](w)");
    let read = parse(&text, &Options::default())
        .expect("the page is read")
        .into_issue();
    assert_eq!(document.reads_as(&text, &read), Some(true));
    assert_eq!(document.reads_as(&text, document.issue()), Some(false));
    for section in 0..3 {
        let mut other = read.clone();
        other.sections[section]
            .body_mut()
            .push(Block::prose("More."));
        assert_eq!(document.reads_as(&text, &other), Some(false));
        let mut other = read.clone();
        other.sections.remove(section);
        assert_eq!(document.reads_as(&text, &other), Some(false));
    }
    let mut other = read.clone();
    other.body.clear();
    assert_eq!(document.reads_as(&text, &other), Some(false));
    let mut other = read.clone();
    other.front_matter.title = "u".to_owned();
    assert_eq!(document.reads_as(&text, &other), Some(false));
    let mut other = read.clone();
    other.sections.clear();
    assert_eq!(document.reads_as(&text, &other), Some(false));
}

#[test]
fn links_that_the_parser_no_longer_reads_are_not_told() {
    let url = format!("https://example.org/{}", "x".repeat(200));
    let link = "- [a]\n";
    let page = |links: usize| {
        let before = link.repeat(links);
        format!(
            "+++\ntitle = \"t\"\n+++\n[a]: {url}\n\n## One\n\n{before}\n## Two\n\nOld.\n\n## Three\n\n{link}"
        )
    };
    assert_eq!(is_told(&page(300), "Old.", "New."), Some(true));
    assert_eq!(is_told(&page(600), "Old.", "New."), None);
    let short = page(600).replace(&url, "https://example.org");
    let earlier = format!("[a]: {url}\n\n[a]: https://example.org");
    assert_eq!(is_told(&short, "[a]: https://example.org", &earlier), None);
    let behind =
        short.replace("[a]: https://example.org\n", "Text.\n") + "\n[a]: https://example.org\n";
    assert_eq!(is_told(&behind, "Text.", &format!("[a]: {url}")), None);
    assert_eq!(is_told(&behind, "Text.", "Other."), Some(true));
    assert_eq!(is_told(&short, "Old.", "New."), Some(true));
    assert_eq!(is_told(&short, "https://example.org", &url), None);
}

/// Where the parser takes two labels for one, or one for two, as its own comparison has it.
#[test]
fn labels_are_those_of_the_parser() {
    let page = |definition: &str| {
        format!(
            "+++\ntitle = \"t\"\n+++\n## One\n\n{definition}\n\n## Two\n\n- [t][a]\n- [u][\u{131}]\n- [v][i]\n- [w][a\u{a0}b]\n"
        )
    };
    for (old, new, expected) in [
        ("[a\nb]: x", "[a]: x\n[b]: x", None),
        ("> [a\n> b]: x", "[a]: x", None),
        ("[\u{131}]: x", "[i]: x", None),
        ("[a\u{a0}b]: x", "[a b]: x", None),
        ("[i]: x", "[I]: x", Some(true)),
        ("[a\nb]: x", "[A  b]: x", Some(true)),
    ] {
        assert_eq!(
            is_told(&page(old), old, new),
            expected,
            "{old:?} as {new:?}"
        );
    }
}
