//! The part of an issue before the marker.

use crate::block::Block;
use crate::issue::Issue;
use crate::section::{Section, SectionContent};

impl Issue {
    /// What Zola shows of the issue in lists and feeds: all before the first marker; `None` where there is no marker.
    ///
    /// All definitions of the issue are kept, so that references lead where they lead in the whole issue.
    ///
    /// ```
    /// use newsletter_model::{Block, FrontMatter, Issue};
    ///
    /// let issue = Issue::new(FrontMatter::new("June 2022"))
    ///     .with_block(Block::prose("Welcome!"))
    ///     .with_block(Block::More)
    ///     .with_block(Block::prose("We moved."));
    /// assert_eq!(issue.summary().map(|summary| summary.body), Some(vec![Block::prose("Welcome!")]));
    /// ```
    pub fn summary(&self) -> Option<Self> {
        let mut summary = self.clone();
        let definitions: Vec<Block> = self.definitions().cloned().map(Block::from).collect();
        let rest = if cut(&mut summary.body) {
            summary.sections.clear();
            &mut summary.body
        } else {
            let mut sections = summary.sections.iter_mut();
            let number = sections.position(cut_section)?;
            summary.sections.truncate(number + 1);
            last_body(&mut summary.sections[number])
        };
        rest.extend(definitions);
        Some(summary)
    }
}

/// Drops all from the first marker on; says whether there is one.
fn cut(blocks: &mut Vec<Block>) -> bool {
    let Some(at) = blocks.iter_mut().position(cut_block) else {
        return false;
    };
    let is_marker = blocks[at] == Block::More;
    blocks.truncate(if is_marker { at } else { at + 1 });
    true
}

/// Drops what stands in a list behind the marker; says whether the block is or has the marker.
fn cut_block(block: &mut Block) -> bool {
    match block {
        Block::More => true,
        Block::List(list) => {
            let at = list.items.iter_mut().position(|item| cut(&mut item.blocks));
            at.inspect(|at| list.items.truncate(at + 1)).is_some()
        }
        Block::Tasks(tasks) => {
            let mut items = tasks.items.iter_mut();
            let at = items.position(|task| cut(&mut task.item.blocks));
            at.inspect(|at| tasks.items.truncate(at + 1)).is_some()
        }
        _ => false,
    }
}

fn cut_section(section: &mut Section) -> bool {
    match section {
        Section::ProjectUpdates(content) => cut_content(content, |entry| &mut entry.body),
        Section::PersonalProjects(content) => cut_content(content, |entry| &mut entry.body),
        Section::CallForParticipation(content)
        | Section::News(content)
        | Section::Other(content) => cut_content(content, |entry| &mut entry.body),
    }
}

fn cut_content<E>(content: &mut SectionContent<E>, body: fn(&mut E) -> &mut Vec<Block>) -> bool {
    if cut(&mut content.body) {
        content.entries.clear();
        return true;
    }
    let at = content
        .entries
        .iter_mut()
        .position(|entry| cut(body(entry)));
    at.inspect(|at| content.entries.truncate(at + 1)).is_some()
}

/// The body of the last entry, else of the section.
fn last_body(section: &mut Section) -> &mut Vec<Block> {
    fn last<E>(
        content: &mut SectionContent<E>,
        body: fn(&mut E) -> &mut Vec<Block>,
    ) -> &mut Vec<Block> {
        match content.entries.last_mut() {
            Some(entry) => body(entry),
            None => &mut content.body,
        }
    }
    match section {
        Section::ProjectUpdates(content) => last(content, |entry| &mut entry.body),
        Section::PersonalProjects(content) => last(content, |entry| &mut entry.body),
        Section::CallForParticipation(content)
        | Section::News(content)
        | Section::Other(content) => last(content, |entry| &mut entry.body),
    }
}
