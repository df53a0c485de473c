//! Values of keys, read from a table.

use std::fmt::Display;

use crate::date::Date;
use crate::error::{Error, ErrorKind};
use crate::month::Month;
use crate::value::{Table, Value};

use super::{Extra, Taxonomies};

pub(super) type KeyError = (Vec<&'static str>, Error);

/// Takes a key out of a table, and reads its value. What is read moves out of the value, but one that
/// `extra` may keep stays as it is when it cannot be read.
pub(super) fn take<T>(
    table: &mut Table,
    key: &'static str,
    read: impl Fn(&mut Value) -> Result<T, KeyError>,
) -> Result<Option<T>, KeyError> {
    let Some(index) = table.get_index_of(key) else {
        return Ok(None);
    };
    let read = read(&mut table[index]).map_err(|(mut keys, error)| {
        keys.insert(0, key);
        (keys, error)
    })?;
    table.shift_remove_index(index);
    Ok(Some(read))
}

/// Takes a key out of a table if its value can be read.
pub(super) fn take_if<T>(
    table: &mut Table,
    key: &'static str,
    read: impl Fn(&mut Value) -> Result<T, KeyError>,
) -> Option<T> {
    take(table, key, read).ok().flatten()
}

fn wrong_type(found: impl Display, expected: &'static str) -> KeyError {
    (
        Vec::new(),
        Error::new(ErrorKind::ValueType, found, expected),
    )
}

pub(super) fn string(value: &mut Value) -> Result<String, KeyError> {
    match value {
        Value::String(text) => Ok(std::mem::take(text)),
        other => Err(wrong_type(other.type_name(), "a string")),
    }
}

/// A part of the page's address, which Zola refuses where it is empty.
pub(super) fn address(value: &mut Value) -> Result<String, KeyError> {
    match value {
        Value::String(text) if text.is_empty() => Err(wrong_type(
            "an empty string",
            "a part of the page's address",
        )),
        other => string(other),
    }
}

pub(super) fn month(value: &mut Value) -> Result<Month, KeyError> {
    match value {
        Value::String(text) => text.parse().map_err(|error| (Vec::new(), error)),
        other => Err(wrong_type(
            other.type_name(),
            "a month such as November 2021",
        )),
    }
}

pub(super) fn boolean(value: &mut Value) -> Result<bool, KeyError> {
    match value {
        Value::Boolean(boolean) => Ok(*boolean),
        other => Err(wrong_type(other.type_name(), "`true` or `false`")),
    }
}

pub(super) fn weight(value: &mut Value) -> Result<u64, KeyError> {
    match value {
        Value::Integer(number) => u64::try_from(*number)
            .map_err(|_| wrong_type(format!("`{number}`"), "a whole number from 0")),
        other => Err(wrong_type(other.type_name(), "a whole number from 0")),
    }
}

pub(super) fn date(value: &mut Value) -> Result<Date, KeyError> {
    let date = match value {
        Value::Datetime(datetime) => Date::new(*datetime),
        Value::String(text) => text.parse(),
        other => return Err(wrong_type(other.type_name(), "a date such as 2021-12-06")),
    };
    date.map_err(|error| (Vec::new(), error))
}

/// A date that is written as it was: Zola takes any string for a key of `extra`, and shows it as it is.
pub(super) fn canonical_date(value: &mut Value) -> Result<Date, KeyError> {
    let date = date(value)?;
    match value {
        Value::String(text) if *text != date.to_string() => Err(wrong_type(
            "another spelling",
            "a date in the spelling of TOML",
        )),
        _ => Ok(date),
    }
}

pub(super) fn strings(value: &mut Value) -> Result<Vec<String>, KeyError> {
    match value {
        Value::Array(values) => {
            let is_other = |value: &&Value| !matches!(value, Value::String(_));
            match values.iter().find(is_other) {
                Some(other) => Err(wrong_type(other.type_name(), "a string")),
                None => values.iter_mut().map(string).collect(),
            }
        }
        other => Err(wrong_type(other.type_name(), "an array of strings")),
    }
}

pub(super) fn taxonomies(value: &mut Value) -> Result<Taxonomies, KeyError> {
    match value {
        Value::Table(table) => table
            .iter_mut()
            .map(|(name, terms)| Ok((name.clone(), strings(terms)?)))
            .collect(),
        other => Err(wrong_type(
            other.type_name(),
            "a table of arrays of strings",
        )),
    }
}

pub(super) fn extra(value: &mut Value) -> Result<Extra, KeyError> {
    match value {
        Value::Table(table) => Ok(Extra::from_table(std::mem::take(table))),
        other => Err(wrong_type(other.type_name(), "a table")),
    }
}
