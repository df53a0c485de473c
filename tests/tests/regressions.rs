//! What the fuzz targets ask, over the inputs that broke a law once, and over the fixtures.
//!
//! An input that a fuzz target finds becomes a line of [`FINDINGS`].

use newsletter_export::to_json;
use newsletter_parse::{Options, parse};
use newsletter_tests::any_input::{Verdict, bytes, edited, json, rewritten, unedited};
use newsletter_tests::corpus::fixtures;

/// A question about an input.
type Question = fn(&str) -> Result<Verdict, String>;

/// Inputs that broke a law, or that a reader of bytes gets wrong easily.
const FINDINGS: &[(Question, &str)] = &[
    (unedited, ""),
    (unedited, "\u{feff}+++\r\ntitle = 't'\r\n+++\r"),
    (edited, "short"),
    (edited, "1234567é"),
    (unedited, "+++\ntitle = ''\n+++\n>}\n>  {}\n>-"),
    (unedited, "+++\ntitle = ''\n+++\n- a\n   {#b}\n   ===\n"),
    (
        edited,
        "00000000+++\ntitle = ''\n+++\n## A {#a}\n\n- a\n   {#b}\n   ===\n\nText.\n",
    ),
    (
        json,
        "{\"schema\": \"newsletter/1\", \"front_matter\": {\"title\": \"t\"}, \"body\": [{\"type\": \"prose\", \"markdown\": \"> a\\n>   {#b}\\n> ---\"}]}",
    ),
    (
        unedited,
        "+++\ntitle = ''\n+++\nThanks to @a and Kim ([@k](<a\0b>)).\n\nThanks to [@k](<\0>)!\n",
    ),
    (json, "{}"),
    (json, "\u{feff}{\"schema\": \"newsletter/1\"}"),
];

#[test]
fn findings_break_no_law() {
    for (question, input) in FINDINGS {
        if let Err(reason) = question(input).and_then(|_| bytes(input.as_bytes())) {
            panic!("{input:?}: {reason}");
        }
    }
}

#[test]
fn bytes_that_are_no_text_are_refused() {
    assert_eq!(bytes(b"+++\ntitle = \"\xff\"\n+++\n"), Ok(Verdict::Refused));
}

#[test]
fn fixtures_break_no_law() {
    for page in fixtures() {
        assert_eq!(bytes(page.source.as_bytes()), Ok(Verdict::Holds));
        assert_eq!(unedited(&page.source), Ok(Verdict::Holds));
        let document = parse(&page.source, &Options::default()).expect("the fixture is read");
        assert_eq!(json(&to_json(document.issue())), Ok(Verdict::Holds));
        for seed in 0..20 {
            let verdict = edited(&format!("{seed:08}{}", page.source));
            assert!(verdict.is_ok(), "{}, seed {seed}: {verdict:?}", page.path);
            let verdict = rewritten(&format!("{seed:08}{}", page.source));
            assert!(verdict.is_ok(), "{}, seed {seed}: {verdict:?}", page.path);
        }
    }
}
