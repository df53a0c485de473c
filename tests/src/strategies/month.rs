//! Months.

use newsletter_model::Month;
use proptest::prelude::*;

/// Any month.
pub fn month() -> impl Strategy<Value = Month> {
    (1..=9999_u16, 1..=12_u8)
        .prop_map(|(year, number)| Month::new(year, number).expect("the numbers are in range"))
}
