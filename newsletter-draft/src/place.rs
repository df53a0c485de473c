//! Where a section stands that an issue does not have yet.

use newsletter_model::{Issue, Line, Section};

use crate::boilerplate::Boilerplate;
use crate::month;
use crate::section;
use crate::usual::{UsualSection, is_same_title};

/// A section as the latest of the earlier issues introduces it, else as a usual one, without its content; and the titles that
/// show its place: those of the usual sections where it is one of them, else those of that issue.
pub(crate) fn section_like<'i>(
    earlier: &[&'i Issue],
    usual: &'i [UsualSection],
    is_wanted: impl Fn(&Section) -> bool,
) -> Option<(Section, Vec<&'i Line>)> {
    let order: Vec<&Line> = usual.iter().map(|usual| &usual.title).collect();
    let Some((section, model)) = introduced(earlier, usual, &is_wanted) else {
        let mut sections = usual.iter().map(UsualSection::section);
        return Some((sections.find(is_wanted)?, order));
    };
    let is_usual = usual.iter().any(|usual| usual.is_titled(section.title()));
    let order = match is_usual {
        true => order,
        false => model.sections.iter().map(Section::title).collect(),
    };
    Some((section, order))
}

/// A section as the latest of the earlier issues introduces it, and that issue.
fn introduced<'i>(
    earlier: &[&'i Issue],
    usual: &[UsualSection],
    is_wanted: impl Fn(&Section) -> bool,
) -> Option<(Section, &'i Issue)> {
    let (at, model, found) = earlier.iter().enumerate().rev().find_map(|(at, issue)| {
        let found = issue.sections.iter().find(|section| is_wanted(section))?;
        Some((at, *issue, found))
    })?;
    let mut section = found.clone();
    let earlier = &earlier[..at];
    let known = Boilerplate::of(earlier, month::of(model));
    section::empty(&mut section, known.as_ref(), earlier, usual);
    Some((section, model))
}

/// The number that a section gets in an issue.
pub(crate) fn place_of(section: &Section, issue: &Issue, titles: &[&Line]) -> usize {
    let own: Vec<&Line> = issue.sections.iter().map(Section::title).collect();
    place_among(section.title(), &own, titles)
}

/// The number that a title gets among others: behind the nearest one that the titles have before it, else before the
/// nearest one that they have behind it, else at the end.
pub(crate) fn place_among(title: &Line, others: &[&Line], titles: &[&Line]) -> usize {
    let own = titles.iter().position(|known| is_same_title(known, title));
    let (before, behind) = titles.split_at(own.unwrap_or(titles.len()));
    let place = |title: &&Line| others.iter().position(|other| is_same_title(other, title));
    let behind_it = before.iter().rev().find_map(place).map(|at| at + 1);
    let before_it = || behind.iter().skip(1).find_map(place);
    behind_it.or_else(before_it).unwrap_or(others.len())
}
