//! Paragraphs that introduce what stands behind them.

use std::ops::Range;

use newsletter_model::Block;

use crate::context::Context;
use crate::outline::{BlockAt, Outline};
use crate::page::{Page, Passage, PassageKind};

/// The last sentence of a paragraph, and what stands behind the paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Introduction {
    /// The visible text of the sentence.
    pub(crate) sentence: Range<usize>,
    pub(crate) behind: Behind,
}

/// What stands behind a paragraph; comments, definitions and the marker do not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Behind {
    /// A list with so many items; neighbouring lists are one to readers.
    Items(usize),
    /// Nothing in this body, and nothing below it.
    Nothing,
    /// A sentence that thanks people.
    Thanks,
    Other,
}

/// The last sentences of all paragraphs that stand in a body themselves.
pub(crate) fn introductions(context: &Context<'_>) -> Vec<Introduction> {
    let (page, outline) = (&context.page, &context.outline);
    let mut found = Vec::new();
    for (blocks, has_more) in bodies(outline) {
        let mut rest = outline.body(&blocks).filter(|block| is_seen(block));
        while let Some(block) = rest.next() {
            if let Some(passage) = paragraph(page, block) {
                let sentence = last_sentence(page, passage);
                let behind = behind(rest.clone(), has_more);
                found.push(Introduction { sentence, behind });
            }
        }
    }
    found
}

/// The blocks of each body, and whether sections or entries stand below it.
fn bodies(outline: &Outline<'_>) -> Vec<(Range<usize>, bool)> {
    let sections = &outline.sections;
    let first = sections
        .first()
        .map_or(outline.blocks.len(), |section| section.blocks.start);
    let mut bodies = vec![(0..first, !sections.is_empty())];
    bodies.extend(
        sections
            .iter()
            .map(|section| (section.blocks.clone(), !section.entries.is_empty())),
    );
    bodies.extend(
        outline
            .entries
            .iter()
            .map(|entry| (entry.blocks.clone(), false)),
    );
    bodies
}

fn is_seen(block: &BlockAt<'_>) -> bool {
    !matches!(
        block.block,
        Block::Comment(_) | Block::Definition(_) | Block::More
    )
}

/// The one paragraph that a block is; `None` for other blocks.
pub(crate) fn paragraph<'p, 'd>(
    page: &'p Page<'d>,
    block: &BlockAt<'_>,
) -> Option<&'p Passage<'d>> {
    let Block::Prose(prose) = block.block else {
        return None;
    };
    let passage = page.only_passage_in(block.span)?;
    let text = prose.markdown.as_str();
    let is_contained = text.starts_with('>')
        || text.starts_with("[^")
        || text.starts_with(|first: char| first.is_ascii_digit());
    (passage.kind == PassageKind::Paragraph && !is_contained).then_some(passage)
}

fn last_sentence(page: &Page<'_>, passage: &Passage<'_>) -> Range<usize> {
    let text = page.text_of(passage).trim_end();
    let ends = memchr::memrchr3_iter(b'.', b'!', b'?', text.as_bytes());
    let mut starts = ends.filter_map(|at| {
        let rest = text[at + 1..].strip_prefix(' ')?.trim_start();
        let opens = rest.starts_with(char::is_uppercase);
        opens.then_some(text.len() - rest.len())
    });
    let start = starts.next().unwrap_or_default();
    passage.text.start + start..passage.text.start + text.len()
}

fn behind<'b>(mut blocks: impl Iterator<Item = &'b BlockAt<'b>> + Clone, has_more: bool) -> Behind {
    let lists = (blocks.clone())
        .take_while(|block| matches!(block.block, Block::List(_) | Block::Tasks(_)));
    let items = lists.map(|list| list.block.items().count()).sum();
    match blocks.next().map(|block| block.block) {
        _ if items > 0 => Behind::Items(items),
        None if has_more => Behind::Other,
        None => Behind::Nothing,
        Some(Block::Thanks(_)) => Behind::Thanks,
        Some(Block::Prose(prose)) if prose.markdown.as_str().starts_with("Thank") => Behind::Thanks,
        Some(_) => Behind::Other,
    }
}
