//! Edits of calls for participation.

use newsletter_model::{Block, Entry, Issue, Line, Section, SectionContent, Task};

use super::{Choice, Kind, Touches, words};

pub(super) const KINDS: &[Kind] = &[
    Kind::small("add the first task", add_first),
    Kind::small("add another task", add_another),
    Kind::small("remove the last task", remove_last).may_lose_definition(),
];

/// The first call for participation of an issue.
fn call(issue: &mut Issue) -> Option<&mut SectionContent<Entry>> {
    issue.sections.iter_mut().find_map(|section| match section {
        Section::CallForParticipation(content) => Some(content),
        _ => None,
    })
}

fn task(choice: &mut Choice<'_>) -> Option<Task> {
    let task = Task::new(words::title(choice), words::url(choice));
    Some(task.with_repository(Line::new(words::name(choice)).ok()?))
}

fn has_tasks(call: &SectionContent<Entry>) -> bool {
    call.body
        .iter()
        .any(|block| matches!(block, Block::Tasks(_)))
}

fn add_first(issue: &mut Issue, choice: &mut Choice<'_>) -> Option<Touches> {
    let call = call(issue).filter(|call| !has_tasks(call))?;
    call.add_task(task(choice)?);
    Some(Touches::new())
}

fn add_another(issue: &mut Issue, choice: &mut Choice<'_>) -> Option<Touches> {
    let call = call(issue).filter(|call| has_tasks(call))?;
    call.add_task(task(choice)?);
    Some(Touches::new())
}

fn remove_last(issue: &mut Issue, _: &mut Choice<'_>) -> Option<Touches> {
    let blocks = &mut call(issue)?.body;
    let tasks = blocks.iter_mut().find_map(|block| match block {
        Block::Tasks(tasks) => Some(tasks),
        _ => None,
    })?;
    tasks.items.pop();
    Some(Touches::new())
}
