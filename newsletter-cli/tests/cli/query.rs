use std::io::Read;
use std::process::{Command, Stdio};

use crate::place::{PAGE, PAGE_JSON, Place, printed};

fn two_pages() -> Place {
    Place::new()
        .with("content/a.md", PAGE)
        .with("content/b.md", PAGE.replace("June", "July \\\"7\\\""))
}

#[test]
fn results_are_printed_page_by_page() {
    let place = two_pages();
    let query = |arguments: &[&str]| printed(&place.run(&[&["query"], arguments].concat()));
    assert_eq!(
        query(&[".front_matter.title", "content"]),
        "\"June\"\n\"July \\\"7\\\"\"\n"
    );
    assert_eq!(
        query(&["-r", ".front_matter.title, .path", "content"]),
        "June\na.md\nJuly \"7\"\nb.md\n"
    );
    assert_eq!(query(&["empty", "content"]), "");
    assert_eq!(
        query(&["-c", "{path, none}", "content/b.md", "content/a.md"]),
        "{\"path\":\"content/b.md\",\"none\":null}\n{\"path\":\"content/a.md\",\"none\":null}\n"
    );
}

#[test]
fn the_filter_that_changes_nothing_prints_the_json() {
    let place = two_pages();
    assert_eq!(
        printed(&place.run(&["query", ".", "content"])),
        printed(&place.run(&["to-json", "content"]))
    );
    assert_eq!(
        printed(&place.run(&["query", "--compact", ".", "content"])),
        printed(&place.run(&["to-json", "--ndjson", "content"]))
    );
}

#[test]
fn standard_input_is_a_page_without_a_path() {
    let place = Place::new();
    for arguments in [&["query", "-c", "."][..], &["query", "-c", ".", "-"]] {
        assert_eq!(
            printed(&place.run_with_input(arguments, PAGE)),
            format!("{PAGE_JSON}\n")
        );
    }
}

#[test]
fn all_issues_are_one_array_for_a_slurping_filter() {
    let place = two_pages();
    assert_eq!(
        printed(&place.run(&["query", "-s", "-c", "length, map(.path)", "content"])),
        "2\n[\"a.md\",\"b.md\"]\n"
    );
    insta::assert_snapshot!(place.shown(&["query", "-s", "length | .x", "content", "none.md"]));
}

#[test]
fn variables_come_from_the_command_line() {
    let place = two_pages();
    let arguments = [
        "query",
        "--arg",
        "me",
        "-x",
        "--argjson",
        "limits",
        "[1, 2.50]",
        "--arg",
        "you",
        "é",
        "-c",
        "[$me, $you, $limits[]]",
        "content/a.md",
    ];
    assert_eq!(printed(&place.run(&arguments)), "[\"-x\",\"é\",1,2.50]\n");
    for (number, arguments) in [
        &["--arg", "a-b", "x"][..],
        &["--arg", "a", "x", "--argjson", "a", "1"],
        &["--argjson", "a", "{"],
    ]
    .iter()
    .enumerate()
    {
        let arguments = [&["query"], *arguments, &[".", "content"]].concat();
        insta::assert_snapshot!(
            format!("refused_variable_{number}"),
            place.shown(&arguments)
        );
    }
}

#[test]
fn a_mistake_in_the_filter_is_shown() {
    let place = two_pages();
    for (name, filter) in [
        ("unclosed", ".sections[] | select(.kind == \"news\""),
        ("empty", ""),
        (
            "second_line",
            ".sections[]\n| .entires as $x\n| $entry.name",
        ),
        ("unknown_filter", "map(.path) | foo(1; 2), bar"),
        ("module", "include \"x\"; ."),
        ("stray_character", ".path %% 2"),
        ("path_first", "content"),
    ] {
        let shown = place.shown(&["query", filter, "content/a.md"]);
        assert!(shown.starts_with("status: 2\n"), "{shown}");
        insta::assert_snapshot!(format!("mistake_{name}"), shown);
    }
}

#[test]
fn a_filter_that_fails_at_a_page_goes_on_with_the_next() {
    let place = two_pages().with("content/c.md", "");
    insta::assert_snapshot!(place.shown(&[
        "query",
        "-r",
        ".path, if .path == \"a.md\" then error(\"no\\u001b[1m\") else .front_matter.title end",
        "content",
    ]));
    insta::assert_snapshot!(place.shown(&["query", "{a: [range(100)]} | .a.b", "content/a.md"]));
    insta::assert_snapshot!(place.shown(&["query", "halt", "content/a.md"]));
}

#[test]
fn colours_are_for_terminals() {
    let place = two_pages();
    let colored = |color: &str| {
        printed(&place.run(&["query", "--color", color, ".path", "content/a.md"])).contains("\x1b[")
    };
    assert!(colored("always"));
    assert!(!colored("auto"));
    assert!(!colored("never"));
}

#[test]
fn a_filter_may_call_itself_deeply() {
    let place = two_pages();
    let filter = "def sum: if . == 0 then 0 else . + (. - 1 | sum) end; 5000 | sum";
    assert_eq!(
        printed(&place.run(&["query", filter, "content/a.md"])),
        "12502500\n"
    );
}

#[test]
fn endless_results_end_with_their_reader() {
    let place = two_pages();
    let mut child = Command::new(env!("CARGO_BIN_EXE_newsletter"))
        .args(["query", "repeat(.path)"])
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
