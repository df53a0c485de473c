use std::fs;

use crate::place::{PAGE, Place, printed};

/// Not in canonical form, with a comment and both kinds of line ends.
const LOOSE: &str = "+++\n# The month\ntitle = \"June\"\nunknown = [ 1, ]\n+++\n\n\n## News\n\n* [A](http://a.example)\n*   [B](http://b.example)\n\n\n## Other\r\nHello!";

fn place() -> Place {
    Place::new()
        .with("content/a.md", PAGE)
        .with("content/b.md", LOOSE)
        .with("content/c.md", PAGE)
}

#[test]
fn changes_are_shown_before_they_are_written() {
    let place = place();
    let filter = r#".front_matter.title |= sub("June"; "July")"#;
    insta::assert_snapshot!(place.shown(&["edit", filter, "content"]));
    assert_eq!(place.text("content/a.md"), PAGE);
    let preview = place.run(&["edit", filter, "content"]).stdout;
    let diff = place.run(&["edit", "--diff", filter, "content"]).stdout;
    assert_eq!(preview, diff);
    let colored = place.run(&["edit", "--color", "always", filter, "content/a.md"]);
    let colored = String::from_utf8(colored.stdout).unwrap();
    assert!(colored.contains("\x1b[32m+title = \"July\"\x1b[0m\n"));
}

#[test]
fn changes_are_written_in_place() {
    let place = place();
    let filter = r#"if .path == "c.md" then . else .front_matter.title = "July" end"#;
    insta::assert_snapshot!(place.shown(&["edit", "--write", filter, "content"]));
    assert_eq!(place.text("content/a.md"), PAGE.replace("June", "July"));
    assert_eq!(place.text("content/b.md"), LOOSE.replace("June", "July"));
    assert_eq!(place.text("content/c.md"), PAGE);
    assert_eq!(place.files().len(), 3);
    // Nothing is left to do.
    assert_eq!(
        printed(&place.run(&["edit", "--write", "--diff", filter, "content"])),
        ""
    );
}

#[test]
fn written_changes_are_shown_on_demand() {
    let place = place();
    let arguments = [
        "edit",
        "--write",
        "--diff",
        ".front_matter.title = \"July\"",
    ];
    let shown = place.shown(&[&arguments[..], &["content/a.md", "content/c.md"]].concat());
    insta::assert_snapshot!(shown);
    assert_eq!(place.text("content/a.md"), PAGE.replace("June", "July"));
    let quiet = place.run(&["edit", "-q", "--write", ".", "content"]);
    assert_eq!(quiet.stderr, b"");
}

#[test]
fn standard_input_is_printed() {
    let place = place();
    let filter = r#".front_matter.title = "July""#;
    let july = PAGE.replace("June", "July");
    for arguments in [&["edit", filter][..], &["edit", filter, "-"]] {
        assert_eq!(printed(&place.run_with_input(arguments, PAGE)), july);
    }
    // Also without a change: what comes in goes out.
    assert_eq!(printed(&place.run_with_input(&["edit", "."], LOOSE)), LOOSE);
    insta::assert_snapshot!(place.shown_with_input(&["edit", "--diff", filter], PAGE));
    insta::assert_snapshot!(place.shown_with_input(&["edit", "empty"], PAGE));
    for arguments in [
        &["edit", "--write", "."][..],
        &["edit", "--write", ".", "-"],
        &["edit", ".", "-", "content"],
        &["edit", "--write"],
    ] {
        assert_eq!(place.run(arguments).status.code(), Some(2), "{arguments:?}");
    }
}

#[test]
fn a_result_that_is_no_issue_leaves_the_file_alone() {
    let place = place();
    for (name, result) in [
        ("no_result", "empty"),
        ("two_results", "., ."),
        ("failing", ".front_matter.title.x"),
        ("failing_second_result", "., error(\"no\")"),
        ("number", "1"),
        ("no_schema", "{}"),
        ("unknown_field", ".sections[1].entires = []"),
        ("wrong_type", ".front_matter.title = 7"),
        ("not_a_number", ".front_matter.weight = nan"),
        ("line_break", ".sections[0].title = \"a\\nb\""),
        ("deep", "reduce range(200) as $i (0; [.])"),
        ("kind", ".sections[1].kind = \"news\""),
        (
            "prose_that_opens_a_section",
            ".sections[1].body[0].markdown = \"## Four\"",
        ),
        ("path", ".path = \"d.md\""),
        ("source", ".source = \"+++\""),
    ] {
        let filter =
            format!("if .path == \"b.md\" then {result} else .front_matter.draft = true end");
        let shown = place.shown(&["edit", "--write", "--diff", &filter, "content"]);
        assert!(shown.starts_with("status: 1\n"), "{shown}");
        assert!(shown.ends_with("1 of 3 files failed\n"), "{shown}");
        let messages = shown.split_once("--- messages\n").unwrap().1;
        insta::assert_snapshot!(format!("result_{name}"), messages);
        assert_eq!(place.text("content/b.md"), LOOSE, "{name}");
    }
    assert!(place.text("content/c.md").contains("draft = true\n"));
}

#[test]
fn what_stands_beside_the_issue_may_be_left_out() {
    let place = place();
    let filter = "{schema, front_matter, body}";
    assert_eq!(printed(&place.run(&["edit", filter, "content/a.md"])), "");
}

#[test]
fn keys_that_are_null_are_left_out() {
    let place = place().with("draft.md", PAGE.replace("+++\n\n", "draft = true\n+++\n\n"));
    let filter = "(.sections[]?.entries[]? | select(.name == \"x\")).url |= \"y\"";
    assert_eq!(printed(&place.run(&["edit", filter, "content"])), "");
    let filter = ".front_matter.draft = null";
    assert_eq!(
        printed(&place.run(&["edit", "--write", filter, "draft.md"])),
        ""
    );
    assert_eq!(place.text("draft.md"), PAGE);
}

#[test]
fn variables_come_from_the_command_line() {
    let place = place();
    let arguments = ["--arg", "title", "July", "--argjson", "draft", "true"];
    let filter = ".front_matter.title = $title | .front_matter.draft = $draft";
    let arguments = [
        &["edit", "--write"],
        &arguments[..],
        &[filter, "content/a.md"],
    ]
    .concat();
    assert_eq!(printed(&place.run(&arguments)), "");
    assert_eq!(
        place.text("content/a.md"),
        "+++\ntitle = \"July\"\ndraft = true\n+++\n\nHello!\n"
    );
}

#[test]
fn a_mistake_in_the_filter_is_wrong_usage() {
    insta::assert_snapshot!(place().shown(&["edit", "--write", ".a |= (", "content"]));
}

#[cfg(unix)]
#[test]
fn a_page_that_does_not_change_is_not_touched() {
    use std::time::SystemTime;

    let place = place();
    let file = fs::File::options()
        .write(true)
        .open(place.path("content/b.md"))
        .unwrap();
    file.set_modified(SystemTime::UNIX_EPOCH).unwrap();
    assert_eq!(
        printed(&place.run(&["edit", "--write", ".", "content"])),
        ""
    );
    let modified = fs::metadata(place.path("content/b.md"))
        .unwrap()
        .modified()
        .unwrap();
    assert_eq!(modified, SystemTime::UNIX_EPOCH);
}

#[cfg(unix)]
#[test]
fn permissions_are_kept_and_heeded() {
    use std::os::unix::fs::PermissionsExt;

    let place = place();
    let set =
        |mode| fs::set_permissions(place.path("content/a.md"), fs::Permissions::from_mode(mode));
    let edit = |title: &str| {
        let filter = format!(".front_matter.title = \"{title}\"");
        place.shown(&["edit", "--write", &filter, "content/a.md"])
    };
    set(0o640).unwrap();
    edit("July");
    let metadata = fs::metadata(place.path("content/a.md")).unwrap();
    assert_eq!(metadata.permissions().mode() & 0o777, 0o640);
    set(0o440).unwrap();
    insta::assert_snapshot!(edit("August"));
    assert_eq!(place.text("content/a.md"), PAGE.replace("June", "July"));
}

#[cfg(unix)]
#[test]
fn links_do_not_lead_out_of_a_folder() {
    use std::os::unix::fs::symlink;

    let place = place().with("elsewhere/d.md", PAGE);
    symlink("../elsewhere/d.md", place.path("content/d.md")).unwrap();
    symlink("../elsewhere", place.path("content/elsewhere")).unwrap();
    let filter = ".front_matter.title = \"July\"";
    insta::assert_snapshot!(place.shown(&["edit", "--write", filter, "content"]));
    assert_eq!(place.text("elsewhere/d.md"), PAGE);
    // A link that is named is meant.
    assert_eq!(
        printed(&place.run(&["edit", "--write", filter, "content/d.md"])),
        ""
    );
    assert!(place.path("content/d.md").is_symlink());
    assert_eq!(place.text("elsewhere/d.md"), PAGE.replace("June", "July"));
}

#[test]
fn tables_that_are_not_there_can_be_filled() {
    let place = Place::new().with("a.md", "+++\ntitle = \"June\" # 2022\n+++\n\n\nHello!\n");
    let filter =
        r#".front_matter.extra.month = "June 2022" | .front_matter.taxonomies.tags += ["x"]"#;
    place.run(&["edit", "--write", filter, "a.md"]);
    assert_eq!(
        place.text("a.md"),
        "+++\ntitle = \"June\" # 2022\n\n[taxonomies]\ntags = [\"x\"]\n\n[extra]\nmonth = \"June 2022\"\n+++\n\n\nHello!\n"
    );
    // An edit of something else leaves no empty tables behind.
    let place = Place::new().with("a.md", PAGE);
    place.run(&["edit", "--write", ".", "a.md"]);
    assert_eq!(place.text("a.md"), PAGE);
}

#[test]
fn a_page_that_is_named_twice_is_edited_once() {
    let place = Place::new().with("content/a.md", PAGE);
    let filter = r#".front_matter.title += "!""#;
    let run = place.run(&[
        "edit",
        "--write",
        filter,
        "content",
        "./content/a.md",
        "content",
    ]);
    assert!(run.status.success());
    assert_eq!(place.text("content/a.md"), PAGE.replace("June", "June!"));
}
