use std::fmt;
use std::str::FromStr;

use newsletter_model::Month;

use super::path::{PathError, page_path};

/// Where the issues of a newsletter lie below its site: a path with `{year}` and `{month}` for the digits.
///
/// ```
/// use newsletter_export::PathPattern;
///
/// let pattern: PathPattern = "content/this-month/{year}-{month}/index.md".parse()?;
/// assert_eq!(pattern.path_of("May 2031".parse().unwrap()), "content/this-month/2031-05/index.md");
/// assert_eq!(pattern.month_of("content/this-month/2031-05/index.md"), "May 2031".parse().ok());
/// assert_eq!(pattern.section(), "content/this-month");
/// # Ok::<(), newsletter_export::PathError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PathPattern(String);

const YEAR: &str = "{year}";
const MONTH: &str = "{month}";

impl PathPattern {
    /// The path of the issue of a month.
    pub fn path_of(&self, month: Month) -> String {
        let year = format!("{:04}", month.year());
        let number = format!("{:02}", month.number());
        self.0.replace(YEAR, &year).replace(MONTH, &number)
    }

    /// The month of the issue at a path; `None` for a path that is not of this pattern.
    pub fn month_of(&self, path: &str) -> Option<Month> {
        let digits = |name: &str, length: usize| {
            let at = self.0.find(name)?;
            // What stands before it is as long in the path as in the pattern, placeholders aside.
            let at = self.0[..at]
                .replace(YEAR, "0000")
                .replace(MONTH, "00")
                .len();
            path.get(at..at + length)?.parse::<u16>().ok()
        };
        let number = u8::try_from(digits(MONTH, 2)?).ok()?;
        let month = Month::new(digits(YEAR, 4)?, number).ok()?;
        (self.path_of(month) == path).then_some(month)
    }

    /// The folder that holds all issues: that of the section.
    pub fn section(&self) -> &str {
        let placeholder = self.0.find('{').unwrap_or(self.0.len());
        self.0[..placeholder]
            .rsplit_once('/')
            .map_or("", |(folder, _)| folder)
    }
}

impl Default for PathPattern {
    /// `content/newsletter/{year}-{month}/index.md`.
    fn default() -> Self {
        Self(format!("content/newsletter/{YEAR}-{MONTH}/index.md"))
    }
}

impl fmt::Display for PathPattern {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl FromStr for PathPattern {
    type Err = PathError;

    /// Takes a pattern whose paths are those of pages below a folder ([`page_path`]), and which tells months apart.
    fn from_str(text: &str) -> Result<Self, PathError> {
        let pattern = Self(text.to_owned());
        let year = text.replace(YEAR, "2031");
        page_path(&year.replace(MONTH, "05"))?;
        for (name, found) in [(YEAR, "no `{year}`"), (MONTH, "no `{month}`")] {
            if !text.contains(name) {
                return Err(PathError::new(
                    text,
                    found,
                    "a path such as `content/news/{year}-{month}/index.md`",
                ));
            }
        }
        if text
            .replace(YEAR, "")
            .replace(MONTH, "")
            .contains(['{', '}'])
        {
            return Err(PathError::new(
                text,
                "another placeholder than `{year}` and `{month}`",
                "a path such as `content/news/{year}-{month}/index.md`",
            ));
        }
        if !text.starts_with("content/") {
            return Err(PathError::new(
                text,
                "another folder than `content`",
                "a path such as `content/news/{year}-{month}/index.md`",
            ));
        }
        Ok(pattern)
    }
}
