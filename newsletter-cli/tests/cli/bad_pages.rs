//! Pages that cannot be read: each is reported, and the page behind it is still done.

use crate::place::{PAGE, Place};

fn reported(page: impl AsRef<[u8]>) -> String {
    let place = Place::new().with("1-bad.md", page).with("2-good.md", PAGE);
    let shown = place.shown(&["to-json", "--ndjson", "1-bad.md", "2-good.md"]);
    assert!(shown.starts_with("status: 1\n"), "{shown}");
    assert!(shown.contains(r#""path":"2-good.md""#), "{shown}");
    shown
}

macro_rules! bad_pages {
    ($($name:ident: $page:expr,)*) => {$(
        #[test]
        fn $name() {
            insta::assert_snapshot!(reported($page));
        }
    )*};
}

bad_pages! {
    empty_file: "",
    blank_file: "\n  \n",
    missing_front_matter: "# June\n\nHello!\n",
    unclosed_front_matter: "+++\ntitle = \"June\"\n\nHello!\n",
    yaml_front_matter: "---\ntitle: June\n---\n\nHello!\n",
    invalid_toml: "+++\ntitle = \"June\"\nauthors = [\"a\" \"b\"]\n+++\n\nHello!\n",
    missing_title: "+++\ndate = 2022-07-10\n+++\n\nHello!\n",
    invalid_date: "+++\ntitle = \"June\"\ndate = \"soon\"\n+++\n\nHello!\n",
    impossible_date: "+++\ntitle = \"June\"\ndate = 2022-13-01\n+++\n\nHello!\n",
    wrong_type: "+++\r\ntitle = \"Jüni\"\r\ndraft = \"yes\"\r\n+++\r\n\r\nHello!\r\n",
    not_utf8: b"+++\ntitle = \"June\"\n+++\n\nCaf\xe9 au lait\n",
    nested_too_deep: format!("{PAGE}\n{}deep\n", "> ".repeat(5000)),
}

#[test]
fn missing_file() {
    let place = Place::new().with("2-good.md", PAGE);
    insta::assert_snapshot!(place.shown(&["to-json", "--ndjson", "1-none.md", "2-good.md"]));
}

#[test]
fn folder_without_pages() {
    let place = Place::new()
        .with("empty/_index.md", PAGE)
        .with("2-good.md", PAGE);
    insta::assert_snapshot!(place.shown(&["to-json", "--ndjson", "empty", "2-good.md"]));
}

#[test]
fn standard_input_is_named() {
    insta::assert_snapshot!(Place::new().shown_with_input(&["to-json"], "Hello!\n"));
}

#[test]
fn quiet_leaves_the_errors() {
    let place = Place::new().with("1-bad.md", "").with("2-good.md", PAGE);
    insta::assert_snapshot!(place.shown(&[
        "to-json",
        "--ndjson",
        "--quiet",
        "1-bad.md",
        "2-good.md"
    ]));
}

#[cfg(unix)]
#[test]
fn a_file_that_is_no_end_is_too_long() {
    let output = Place::new().run(&["to-json", "/dev/zero"]);
    assert_eq!(output.status.code(), Some(1));
}
