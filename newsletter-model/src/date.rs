use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use toml_datetime::Datetime;

use crate::error::{Error, ErrorKind};

/// The date of a page, in one of the forms that Zola takes: a TOML date, or a date with a time and perhaps an offset.
///
/// Its text is that of TOML (RFC 3339). A date that Zola's page spells as a string is the same date.
///
/// ```
/// use newsletter_model::Date;
///
/// let draft: Date = "0000-01-01".parse()?;
/// assert!(draft.is_placeholder());
/// assert_eq!("2021-12-06T10:00:00Z".parse::<Date>()?.to_string(), "2021-12-06T10:00:00Z");
/// # Ok::<(), newsletter_model::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "schema", schemars(with = "String"))]
pub struct Date(Datetime);

impl Date {
    /// The date that says "not yet scheduled" in a draft: `0000-01-01`.
    pub const PLACEHOLDER: Self = Self(Datetime {
        date: Some(toml_datetime::Date {
            year: 0,
            month: 1,
            day: 1,
        }),
        time: None,
        offset: None,
    });

    /// Takes a TOML date-time.
    ///
    /// # Errors
    ///
    /// When it has no date, as `12:00:00` has none, or a time without seconds, as `2021-12-06T10:00` has:
    /// the TOML 1.0 of Zola cannot read that.
    pub fn new(datetime: Datetime) -> Result<Self, Error> {
        let has_seconds = datetime.time.is_none_or(|time| time.second.is_some());
        if datetime.date.is_some() && has_seconds {
            Ok(Self(datetime))
        } else {
            Err(not_a_date(&datetime.to_string()))
        }
    }

    /// Whether this is the date that a draft has before it is scheduled.
    pub fn is_placeholder(&self) -> bool {
        *self == Self::PLACEHOLDER
    }

    /// The TOML value.
    pub fn as_datetime(&self) -> &Datetime {
        &self.0
    }
}

impl fmt::Display for Date {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

impl FromStr for Date {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let datetime = text.parse().map_err(|_| not_a_date(text))?;
        Self::new(datetime).map_err(|_| not_a_date(text))
    }
}

impl TryFrom<String> for Date {
    type Error = Error;

    fn try_from(text: String) -> Result<Self, Error> {
        text.parse()
    }
}

impl From<Date> for String {
    fn from(date: Date) -> Self {
        date.to_string()
    }
}

fn not_a_date(text: &str) -> Error {
    Error::new(
        ErrorKind::Date,
        format!("`{}`", text.escape_debug()),
        "a date such as 2021-12-06 or 2021-12-06T10:00:00Z",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_needs_a_day_and_whole_times() {
        for text in ["12:00:00", "2021-12-06T10:00", "2021-02-30", "soon", ""] {
            assert!(text.parse::<Date>().is_err(), "{text}");
        }
        for text in [
            "0000-01-01",
            "2021-12-06T10:00:00",
            "2021-12-06T10:00:00.5+01:00",
        ] {
            assert_eq!(
                text.parse::<Date>().map(|date| date.to_string()).as_deref(),
                Ok(text)
            );
        }
    }
}
