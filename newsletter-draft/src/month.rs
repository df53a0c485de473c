//! The month that an issue reports on, and its name in texts.

use newsletter_model::{Issue, Month};

/// The month of an issue: that of its front matter, else the one that its title names.
pub(crate) fn of(issue: &Issue) -> Option<Month> {
    let front_matter = &issue.front_matter;
    front_matter
        .extra
        .month
        .or_else(|| in_text(&front_matter.title))
}

/// The first month with its year in a text, as `November 2021`.
fn in_text(text: &str) -> Option<Month> {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.windows(2).find_map(|pair| {
        let year = pair[1].trim_matches(|character: char| !character.is_ascii_digit());
        let name = pair[0].trim_start_matches(|character: char| !character.is_alphabetic());
        format!("{name} {year}").parse().ok()
    })
}

/// The names of the months.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    // The year is any one.
    (1..=12).filter_map(|number| Month::new(2000, number).ok().map(Month::name))
}

/// A text with another month in the place of the one it names, with or without its year.
///
/// A name that another year follows is that of another month, and stays.
pub(crate) fn moved_on(text: &str, from: Month, to: Month) -> String {
    let numbers =
        |month: Month, sign: char| format!("{:04}{sign}{:02}", month.year(), month.number());
    let mut moved = text.replace(&from.to_string(), &to.to_string());
    for sign in ['-', '/'] {
        moved = moved.replace(&numbers(from, sign), &numbers(to, sign));
    }
    if from.name() == to.name() {
        return moved;
    }
    let mut result = String::with_capacity(moved.len());
    let mut rest = moved.as_str();
    while let Some(at) = rest.find(from.name()) {
        let (before, behind) = (&rest[..at], &rest[at + from.name().len()..]);
        let is_word = !before.ends_with(char::is_alphanumeric)
            && !behind.starts_with(char::is_alphanumeric)
            && !names_a_year(behind);
        result.push_str(before);
        result.push_str(if is_word { to.name() } else { from.name() });
        rest = behind;
    }
    result.push_str(rest);
    result
}

/// Whether a year stands behind the name of a month.
fn names_a_year(behind: &str) -> bool {
    let year = behind.trim_start();
    year.len() < behind.len() && year.bytes().take_while(u8::is_ascii_digit).count() == 4
}

#[cfg(test)]
mod tests {
    use super::*;

    fn month(text: &str) -> Month {
        text.parse().unwrap()
    }

    #[test]
    fn months_move_on_as_words() {
        let moved = |text| moved_on(text, month("May 2031"), month("June 2031"));
        assert_eq!(moved("In May, … (May 2031)"), "In June, … (June 2031)");
        assert_eq!(
            moved("Maybe in May 2030; 2031-05"),
            "Maybe in May 2030; 2031-06"
        );
    }

    #[test]
    fn a_title_names_its_month() {
        assert_eq!(
            in_text("This Month in Example OS (May 2031)"),
            Some(month("May 2031"))
        );
        assert_eq!(in_text("Example OS: May 2031"), Some(month("May 2031")));
        assert_eq!(in_text("May we 2031"), None);
    }
}
