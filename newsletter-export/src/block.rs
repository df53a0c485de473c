use std::borrow::Cow;

use newsletter_model::{Block, Item};

use crate::{comment, definition, heading, list};

/// The texts of a body, each of which a blank line parts from the next.
pub(crate) fn write_body(blocks: &[Block]) -> Vec<String> {
    let mut parts: Vec<String> = Vec::with_capacity(blocks.len());
    let mut previous = None;
    for block in blocks {
        let text = write(block);
        match parts.last_mut() {
            Some(part) if previous.is_some_and(|previous| stand_together(previous, block)) => {
                part.push('\n');
                part.push_str(&text);
            }
            _ => parts.push(text),
        }
        previous = Some(block);
    }
    parts
}

/// Whether no blank line parts two blocks: definitions, and comments of one line.
fn stand_together(previous: &Block, next: &Block) -> bool {
    let is_line = |block: &Block| matches!(block, Block::Comment(comment) if !comment.text.as_str().contains('\n'));
    match (previous, next) {
        (Block::Definition(_), Block::Definition(_)) => true,
        _ => is_line(previous) && is_line(next),
    }
}

/// The text of a block, without its last line end.
pub(crate) fn write(block: &Block) -> String {
    match block {
        Block::Prose(prose) => prose.markdown.to_string(),
        Block::List(list) => list::write(
            list.items.iter().map(Cow::Borrowed),
            list.bullet,
            list.spaced,
        ),
        Block::Tasks(tasks) => {
            let items = tasks
                .items
                .iter()
                .map(|task| Cow::Owned(Item::from(task.clone())));
            list::write(items, tasks.bullet, tasks.spaced)
        }
        Block::Thanks(thanks) => thanks.to_string(),
        Block::Comment(comment) => comment::write(comment.text.as_str()),
        Block::Placeholder(placeholder) => placeholder.to_string(),
        Block::Definition(definition) => definition::write(definition),
        Block::More => "<!-- more -->".to_owned(),
        Block::Heading(heading) => heading::write(heading.level, heading.text.as_str()),
        // `Block` may get variants that this version cannot write; reading back makes them an error.
        _ => String::new(),
    }
}
