use newsletter_model::{Byline, Label, People, Person, Thanks};

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
            for (number, person) in with_reference(&people.people) {
                let pointer = format!("{pointer}/{field}/{run}/people/{number}");
                self.check_target(person.url.is_some(), person.reference.as_ref(), &pointer)?;
            }
        }
        Ok(())
    }

    /// Checks that a thanks sentence reads as the people that it thanks.
    pub(super) fn check_thanks(&self, thanks: &Thanks, pointer: &str) -> Result<(), IssueError> {
        self.check_people(
            thanks.credits.iter().map(|credit| &credit.people),
            "credits",
            pointer,
        )?;
        let read: Option<Thanks> = thanks.to_string().parse().ok();
        let people: Vec<&Person> = read.iter().flat_map(Thanks::people).collect();
        let mut numbers = thanks.credits.iter().enumerate().flat_map(|(run, credit)| {
            credit
                .people
                .people
                .iter()
                .enumerate()
                .map(move |(number, person)| (run, number, person))
        });
        let lost = numbers
            .by_ref()
            .enumerate()
            .find(|(index, (.., person))| people.get(*index) != Some(person));
        let Some((_, (run, number, person))) = lost else {
            return if people.is_empty() {
                Err(no_people(pointer))
            } else {
                Ok(())
            };
        };
        let pointer = format!("{pointer}/credits/{run}/people/{number}");
        let expected = "a person that a sentence can name, with a handle or a link to an account";
        Err(IssueError::new(
            IssueErrorKind::ReadsDifferently,
            pointer,
            format!("`{person}`"),
            expected,
        ))
    }

    pub(super) fn byline(&self, byline: &Byline, pointer: &str) -> Result<Byline, IssueError> {
        for (number, person) in with_reference(&byline.people.people) {
            let pointer = format!("{pointer}/people/{number}");
            self.check_target(person.url.is_some(), person.reference.as_ref(), &pointer)?;
        }
        let text = byline.to_string();
        let read: Option<Byline> = text.parse().ok();
        if let Some(read) = &read
            && read.people == byline.people.clone().normalized()
        {
            return Ok(read.clone());
        }
        let people: Vec<&Person> = read.iter().flat_map(Byline::people).collect();
        let lost = byline
            .people()
            .enumerate()
            .find(|(number, person)| people.get(*number) != Some(person));
        if let Some((number, person)) = lost.filter(|_| byline.before.as_str().ends_with(" by ")) {
            let pointer = format!("{pointer}/people/{number}");
            let expected =
                "a person that a byline can name: a handle, or a name of one to five plain words";
            return Err(IssueError::new(
                IssueErrorKind::ReadsDifferently,
                pointer,
                format!("`{person}`"),
                expected,
            ));
        }
        let expected = "people with a name or a handle, and text that ends in `by ` before them";
        Err(IssueError::new(
            IssueErrorKind::ReadsDifferently,
            pointer,
            format!("`{text}`"),
            expected,
        ))
    }
}

/// The people whose link is a reference, with their numbers.
fn with_reference(people: &[Person]) -> impl Iterator<Item = (usize, &Person)> {
    let people = people.iter().enumerate();
    people.filter(|(_, person)| person.reference.is_some())
}

fn no_people(pointer: &str) -> IssueError {
    let pointer = format!("{pointer}/credits");
    IssueError::new(
        IssueErrorKind::EmptyText,
        pointer,
        "nobody",
        "at least one person who is thanked",
    )
}

pub(super) fn check_target(
    has_url: bool,
    reference: Option<&Label>,
    labels: &crate::labels::Labels,
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
