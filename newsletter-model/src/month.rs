use std::fmt;
use std::ops::Range;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::error::{Error, ErrorKind};

const NAMES: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The month that an issue reports on, as in `month = "November 2021"`.
///
/// Months are ordered by time.
///
/// ```
/// use newsletter_model::Month;
///
/// let month: Month = "November 2021".parse()?;
/// assert_eq!((month.year(), month.number()), (2021, 11));
/// assert_eq!(month.next().to_string(), "December 2021");
/// # Ok::<(), newsletter_model::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "schema", schemars(with = "String"))]
pub struct Month {
    year: u16,
    number: u8,
}

impl Month {
    /// A month of a year: 1 is January.
    ///
    /// # Errors
    ///
    /// When the number is not from 1 to 12, or the year not from 1 to 9999.
    pub fn new(year: u16, number: u8) -> Result<Self, Error> {
        if (1..=12).contains(&number) && (1..=9999).contains(&year) {
            Ok(Self { year, number })
        } else {
            Err(not_a_month(format!("month {number} of year {year}")))
        }
    }

    /// The last month in a path, as `2031-05` or `2031/05`, and the bytes where it stands; more digits around it make it none.
    ///
    /// ```
    /// use newsletter_model::Month;
    ///
    /// let month = Month::new(2031, 5)?;
    /// assert_eq!(Month::in_path("news/2031-05/index.md"), Some((month, 5..12)));
    /// assert_eq!(Month::in_path("2031/05.md"), Some((month, 0..7)));
    /// assert_eq!(Month::in_path("news/2031-050.md"), None);
    /// # Ok::<(), newsletter_model::Error>(())
    /// ```
    pub fn in_path(path: &str) -> Option<(Self, Range<usize>)> {
        const LENGTH: usize = "2031-05".len();
        let starts = (0..=path.len().checked_sub(LENGTH)?).rev();
        let mut ranges = starts.map(|start| start..start + LENGTH);
        ranges.find_map(|range| Some((month_at(path, &range)?, range)))
    }

    /// The year, from 1 to 9999.
    pub fn year(self) -> u16 {
        self.year
    }

    /// The number of the month: 1 is January.
    pub fn number(self) -> u8 {
        self.number
    }

    /// The English name of the month, without its year.
    pub fn name(self) -> &'static str {
        NAMES[usize::from(self.number) - 1]
    }

    /// The month after this one; December 9999 stays.
    #[must_use]
    pub fn next(self) -> Self {
        match (self.year, self.number) {
            (9999, 12) => self,
            (year, 12) => Self {
                year: year + 1,
                number: 1,
            },
            (year, number) => Self {
                year,
                number: number + 1,
            },
        }
    }
}

impl fmt::Display for Month {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} {}", self.name(), self.year)
    }
}

impl FromStr for Month {
    type Err = Error;

    /// Reads a month in the one form that [`Display`](fmt::Display) writes.
    fn from_str(text: &str) -> Result<Self, Error> {
        let month = text.split_once(' ').and_then(|(name, year)| {
            let number = NAMES.iter().position(|known| *known == name)? + 1;
            Self::new(year.parse().ok()?, u8::try_from(number).ok()?).ok()
        });
        month
            .filter(|month| month.to_string() == text)
            .ok_or_else(|| not_a_month(format!("`{}`", text.escape_debug())))
    }
}

impl TryFrom<String> for Month {
    type Error = Error;

    fn try_from(text: String) -> Result<Self, Error> {
        text.parse()
    }
}

impl From<Month> for String {
    fn from(month: Month) -> Self {
        month.to_string()
    }
}

/// The month that a range of a path is.
fn month_at(path: &str, range: &Range<usize>) -> Option<Month> {
    let (year, number) = path.get(range.clone())?.split_once(['-', '/'])?;
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let is_digit = |character: char| character.is_ascii_digit();
    let touches_digit =
        path[..range.start].ends_with(is_digit) || path[range.end..].starts_with(is_digit);
    if touches_digit || year.len() != 4 || !is_number(year) || !is_number(number) {
        return None;
    }
    Month::new(year.parse().ok()?, number.parse().ok()?).ok()
}

fn not_a_month(found: String) -> Error {
    Error::new(
        ErrorKind::Month,
        found,
        "an English month and a year, such as `November 2021`",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_one_form_is_a_month() {
        for text in [
            "november 2021",
            "November  2021",
            "November 021",
            "Nov 2021",
            "November +2021",
            "11 2021",
        ] {
            assert!(text.parse::<Month>().is_err(), "{text}");
        }
    }
}
