//! TOML values of the front matter that have no field of their own.

use std::fmt;

use indexmap::IndexMap;
use serde::de::{self, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::ser::{SerializeMap, Serializer};
use serde::{Deserialize, Serialize};
pub use toml_datetime::Datetime;

/// A TOML table whose keys keep their order; two tables are equal whatever the order.
pub type Table = IndexMap<String, Value>;

/// A TOML value.
///
/// As JSON, values without a JSON form are `{"$toml": "…"}`: date-times, `nan`, `inf`; a table that
/// has the key `$toml` is wrapped likewise, as `{"$toml": {…}}`.
///
/// ```
/// use newsletter_model::Value;
///
/// let value: Value = serde_json::from_str(r#"[1, 1.5, {"$toml": "2024-01-01"}]"#)?;
/// assert_eq!(serde_json::to_string(&value)?, r#"[1,1.5,{"$toml":"2024-01-01"}]"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(untagged))]
pub enum Value {
    /// A string.
    String(String),
    /// A whole number.
    Integer(i64),
    /// A number with a fraction, compared by its bits.
    Float(f64),
    /// `true` or `false`.
    Boolean(bool),
    /// A date, a time, or both.
    Datetime(#[cfg_attr(feature = "schema", schemars(with = "IndexMap<String, String>"))] Datetime),
    /// An array.
    Array(Vec<Value>),
    /// A table.
    Table(Table),
}

/// The key that wraps a value without a JSON form.
pub(crate) const WRAPPER: &str = "$toml";

impl Value {
    /// What kind of value this is, in the words of TOML.
    pub fn type_name(&self) -> &'static str {
        match self {
            Self::String(_) => "a string",
            Self::Integer(_) => "an integer",
            Self::Float(_) => "a float",
            Self::Boolean(_) => "a boolean",
            Self::Datetime(_) => "a date-time",
            Self::Array(_) => "an array",
            Self::Table(_) => "a table",
        }
    }
}

impl PartialEq for Value {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::String(a), Self::String(b)) => a == b,
            (Self::Integer(a), Self::Integer(b)) => a == b,
            (Self::Float(a), Self::Float(b)) => a.to_bits() == b.to_bits(),
            (Self::Boolean(a), Self::Boolean(b)) => a == b,
            (Self::Datetime(a), Self::Datetime(b)) => a == b,
            (Self::Array(a), Self::Array(b)) => a == b,
            (Self::Table(a), Self::Table(b)) => a == b,
            _ => false,
        }
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::String(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::String(text)
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Integer(number)
    }
}

impl From<bool> for Value {
    fn from(boolean: bool) -> Self {
        Self::Boolean(boolean)
    }
}

impl From<Vec<String>> for Value {
    fn from(strings: Vec<String>) -> Self {
        Self::Array(strings.into_iter().map(Self::String).collect())
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::String(text) => serializer.serialize_str(text),
            Self::Integer(number) => serializer.serialize_i64(*number),
            Self::Float(number) if number.is_finite() => serializer.serialize_f64(*number),
            Self::Float(number) => wrapped(serializer, float_name(*number)),
            Self::Boolean(boolean) => serializer.serialize_bool(*boolean),
            Self::Datetime(datetime) => wrapped(serializer, &datetime.to_string()),
            Self::Array(values) => values.serialize(serializer),
            Self::Table(table) if table.contains_key(WRAPPER) => wrapped(serializer, table),
            Self::Table(table) => table.serialize(serializer),
        }
    }
}

fn wrapped<S: Serializer, T: Serialize + ?Sized>(
    serializer: S,
    value: &T,
) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(Some(1))?;
    map.serialize_entry(WRAPPER, value)?;
    map.end()
}

fn float_name(number: f64) -> &'static str {
    match (number.is_nan(), number.is_sign_negative()) {
        (true, false) => "nan",
        (true, true) => "-nan",
        (false, false) => "inf",
        (false, true) => "-inf",
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ValueVisitor)
    }
}

struct ValueVisitor;

impl<'de> Visitor<'de> for ValueVisitor {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a TOML value (a string, number, boolean, array or object)")
    }

    fn visit_bool<E>(self, boolean: bool) -> Result<Value, E> {
        Ok(Value::Boolean(boolean))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Value, E> {
        Ok(Value::Integer(number))
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<Value, E> {
        i64::try_from(number).map(Value::Integer).map_err(|_| {
            E::custom(format_args!(
                "found {number}, expected an integer of 64 bits"
            ))
        })
    }

    fn visit_f64<E>(self, number: f64) -> Result<Value, E> {
        Ok(Value::Float(number))
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(Value::String(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Value, E> {
        Ok(Value::String(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = access.next_element()? {
            values.push(value);
        }
        Ok(Value::Array(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let mut table = Table::new();
        while let Some(key) = access.next_key::<String>()? {
            if key == WRAPPER {
                let Wrapped(value) = access.next_value()?;
                if !table.is_empty() || access.next_key::<String>()?.is_some() {
                    return Err(de::Error::custom(
                        "found `$toml` beside other keys, expected it alone",
                    ));
                }
                return Ok(value);
            }
            table.insert(key, access.next_value()?);
        }
        Ok(Value::Table(table))
    }
}

/// What stands behind `$toml`.
struct Wrapped(Value);

impl<'de> Deserialize<'de> for Wrapped {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(WrappedVisitor).map(Self)
    }
}

struct WrappedVisitor;

impl<'de> Visitor<'de> for WrappedVisitor {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a date-time, `nan`, `inf` or a table in `$toml`")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Value, E> {
        match text {
            "nan" => Ok(Value::Float(f64::NAN.copysign(1.0))),
            "-nan" => Ok(Value::Float(f64::NAN.copysign(-1.0))),
            "inf" => Ok(Value::Float(f64::INFINITY)),
            "-inf" => Ok(Value::Float(f64::NEG_INFINITY)),
            _ => text
                .parse()
                .map(Value::Datetime)
                .map_err(|_| E::invalid_value(de::Unexpected::Str(text), &self)),
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let mut table = Table::new();
        while let Some((key, value)) = access.next_entry()? {
            table.insert(key, value);
        }
        Ok(Value::Table(table))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_survives_json() {
        let mut inner = Table::new();
        inner.insert(WRAPPER.to_owned(), Value::Integer(1));
        let values = Value::Array(vec![
            Value::Float(-0.0),
            Value::Float(1.0),
            Value::Float(f64::NAN.copysign(-1.0)),
            Value::Float(f64::NEG_INFINITY),
            Value::Table(inner),
            Value::Table(Table::new()),
            Value::Datetime("07:32:00".parse().unwrap()),
        ]);
        let json = serde_json::to_string(&values).unwrap();
        assert_eq!(
            serde_json::from_str::<Value>(&json).unwrap(),
            values,
            "{json}"
        );
    }

    #[test]
    fn a_table_nested_in_a_wrapper_is_unwrapped_once() {
        let value: Value = serde_json::from_str(r#"{"$toml": {"$toml": {"a": 1}}}"#).unwrap();
        let Value::Table(table) = &value else {
            panic!("{value:?}")
        };
        assert!(table.contains_key(WRAPPER));
        assert_eq!(
            serde_json::to_string(&value).unwrap(),
            r#"{"$toml":{"$toml":{"a":1}}}"#
        );
    }

    #[test]
    fn an_unknown_wrapped_text_is_an_error() {
        let error = serde_json::from_str::<Value>(r#"{"$toml": "soon"}"#).unwrap_err();
        assert_eq!(
            error.to_string(),
            "invalid value: string \"soon\", expected a date-time, `nan`, `inf` or a table in `$toml` at line 1 column 16"
        );
    }
}
