//! Tasks.

use newsletter_model::{SectionKind, Task, Tasks};
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;

use super::list::bullet;
use super::text::one_line;
use super::{Level, item, plain_line};

const REPOSITORIES: &[&str] = &[
    "acpi",
    "rust-osdev/volatile",
    "x86_64",
    "a)b",
    "*",
    "two words",
];

/// A list of tasks.
pub fn tasks(level: Level, depth: u8) -> BoxedStrategy<Tasks> {
    let least = if level == Level::Valid { 1 } else { 0 };
    (vec(task(level, depth), least..4), bullet(), any::<bool>())
        .prop_map(|(items, bullet, spaced)| {
            let mut tasks = Tasks::new(items);
            (tasks.bullet, tasks.spaced) = (bullet, spaced);
            tasks
        })
        .boxed()
}

/// A task; only one with a link has a repository.
pub fn task(level: Level, depth: u8) -> BoxedStrategy<Task> {
    let known = select(REPOSITORIES).prop_map(one_line);
    let repository = match level {
        Level::Valid => known.boxed(),
        Level::Any => {
            prop_oneof![known, plain_line(level).prop_map(|text| one_line(&text))].boxed()
        }
    };
    (
        item(level, SectionKind::CallForParticipation, depth),
        of(repository),
    )
        .prop_map(move |(item, repository)| {
            let mut task = Task::default();
            task.repository = repository.filter(|_| level == Level::Any || item.is_link());
            task.item = item;
            task
        })
        .boxed()
}
