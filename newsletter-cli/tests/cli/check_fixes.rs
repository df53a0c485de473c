//! Fixes that are made.

use crate::check::{front_matter, june, may, newsletter};
use crate::place::{Place, printed};

/// The issue of June with its fixes.
fn fixed_june() -> String {
    june()
        .replace("htps:", "https:")
        .replace("quite quite", "quite")
}

#[test]
fn a_diff_has_no_findings_to_format() {
    let place = newsletter();
    let fix = ["check", "--fix", "--diff", "--format", "json", "news"];
    insta::assert_snapshot!(place.shown(&fix));
}

#[test]
fn standard_input_is_read_once() {
    let place = newsletter();
    for command in [&["check", "-", "-"][..], &["to-json", "-", "news", "-"]] {
        let output = place.run_with_input(command, june());
        assert_eq!(output.status.code(), Some(2), "{command:?}");
    }
}

#[test]
fn fixes_are_written_in_place_and_made_once() {
    let place = newsletter();
    insta::assert_snapshot!(place.shown(&["check", "--fix", "news"]));
    assert_eq!(place.text("news/2031-06/index.md"), fixed_june());
    assert_eq!(place.text("news/2031-05/index.md"), may());
    assert_eq!(place.files().len(), 3);
    insta::assert_snapshot!(place.shown(&["check", "--fix", "news"]));
    assert_eq!(place.text("news/2031-06/index.md"), fixed_june());
}

#[test]
fn fixes_that_touch_each_other_are_all_made_in_one_run() {
    let text = |words: &str| front_matter("June", "2031-07-03") + words + "\n";
    for count in [2, 3, 4, 17, 100] {
        let place = Place::new().with("a.md", text(&"few ".repeat(count)));
        assert_eq!(printed(&place.run(&["check", "--fix", "a.md"])), "");
        assert_eq!(
            place.text("a.md").trim_end(),
            text("few").trim_end(),
            "{count}"
        );
    }
}

#[test]
fn fixes_are_shown_as_a_diff() {
    let place = newsletter();
    insta::assert_snapshot!(place.shown(&["check", "--fix", "--diff", "news"]));
    assert_eq!(place.text("news/2031-06/index.md"), june());
    assert_eq!(
        printed(&place.run(&["check", "--fix", "--diff", "news/2031-04"])),
        ""
    );
}

#[test]
fn standard_input_is_printed_with_its_fixes() {
    let place = Place::new();
    assert_eq!(
        printed(&place.run_with_input(&["check", "--fix"], june())),
        fixed_june()
    );
    let nowhere = june().replace("htps://example.org/chat", "");
    insta::assert_snapshot!(place.shown_with_input(&["check", "--fix", "-"], &nowhere));
    insta::assert_snapshot!(place.shown_with_input(&["check", "--fix", "--diff"], june()));
}

#[test]
fn what_is_switched_off_is_not_fixed() {
    let place = newsletter();
    place.run(&["check", "--fix", "--allow", "malformed-url", "news"]);
    assert_eq!(
        place.text("news/2031-06/index.md"),
        june().replace("quite quite", "quite")
    );
}

#[test]
fn what_has_no_fix_keeps_its_bytes() {
    let text = front_matter("June", "2031-07-03").replace('\n', "\r\n")
        + "*  A [link]()\r\n\r\n\r\nquite quite   \r\n\tx";
    let place = Place::new().with("a.md", &text);
    place.run(&["check", "--fix", "a.md"]);
    assert_eq!(place.text("a.md"), text.replace("quite quite", "quite"));
}

#[cfg(unix)]
#[test]
fn a_page_that_cannot_be_written_fails() {
    use std::fs::{Permissions, set_permissions};
    use std::os::unix::fs::PermissionsExt;

    let place = newsletter();
    set_permissions(
        place.path("news/2031-06/index.md"),
        Permissions::from_mode(0o444),
    )
    .unwrap();
    insta::assert_snapshot!(place.shown(&["check", "--fix", "news"]));
    assert_eq!(place.text("news/2031-06/index.md"), june());
}
