use newsletter_model::{Block, Inline, Item, List, Task, Tasks};

use super::Normalizer;
use super::body::Place;
use crate::block::LIST_DEPTH;
use crate::error::{IssueError, IssueErrorKind};
use crate::gap;

impl Normalizer<'_> {
    pub(super) fn list(
        &self,
        list: &List,
        place: Place,
        pointer: &str,
    ) -> Result<Option<Block>, IssueError> {
        let mut normal = List::new(Vec::new())
            .with_bullet(list.bullet)
            .with_spaced(list.spaced);
        for (number, item) in list.items.iter().enumerate() {
            normal
                .items
                .push(self.item(item, place, &format!("{pointer}/items/{number}"))?);
        }
        Ok(fitting(normal, place))
    }

    pub(super) fn tasks(
        &self,
        tasks: &Tasks,
        place: Place,
        pointer: &str,
    ) -> Result<Option<Block>, IssueError> {
        let mut normal = List::new(Vec::new())
            .with_bullet(tasks.bullet)
            .with_spaced(tasks.spaced);
        for (number, task) in tasks.items.iter().enumerate() {
            let pointer = format!("{pointer}/items/{number}");
            check_repository(task, &pointer)?;
            normal
                .items
                .push(self.item(&Item::from(task.clone()), place, &pointer)?);
        }
        Ok(fitting(normal, place))
    }

    fn item(&self, item: &Item, place: Place, pointer: &str) -> Result<Item, IssueError> {
        if place.list_depth() >= LIST_DEPTH {
            let expected = format!("at most {LIST_DEPTH} nested lists");
            return Err(IssueError::new(
                IssueErrorKind::Limit,
                pointer,
                "a list in too many others",
                expected,
            ));
        }
        self.check_target(item.url.is_some(), item.reference.as_ref(), pointer)?;
        let inner = place.of_item();
        let blocks = if item.blocks.is_empty() {
            Vec::new()
        } else {
            let pointer = format!("{pointer}/blocks");
            self.body(&item.blocks, inner, &pointer)?.blocks
        };
        if item.is_link() {
            let mut normal = linked(item, pointer)?;
            normal.blocks = blocks;
            return Ok(normal);
        }
        let text = format!("{}{}{}", item.before, item.title, item.after);
        self.check_depth(&text, pointer)?;
        Ok(self.unlinked(&text, blocks, inner))
    }

    /// An item without link: what its text reads as, and the blocks below.
    fn unlinked(&self, text: &str, mut blocks: Vec<Block>, place: Place) -> Item {
        let text = text.trim_matches([' ', '\t', '\n']);
        if !text.is_empty() {
            let mut item = self.read_item(text, place);
            item.blocks.extend(blocks);
            return item;
        }
        let mut item = match blocks.first() {
            Some(Block::Prose(prose)) => self.read_item(prose.markdown.as_str(), place),
            _ => Item::default(),
        };
        // A first paragraph is the text of the item.
        let below = if item.has_text() {
            blocks.split_off(1)
        } else {
            blocks
        };
        item.blocks = below;
        item
    }

    fn read_item(&self, text: &str, place: Place) -> Item {
        self.read(text, |reader, nodes| {
            reader
                .read_content(nodes, 0..text.len(), place.to_read())
                .item
        })
    }
}

/// The block that a list is where it stands; `None` when it has no items.
fn fitting(list: List, place: Place) -> Option<Block> {
    if list.items.is_empty() {
        return None;
    }
    if !place.has_tasks() {
        return Some(list.into());
    }
    let mut tasks = Tasks::new(list.items.into_iter().map(Task::from).collect());
    (tasks.bullet, tasks.spaced) = (list.bullet, list.spaced);
    Some(tasks.into())
}

/// An item with a link, its text without white space at the edges.
fn linked(item: &Item, pointer: &str) -> Result<Item, IssueError> {
    let mut normal = item.clone();
    normal.blocks.clear();
    normal.before = trimmed(item.before.as_str().trim_start_matches([' ', '\t', '\n']));
    normal.after = trimmed(item.after.as_str().trim_end_matches([' ', '\t', '\n']));
    normal.tooltip = item.tooltip.clone().filter(|tooltip| !tooltip.is_empty());
    if normal.tooltip.is_some() && normal.reference.is_some() {
        let pointer = format!("{pointer}/tooltip");
        let expected = "none, since the definition has that of a reference";
        return Err(IssueError::new(
            IssueErrorKind::TwoTargets,
            pointer,
            "a tooltip beside a reference",
            expected,
        ));
    }
    Ok(normal)
}

fn trimmed(text: &str) -> Inline {
    Inline::new(text).unwrap_or_default()
}

fn check_repository(task: &Task, pointer: &str) -> Result<(), IssueError> {
    let Some(repository) = &task.repository else {
        return Ok(());
    };
    if repository.is_empty() || repository.as_str().contains('`') || !task.item.is_link() {
        let found = format!("the repository `{repository}`");
        let expected = "the name of a repository, without backticks, of a task with a link";
        let pointer = format!("{pointer}/repository");
        return Err(IssueError::new(
            IssueErrorKind::ReadsDifferently,
            pointer,
            found,
            expected,
        ));
    }
    Ok(())
}

/// Makes `spaced` false where a list cannot show it: it has fewer than two items, and no place for a
/// blank line that is not needed.
pub(super) fn normalize_spaced(block: &mut Block) {
    let items: Vec<&Item> = block.items().collect();
    let can_show = items.len() > 1 || items.iter().any(|item| has_free_gap(item));
    match block {
        Block::List(list) => list.spaced &= can_show,
        Block::Tasks(tasks) => tasks.spaced &= can_show,
        _ => {}
    }
}

fn has_free_gap(item: &Item) -> bool {
    gap::pairs(item).any(|(previous, next)| !gap::is_needed(previous, next))
}
