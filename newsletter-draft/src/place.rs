//! Where a section stands that an issue does not have yet.

use newsletter_model::{Issue, Section};

use crate::section;

/// A section as the latest of the earlier issues introduces it, without its content; and that issue.
pub(crate) fn section_like<'i>(
    earlier: &[&'i Issue],
    is_wanted: impl Fn(&Section) -> bool,
) -> Option<(Section, &'i Issue)> {
    let (at, model, found) = earlier.iter().enumerate().rev().find_map(|(at, issue)| {
        let found = issue.sections.iter().find(|section| is_wanted(section))?;
        Some((at, *issue, found))
    })?;
    let mut section = found.clone();
    section::empty(&mut section, &earlier[..at]);
    Some((section, model))
}

/// The number that a section gets: behind the nearest one that stands before it in the other issue, else before the
/// nearest one behind it, else at the end.
pub(crate) fn place_of(section: &Section, issue: &Issue, model: &Issue) -> usize {
    let titles: Vec<&str> = model
        .sections
        .iter()
        .map(|section| section.title().as_str())
        .collect();
    let own = titles
        .iter()
        .position(|title| *title == section.title().as_str());
    let (before, behind) = titles.split_at(own.unwrap_or(titles.len()));
    let place = |title: &&str| {
        issue
            .sections
            .iter()
            .position(|section| section.title().as_str() == *title)
    };
    let behind_it = before.iter().rev().find_map(place).map(|at| at + 1);
    let before_it = || behind.iter().skip(1).find_map(place);
    behind_it.or_else(before_it).unwrap_or(issue.sections.len())
}
