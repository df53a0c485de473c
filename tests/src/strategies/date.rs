//! Dates in all the forms that TOML has.

use newsletter_model::Date;
use proptest::prelude::*;
use proptest::sample::select;

const TIMES: &[&str] = &[
    "",
    "T10:00:00",
    "T23:59:59.999999999",
    "T00:00:00.5",
    "T07:32:00Z",
    "T07:32:00+02:00",
    "T07:32:00.25-11:30",
];

/// A date, a local or an offset date-time; sometimes the one that says "not yet scheduled".
pub fn date() -> impl Strategy<Value = Date> {
    let some =
        (0..=9999_u16, 1..=12_u8, 1..=28_u8, select(TIMES)).prop_map(|(year, month, day, time)| {
            let text = format!("{year:04}-{month:02}-{day:02}{time}");
            text.parse().expect("the text is a date")
        });
    prop_oneof![1 => Just(Date::PLACEHOLDER), 6 => some]
}
