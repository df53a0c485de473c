//! JSON that is no issue: each is reported, and the record behind it is still done.

use crate::place::{PAGE, PAGE_JSON, Place};

const GOOD: &str = r#"{"schema":"newsletter/1","path":"good.md","front_matter":{"title":"June"},"body":[{"type":"prose","markdown":"Hello!"}]}"#;

fn reported(bad: impl AsRef<[u8]>) -> String {
    let archive = [bad.as_ref(), b"\n", GOOD.as_bytes(), b"\n"].concat();
    let place = Place::new().with("archive.ndjson", archive);
    let shown = place.shown(&["from-json", "-o", "out", "archive.ndjson"]);
    assert!(shown.starts_with("status: 1\n"), "{shown}");
    assert_eq!(place.text("out/good.md"), PAGE);
    assert_eq!(place.files(), ["archive.ndjson", "out/good.md"]);
    shown
}

fn with_fields(fields: &str) -> String {
    format!(
        r#"{{"schema":"newsletter/1","path":"bad.md","front_matter":{{"title":"June"}},{fields}}}"#
    )
}

macro_rules! bad_json {
    ($($name:ident: $json:expr,)*) => {$(
        #[test]
        fn $name() {
            insta::assert_snapshot!(reported($json));
        }
    )*};
}

bad_json! {
    not_json: r#"{"schema":"newsletter/1","path":"bad.md",}"#,
    cut_short: r#"{"schema":"newsletter/1","path":"bad.md","front_matter":{"title":"Ju"#,
    json_not_utf8: b"{\"schema\":\"newsletter/1\",\"path\":\"b\xe4d.md\"}",
    missing_schema: r#"{"path":"bad.md","front_matter":{"title":"June"}}"#,
    later_schema: r#"{"schema":"newsletter/1.3","path":"bad.md","front_matter":{"title":"June"},"polls":[]}"#,
    second_key: with_fields(r#""body":[],"body":[]"#),
    unknown_field: with_fields(r#""sections":[{"kind":"news","title":"Other News","entires":[]}]"#),
    wrong_type: with_fields(r#""body":"Hello!""#),
    unknown_kind: with_fields(r#""sections":[{"kind":"recipes","title":"Recipes"}]"#),
    unknown_block: with_fields(r#""body":[{"type":"paragraph","markdown":"Hello!"}]"#),
    kind_without_its_title: with_fields(r#""sections":[{"kind":"news","title":"Recipes"}]"#),
    prose_that_opens_a_section: with_fields(r#""body":[{"type":"prose","markdown":"Hello!\n\n\n## News\n"}]"#),
    title_with_a_line_break: with_fields(r#""sections":[{"kind":"other","title":"two\nlines"}]"#),
    name_with_a_line_break: with_fields(
        r#""sections":[{"kind":"project-updates","title":"Project Updates","entries":[{"name":"two\nlines"}]}]"#
    ),
    empty_name_with_a_url: with_fields(
        r#""sections":[{"kind":"project-updates","title":"Project Updates","entries":[{"name":"","url":"https://example.org"}]}]"#
    ),
    missing_path: r#"{"schema":"newsletter/1","front_matter":{"title":"June"}}"#,
}

#[test]
fn a_pretty_object_is_shown_where_it_is_wrong() {
    let json = "{\n  \"schema\": \"newsletter/1\",\n  \"front_matter\": { \"title\": \"Jüni\" }\n  \"body\": []\n}\n";
    insta::assert_snapshot!(
        Place::new()
            .with("issue.json", json)
            .shown(&["from-json", "issue.json"])
    );
    let json = json.replace("}\n  \"body\"", "},\n  \"bodi\"");
    insta::assert_snapshot!(
        Place::new()
            .with("issue.json", json)
            .shown(&["from-json", "issue.json"])
    );
}

#[test]
fn markdown_is_no_json() {
    insta::assert_snapshot!(
        Place::new()
            .with("june.md", PAGE)
            .shown(&["from-json", "june.md"])
    );
}

#[test]
fn no_json_at_all() {
    insta::assert_snapshot!(Place::new().shown_with_input(&["from-json"], " \n"));
    insta::assert_snapshot!(Place::new().shown(&["from-json", "none.json"]));
    insta::assert_snapshot!(
        Place::new()
            .with("content/june.md", PAGE)
            .shown(&["from-json", "content"])
    );
}

#[test]
fn a_key_cannot_steer_the_terminal() {
    let json = PAGE_JSON.replace("\"body\"", r#""\u001b[31m\nerror: x\u202e""#);
    insta::assert_snapshot!(Place::new().shown_with_input(&["from-json"], json));
}
