use std::fmt;

use newsletter_parse::Position;
use serde_json::Value;

/// A JSON text that is no issue.
///
/// ```
/// use newsletter_export::{JsonErrorKind, from_json};
///
/// let error = from_json(r#"{"schema": "newsletter/1", "front_matter": {"title": 1}}"#).unwrap_err();
/// assert_eq!(error.kind(), JsonErrorKind::WrongType);
/// assert_eq!(error.to_string(), "/front_matter/title: found an integer, expected a string");
///
/// let error = from_json("{\n  \"schema\" }").unwrap_err();
/// assert_eq!(error.to_string(), "line 2, column 12: found `}`, expected `:`");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JsonError {
    kind: JsonErrorKind,
    pointer: String,
    position: Option<Position>,
    found: String,
    expected: String,
}

/// Why a JSON text is no issue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum JsonErrorKind {
    /// A text that is no JSON.
    Syntax,
    /// Over 127 nested arrays and objects.
    TooDeep,
    /// A key that stands twice in an object.
    DuplicateKey,
    /// No `schema`, or one that this crate cannot read.
    Schema,
    /// A field that an issue does not have.
    UnknownField,
    /// A required field that is not there.
    MissingField,
    /// An unknown `kind` of section, `type` of block, or other name out of a few.
    UnknownName,
    /// A value of another type.
    WrongType,
    /// A value that cannot stand in its place.
    InvalidValue,
}

impl JsonError {
    /// The kind of the failure, for programs that tell failures apart.
    pub fn kind(&self) -> JsonErrorKind {
        self.kind
    }

    /// The JSON pointer (RFC 6901) of the value that is wrong; empty for the whole text.
    pub fn pointer(&self) -> &str {
        &self.pointer
    }

    /// Where the text stops being JSON; `None` for the failures that have a pointer.
    pub fn position(&self) -> Option<Position> {
        self.position
    }

    /// What was found there.
    pub fn found(&self) -> &str {
        &self.found
    }

    /// What was expected there.
    pub fn expected(&self) -> &str {
        &self.expected
    }

    pub(super) fn at(
        kind: JsonErrorKind,
        pointer: impl Into<String>,
        found: impl fmt::Display,
        expected: impl fmt::Display,
    ) -> Self {
        Self {
            kind,
            pointer: pointer.into(),
            position: None,
            found: found.to_string(),
            expected: expected.to_string(),
        }
    }

    /// The error for a text that `serde_json` cannot read as JSON.
    pub(super) fn of_syntax(text: &str, error: &serde_json::Error) -> Self {
        let (position, character) = place(text, error);
        let found = character.map_or("the end of the text".to_owned(), show);
        let message = without_place(error);
        let (kind, found, expected) = if message == "recursion limit exceeded" {
            (
                JsonErrorKind::TooDeep,
                "more than 127 nested arrays and objects".to_owned(),
                "fewer".to_owned(),
            )
        } else if let Some(unfinished) = message.strip_prefix("EOF while parsing ") {
            (
                JsonErrorKind::Syntax,
                "the end of the text".to_owned(),
                format!("the rest of {unfinished}"),
            )
        } else {
            (JsonErrorKind::Syntax, found, expected_syntax(&message))
        };
        Self {
            kind,
            pointer: String::new(),
            position: Some(position),
            found,
            expected,
        }
    }

    /// The error for a value that no text, number or name can be read from, out of the message of `serde`.
    pub(super) fn of_value(pointer: &str, value: &Value, message: &str) -> Self {
        let (front, expected) = message.rsplit_once(", expected ").unwrap_or(("", message));
        if let Some(found) = front.strip_prefix("found ") {
            Self::at(JsonErrorKind::InvalidValue, pointer, found, expected)
        } else if let Some(name) = front.strip_prefix("unknown variant ") {
            Self::at(JsonErrorKind::UnknownName, pointer, name, expected)
        } else if front.starts_with("invalid type: ") {
            Self::at(
                JsonErrorKind::WrongType,
                pointer,
                describe(value),
                in_words_of_json(expected),
            )
        } else {
            Self::at(
                JsonErrorKind::InvalidValue,
                pointer,
                describe(value),
                in_words_of_json(expected),
            )
        }
    }

    pub(super) fn wrong_type(pointer: &str, value: &Value, expected: &str) -> Self {
        Self::at(JsonErrorKind::WrongType, pointer, describe(value), expected)
    }
}

impl fmt::Display for JsonError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.position {
            Some(Position { line, column }) => write!(formatter, "line {line}, column {column}: ")?,
            None if self.pointer.is_empty() => {}
            None => write!(formatter, "{}: ", self.pointer)?,
        }
        write!(
            formatter,
            "found {}, expected {}",
            self.found, self.expected
        )
    }
}

impl std::error::Error for JsonError {}

/// A key as a part of a JSON pointer.
pub(super) fn escape_pointer(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

/// The place of an error, its column in characters, and the character that stands there.
fn place(text: &str, error: &serde_json::Error) -> (Position, Option<char>) {
    if error.is_eof() {
        return (Position::of(text, text.trim_ascii_end().len()), None);
    }
    let line_start = match error.line() {
        0 | 1 => 0,
        line => text
            .match_indices('\n')
            .nth(line - 2)
            .map_or(text.len(), |(at, _)| at + 1),
    };
    let byte = text.floor_char_boundary(line_start + error.column().saturating_sub(1));
    (Position::of(text, byte), text[byte..].chars().next())
}

fn show(character: char) -> String {
    match character {
        '\'' | '"' | '\\' => format!("`{character}`"),
        _ => format!("`{}`", character.escape_debug()),
    }
}

/// The message of an error without the place that `serde_json` puts behind it.
pub(super) fn without_place(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    message
        .strip_suffix(&place)
        .map_or(message.clone(), str::to_owned)
}

/// What JSON wants, out of the message of `serde_json`.
fn expected_syntax(message: &str) -> String {
    let expected = match message {
        "expected value" => "a JSON value",
        "expected ident" => "`true`, `false` or `null`",
        "key must be a string" => "a key in double quotes",
        "trailing comma" => "no comma before it",
        "trailing characters" => "the end of the text",
        "invalid escape" => "an escape such as `\\n`",
        "invalid number" => "a number",
        "number out of range" => "a number that 64 bits can hold",
        _ if message.starts_with("control character") => "an escape such as `\\n`",
        _ if message.contains("surrogate") => "a pair of escapes such as `\\ud83e\\udd80`",
        _ => message.strip_prefix("expected ").unwrap_or(message),
    };
    expected.to_owned()
}

/// A value in a few words.
pub(super) fn describe(value: &Value) -> String {
    match value {
        Value::Null => "`null`".to_owned(),
        Value::Bool(boolean) => format!("`{boolean}`"),
        Value::Number(number) => format!("the number `{number}`"),
        Value::String(text) if text.chars().count() <= 40 => {
            format!("the string `{}`", text.escape_debug())
        }
        Value::String(_) => "a string".to_owned(),
        Value::Array(_) => "an array".to_owned(),
        Value::Object(_) => "an object".to_owned(),
    }
}

/// What `serde` expects, said with the words of JSON.
fn in_words_of_json(expected: &str) -> &str {
    match expected {
        "a sequence" => "an array",
        "string or map" | "map with a single key" => "a string",
        "a boolean" => "`true` or `false`",
        "u8" => "a whole number from 0 to 255",
        other => other,
    }
}
