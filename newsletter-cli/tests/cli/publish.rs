use crate::check::{april, front_matter, june};
use crate::place::{Place, printed};

const PUBLISH: [&str; 4] = ["publish", "2031-05.md", "--date", "2031-06-04"];

fn draft() -> String {
    front_matter("May", "0000-01-01").replace("\n\n[extra]", "\ndraft = true\n\n[extra]")
        + "## Other News\n\n- [A kit](https://example.org/kit)\n"
}

const REMINDER: &str = "\n<!--\nTODO: Update publication date\n-->\n";

fn issue() -> String {
    front_matter("May", "2031-06-04") + "## Other News\n\n- [A kit](https://example.org/kit)\n"
}

#[test]
fn a_draft_becomes_an_issue() {
    let place = Place::new()
        .with("2031-04.md", april())
        .with("2031-05.md", draft() + REMINDER);
    assert_eq!(printed(&place.run(&PUBLISH)), "");
    assert_eq!(place.text("2031-05.md"), issue());
    assert_eq!(place.text("2031-04.md"), april());
    let page = (draft() + REMINDER).replace('\n', "\r\n");
    let place = Place::new().with("2031-05.md", page);
    place.run(&PUBLISH);
    assert_eq!(place.text("2031-05.md"), issue().replace('\n', "\r\n"));
}

#[test]
fn errors_are_shown_and_nothing_is_written() {
    let page = june().replace("2031-07-03", "0000-01-01");
    let place = Place::new().with("2031-06.md", &page);
    let publish = ["publish", "2031-06.md", "--date", "2031-07-03"];
    insta::assert_snapshot!(place.shown(&publish));
    assert_eq!(place.text("2031-06.md"), page);
    insta::assert_snapshot!(
        "forced",
        place.shown(&[&publish[..], &["--force"]].concat())
    );
    assert_eq!(place.text("2031-06.md"), june());
}

#[test]
fn wrong_usage_is_told() {
    let place = Place::new().with("2031-05.md", draft());
    for arguments in [
        &["publish", "2031-05.md"][..],
        &["publish", "2031-05.md", "--date", "tomorrow"],
        &["publish", "2031-05.md", "--date", "0000-01-01"],
        &["publish", "-", "--date", "2031-06-04"],
    ] {
        assert_eq!(place.run(arguments).status.code(), Some(2), "{arguments:?}");
    }
    assert_eq!(place.text("2031-05.md"), draft());
    let missing = ["publish", "2031-06.md", "--date", "2031-07-04"];
    assert_eq!(place.run(&missing).status.code(), Some(1));
    assert_eq!(place.files(), ["2031-05.md"]);
}
