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
/// A name that another year follows is that of another month, and stays; so do days (`2031-05-12`), addresses in the web, and words that
/// only look like a month: "May we ask you?".
pub(crate) fn moved_on(text: &str, from: Month, to: Month) -> String {
    let mut moved = replaced(text, &from.to_string(), &to.to_string(), is_whole);
    for sign in ["-", "/"] {
        let digits = |month: Month| format!("{:04}{sign}{:02}", month.year(), month.number());
        moved = replaced(&moved, &digits(from), &digits(to), |before, behind| {
            is_whole(before, behind) && !is_day(behind)
        });
    }
    if from.name() == to.name() {
        return moved;
    }
    let is_word = ["March", "May"].contains(&from.name());
    replaced(&moved, from.name(), to.name(), |before, behind| {
        is_whole(before, behind)
            && !names_a_year(behind)
            && (!is_word || is_told_of(before, behind))
    })
}

/// A text with something else in the place of a part, wherever what stands around it allows that.
fn replaced(text: &str, old: &str, new: &str, is_meant: impl Fn(&str, &str) -> bool) -> String {
    let mut result = String::with_capacity(text.len());
    let mut at = 0;
    for (start, _) in text.match_indices(old) {
        let (before, behind) = (&text[..start], &text[start + old.len()..]);
        if is_meant(before, behind) && !is_in_url(before) {
            result.push_str(&text[at..start]);
            result.push_str(new);
            at = start + old.len();
        }
    }
    result.push_str(&text[at..]);
    result
}

/// Whether a text ends inside an address in the web.
fn is_in_url(before: &str) -> bool {
    let is_end = |it: char| it.is_whitespace() || "()<>[]\"".contains(it);
    let last = before.rsplit(is_end).next();
    last.is_some_and(|last| last.contains("://"))
}

/// Whether a part of a text is no part of a longer word or number.
fn is_whole(before: &str, behind: &str) -> bool {
    !before.ends_with(char::is_alphanumeric) && !behind.starts_with(char::is_alphanumeric)
}

/// Whether a day stands behind a month in digits.
fn is_day(behind: &str) -> bool {
    let day = behind.strip_prefix(['-', '/']).unwrap_or_default();
    day.starts_with(|first: char| first.is_ascii_digit())
}

/// Words before the name of a month, that tell it from another word.
const BEFORE: [&str; 17] = [
    "about", "by", "during", "early", "for", "from", "in", "last", "late", "mid", "of", "since",
    "this", "through", "to", "until", "with",
];

/// Whether a word that may be something else is the name of a month here: "in May", "May's", "(May)", "May, …".
fn is_told_of(before: &str, behind: &str) -> bool {
    let last = before.trim_end_matches([' ', '_', '*', '"', '-']);
    let last = last.rsplit(|it: char| !it.is_alphabetic()).next();
    let is_before = last.is_some_and(|last| BEFORE.contains(&last.to_lowercase().as_str()));
    let is_of_issue = [" issue", " edition", " newsletter"].iter();
    is_before
        || is_of_issue.into_iter().any(|word| behind.starts_with(word))
        || behind.starts_with(['\'', '’', ')', ',', ':'])
        || behind.is_empty()
}

/// Whether a year stands behind the name of a month.
fn names_a_year(behind: &str) -> bool {
    let year = behind.trim_start_matches([' ', ',']);
    let year = year.strip_prefix("of ").unwrap_or(year);
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
            moved(
                "May we ask? Maybe in May 2030; since 2031-05-12, in _May_, May's; /2031/05/08, /2031/05/"
            ),
            "May we ask? Maybe in May 2030; since 2031-05-12, in _June_, June's; /2031/05/08, /2031/06/"
        );
        assert_eq!(
            moved(
                "Our May issue; in May of 2030, May, 2030; https://x.org/2031/05/May-2031/ (2031/05)"
            ),
            "Our June issue; in May of 2030, May, 2030; https://x.org/2031/05/May-2031/ (2031/06)"
        );
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
