//! What real Zola makes of the pages that we read and write.

mod front_matter;
mod refused;

use std::collections::BTreeMap;
use std::path::Path;

use newsletter_export::{Edit, from_json, to_json, to_markdown};
use newsletter_model::Issue;
use newsletter_parse::{Document, Options, parse};
use newsletter_tests::corpus::all_pages;
use newsletter_tests::html::normalized;
use newsletter_tests::zola;
use regex::{Captures, Regex};
use serde_json::Value;

/// The pages, below the paths that their links give them.
fn sources(test: &str) -> Vec<(String, String)> {
    let pages = all_pages(test).into_iter();
    pages
        .map(|page| {
            let path = page.path.replacen("osdev/", "this-month/", 1);
            (path, respelled(&page.source))
        })
        .collect()
}

/// A page in the spelling of Zola 0.17: it knows one spelling of the marker, and takes a footnote right below
/// another one for a part of that. Later versions read both as we do.
fn respelled(source: &str) -> String {
    let marker = Regex::new(r"(?i)<!--\s*more\s*-->").expect("the pattern is valid");
    let footnotes = Regex::new(r"(?m)^(\[\^[^\]]+\]:.*\n)\[\^").expect("the pattern is valid");
    let source = marker.replace_all(source, "<!-- more -->");
    footnotes.replace_all(&source, "$1\n[^").into_owned()
}

fn read(source: &str) -> Document {
    parse(source, &Options::default()).expect("the page can be read")
}

fn canonical(issue: &Issue) -> String {
    to_markdown(issue, &Options::default()).expect("the issue can be written")
}

/// Writes a page anew.
type Writer = fn(&str) -> String;

/// Builds what is written of each page, and reads what Zola has of it.
fn built(
    program: &Path,
    sources: &[(String, String)],
    write: impl Fn(&str) -> String,
) -> BTreeMap<String, Value> {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let written: Vec<_> = sources
        .iter()
        .map(|(path, source)| (path.clone(), write(source)))
        .collect();
    zola::pages(program, folder.path(), &written)
}

fn html(page: &Value, field: &str) -> String {
    normalized(page[field].as_str().expect("the template writes texts"))
}

#[test]
fn what_we_write_gives_the_same_html() {
    let test = "what_we_write_gives_the_same_html";
    let Some(program) = zola::program(test) else {
        return;
    };
    let sources = sources(test);
    let original = built(&program, &sources, str::to_owned);
    let writers: [(&str, Writer); 3] = [
        ("canonical", |source| canonical(read(source).issue())),
        ("from JSON", |source| {
            let json = to_json(read(source).issue());
            canonical(&from_json(&json).expect("the JSON can be read").issue)
        }),
        ("updated", |source| {
            let document = read(source);
            let updated = document.edit(|issue| issue.front_matter.title.push_str(" (edited)"));
            updated.expect("the issue can be written")
        }),
    ];
    let mut unlike = Vec::new();
    for (name, write) in writers {
        for (path, page) in built(&program, &sources, write) {
            let original = &original[&path];
            for field in ["content", "summary"] {
                let difference = first_difference(&html(original, field), &html(&page, field));
                unlike.extend(difference.map(|lines| format!("{path}, {name}, {field}: {lines}")));
            }
            for field in ["date", "updated", "draft", "slug", "extra", "taxonomies"] {
                assert_eq!(page[field], original[field], "{path}, {name}, {field}");
            }
        }
    }
    assert!(unlike.is_empty(), "{}", unlike.join("\n"));
}

/// The first lines that differ. Zola makes the id of a heading over several lines without spaces between the
/// lines, which the model joins with spaces; so hyphens in ids do not count.
fn first_difference(original: &str, written: &str) -> Option<String> {
    let id = Regex::new(r#" id="[^"]*""#).expect("the pattern is valid");
    let unhyphenated = |html: &str| {
        let joined = |id: &Captures<'_>| id[0].replace('-', "");
        id.replace_all(html, joined).into_owned()
    };
    let (original, written) = (unhyphenated(original), unhyphenated(written));
    let lines = original.lines().map(Some).chain(std::iter::repeat(None));
    let pairs = lines.zip(written.lines().map(Some).chain([None]));
    let mut unlike = pairs.filter(|(original, written)| original != written);
    unlike
        .next()
        .map(|(original, written)| format!("\n  {original:?}\n  {written:?}"))
}

#[test]
fn summaries_are_those_of_zola() {
    let test = "summaries_are_those_of_zola";
    let Some(program) = zola::program(test) else {
        return;
    };
    let sources = sources(test);
    let original = built(&program, &sources, str::to_owned);
    let with_summary: Vec<_> = sources
        .iter()
        .filter_map(|(path, source)| {
            Some((path.clone(), canonical(&read(source).issue().summary()?)))
        })
        .collect();
    assert!(with_summary.len() >= 4, "some pages have a summary");
    let summaries = built(&program, &with_summary, str::to_owned);
    for (path, page) in &original {
        match summaries.get(path) {
            Some(summary) => assert_eq!(html(summary, "content"), html(page, "summary"), "{path}"),
            None => assert_eq!(page["summary"], "none", "{path}"),
        }
    }
}

#[test]
fn the_sample_site_is_built_and_checked() {
    let Some(program) = zola::program("the_sample_site_is_built_and_checked") else {
        return;
    };
    let site = Path::new(env!("CARGO_MANIFEST_DIR")).join("../site");
    let built = tempfile::tempdir().expect("a folder can be made");
    let target = built.path().join("public");
    let target = target.to_str().expect("the path is text");
    for arguments in [
        &["build", "--drafts", "--output-dir", target][..],
        &["check", "--drafts"],
    ] {
        let output = zola::run(&program, &site, arguments);
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{arguments:?}: {said}");
    }
    for page in [
        "index.html",
        "this-month/index.html",
        "this-month/2031-05/index.html",
    ] {
        assert!(built.path().join("public").join(page).exists(), "{page}");
    }
}
