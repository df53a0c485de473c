use crate::check::{april, front_matter, may, newsletter};
use crate::place::{PAGE, Place};

/// A newsletter whose latest issue is that of May.
fn until_may() -> Place {
    Place::new()
        .with("news/2031-04/index.md", april())
        .with("news/2031-05/index.md", may() + "\n## Survey\n\nAnswer!\n")
}

fn draft_of_june() -> String {
    front_matter("June", "0000-01-01") + "## News\n\n<!--\nTODO: Update publication date\n-->\n"
}

fn status(place: &Place, arguments: &[&str]) -> Option<i32> {
    place.run(arguments).status.code()
}

#[test]
fn the_draft_stands_beside_the_latest_issue() {
    let place = until_may();
    insta::assert_snapshot!(place.shown(&["new", "--from", "news"]));
    // What only the latest issue has is left out.
    assert_eq!(place.text("news/2031-06/index.md"), draft_of_june());
    assert_eq!(place.files().len(), 3);
    let place = Place::new().with("2031-12.md", front_matter("December", "2032-01-04"));
    insta::assert_snapshot!("flat", place.shown(&["new"]));
    assert_eq!(place.files(), ["2031-12.md", "2032-01.md"]);
}

#[test]
fn a_draft_of_an_empty_draft_is_told() {
    let place = until_may();
    assert_eq!(status(&place, &["new", "--from", "news"]), Some(0));
    insta::assert_snapshot!(place.shown(&["new", "--from", "news"]));
    insta::assert_snapshot!("quiet", place.shown(&["new", "--quiet", "--from", "news"]));
}

#[test]
fn the_latest_issue_may_be_named() {
    for from in ["news/2031-05/index.md", "news/2031-05"] {
        // The issue of July is later, and says nothing of what stays.
        let july = front_matter("July", "2031-08-04") + "## Survey\n\nAnswer!\n";
        let place = until_may().with("news/2031-07/index.md", july);
        assert_eq!(status(&place, &["new", "--from", from]), Some(0));
        assert_eq!(place.text("news/2031-06/index.md"), draft_of_june());
    }
}

#[test]
fn the_month_of_the_front_matter_goes_before_that_of_the_path() {
    let place = Place::new()
        .with("2031-09.md", front_matter("April", "2031-05-04"))
        .with("2031-05.md", front_matter("May", "2031-06-04"));
    assert_eq!(status(&place, &["new"]), Some(0));
    assert!(place.text("2031-06.md").contains("June 2031"));
}

#[test]
fn months_are_given_in_numbers_or_in_words() {
    for month in ["2031-08", "August 2031"] {
        let place = until_may();
        assert_eq!(status(&place, &["new", month, "--from", "news"]), Some(0));
        assert!(
            place
                .text("news/2031-08/index.md")
                .contains("(August 2031)")
        );
    }
    for month in ["2031-13", "2031", "a2031-08", "August"] {
        assert_eq!(status(&until_may(), &["new", month]), Some(2), "{month}");
    }
}

#[test]
fn a_month_between_others_continues_the_one_before_it() {
    let place = Place::new()
        .with(
            "news/2031-04.md",
            front_matter("April", "2031-05-04") + "April was warm.\n",
        )
        .with(
            "news/2031-06.md",
            front_matter("June", "2031-07-04") + "June was hot.\n",
        );
    assert_eq!(
        status(&place, &["new", "2031-05", "--from", "news"]),
        Some(0)
    );
    assert!(place.text("news/2031-05.md").contains("May was warm."));
    // Before the first one there is only a later one.
    assert_eq!(
        status(&place, &["new", "2031-03", "--from", "news"]),
        Some(0)
    );
    assert!(place.text("news/2031-03.md").contains("(March 2031)"));
}

#[test]
fn nothing_is_overwritten() {
    let place = newsletter();
    let files = place.files();
    insta::assert_snapshot!(place.shown(&["new", "May 2031", "--from", "news"]));
    insta::assert_snapshot!(
        "existing_output",
        place.shown(&["new", "--from", "news", "-o", "news/2031-04/index.md"])
    );
    assert_eq!(place.text("news/2031-04/index.md"), april());
    assert_eq!(place.text("news/2031-05/index.md"), may());
    assert_eq!(place.files(), files);
    // Nor is there a second issue of a month in the other layout, or a file that is no page.
    let place = until_may().with("news/2031-06.md", front_matter("June", "0000-01-01"));
    let from = ["new", "--from", "news/2031-05"];
    assert_eq!(status(&place, &from), Some(1));
    let place = until_may().with("news/2031-06/index.md", "mine");
    assert_eq!(status(&place, &from), Some(1));
    assert_eq!(place.text("news/2031-06/index.md"), "mine");
}

#[test]
fn the_draft_goes_to_a_file_or_is_printed() {
    let place = until_may();
    let draft = place.run(&["new", "--from", "news", "-o", "-"]);
    assert_eq!(String::from_utf8_lossy(&draft.stdout), draft_of_june());
    assert_eq!(
        String::from_utf8_lossy(&draft.stderr),
        "made of `news/2031-05/index.md`\nleft out the section \"Survey\": no other issue has it, nor do the `[[sections]]` of `newsletter.toml`\n"
    );
    assert_eq!(place.files().len(), 2);
    let run = place.run(&["new", "-q", "--from", "news", "-o", "drafts/june.md"]);
    assert_eq!(run.stderr, b"");
    assert_eq!(place.text("drafts/june.md"), draft_of_june());
}

#[test]
fn line_ends_are_kept() {
    let place = Place::new().with("2031-05.md", may().replace('\n', "\r\n"));
    assert_eq!(status(&place, &["new"]), Some(0));
    assert_eq!(
        place.text("2031-06.md"),
        draft_of_june().replace('\n', "\r\n")
    );
}

#[test]
fn what_is_no_newsletter_is_refused() {
    let place = Place::new().with("june.md", PAGE).with("notes.md", "Notes");
    insta::assert_snapshot!("no_issue", place.shown(&["new"]));
    insta::assert_snapshot!("no_month", place.shown(&["new", "--from", "june.md"]));
    insta::assert_snapshot!(
        "no_dated_path",
        place.shown(&["new", "2031-07", "--from", "june.md"])
    );
    insta::assert_snapshot!("no_file", place.shown(&["new", "--from", "july.md"]));
    assert_eq!(status(&place, &["new", "--from", "-"]), Some(2));
    assert_eq!(place.files().len(), 2);
}

#[test]
fn issues_that_cannot_be_read_are_told() {
    let place = until_may().with("news/2031-03.md", "+++\ntitle = 7\n+++\n");
    insta::assert_snapshot!(place.shown(&["new", "--from", "news"]));
}
