use newsletter_model::{Block, FrontMatter, Issue};

use super::*;

/// Records that hold every field of every part.
pub(crate) fn samples() -> Vec<String> {
    let people = r#"[{"name": "A", "handle": "a[bot]", "url": "u", "name_url": "v"}, {"name": "B", "reference": "b"}]"#;
    let byline = format!(
        r#"{{"people": {people}, "serial_comma": true, "before": "By ", "after": "!", "class": "gray"}}"#
    );
    let heading = r##""name": "n", "url": "u", "code": false, "note": "**new**", "attributes": "#id", "heading": "*n*""##;
    let link = r#""before": "b", "title": "t", "url": "u", "tooltip": "p", "after": "a\nb""#;
    let list = format!(
        r#"{{"type": "list", "bullet": "*", "spaced": true, "items": [
            {{{link}, "blocks": [{{"type": "more"}}]}}, {{"title": "t", "reference": "r"}}, {{}}]}}"#
    );
    let blocks = format!(
        r#"[{{"type": "prose", "markdown": "a\n\nb"}}, {list},
            {{"type": "tasks", "bullet": "+", "spaced": true, "items": [{{"repository": "r", {link}}}, {{"reference": "x"}}]}},
            {{"type": "thanks", "before": "b", "credits": [{{"people": {people}, "serial_comma": false, "text": "!"}}]}},
            {{"type": "comment", "text": "c"}},
            {{"type": "placeholder", "text": "No news", "form": "paragraphs"}},
            {{"type": "definition", "label": "l", "url": "u", "tooltip": "t"}},
            {{"type": "more"}},
            {{"type": "heading", "level": 4, "text": "h"}}]"#
    );
    let section = |kind: &str, entry: String| {
        format!(r#"{{"kind": "{kind}", "title": "t", "body": {blocks}, "entries": [{entry}]}}"#)
    };
    let entry = || format!(r#"{{"heading": "h", "body": {blocks}}}"#);
    let sections = [
        section(
            "project-updates",
            format!(r#"{{{heading}, "maintainers": {byline}, "body": {blocks}}}"#),
        ),
        section(
            "personal-projects",
            format!(r#"{{{heading}, "authors": {byline}}}, {{"name": "n", "reference": "r"}}"#),
        ),
        section("call-for-participation", entry()),
        section("news", entry()),
        section("other", entry()),
    ];
    let front_matter = r#"{"title": "t", "description": "d", "date": "2022-07-10", "updated": "2022-07-11T10:00:00Z",
        "weight": 1, "draft": false, "slug": "s", "path": "p", "aliases": ["a"], "authors": ["b"],
        "in_search_index": true, "template": "x.html", "taxonomies": {"tags": ["t"]}, "other": {"a": [1, 1.5, true]},
        "extra": {"month": "June 2022", "authors": ["a"], "editors": ["b"], "updated": "2022-07-11", "more": {"$toml": "nan"}}}"#;
    let record = |front_matter: &str, rest: String| {
        format!(r#"{{"schema": "newsletter/1", "front_matter": {front_matter}{rest}}}"#)
    };
    vec![
        record(r#"{"title": "t"}"#, String::new()),
        record(
            front_matter,
            format!(
                r#", "path": "a/b.md", "body": {blocks}, "sections": [{}]"#,
                sections.join(", ")
            ),
        ),
    ]
}

/// Asserts the message of an error, the body and the sections given.
#[track_caller]
fn assert_error(fields: &str, message: &str) {
    let json =
        format!(r#"{{"schema": "newsletter/1", "front_matter": {{"title": "t"}}, {fields}}}"#);
    assert_message(&json, message);
}

#[track_caller]
fn assert_message(json: &str, message: &str) {
    match from_json(json) {
        Ok(record) => panic!("read {record:?}"),
        Err(error) => assert_eq!(error.to_string(), message),
    }
}

#[test]
fn every_field_survives() {
    for json in samples() {
        let record = from_json(&json).unwrap();
        assert_eq!(from_json(&record.to_json()).as_ref(), Ok(&record));
        assert_eq!(from_json(&record.to_json_line()).as_ref(), Ok(&record));
        assert_eq!(
            from_json(&to_json(&record.issue))
                .map(|read| read.issue)
                .as_ref(),
            Ok(&record.issue)
        );
        assert_eq!(
            serde_json::from_str::<Record>(&record.to_json()).unwrap(),
            record
        );
    }
}

#[test]
fn a_record_leads_with_its_schema_and_leaves_out_what_is_empty() {
    let issue = Issue::new(FrontMatter::new("t")).with_block(Block::More);
    let expected = "{\n  \"schema\": \"newsletter/1\",\n  \"front_matter\": {\n    \"title\": \"t\"\n  },\n  \"body\": [\n    {\n      \"type\": \"more\"\n    }\n  ]\n}";
    assert_eq!(to_json(&issue), expected);
    assert_eq!(
        Record::new(issue).with_path("a.md").to_json_line(),
        r#"{"schema":"newsletter/1","path":"a.md","front_matter":{"title":"t"},"body":[{"type":"more"}]}"#
    );
}

#[test]
fn a_source_stands_last_and_keeps_its_bytes() {
    let source = "\u{feff}+++\r\ntitle = 't'\r\n+++\r\n\r\n\tno final line end";
    let record = Record::new(Issue::new(FrontMatter::new("t"))).with_source(source);
    let line = record.to_json_line();
    let expected = "{\"schema\":\"newsletter/1\",\"front_matter\":{\"title\":\"t\"},\"source\":\"\u{feff}+++\\r\\n";
    assert!(line.starts_with(expected), "{line}");
    assert_eq!(from_json(&line).unwrap(), record);
}

#[test]
fn the_shapes_agree_with_the_types() {
    // Each field, made a value that no field takes, is found by name.
    for json in samples() {
        let sample: serde_json::Value = serde_json::from_str(&json).unwrap();
        let mut pointers = Vec::new();
        collect(&sample, String::new(), &mut pointers);
        for pointer in pointers
            .iter()
            .filter(|pointer| !pointer.starts_with("/front_matter/"))
        {
            let mut broken = sample.clone();
            *broken.pointer_mut(pointer).unwrap() = serde_json::json!([[0]]);
            let error = from_json(&broken.to_string()).unwrap_err();
            assert!(error.pointer().starts_with(pointer), "{pointer}: {error}");
            assert_ne!(
                error.kind(),
                JsonErrorKind::UnknownField,
                "{pointer}: {error}"
            );
        }
    }
}

/// The pointers of all fields and elements.
fn collect(value: &serde_json::Value, pointer: String, pointers: &mut Vec<String>) {
    match value {
        serde_json::Value::Object(members) => {
            members
                .iter()
                .for_each(|(key, value)| collect(value, format!("{pointer}/{key}"), pointers));
        }
        serde_json::Value::Array(values) => {
            values
                .iter()
                .enumerate()
                .for_each(|(index, value)| collect(value, format!("{pointer}/{index}"), pointers));
        }
        _ => {}
    }
    if !pointer.is_empty() {
        pointers.push(pointer);
    }
}

#[test]
fn lower_versions_are_read_and_higher_ones_named() {
    let with = |schema: &str| {
        format!(r#"{{"front_matter": {{"title": "t"}}, "novelty": 1, "schema": {schema}}}"#)
    };
    let cases = [
        (
            r#""newsletter/1.3""#,
            "/schema: found `newsletter/1.3`, which needs a reader of version 1.3, expected `newsletter/1`",
        ),
        (
            r#""newsletter/2""#,
            "/schema: found `newsletter/2`, which needs a reader of version 2, expected `newsletter/1`",
        ),
        (
            r#""newsletter/01""#,
            "/schema: found `newsletter/01`, expected `newsletter/1`",
        ),
        (
            r#""newsletter""#,
            "/schema: found `newsletter`, expected `newsletter/1`",
        ),
        (
            "1",
            "/schema: found the number `1`, expected `newsletter/1`",
        ),
        (
            r#""newsletter/1.0""#,
            "/novelty: found the unknown field `novelty`, expected `schema`, `path`, `front_matter`, `body`, `sections` or `source`",
        ),
    ];
    for (schema, message) in cases {
        assert_message(&with(schema), message);
    }
    assert_message(
        r#"{"front_matter": {"title": "t"}}"#,
        "found no `schema`, expected `\"schema\": \"newsletter/1\"`",
    );
}

#[test]
fn a_text_that_is_no_json_has_a_position() {
    let cases = [
        (
            "",
            "line 1, column 1: found the end of the text, expected the rest of a value",
        ),
        (
            "{\n  \"é\": 1,\n}",
            "line 3, column 1: found `}`, expected no comma before it",
        ),
        ("{\"é\" 1}", "line 1, column 6: found `1`, expected `:`"),
        ("[1 2]", "line 1, column 4: found `2`, expected `,` or `]`"),
        (
            "{'a': 1}",
            "line 1, column 2: found `'`, expected a key in double quotes",
        ),
        (
            "{} {}",
            "line 1, column 4: found `{`, expected the end of the text",
        ),
        (
            "{\"a\": nul}",
            "line 1, column 10: found `}`, expected `true`, `false` or `null`",
        ),
        (
            "{\"a\": \"b",
            "line 1, column 9: found the end of the text, expected the rest of a string",
        ),
        (
            "{\"a\": \"\tb\"}",
            "line 1, column 8: found `\\t`, expected an escape such as `\\n`",
        ),
        (
            "+++\ntitle = \"t\"\n+++\n",
            "line 1, column 1: found `+`, expected a JSON value",
        ),
    ];
    for (json, message) in cases {
        assert_message(json, message);
    }
    let deep = "[".repeat(100_000);
    assert_message(
        &deep,
        "line 1, column 128: found more than 127 nested arrays and objects, expected fewer",
    );
    assert_eq!(from_json(&deep).unwrap_err().kind(), JsonErrorKind::TooDeep);
}

#[test]
fn a_key_that_stands_twice_is_an_error_everywhere() {
    assert_message(
        r#"{"schema": "newsletter/1", "front_matter": {"title": "t", "extra": {"a/b": [0, {"x": 1, "x": 2}]}}}"#,
        "/front_matter/extra/a~1b/1/x: found a second `x`, expected each key once",
    );
    assert_error(
        r#""body": [], "body": []"#,
        "/body: found a second `body`, expected each key once",
    );
}

#[test]
fn unknown_fields_have_a_pointer() {
    assert_error(
        r#""sections": [{"title": "t", "kind": "news", "entires": []}]"#,
        "/sections/0/entires: found the unknown field `entires`, expected `kind`, `title`, `body` or `entries`",
    );
    assert_error(
        r#""body": [{"type": "more"}, {"type": "list", "items": [{"title": "t", "link": "u"}]}]"#,
        "/body/1/items/0/link: found the unknown field `link`, expected `before`, `title`, `url`, `reference`, `tooltip`, `after` or `blocks`",
    );
    assert_error(
        r#""sections": [{"kind": "project-updates", "title": "t", "entries": [{"name": "n", "authors": []}]}]"#,
        "/sections/0/entries/0/authors: found the unknown field `authors`, expected `name`, `url`, `reference`, `code`, `note`, `attributes`, `heading`, `maintainers` or `body`",
    );
}

#[test]

fn a_marker_has_no_fields() {
    assert_error(
        r#""body": [{"type": "more", "text": ""}]"#,
        "/body/0/text: found the unknown field `text`, expected `type`",
    );
}

#[test]
fn unknown_names_list_the_known_ones() {
    assert_error(
        r#""sections": [{"title": "t", "kind": "recipes"}]"#,
        "/sections/0/kind: found `recipes`, expected `project-updates`, `personal-projects`, `call-for-participation`, `news` or `other`",
    );
    assert_error(
        r#""body": [{"markdown": "x"}]"#,
        "/body/0: found no `type`, expected `\"type\"`, which is `prose`, `list`, `tasks`, `thanks`, `comment`, `placeholder`, `definition`, `more` or `heading`",
    );
    assert_error(
        r#""body": [{"type": "list", "items": [], "bullet": "~"}]"#,
        "/body/0/bullet: found `~`, expected one of `-`, `*`, `+`",
    );
}

#[test]
fn wrong_types_are_named_in_the_words_of_json() {
    assert_error(r#""body": null"#, "/body: found `null`, expected an array");
    assert_error(
        r#""body": ["x"]"#,
        "/body/0: found the string `x`, expected an object",
    );
    assert_error(
        r#""body": [{"type": 1}]"#,
        "/body/0/type: found the number `1`, expected `prose`, `list`, `tasks`, `thanks`, `comment`, `placeholder`, `definition`, `more` or `heading`",
    );
    assert_error(
        r#""body": [{"type": "list", "items": [], "spaced": "no"}]"#,
        "/body/0/spaced: found the string `no`, expected `true` or `false`",
    );
    assert_error(
        r#""body": [{"type": "heading", "level": 300, "text": "h"}]"#,
        "/body/0/level: found the number `300`, expected a whole number from 0 to 255",
    );
    assert_error(
        r#""path": ["a"]"#,
        "/path: found an array, expected a string",
    );
    assert_error(
        r#""source": 1"#,
        "/source: found the number `1`, expected a string",
    );
    assert_error(
        r#""body": [{"type": "list", "items": [], "bullet": 1}]"#,
        "/body/0/bullet: found the number `1`, expected a string",
    );
    assert_message("[]", "found an array, expected an object");
}

#[test]
fn texts_that_cannot_stand_have_a_pointer() {
    assert_error(
        r#""sections": [{"kind": "news", "title": "two\nlines"}]"#,
        "/sections/0/title: found a line break in `two\\nlines`, expected a single line",
    );
    assert_error(
        r#""body": [{"type": "thanks", "credits": [{"people": [{"handle": "two words"}]}]}]"#,
        "/body/0/credits/0/people/0/handle: found `two words`, expected a handle of letters, digits, `-`, `_`, `.`, `@` and balanced `[]`",
    );
    assert_error(
        r#""body": [{"type": "list", "items": [{"title": "a", "blocks": [{"type": "list", "items": [{"after": "b\n\nc"}]}]}]}]"#,
        "/body/0/items/0/blocks/0/items/0/after: found a blank line in `b\\n\\nc`, expected the text of one paragraph",
    );
}

#[test]
fn missing_fields_point_to_their_object() {
    assert_message(
        r#"{"schema": "newsletter/1"}"#,
        "found no `front_matter`, expected `\"front_matter\": …`",
    );
    assert_error(
        r#""sections": [{"kind": "news"}]"#,
        "/sections/0: found no `title`, expected `\"title\": …`",
    );
}

#[test]
fn the_front_matter_names_its_keys() {
    let cases = [
        (
            "{}",
            "/front_matter: found no `title`, expected `\"title\": \"…\"`",
        ),
        (
            "5",
            "/front_matter: found the number `5`, expected an object",
        ),
        (
            r#"{"title": 5}"#,
            "/front_matter/title: found an integer, expected a string",
        ),
        (
            r#"{"title": "t", "date": "soon"}"#,
            "/front_matter/date: found `soon`, expected a date such as 2021-12-06 or 2021-12-06T10:00:00Z",
        ),
        (
            r#"{"title": "t", "extra": {"a": [null]}}"#,
            "/front_matter/extra/a/0: found `null`, expected a TOML value (a string, number, boolean, array or object)",
        ),
        (
            r#"{"title": "t", "x": {"$toml": "soon"}}"#,
            "/front_matter/x: found an object, expected a date-time, `nan`, `inf` or a table in `$toml`",
        ),
    ];
    for (front_matter, message) in cases {
        assert_message(
            &format!(r#"{{"schema": "newsletter/1", "front_matter": {front_matter}}}"#),
            message,
        );
    }
}

#[test]
fn a_byte_order_mark_is_skipped() {
    assert!(from_json(&format!("\u{feff}{}", samples()[0])).is_ok());
}
