//! Findings as people and programs read them.

use serde_json::Value;

use crate::check::{front_matter, newsletter};
use crate::place::Place;

fn output(place: &Place, format: &str, paths: &[&str]) -> String {
    let arguments = [&["check", "--format", format], paths].concat();
    String::from_utf8(place.run(&arguments).stdout).unwrap()
}

/// A finding over two lines, in a path and behind text that formats have to escape.
fn strange() -> Place {
    let text = front_matter("May", "2031-06-04") + "Ünder 100%: the\nthe end, and [x](<>).\r\n";
    Place::new().with("a, b:c%/2031-05.md", text)
}

#[test]
fn people_get_the_lines_and_what_fixes_make_of_them() {
    insta::assert_snapshot!(output(&newsletter(), "human", &["news"]));
    insta::assert_snapshot!(output(&strange(), "human", &["."]));
}

#[test]
fn colours_are_for_terminals_and_where_they_are_asked_for() {
    let place = newsletter();
    assert!(!output(&place, "human", &["news"]).contains('\x1b'));
    let colored = output(&place, "human", &["--color", "always", "news"]);
    assert!(
        colored.contains("\x1b[91merror[malformed-url]\x1b[0m"),
        "{colored:?}"
    );
}

#[test]
fn a_long_line_is_shown_around_what_is_meant() {
    let long = "one or two or three or ".repeat(12);
    let text = front_matter("May", "2031-06-04") + &format!("{long}quite quite {long}\n");
    let place = Place::new().with("2031-05.md", text);
    insta::assert_snapshot!(output(&place, "human", &["2031-05.md"]));
}

#[test]
fn a_finding_of_several_lines_is_shown_in_them_and_a_long_one_by_its_first() {
    let item = "- [A shell](https://example.org/shell)\r\n";
    let more = |lines| item.to_owned() + &"  and more\r\n".repeat(lines);
    let text = |front_matter: String, items: &str| front_matter + "## News\n\n" + items;
    let items = more(2) + &more(20).replace("shell)", "shell#b)");
    let place = Place::new()
        .with(
            "2031-04.md",
            text(front_matter("April", "2031-05-05"), item),
        )
        .with(
            "2031-05.md",
            text(front_matter("May", "2031-06-04"), &items),
        );
    let allowed = ["--allow", "duplicated-word", "2031-05.md"];
    insta::assert_snapshot!(output(&place, "human", &allowed));
}

#[test]
fn of_a_line_of_many_bytes_little_is_shown() {
    let long = "öne or two or ".repeat(400);
    let text = front_matter("May", "2031-06-04") + &format!("{long}quite quite {long}\n");
    let place = Place::new().with("2031-05.md", text);
    insta::assert_snapshot!(output(&place, "human", &["2031-05.md"]));
}

#[test]
fn programs_get_one_object_a_line() {
    let found = output(&newsletter(), "json", &["news"]);
    insta::assert_snapshot!(found);
    let objects = found
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap());
    for object in objects {
        let source = newsletter().text(object["path"].as_str().unwrap());
        let at = |key: &str| usize::try_from(object["span"][key].as_u64().unwrap()).unwrap();
        assert!(source.get(at("start")..at("end")).is_some());
    }
    insta::assert_snapshot!(output(&strange(), "json", &["."]));
}

#[test]
fn workflows_get_annotations() {
    insta::assert_snapshot!(output(&newsletter(), "github", &["news"]));
    insta::assert_snapshot!(output(&strange(), "github", &["."]));
}

fn log(place: &Place, paths: &[&str]) -> Value {
    let log: Value = serde_json::from_str(&output(place, "sarif", paths)).unwrap();
    let schema = include_str!("../sarif/sarif-schema-2.1.0.json");
    let mut schema: Value = serde_json::from_str(schema).unwrap();
    // Its pattern of languages is no regular expression of JSON Schema: it closes a bracket that nothing opens.
    for definition in ["run", "toolComponent"] {
        let language = &mut schema["definitions"][definition]["properties"]["language"];
        language.as_object_mut().unwrap().remove("pattern").unwrap();
    }
    let validator = jsonschema::validator_for(&schema).unwrap();
    let errors: Vec<String> = validator
        .iter_errors(&log)
        .map(|error| error.to_string())
        .collect();
    assert!(errors.is_empty(), "{errors:#?}");
    log
}

#[test]
fn a_sarif_log_is_valid_and_holds_the_findings() {
    let mut whole = log(&newsletter(), &["news"]);
    let run = &mut whole["runs"][0];
    assert_eq!(run["invocations"][0]["executionSuccessful"], true);
    let rules = run["tool"]["driver"]["rules"].take();
    let results = run["results"].as_array_mut().unwrap();
    for result in results.iter_mut() {
        // The numbers of rules change with each rule that is added.
        let rule = result.as_object_mut().unwrap().shift_remove("ruleIndex");
        let rule = usize::try_from(rule.unwrap().as_u64().unwrap()).unwrap();
        assert_eq!(rules[rule]["id"], result["ruleId"]);
    }
    insta::assert_snapshot!(format!("{:#}", Value::from(results.clone())));
    let uri = &log(&strange(), &["."])["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
        ["artifactLocation"]["uri"];
    assert_eq!(uri, "a,%20b%3Ac%25/2031-05.md");
}

#[test]
fn a_sarif_log_is_valid_without_findings_and_where_pages_failed() {
    let empty = log(
        &Place::new().with("a.md", front_matter("May", "2031-06-04") + "Hello!\n"),
        &["a.md"],
    );
    assert_eq!(empty["runs"][0]["results"], Value::Array(Vec::new()));
    let failed = log(&Place::new().with("a.md", ""), &["a.md"]);
    let invocation = &failed["runs"][0]["invocations"][0];
    insta::assert_snapshot!(format!("{invocation:#}"));
}

#[test]
fn pages_that_cannot_be_read_are_told_in_each_format() {
    let place = newsletter()
        .with("bad/1.md", "+++\ntitle = 7\n+++\n")
        .with("bad/2, x.md", "No page\n");
    let run = |format| {
        let arguments = ["check", "--format", format, "bad", "nowhere.md"];
        place.shown(&arguments)
    };
    for format in ["json", "github"] {
        insta::assert_snapshot!(run(format));
    }
}
