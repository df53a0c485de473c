//! Another month in the path of an issue: `2031-05/index.md`, `2031/05.md`.

use std::ops::Range;
use std::path::Path;

use newsletter_model::Month;

/// The path of a file; all of it where the folder that the command runs in has the year or the month: `05.md` in `2031`.
pub(crate) fn with_month(file: &Path) -> Option<String> {
    let given = file.to_str()?;
    if Month::in_path(given).is_some() || file.starts_with("..") {
        return Some(given.to_owned());
    }
    let whole = std::path::absolute(file).ok()?;
    let whole = whole.to_str()?;
    let is_near =
        Month::in_path(whole).is_some_and(|(_, range)| range.end + 1 + given.len() >= whole.len());
    Some(if is_near { whole } else { given }.to_owned())
}

/// A path with another month in the place of its last one; `None` where it has none.
pub(crate) fn for_month(path: &str, month: Month) -> Option<String> {
    let (_, range) = Month::in_path(path)?;
    let (before, behind) = (&path[..range.start], &path[range.end..]);
    let (year, number) = (month.year(), month.number());
    let sign = sign_at(path, &range);
    Some(format!("{before}{year:04}{sign}{number:02}{behind}"))
}

/// What stands between the year and the number of a month.
fn sign_at<'p>(path: &'p str, range: &Range<usize>) -> &'p str {
    &path[range.start + 4..range.start + 5]
}

/// A path with `{year}-{month}` or `{year}/{month}` in the place of its last month; `None` where it has none.
pub(crate) fn pattern_of(path: &str) -> Option<String> {
    let (_, range) = Month::in_path(path)?;
    Some(format!(
        "{}{{year}}{}{{month}}{}",
        &path[..range.start],
        sign_at(path, &range),
        &path[range.end..]
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_month_of_a_path_is_replaced() {
        let june = Month::new(2031, 6).unwrap();
        let moved = |path: &str| for_month(path, june);
        assert_eq!(
            moved("2030-01/2031-05/index.md").as_deref(),
            Some("2030-01/2031-06/index.md")
        );
        assert_eq!(moved("ä2031-05ä.md").as_deref(), Some("ä2031-06ä.md"));
        assert_eq!(
            moved("2030/12/index.md").as_deref(),
            Some("2031/06/index.md")
        );
        assert_eq!(
            pattern_of("news/2031/05.md").as_deref(),
            Some("news/{year}/{month}.md")
        );
        assert_eq!(moved("12031-05.md"), None);
        assert_eq!(moved("2031-055.md"), None);
        assert_eq!(moved("2031-13.md"), None);
        assert_eq!(moved("+031-05.md"), None);
        assert_eq!(moved("may.md"), None);
    }
}
