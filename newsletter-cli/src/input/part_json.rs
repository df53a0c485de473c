//! Parts of issues as JSON, each read as it stands in an issue.

use newsletter_export::{JsonErrorKind, from_json};
use newsletter_model::{Block, Issue, Item, PersonalProject, ProjectUpdate, Section, Task};

use crate::input::Page;
use crate::output::diagnostics::Problem;

/// A kind of part: where it stands in an issue that has nothing else.
pub(crate) struct Part<T: 'static> {
    /// The JSON before it, in the issue, and behind it.
    around: [&'static str; 2],
    /// What it is.
    expected: &'static str,
    /// Where it stands in the issue.
    pointer: &'static str,
    taken: fn(Issue) -> Option<T>,
}

/// The section that an issue has.
fn section(mut issue: Issue) -> Option<Section> {
    issue.sections.pop()
}

pub(crate) const PROJECT: Part<ProjectUpdate> = Part {
    around: [
        r#""front_matter":{"title":"-"},"sections":[{"title":"-","kind":"project-updates","entries":["#,
        "]}]",
    ],
    expected: "an entry of a project, as `{\"name\": \"bootkit\"}`",
    pointer: "/sections/0/entries/0",
    taken: |issue| match section(issue)? {
        Section::ProjectUpdates(mut content) => content.entries.pop(),
        _ => None,
    },
};

pub(crate) const PERSONAL: Part<PersonalProject> = Part {
    around: [
        r#""front_matter":{"title":"-"},"sections":[{"title":"-","kind":"personal-projects","entries":["#,
        "]}]",
    ],
    expected: "an entry of a project, as `{\"name\": \"ada-f/kettle\"}`",
    pointer: "/sections/0/entries/0",
    taken: |issue| match section(issue)? {
        Section::PersonalProjects(mut content) => content.entries.pop(),
        _ => None,
    },
};

pub(crate) const ITEM: Part<Item> = Part {
    around: [
        r#""front_matter":{"title":"-"},"body":[{"type":"list","items":["#,
        "]}]",
    ],
    expected: "an item, as `{\"title\": \"A shell\", \"url\": \"https://example.org\"}`",
    pointer: "/body/0/items/0",
    taken: |mut issue| match issue.body.pop() {
        Some(Block::List(mut list)) => list.items.pop(),
        _ => None,
    },
};

pub(crate) const TASK: Part<Task> = Part {
    around: [
        r#""front_matter":{"title":"-"},"sections":[{"title":"-","kind":"call-for-participation","body":[{"type":"tasks","items":["#,
        "]}]}]",
    ],
    expected: "a task, as `{\"title\": \"Boot\", \"url\": \"https://example.org\"}`",
    pointer: "/sections/0/body/0/items/0",
    taken: |issue| match section(issue)?.body_mut().pop() {
        Some(Block::Tasks(mut tasks)) => tasks.items.pop(),
        _ => None,
    },
};

pub(crate) const AUTHOR: Part<String> = Part {
    around: [r#""front_matter":{"title":"-","extra":{"authors":["#, "]}}"],
    expected: "a handle in quotes, as `\"ada-f\"`",
    pointer: "/front_matter/extra/authors/0",
    taken: |issue| issue.front_matter.extra.authors?.pop(),
};

impl<T> Part<T> {
    /// Reads the part from a file, or from standard input.
    pub(crate) fn read(&self, page: &Page) -> Result<T, Problem> {
        let label = page.label();
        let text = String::from_utf8(page.source()?).map_err(|_| {
            Problem::new("found bytes that are not UTF-8, expected JSON").in_file(&label)
        })?;
        // Alone it is no issue, but its syntax may be that of one.
        match from_json(&text) {
            Err(error) if error.kind() == JsonErrorKind::Syntax => {
                return Err(Problem::of_json(&error, &text, 1, &label, &label));
            }
            _ => {}
        }
        let [before, behind] = self.around;
        let issue = format!(r#"{{"schema":"newsletter/1",{before}{text}{behind}}}"#);
        let record = from_json(&issue).map_err(|error| {
            let pointer = error.pointer().strip_prefix(self.pointer);
            let place = match pointer {
                Some(pointer) if !pointer.is_empty() => format!("{label} at {pointer}"),
                _ => label.clone(),
            };
            let (found, expected) = (error.found(), error.expected());
            Problem::new(format!("found {found}, expected {expected}")).in_file(place)
        })?;
        let taken = (self.taken)(record.issue);
        taken.ok_or_else(|| {
            let title = format!("found something else, expected {}", self.expected);
            Problem::new(title).in_file(label)
        })
    }
}
