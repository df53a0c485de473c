//! The JSON Schema of a record.

use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

use crate::json::RecordFields;

/// The JSON Schema (draft 2020-12) of a [`Record`](crate::Record), in lines that people read.
///
/// All that [`Record::to_json`](crate::Record::to_json) writes is valid under it. It allows unknown
/// fields in `front_matter` and its `extra` alone, as [`from_json`](crate::from_json) does. What a
/// schema cannot say, such as which Markdown a paragraph may hold, `from_json` and `to_markdown` check.
///
/// ```
/// let schema: serde_json::Value = serde_json::from_str(&newsletter_export::schema())?;
/// assert_eq!(schema["properties"]["schema"]["pattern"], r"^newsletter/1(\.0)?$");
/// # Ok::<(), serde_json::Error>(())
/// ```
pub fn schema() -> String {
    let generator = SchemaSettings::draft2020_12().into_generator();
    let mut schema = generator
        .into_root_schema_for::<RecordFields<'_>>()
        .to_value();
    shorten_descriptions(&mut schema);
    say_what_the_types_do_not(&mut schema["$defs"]);
    serde_json::to_string_pretty(&with_head(schema)).expect("all keys of a JSON value are strings")
}

/// Puts what the schema is before what it says.
fn with_head(schema: Value) -> Value {
    let mut head = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "https://raw.githubusercontent.com/newsletter-rs/newsletter/main/schema/newsletter-1.json",
        "title": "Newsletter issue",
        "description": "One issue of a community newsletter: the front matter and the body of its Zola page.",
    });
    if let (Value::Object(head), Value::Object(mut schema)) = (&mut head, schema) {
        schema.retain(|key, _| !head.contains_key(key));
        head.append(&mut schema);
    }
    head
}

/// Leaves of each description the first paragraph: those behind it are for users of the Rust types.
fn shorten_descriptions(schema: &mut Value) {
    match schema {
        Value::Object(members) => {
            if let Some(Value::String(description)) = members.get_mut("description")
                && let Some(end) = description.find("\n\n")
            {
                description.truncate(end);
            }
            members.values_mut().for_each(shorten_descriptions);
        }
        Value::Array(values) => values.iter_mut().for_each(shorten_descriptions),
        _ => {}
    }
}

/// Adds what readers check by hand, which no type says.
fn say_what_the_types_do_not(definitions: &mut Value) {
    definitions["Value"] = toml_value();
    definitions["Line"]["pattern"] = json!(r"^[^\r\n]*$");
    definitions["Handle"]["pattern"] = json!(r"^[^\s!-,/:-?\\^`{-~]+$");
    definitions["Date"]["pattern"] = json!("^[0-9]{4}-[0-9]{2}-[0-9]{2}([Tt ]|$)");
    definitions["FrontMatter"]["required"] = json!(["title"]);
    // A block without fields is open in the schema of its type.
    for block in definitions["Block"]["oneOf"]
        .as_array_mut()
        .into_iter()
        .flatten()
    {
        block["additionalProperties"] = json!(false);
    }
    properties(&mut definitions["FrontMatter"])
        .values_mut()
        .for_each(forbid_null);
    for name in ["extra", "taxonomies"] {
        or_wrapped(&mut properties(&mut definitions["FrontMatter"])[name]);
    }
    for property in properties(&mut definitions["Extra"]).values_mut() {
        forbid_null(property);
        or_any_toml(property);
    }
}

fn properties(definition: &mut Value) -> &mut Map<String, Value> {
    definition["properties"]
        .as_object_mut()
        .expect("the definition of a struct has properties")
}

/// TOML has no null, so the keys of the front matter are left out instead.
fn forbid_null(property: &mut Value) {
    if let Some(Value::Array(types)) = property.get_mut("type") {
        types.retain(|name| name != "null");
        if let [only] = &types[..] {
            property["type"] = only.clone();
        }
    } else if let Some(Value::Array(choices)) = property.get_mut("anyOf") {
        choices.retain(|choice| choice["type"] != "null");
    }
}

/// The site may use a known key of `extra` for something else.
fn or_any_toml(property: &mut Value) {
    let description = property
        .as_object_mut()
        .and_then(|members| members.shift_remove("description"));
    let known = property.take();
    *property = json!({ "anyOf": [known, { "$ref": "#/$defs/Value" }] });
    if let Some(description) = description {
        property["description"] = description;
    }
}

/// A table that has the key `$toml` is wrapped, as any table of TOML.
fn or_wrapped(property: &mut Value) {
    let description = property
        .as_object_mut()
        .and_then(|members| members.shift_remove("description"));
    let table = property.take();
    let wrapped = json!({
        "type": "object",
        "properties": { "$toml": table.clone() },
        "required": ["$toml"],
        "additionalProperties": false,
    });
    *property =
        json!({ "anyOf": [{ "allOf": [table], "not": { "required": ["$toml"] } }, wrapped] });
    if let Some(description) = description {
        property["description"] = description;
    }
}

fn toml_value() -> Value {
    json!({
        "description": "A TOML value. What JSON has no form for is wrapped: a date-time as {\"$toml\": \"2024-01-01\"}, \
            a float as {\"$toml\": \"nan\"}, and a table that has the key `$toml` as {\"$toml\": {…}}.",
        "anyOf": [
            { "type": ["string", "number", "boolean"] },
            { "type": "array", "items": { "$ref": "#/$defs/Value" } },
            {
                "type": "object",
                "not": { "required": ["$toml"] },
                "additionalProperties": { "$ref": "#/$defs/Value" },
            },
            {
                "type": "object",
                "properties": {
                    "$toml": {
                        "anyOf": [
                            { "type": "string" },
                            { "type": "object", "additionalProperties": { "$ref": "#/$defs/Value" } },
                        ],
                    },
                },
                "required": ["$toml"],
                "additionalProperties": false,
            },
        ],
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Record;
    use newsletter_model::{Date, FrontMatter, Issue};

    fn is_valid(json: &str) -> bool {
        let schema: Value = serde_json::from_str(&schema()).unwrap();
        let validator = jsonschema::validator_for(&schema).unwrap();
        validator.is_valid(&serde_json::from_str(json).unwrap())
    }

    fn with_front_matter(front_matter: &str) -> String {
        format!(r#"{{"schema": "newsletter/1", "front_matter": {front_matter}}}"#)
    }

    #[test]
    fn the_committed_schema_is_this_one() {
        let committed = concat!(env!("CARGO_MANIFEST_DIR"), "/../schema/newsletter-1.json");
        // A packaged crate stands alone.
        if let Ok(committed) = std::fs::read_to_string(committed) {
            let fresh = format!("{}\n", schema());
            assert!(
                committed == fresh,
                "write it anew: newsletter schema > schema/newsletter-1.json"
            );
        }
    }

    #[test]
    fn written_records_are_valid() {
        for json in crate::json::samples() {
            assert_eq!(
                crate::from_json(&json)
                    .map(|record| record.to_json())
                    .map(|written| is_valid(&written)),
                Ok(true),
                "{json}"
            );
            assert!(is_valid(&json), "{json}");
        }
        let date: Date = "2022-07-10T10:00:00+02:00".parse().unwrap();
        assert!(is_valid(
            &Record::new(Issue::new(FrontMatter::new("").with_date(date))).to_json_line()
        ));
    }

    #[test]
    fn records_that_cannot_be_read_are_invalid() {
        for json in [
            r#"{"front_matter": {"title": "t"}}"#,
            r#"{"schema": "newsletter/2", "front_matter": {"title": "t"}}"#,
            r#"{"schema": "newsletter/1", "front_matter": {"title": "t"}, "bodi": []}"#,
            r#"{"schema": "newsletter/1", "front_matter": {"title": "t"}, "body": [{"type": "prose", "markdown": "", "x": 1}]}"#,
            r#"{"schema": "newsletter/1", "front_matter": {"title": "t"}, "sections": [{"kind": "other", "title": "a\nb"}]}"#,
            r#"{"schema": "newsletter/1", "front_matter": {"title": "t"}, "sections": [{"kind": "others", "title": "a"}]}"#,
            r#"{"schema": "newsletter/1", "front_matter": {"title": "t"}, "sections": [{"kind": "other"}]}"#,
        ] {
            assert!(crate::from_json(json).is_err(), "{json}");
            assert!(!is_valid(json), "{json}");
        }
    }

    #[test]
    fn the_front_matter_is_open() {
        for (front_matter, valid) in [
            (
                r#"{"title": "t", "insert_anchor_links": "left", "extra": {"month": 5, "x": [{"y": 1.5}]}}"#,
                true,
            ),
            (
                r#"{"title": "t", "since": {"$toml": "2024-01-01"}, "extra": {"limit": {"$toml": "inf"}}}"#,
                true,
            ),
            (
                r#"{"title": "t", "extra": {"$toml": {"$toml": 1, "month": 5}}}"#,
                true,
            ),
            (r#"{"title": "t", "extra": {"$toml": 1}}"#, false),
            (
                r#"{"title": "t", "taxonomies": {"$toml": {"$toml": ["a"]}}}"#,
                true,
            ),
            (
                r#"{"title": "t", "odd": {"$toml": {"$toml": 1, "x": 2}}}"#,
                true,
            ),
            (
                r#"{"title": "t", "odd": {"$toml": "2024-01-01", "x": 2}}"#,
                false,
            ),
            (r#"{"title": "t", "description": null}"#, false),
            (r#"{"title": "t", "x": null}"#, false),
            (r#"{"title": "t", "draft": "yes"}"#, false),
            (r#"{"extra": {}}"#, false),
        ] {
            let json = with_front_matter(front_matter);
            assert_eq!(is_valid(&json), valid, "{json}");
            assert_eq!(crate::from_json(&json).is_ok(), valid, "{json}");
        }
    }
}
