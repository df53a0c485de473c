use std::io::Read;
use std::process::{Command, Stdio};

use crate::place::{PAGE, PAGE_JSON, Place, printed};

#[test]
fn one_page_is_one_pretty_object() {
    let place = Place::new().with("content/june.md", PAGE);
    insta::assert_snapshot!(place.shown(&["to-json", "content/june.md"]));
}

#[test]
fn standard_input_has_no_path() {
    let line = format!("{PAGE_JSON}\n");
    assert_eq!(
        printed(&Place::new().run_with_input(&["to-json", "--ndjson"], PAGE)),
        line
    );
    assert_eq!(
        printed(&Place::new().run_with_input(&["to-json", "--ndjson", "-"], PAGE)),
        line
    );
}

#[test]
fn a_folder_is_read_in_order_without_what_is_no_issue() {
    let mut place = Place::new();
    for page in [
        "b/index.md",
        "a.md",
        "b.md",
        "a/z.md",
        "_index.md",
        "b/_index.md",
        ".draft.md",
        ".git/x.md",
        "x.txt",
    ] {
        place = place.with(&format!("content/{page}"), PAGE);
    }
    for jobs in ["1", "3"] {
        let lines = printed(&place.run(&["to-json", "--ndjson", "-j", jobs, "content"]));
        let paths: Vec<String> = lines
            .lines()
            .map(|line| {
                serde_json::from_str::<serde_json::Value>(line).unwrap()["path"]
                    .as_str()
                    .unwrap()
                    .to_owned()
            })
            .collect();
        assert_eq!(paths, ["a/z.md", "a.md", "b/index.md", "b.md"]);
    }
}

#[test]
fn several_objects_without_ndjson_are_what_from_json_reads() {
    let place = Place::new()
        .with("content/a.md", PAGE)
        .with("content/b.md", PAGE);
    let objects = printed(&place.run(&["to-json", "content"]));
    assert_eq!(objects.matches("\n}\n").count(), 2);
    assert_eq!(
        printed(&place.run_with_input(&["from-json", "-o", "out"], objects)),
        ""
    );
    assert_eq!(place.text("out/b.md"), PAGE);
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let mut place = Place::new();
    let long = format!("{PAGE}{}", "\nMore text.\n".repeat(10_000));
    for page in 0..20 {
        place = place.with(&format!("content/{page}.md"), &long);
    }
    let mut child = Command::new(env!("CARGO_BIN_EXE_newsletter"))
        .args(["to-json", "--ndjson"])
        .arg(place.path("content"))
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut start = [0; 10];
    child.stdout.take().unwrap().read_exact(&mut start).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn colours_are_used_when_asked_for() {
    let place = Place::new();
    let messages = |color: &str| {
        String::from_utf8(place.run(&["to-json", "--color", color, "none.md"]).stderr).unwrap()
    };
    assert!(messages("always").contains("\x1b["));
    assert!(!messages("auto").contains("\x1b["));
    assert!(!messages("never").contains("\x1b["));
}
