use std::borrow::Cow;

use newsletter_model::{Block, Item};

use crate::list::Layout;
use crate::{comment, definition, heading, list};

/// The texts of a body, each of which a blank line parts from the next.
pub(crate) fn write_body(blocks: &[Block]) -> Vec<String> {
    let mut parts: Vec<String> = Vec::with_capacity(blocks.len());
    let mut previous = None;
    for (block, text) in blocks.iter().zip(write_all(blocks)) {
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

/// The text of each block.
pub(crate) fn write_all(blocks: &[Block]) -> Vec<String> {
    let mut texts: Vec<String> = Vec::with_capacity(blocks.len());
    let mut behind = 0;
    for block in blocks.iter().rev() {
        let layout = Layout::before(behind, block.items());
        texts.push(write(block, layout));
        let is_list = block.bullet().is_some();
        if !is_list || layout.is_flush() {
            behind = if is_list { 0 } else { indentation(block) };
        }
    }
    texts.reverse();
    texts
}

/// How many spaces a block starts with.
fn indentation(block: &Block) -> usize {
    match block {
        Block::Prose(prose) => indentation_of(prose.markdown.as_str()),
        _ => 0,
    }
}

/// How many columns of white space a text starts with, one tab counted.
pub(crate) fn indentation_of(text: &str) -> usize {
    if text.starts_with('\t') {
        return 4;
    }
    text.bytes().take_while(|byte| *byte == b' ').count()
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
pub(crate) fn write(block: &Block, layout: Layout) -> String {
    match block {
        Block::Prose(prose) => prose.markdown.to_string(),
        Block::List(list) => list::write_list(list, layout),
        Block::Tasks(tasks) => {
            let items = tasks
                .items
                .iter()
                .map(|task| Cow::Owned(Item::from(task.clone())));
            list::write(items, tasks.bullet, tasks.spaced, layout)
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
