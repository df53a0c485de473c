//! The folder that `from-json` writes into is never left.

use crate::place::{PAGE, PAGE_JSON, Place};

fn archive(paths: &[&str]) -> String {
    let record = |path: &&str| {
        PAGE_JSON.replacen(',', &format!(r#","path":{},"#, serde_json::json!(path)), 1) + "\n"
    };
    paths.iter().map(record).collect()
}

#[test]
fn paths_that_leave_the_folder_are_refused() {
    let bad = [
        "../a.md",
        "/tmp/a.md",
        "a/../../b.md",
        "./a.md",
        "C:\\a.md",
        "C:/a.md",
        "a\u{0}.md",
        "con.md",
        "a.",
        "",
        ".bashrc",
    ];
    let mut paths = vec!["first.md"];
    paths.extend(bad);
    paths.push("deep/er/last.md");
    let place = Place::new().with("in/archive.ndjson", archive(&paths));
    insta::assert_snapshot!(place.shown(&[
        "from-json",
        "--force",
        "-o",
        "in/out",
        "in/archive.ndjson"
    ]));
    assert_eq!(
        place.files(),
        [
            "in/archive.ndjson",
            "in/out/deep/er/last.md",
            "in/out/first.md"
        ]
    );
}

/// What each system takes for something else than the name of a file below the folder.
#[test]
fn paths_that_lead_elsewhere_on_some_system_are_refused() {
    let bad = [
        "a/..",
        "a//b.md",
        "..\\a.md",
        "\\\\server\\share\\a.md",
        "c:a.md",
        "a/C:/b.md",
        "NUL.md",
        "COM1",
        "aux/index.md",
        "lpt9 .x.md",
        "a /b.md",
        "a./b.md",
        "a.md\n",
        "a\u{1b}[31m.md",
        "a\u{2028}.md",
        "a\u{202e}dm.exe.md",
        ".",
        "..",
        "~",
        ".md",
    ];
    let place = Place::new().with("in/archive.ndjson", archive(&bad));
    insta::assert_snapshot!(place.shown(&[
        "from-json",
        "--force",
        "-o",
        "in/out",
        "in/archive.ndjson"
    ]));
    assert_eq!(place.files(), ["in/archive.ndjson"]);
}

#[test]
fn a_name_that_is_too_long_is_refused() {
    let long = format!("{}.md", "a".repeat(5_000));
    let deep = format!("{}b.md", "a/".repeat(5_000));
    let place = Place::new().with("archive.ndjson", archive(&["a.md", &long, &deep, "b.md"]));
    let run = place.run(&["from-json", "-o", "out", "archive.ndjson"]);
    assert_eq!(run.status.code(), Some(1));
    let messages = String::from_utf8_lossy(&run.stderr);
    assert!(messages.ends_with("\n2 of 4 issues failed\n"), "{messages}");
    assert_eq!(place.files(), ["archive.ndjson", "out/a.md", "out/b.md"]);
}

#[test]
fn a_path_is_written_once() {
    let place = Place::new().with("archive.ndjson", archive(&["a.md", "a.md"]));
    insta::assert_snapshot!(place.shown(&["from-json", "--force", "-o", "out", "archive.ndjson"]));
}

#[cfg(unix)]
#[test]
fn links_in_the_folder_are_refused() {
    use std::os::unix::fs::symlink;

    let place = Place::new()
        .with("outside/victim.md", "mine")
        .with("out/ok.md", PAGE);
    symlink("../outside", place.path("out/folder")).unwrap();
    symlink("../outside/victim.md", place.path("out/file.md")).unwrap();
    symlink("nowhere", place.path("out/broken")).unwrap();
    let place = place.with(
        "archive.ndjson",
        archive(&["folder/new.md", "file.md", "broken/a.md", "after.md"]),
    );
    insta::assert_snapshot!(place.shown(&["from-json", "--force", "-o", "out", "archive.ndjson"]));
    assert_eq!(place.text("outside/victim.md"), "mine");
    assert!(!place.exists("outside/new.md"));
    assert!(place.exists("out/after.md"));
}

#[cfg(unix)]
#[test]
fn the_folder_itself_may_be_a_link() {
    let place = Place::new()
        .with("real/.keep", "")
        .with("archive.ndjson", archive(&["a.md"]));
    std::os::unix::fs::symlink("real", place.path("out")).unwrap();
    assert_eq!(
        place
            .run(&["from-json", "-o", "out", "archive.ndjson"])
            .status
            .code(),
        Some(0)
    );
    assert_eq!(place.text("real/a.md"), PAGE);
}

/// What cannot be read could have any text.
#[cfg(unix)]
#[test]
fn a_folder_in_the_place_of_a_file_is_kept() {
    let place = Place::new()
        .with("archive.ndjson", archive(&["a.md"]))
        .with("out/a.md/b.md", PAGE);
    for arguments in [&["from-json"][..], &["from-json", "--force"]] {
        let arguments = [arguments, &["-o", "out", "archive.ndjson"]].concat();
        insta::assert_snapshot!(place.shown(&arguments));
    }
    assert_eq!(place.files(), ["archive.ndjson", "out/a.md/b.md"]);
}
