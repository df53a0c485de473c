//! TOML values without a field of their own.

use newsletter_model::{Datetime, Table, Value};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use super::{Level, plain_text};

const DATETIMES: &[&str] = &[
    "2024-01-01",
    "0000-01-01",
    "07:32:00",
    "07:32:00.999999",
    "1979-05-27T07:32:00",
    "1979-05-27T00:32:00.5-07:00",
    "1979-05-27T07:32:00Z",
];

/// Floats whose bits a text or JSON could lose.
const FLOATS: &[f64] = &[
    0.0,
    -0.0,
    1.0,
    0.1,
    1e300,
    5e-324,
    f64::MAX,
    f64::MIN_POSITIVE,
    f64::INFINITY,
    f64::NEG_INFINITY,
    1e16,
    123_456_789.0,
];

/// Any TOML value, nested a few levels deep.
pub fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        plain_text(Level::Any).prop_map(Value::String),
        any::<i64>().prop_map(Value::Integer),
        select(&[0, 1, -1, i64::MIN, i64::MAX][..]).prop_map(Value::Integer),
        float().prop_map(Value::Float),
        any::<bool>().prop_map(Value::Boolean),
        datetime().prop_map(Value::Datetime),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(Value::Array),
            vec((key(), inner), 0..4).prop_map(|pairs| Value::Table(pairs.into_iter().collect())),
        ]
    })
}

/// A table with any keys.
pub fn table() -> impl Strategy<Value = Table> {
    vec((key(), value()), 0..3).prop_map(|pairs| pairs.into_iter().collect())
}

/// A key: bare, quoted, empty, or one that JSON gives a meaning.
fn key() -> impl Strategy<Value = String> {
    let bare = select(
        &[
            "a", "b", "key", "a-b", "1", "true", "$toml", "", "a.b", "a b", "\"q\"", "ключ",
        ][..],
    )
    .prop_map(str::to_owned);
    prop_oneof![3 => bare, 1 => plain_text(Level::Any)]
}

/// Floats of all kinds; of the many forms of "not a number", TOML spells two.
fn float() -> impl Strategy<Value = f64> {
    let nan =
        any::<bool>().prop_map(|negative| f64::NAN.copysign(if negative { -1.0 } else { 1.0 }));
    prop_oneof![3 => select(FLOATS), 2 => any::<f64>().prop_filter("a number", |number| !number.is_nan()), 1 => nan]
}

fn datetime() -> impl Strategy<Value = Datetime> {
    select(DATETIMES).prop_map(|text| text.parse().expect("the text is a TOML date-time"))
}
