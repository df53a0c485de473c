use std::fs;

use crate::place::{PAGE, PAGE_JSON, Place, printed};

/// Not in canonical form: a byte order mark, both kinds of line ends, a comment, no final line end.
const LOOSE: &str =
    "\u{feff}+++\r\n# The month\r\ntitle='June'\n+++\r\n\r\n\r\nHello!\n\n\n*The  end*";

/// The JSON of that page.
const LOOSE_JSON: &str = r#"{"schema":"newsletter/1","front_matter":{"title":"June"},"body":[{"type":"prose","markdown":"Hello!"},{"type":"prose","markdown":"*The  end*"}]}"#;

fn edited(json: &str) -> String {
    assert!(json.contains("Hello!"));
    json.replacen("Hello!", "Bye!", 1)
}

#[test]
fn a_source_stands_last_in_the_json() {
    let place = Place::new().with("june.md", LOOSE);
    insta::assert_snapshot!(place.shown(&["to-json", "--lossless", "june.md"]));
}

#[test]
fn an_issue_is_written_over_its_source() {
    let place = Place::new().with("june.md", LOOSE);
    for form in [
        &["to-json", "--lossless"][..],
        &["to-json", "--lossless", "--ndjson"],
    ] {
        let json = printed(&place.run(&[form, &["june.md"]].concat()));
        assert_eq!(printed(&place.run_with_input(&["from-json"], &json)), LOOSE);
        assert_eq!(
            printed(&place.run_with_input(&["from-json"], edited(&json))),
            LOOSE.replace("Hello!", "Bye!")
        );
    }
}

#[test]
fn an_issue_is_written_over_another_base() {
    let place = Place::new()
        .with("base.md", LOOSE)
        .with("june.json", edited(LOOSE_JSON));
    let expected = LOOSE.replace("Hello!", "Bye!");
    assert_eq!(
        printed(&place.run(&["from-json", "--base", "base.md", "june.json"])),
        expected
    );
    assert_eq!(
        printed(&place.run_with_input(&["from-json", "--base", "-", "june.json"], LOOSE)),
        expected
    );
    // A base goes before the source.
    let with_source = printed(&place.run_with_input(&["to-json", "--lossless"], LOOSE.trim()));
    assert_eq!(
        printed(&place.run_with_input(&["from-json", "--base", "base.md"], with_source)),
        LOOSE
    );
}

#[test]
fn a_page_comes_back_where_it_was() {
    let place = Place::new().with("june.md", LOOSE).with("other.md", PAGE);
    let json = printed(&place.run(&["to-json", "--lossless", "june.md"]));
    let edited = edited(&json);
    let output = |file: &str| place.shown_with_input(&["from-json", "-o", file], &edited);
    // A file that has another text than the source is kept.
    insta::assert_snapshot!(output("other.md"));
    assert_eq!(place.text("other.md"), PAGE);
    for _ in 0..2 {
        assert_eq!(output("june.md"), "status: 0\n--- printed\n--- messages\n");
        assert_eq!(place.text("june.md"), LOOSE.replace("Hello!", "Bye!"));
    }
    output("new.md");
    assert_eq!(place.text("new.md"), LOOSE.replace("Hello!", "Bye!"));
    assert_eq!(
        printed(&place.run_with_input(&["from-json", "--force", "-o", "other.md"], json)),
        ""
    );
    assert_eq!(place.text("other.md"), LOOSE);
    let arguments = ["from-json", "--base", "june.md", "-o", "june.md"];
    assert_eq!(printed(&place.run_with_input(&arguments, LOOSE_JSON)), "");
    assert_eq!(place.text("june.md"), LOOSE);
}

#[test]
fn the_pages_of_a_folder_come_back_where_they_were() {
    let place = Place::new()
        .with("content/a.md", LOOSE)
        .with("content/b.md", PAGE)
        .with("content/c.md", LOOSE);
    let archive = printed(&place.run(&["to-json", "--lossless", "--ndjson", "content"]));
    let edited = archive.replace("\"markdown\":\"Hello!", "\"markdown\":\"Bye!");
    // Somebody else was faster.
    fs::write(place.path("content/c.md"), "mine").unwrap();
    insta::assert_snapshot!(place.shown_with_input(&["from-json", "-o", "content"], edited));
    assert_eq!(place.text("content/a.md"), LOOSE.replace("Hello!", "Bye!"));
    assert_eq!(place.text("content/b.md"), PAGE.replace("Hello!", "Bye!"));
    assert_eq!(place.text("content/c.md"), "mine");
}

#[test]
fn a_base_that_is_no_page() {
    let place = Place::new()
        .with("base.md", "+++\ntitle = 1\n+++\n")
        .with("june.json", PAGE_JSON)
        .with("two.ndjson", format!("{PAGE_JSON}\n{PAGE_JSON}\n"));
    let source = |source: &str| PAGE_JSON.replacen("}]}", &format!("}}],\"source\":{source}}}"), 1);
    for (name, arguments, input) in [
        (
            "missing",
            &["--base", "none.md", "june.json"][..],
            String::new(),
        ),
        (
            "invalid",
            &["--base", "base.md", "june.json"],
            String::new(),
        ),
        (
            "second_issue",
            &["--base", "-", "two.ndjson"],
            PAGE.to_owned(),
        ),
        (
            "folder",
            &["--base", "base.md", "-o", "out", "june.json"],
            String::new(),
        ),
        (
            "both_on_standard_input",
            &["--base", "-"],
            PAGE_JSON.to_owned(),
        ),
        (
            "invalid_source",
            &[],
            source(r#""+++\ntitle = \"t\"\ndate = x\n+++\n""#),
        ),
        ("empty_source", &[], source("\"\"")),
        ("wrong_type_of_source", &[], source("1")),
    ] {
        let shown = place.shown_with_input(&[&["from-json"], arguments].concat(), input);
        insta::assert_snapshot!(format!("no_base_{name}"), shown);
    }
    assert_eq!(place.files(), ["base.md", "june.json", "two.ndjson"]);
}
