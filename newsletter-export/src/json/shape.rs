//! Which value of a JSON object keeps it from being an issue.
//!
//! `serde` loses the way to a value inside of tagged enums and flattened structs. After a failure
//! the value is therefore compared, from the outside in, with the fields that each part has.

use newsletter_model as model;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::error::{JsonError, JsonErrorKind, escape_pointer, without_place};
use super::fields::{BLOCKS, BYLINE, Check, Field, PERSON, RECORD, SECTIONS};
use super::schema_version;

/// The error of a JSON text that is no issue; `error` is what `serde` says about it.
pub(super) fn locate(text: &str, error: &serde_json::Error) -> JsonError {
    match serde_json::from_str(text) {
        Ok(value) => match record(&value) {
            Err(located) => located,
            Ok(()) => JsonError::of_value("", &value, &without_place(error)),
        },
        Err(error) => JsonError::of_syntax(text, &error),
    }
}

fn record(value: &Value) -> Result<(), JsonError> {
    // The version comes first, wherever it stands: it explains what an older reader does not know.
    if let Some(version) = value.get("schema") {
        schema(version, "/schema")?;
    } else if value.is_object() {
        let expected = format!(
            "`\"schema\": \"{}\"`",
            schema_version::expected().trim_matches('`')
        );
        return Err(JsonError::at(
            JsonErrorKind::Schema,
            "",
            "no `schema`",
            expected,
        ));
    }
    object(value, "", RECORD)
}

pub(super) fn schema(value: &Value, pointer: &str) -> Result<(), JsonError> {
    let Some(text) = value.as_str() else {
        return Err(JsonError::wrong_type(
            pointer,
            value,
            &schema_version::expected(),
        ));
    };
    match schema_version::refusal(text) {
        None => Ok(()),
        Some(found) => Err(JsonError::at(
            JsonErrorKind::Schema,
            pointer,
            found,
            schema_version::expected(),
        )),
    }
}

pub(super) fn section(value: &Value, pointer: &str) -> Result<(), JsonError> {
    tagged(value, pointer, "kind", SECTIONS)
}

pub(super) fn blocks(value: &Value, pointer: &str) -> Result<(), JsonError> {
    elements(value, pointer, |value, pointer| {
        tagged(value, pointer, "type", BLOCKS)
    })
}

pub(super) fn byline(value: &Value, pointer: &str) -> Result<(), JsonError> {
    if value.is_null() {
        Ok(())
    } else {
        object(value, pointer, BYLINE)
    }
}

pub(super) fn people(value: &Value, pointer: &str) -> Result<(), JsonError> {
    elements(value, pointer, |value, pointer| {
        object(value, pointer, PERSON)
    })
}

pub(super) fn front_matter(value: &Value, pointer: &str) -> Result<(), JsonError> {
    let members = members(value, pointer)?;
    for (key, value) in members {
        toml_value(value, &below(pointer, key))?;
    }
    let table = model::Table::deserialize(value)
        .map_err(|error| JsonError::of_value(pointer, value, &error.to_string()))?;
    model::FrontMatter::from_table(table)
        .map(drop)
        .map_err(|(keys, error)| {
            let pointer = keys
                .iter()
                .fold(pointer.to_owned(), |pointer, key| below(&pointer, key));
            if error.kind() == model::ErrorKind::MissingKey {
                return JsonError::at(
                    JsonErrorKind::MissingField,
                    pointer,
                    "no `title`",
                    "`\"title\": \"…\"`",
                );
            }
            let kind = match error.kind() {
                model::ErrorKind::ValueType => JsonErrorKind::WrongType,
                _ => JsonErrorKind::InvalidValue,
            };
            JsonError::at(kind, pointer, error.found(), error.expected())
        })
}

/// Any value that TOML has.
fn toml_value(value: &Value, pointer: &str) -> Result<(), JsonError> {
    match value {
        Value::Array(_) => elements(value, pointer, toml_value),
        Value::Object(members) if !members.contains_key("$toml") => members
            .iter()
            .try_for_each(|(key, value)| toml_value(value, &below(pointer, key))),
        _ => leaf::<model::Value>(value, pointer),
    }
}

/// A value without parts that have a pointer of their own.
pub(super) fn leaf<T: DeserializeOwned>(value: &Value, pointer: &str) -> Result<(), JsonError> {
    T::deserialize(value)
        .map(drop)
        .map_err(|error| JsonError::of_value(pointer, value, &error.to_string()))
}

pub(super) fn elements(value: &Value, pointer: &str, check: Check) -> Result<(), JsonError> {
    let Value::Array(values) = value else {
        return Err(JsonError::wrong_type(pointer, value, "an array"));
    };
    values
        .iter()
        .enumerate()
        .try_for_each(|(index, value)| check(value, &format!("{pointer}/{index}")))
}

fn members<'v>(value: &'v Value, pointer: &str) -> Result<&'v Map<String, Value>, JsonError> {
    value
        .as_object()
        .ok_or_else(|| JsonError::wrong_type(pointer, value, "an object"))
}

pub(super) fn object(value: &Value, pointer: &str, fields: &[Field]) -> Result<(), JsonError> {
    fields_of(members(value, pointer)?, pointer, None, fields)
}

/// An object whose fields depend on the name in one of them.
fn tagged(
    value: &Value,
    pointer: &str,
    tag: &str,
    shapes: &[(&str, &[Field])],
) -> Result<(), JsonError> {
    let members = members(value, pointer)?;
    let names = || one_of(shapes.iter().map(|(name, _)| *name));
    let Some(name) = members.get(tag) else {
        let expected = format!("`\"{tag}\"`, which is {}", names());
        return Err(JsonError::at(
            JsonErrorKind::MissingField,
            pointer,
            format!("no `{tag}`"),
            expected,
        ));
    };
    let pointer_of_tag = below(pointer, tag);
    let Some(text) = name.as_str() else {
        return Err(JsonError::wrong_type(&pointer_of_tag, name, &names()));
    };
    match shapes.iter().find(|(known, _)| *known == text) {
        Some((_, fields)) => fields_of(members, pointer, Some(tag), fields),
        None => {
            let found = format!("`{}`", text.escape_debug());
            Err(JsonError::at(
                JsonErrorKind::UnknownName,
                pointer_of_tag,
                found,
                names(),
            ))
        }
    }
}

fn fields_of(
    members: &Map<String, Value>,
    pointer: &str,
    tag: Option<&str>,
    fields: &[Field],
) -> Result<(), JsonError> {
    for (key, value) in members.iter().filter(|(key, _)| Some(key.as_str()) != tag) {
        match fields.iter().find(|field| field.name == key) {
            Some(field) => (field.check)(value, &below(pointer, key))?,
            None => {
                let found = format!("the unknown field `{}`", key.escape_debug());
                let known = one_of(tag.into_iter().chain(fields.iter().map(|field| field.name)));
                return Err(JsonError::at(
                    JsonErrorKind::UnknownField,
                    below(pointer, key),
                    found,
                    known,
                ));
            }
        }
    }
    match fields
        .iter()
        .find(|field| field.is_required && !members.contains_key(field.name))
    {
        Some(Field { name, .. }) => {
            let (found, expected) = (format!("no `{name}`"), format!("`\"{name}\": …`"));
            Err(JsonError::at(
                JsonErrorKind::MissingField,
                pointer,
                found,
                expected,
            ))
        }
        None => Ok(()),
    }
}

fn below(pointer: &str, key: &str) -> String {
    format!("{pointer}/{}", escape_pointer(key))
}

/// "`a`, `b` or `c`".
fn one_of<'n>(names: impl Iterator<Item = &'n str>) -> String {
    let names: Vec<String> = names.map(|name| format!("`{name}`")).collect();
    match names.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} or {last}", others.join(", ")),
        None => "nothing".to_owned(),
    }
}
