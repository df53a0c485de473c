use std::fs;

use crate::place::{PAGE, PAGE_JSON, Place, printed};

#[test]
fn one_issue_goes_to_standard_output_or_to_a_file() {
    let place = Place::new()
        .with("june.json", PAGE_JSON)
        .with("old.md", "old");
    assert_eq!(printed(&place.run(&["from-json", "june.json"])), PAGE);
    assert_eq!(
        printed(&place.run_with_input(&["from-json"], PAGE_JSON)),
        PAGE
    );
    for file in ["new.md", "old.md"] {
        assert_eq!(
            printed(&place.run(&["from-json", "-o", file, "june.json"])),
            ""
        );
        assert_eq!(place.text(file), PAGE);
    }
}

#[test]
fn a_tree_comes_back_as_it_was() {
    let pages = ["2022-06/index.md", "2022-07/index.md", "a.md"];
    let mut place = Place::new();
    for page in pages {
        place = place.with(&format!("content/{page}"), PAGE);
    }
    let archive = printed(&place.run(&["to-json", "--ndjson", "content/"]));
    assert_eq!(
        printed(&place.run_with_input(&["from-json", "-o", "out/"], &archive)),
        ""
    );
    for page in pages {
        assert_eq!(place.text(&format!("out/{page}")), PAGE);
    }
    assert_eq!(place.files().len(), 6);
    // What is there already is no obstacle.
    assert_eq!(
        printed(&place.run_with_input(&["from-json", "-o", "out"], &archive)),
        ""
    );
}

#[test]
fn several_issues_need_a_folder() {
    let place = Place::new().with("archive.ndjson", format!("{PAGE_JSON}\n{PAGE_JSON}\n"));
    insta::assert_snapshot!(place.shown(&["from-json", "archive.ndjson"]));
    insta::assert_snapshot!(place.shown(&["from-json", "-o", "all.md", "archive.ndjson"]));
    assert_eq!(place.files(), ["archive.ndjson"]);
}

#[test]
fn files_of_a_folder_are_replaced_by_force_alone() {
    let json = PAGE_JSON.replacen(',', r#","path":"june.md","#, 1);
    let place = Place::new()
        .with("june.json", json)
        .with("content/june.md", "mine");
    insta::assert_snapshot!(place.shown(&["from-json", "-o", "content", "june.json"]));
    assert_eq!(place.text("content/june.md"), "mine");
    assert_eq!(
        printed(&place.run(&["from-json", "--force", "-o", "content", "june.json"])),
        ""
    );
    assert_eq!(place.text("content/june.md"), PAGE);
    insta::assert_snapshot!(place.shown(&["from-json", "--force", "june.json"]));
}

#[test]
fn nothing_is_written_when_the_issue_fails() {
    let place = Place::new()
        .with("bad.json", PAGE_JSON.replace("Hello!", "## News"))
        .with("june.md", PAGE);
    assert_eq!(
        place
            .run(&["from-json", "-o", "june.md", "bad.json"])
            .status
            .code(),
        Some(1)
    );
    assert_eq!(place.text("june.md"), PAGE);
    assert_eq!(place.files(), ["bad.json", "june.md"]);
}

#[test]
fn a_file_cannot_take_the_place_of_a_folder() {
    let json = PAGE_JSON.replacen(',', r#","path":"a.md/b.md","#, 1);
    let place = Place::new().with("june.json", json).with("out/a.md", PAGE);
    assert_eq!(
        place
            .run(&["from-json", "-o", "out", "june.json"])
            .status
            .code(),
        Some(1)
    );
    assert_eq!(place.text("out/a.md"), PAGE);
}

#[cfg(unix)]
#[test]
fn permissions_stay_and_new_files_get_the_usual_ones() {
    use std::os::unix::fs::PermissionsExt;

    let mode = |place: &Place, file: &str| {
        fs::metadata(place.path(file)).unwrap().permissions().mode() & 0o777
    };
    let place = Place::new()
        .with("june.json", PAGE_JSON)
        .with("old.md", "old")
        .with("usual.md", "");
    fs::set_permissions(place.path("old.md"), fs::Permissions::from_mode(0o640)).unwrap();
    assert_eq!(
        printed(&place.run(&["from-json", "-o", "old.md", "june.json"])),
        ""
    );
    assert_eq!(
        printed(&place.run(&["from-json", "-o", "new.md", "june.json"])),
        ""
    );
    assert_eq!(
        (mode(&place, "old.md"), place.text("old.md").as_str()),
        (0o640, PAGE)
    );
    assert_eq!(mode(&place, "new.md"), mode(&place, "usual.md"));

    fs::set_permissions(place.path("old.md"), fs::Permissions::from_mode(0o440)).unwrap();
    let other = PAGE_JSON.replace("Hello", "Bye");
    insta::assert_snapshot!(place.shown_with_input(&["from-json", "-o", "old.md"], other));
}

#[cfg(unix)]
#[test]
fn a_link_that_is_named_stays_a_link() {
    let place = Place::new()
        .with("june.json", PAGE_JSON)
        .with("real/june.md", "old");
    std::os::unix::fs::symlink("real/june.md", place.path("link.md")).unwrap();
    assert_eq!(
        printed(&place.run(&["from-json", "-o", "link.md", "june.json"])),
        ""
    );
    assert!(place.path("link.md").is_symlink());
    assert_eq!(place.text("real/june.md"), PAGE);
}
