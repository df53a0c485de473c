//! Edits of whole issues.

use newsletter_model::Issue;
use serde_json::Value;

use super::{Choice, Kind, Size, Touches, Validity, tree};

pub(super) const KINDS: &[Kind] = &[
    Kind::large("several edits at once", several),
    Kind::large("replace the body by that of another issue", replace_body),
    Kind::large("replace everything by another issue", replace),
    Kind::large("merge the sections of another issue", merge).may_lose_definition(),
];

/// Two to four small edits that always make valid issues, one after the other.
fn several(issue: &mut Issue, choice: &mut Choice<'_>) -> Option<Touches> {
    let kinds = super::kinds();
    let is_plain = |kind: &&Kind| kind.size == Size::Small && kind.validity == Validity::Always;
    let kinds: Vec<&Kind> = kinds.iter().filter(is_plain).collect();
    for _ in 0..2 + choice.below(3) {
        if let Some((edited, _)) = choice.pick(&kinds)?.apply(issue, choice) {
            *issue = edited;
        }
    }
    Some(Touches::new())
}

fn replace_body(issue: &mut Issue, choice: &mut Choice<'_>) -> Option<Touches> {
    let other = choice.other()?;
    issue.body.clone_from(&other.body);
    issue.sections.clone_from(&other.sections);
    Some(Touches::new())
}

fn replace(issue: &mut Issue, choice: &mut Choice<'_>) -> Option<Touches> {
    issue.clone_from(choice.other()?);
    Some(Touches::new())
}

/// Adds the bodies and entries of another issue's sections to those with the same title, and its other sections.
fn merge(issue: &mut Issue, choice: &mut Choice<'_>) -> Option<Touches> {
    let other = tree::json(choice.other()?);
    tree::edit(issue, |issue| {
        for section in tree::array(&other, "/sections") {
            let same = |known: &Value| {
                known["title"] == section["title"] && known["kind"] == section["kind"]
            };
            let Some(index) = tree::array(issue, "/sections").iter().position(same) else {
                tree::array_mut(issue, "/sections")?.push(section.clone());
                continue;
            };
            for field in ["body", "entries"] {
                let added = tree::array(section, &format!("/{field}")).to_vec();
                tree::array_mut(issue, &format!("/sections/{index}/{field}"))?.extend(added);
            }
        }
        Some(Touches::new())
    })
}
