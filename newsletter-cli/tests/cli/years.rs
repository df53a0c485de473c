//! Issues in folders of years: `2031/05.md`, whatever folder the command runs in.

use crate::check::{april, front_matter, may};
use crate::place::Place;

/// A newsletter over the turn of a year, the last issue of which has an item of the first.
fn newsletter() -> Place {
    let december = april()
        .replace("April 2031", "December 2030")
        .replace("2031-05-05", "2031-01-05");
    let january = may()
        .replace("May", "January")
        .replace("2031-06-04", "2031-02-04");
    Place::new()
        .with("news/2030/12.md", december)
        .with("news/2031/01.md", january)
}

#[test]
fn issues_of_other_years_are_known_in_the_folder_of_a_year() {
    let place = newsletter();
    let messages = place.shown_in("news/2031", &["check", "01.md"]);
    insta::assert_snapshot!(messages);
    for (folder, file) in [(".", "news/2031/01.md"), ("news", "2031/01.md")] {
        let shown = place.shown_in(folder, &["check", file]);
        assert!(shown.contains("\n1 warning\n"), "{folder}: {shown}");
    }
    let place = newsletter().with("news/2031/02/index.md", may());
    let shown = place.shown_in("news/2031/02", &["check", "index.md"]);
    assert!(shown.contains("duplicate-item-cross-issue"), "{shown}");
}

#[test]
fn a_draft_is_made_in_the_folder_of_a_year() {
    for arguments in [&["new"][..], &["new", "--from", "01.md"]] {
        let place = newsletter();
        assert_eq!(place.run_in("news/2031", arguments).status.code(), Some(0));
        let draft = place.text("news/2031/02.md");
        assert!(draft.contains("February 2031"), "{draft}");
    }
}

#[test]
fn the_path_has_the_month_too() {
    let place = Place::new().with(
        "site/content/news/2031/07.md",
        front_matter("May", "2031-06-04"),
    );
    insta::assert_snapshot!(place.shown(&["check", "site/content/news/2031/07.md"]));
}

#[test]
fn a_page_without_a_month_is_no_issue() {
    let place = Place::new()
        .with("site/content/2031/05.md", may())
        .with("site/content/imprint.md", "+++\ntitle = \"Imprint\"\n+++\n");
    insta::assert_snapshot!(place.shown(&["import", "--site", "site"]));
}
