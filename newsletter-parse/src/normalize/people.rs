use newsletter_model::{Byline, Label, People};

use super::Normalizer;
use crate::error::{IssueError, IssueErrorKind};

impl Normalizer<'_> {
    /// Checks that a link has one target, and that its reference has a definition.
    pub(super) fn check_target(
        &self,
        has_url: bool,
        reference: Option<&Label>,
        pointer: &str,
    ) -> Result<(), IssueError> {
        check_target(has_url, reference, &self.labels, pointer)
    }

    /// Checks the people of a sentence, the runs of which stand in a field.
    pub(super) fn check_people<'p>(
        &self,
        runs: impl Iterator<Item = &'p People>,
        field: &str,
        pointer: &str,
    ) -> Result<(), IssueError> {
        for (run, people) in runs.enumerate() {
            for (number, person) in people.people.iter().enumerate() {
                let pointer = format!("{pointer}/{field}/{run}/people/{number}");
                self.check_target(person.url.is_some(), person.reference.as_ref(), &pointer)?;
            }
        }
        Ok(())
    }

    pub(super) fn byline(&self, byline: &Byline, pointer: &str) -> Result<Byline, IssueError> {
        for (number, person) in byline.people().enumerate() {
            let pointer = format!("{pointer}/people/{number}");
            self.check_target(person.url.is_some(), person.reference.as_ref(), &pointer)?;
        }
        let text = byline.to_string();
        let read: Option<Byline> = text.parse().ok();
        read.filter(|read| read.people == byline.people.clone().normalized())
            .ok_or_else(|| {
                let expected =
                    "people with a name or a handle, and text that ends in `by ` before them";
                IssueError::new(
                    IssueErrorKind::ReadsDifferently,
                    pointer,
                    format!("`{text}`"),
                    expected,
                )
            })
    }
}

pub(super) fn check_target(
    has_url: bool,
    reference: Option<&Label>,
    labels: &crate::markdown::Labels,
    pointer: &str,
) -> Result<(), IssueError> {
    let Some(label) = reference else {
        return Ok(());
    };
    let pointer = format!("{pointer}/reference");
    if has_url {
        let found = format!("the reference `{label}` beside a url");
        return Err(IssueError::new(
            IssueErrorKind::TwoTargets,
            pointer,
            found,
            "one of them",
        ));
    }
    if !labels.contains(&label.key()) {
        let expected = format!("a definition `[{label}]: …` in the issue");
        return Err(IssueError::new(
            IssueErrorKind::UndefinedReference,
            pointer,
            "no definition",
            expected,
        ));
    }
    Ok(())
}
