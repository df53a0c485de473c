use std::borrow::Cow;

use newsletter_model::{Block, Comment, Definition, Heading, SectionKind};

use super::Normalizer;
use crate::block::{self, Body, Reader};
use crate::comment;
use crate::error::{IssueError, IssueErrorKind};
use crate::heading;
use crate::line_ends::UnixText;
use crate::markdown::{self, Node};
use crate::spans::{Field, ROOT, Spans};

/// Where a body stands, as far as it matters to what may be in it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    read: block::Place,
    /// The levels of headings that would open a section or an entry here.
    opening_levels: &'static [u8],
}

impl Place {
    pub(super) fn of_issue() -> Self {
        Self {
            read: block::Place::of_body(ROOT, Field::Body),
            opening_levels: &[2],
        }
    }

    pub(super) fn of_section(kind: SectionKind) -> Self {
        let has_tasks = kind == SectionKind::CallForParticipation;
        let read = block::Place {
            has_placeholders: true,
            has_tasks,
            ..block::Place::of_body(ROOT, Field::Body)
        };
        Self {
            read,
            opening_levels: &[2, 3],
        }
    }

    pub(super) fn of_entry() -> Self {
        Self {
            read: block::Place::of_body(ROOT, Field::Body),
            opening_levels: &[2, 3],
        }
    }

    pub(super) fn with_byline(mut self, may_have_byline: bool) -> Self {
        self.read.byline = may_have_byline.then_some(Field::Maintainers);
        self
    }

    pub(super) fn with_tasks(mut self, has_tasks: bool) -> Self {
        self.read.has_tasks = has_tasks;
        self
    }

    pub(super) fn has_tasks(self) -> bool {
        self.read.has_tasks
    }

    pub(super) fn list_depth(self) -> usize {
        self.read.list_depth
    }

    /// The place below an item of a list that stands here.
    pub(super) fn of_item(self) -> Self {
        let list_depth = self.read.list_depth + 1;
        let read = block::Place {
            list_depth,
            ..block::Place::of_body(ROOT, Field::Blocks)
        };
        Self {
            read,
            opening_levels: &[],
        }
    }

    pub(super) fn to_read(self) -> block::Place {
        self.read
    }
}

/// Neighbouring blocks that are read as one text.
#[derive(Default)]
struct Run {
    text: String,
    /// Where each block starts in the text, and its number in the body.
    starts: Vec<(usize, usize)>,
}

impl Run {
    fn push(&mut self, number: usize, text: &str) {
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        self.starts.push((self.text.len(), number));
        self.text.push_str(text);
    }

    /// The number of the block that a byte of the text belongs to.
    fn number_at(&self, byte: usize) -> usize {
        let after = self.starts.partition_point(|(start, _)| *start <= byte);
        self.starts
            .get(after.saturating_sub(1))
            .map_or(0, |(_, number)| *number)
    }
}

impl Normalizer<'_> {
    pub(super) fn body(
        &self,
        blocks: &[Block],
        place: Place,
        pointer: &str,
    ) -> Result<Body, IssueError> {
        let mut body = Body::default();
        let mut run = Run::default();
        for (number, block) in blocks.iter().enumerate() {
            let pointer = format!("{pointer}/{number}");
            match block {
                Block::Prose(prose) => {
                    let pointer = format!("{pointer}/markdown");
                    self.check_depth(prose.markdown.as_str(), &pointer)?;
                    run.push(number, &self.closed(prose.markdown.as_str(), place));
                }
                Block::Placeholder(placeholder) => {
                    let text = placeholder.to_string();
                    self.check_depth(&text, &pointer)?;
                    run.push(number, &text);
                }
                Block::Thanks(thanks) => {
                    self.check_thanks(thanks, &pointer)?;
                    let text = thanks.to_string();
                    self.check_depth(&text, &pointer)?;
                    run.push(number, &text);
                }
                _ => {
                    self.read_run(&mut run, place, &pointer, &mut body)?;
                    let block = self.block(block, place, &pointer)?;
                    block
                        .into_iter()
                        .for_each(|block| push(&mut body.blocks, block));
                }
            }
        }
        self.read_run(&mut run, place, &format!("{pointer}/0"), &mut body)?;
        body.blocks
            .iter_mut()
            .for_each(super::list::normalize_spaced);
        Ok(body)
    }

    /// Reads the blocks that were gathered, and adds what they read as.
    fn read_run(
        &self,
        run: &mut Run,
        place: Place,
        pointer: &str,
        body: &mut Body,
    ) -> Result<(), IssueError> {
        let run = std::mem::take(run);
        if run.text.is_empty() {
            return Ok(());
        }
        let mut read_place = place.to_read();
        read_place.byline = read_place
            .byline
            .filter(|_| body.blocks.is_empty() && body.byline.is_none());
        let read = self.read(&run.text, |reader, nodes| {
            reader.read_body(nodes, 0..run.text.len(), read_place)
        });
        for (block, start) in read.blocks.iter().zip(&read.starts) {
            if let Block::Heading(heading) = block {
                let parent = pointer.rfind('/').map_or("", |at| &pointer[..at]);
                let pointer = format!("{parent}/{}/markdown", run.number_at(*start));
                check_level(heading, place, &pointer)?;
            }
        }
        body.byline = body.byline.take().or(read.byline);
        read.blocks
            .into_iter()
            .for_each(|block| push(&mut body.blocks, block));
        Ok(())
    }

    /// Markdown whose code is closed, so that what follows is no part of it.
    fn closed<'t>(&self, markdown: &'t str, place: Place) -> Cow<'t, str> {
        if !markdown.contains("```") && !markdown.contains("~~~") {
            return Cow::Borrowed(markdown);
        }
        let read = self.read(markdown, |reader, nodes| {
            reader.read_body(nodes, 0..markdown.len(), place.to_read())
        });
        let texts: Option<Vec<&str>> = read
            .blocks
            .iter()
            .map(|block| match block {
                Block::Prose(prose) => Some(prose.markdown.as_str()),
                _ => None,
            })
            .collect();
        match texts {
            Some(texts) if read.byline.is_none() => Cow::Owned(texts.join("\n\n")),
            _ => Cow::Borrowed(markdown),
        }
    }

    /// Runs a reader over a text.
    pub(super) fn read<T>(
        &self,
        text: &str,
        read: impl FnOnce(&mut Reader<'_>, &[Node<'_>]) -> T,
    ) -> T {
        let events = markdown::read_part(text, &self.labels);
        let nodes: Vec<Node<'_>> = markdown::nodes(&events.pieces).collect();
        let to_source = UnixText::new(text);
        let mut reader = Reader {
            text,
            events: &events,
            labels: &self.labels,
            options: self.options,
            spans: Spans::dropped(),
            to_source: &to_source,
            offset: 0,
        };
        read(&mut reader, &nodes)
    }

    /// The block that one which is no text reads as; `None` when it is empty.
    fn block(
        &self,
        block: &Block,
        place: Place,
        pointer: &str,
    ) -> Result<Option<Block>, IssueError> {
        match block {
            Block::List(list) => self.list(list, place, pointer),
            Block::Tasks(tasks) => self.tasks(tasks, place, pointer),
            Block::Comment(comment) => comment_block(comment, pointer),
            Block::Definition(definition) => Ok(Some(definition_block(definition))),
            Block::Heading(heading) => {
                check_level(heading, place, &format!("{pointer}/level"))?;
                Ok(Some(
                    Heading::new(heading.level, heading::given_text(&heading.text)).into(),
                ))
            }
            other => Ok(Some(other.clone())),
        }
    }
}

/// Adds a block; a list with the bullet of the one before continues it.
fn push(blocks: &mut Vec<Block>, block: Block) {
    match (blocks.last_mut(), block) {
        (Some(Block::List(last)), Block::List(list)) if last.bullet == list.bullet => {
            last.spaced |= list.spaced;
            last.items.extend(list.items);
        }
        (Some(Block::Tasks(last)), Block::Tasks(tasks)) if last.bullet == tasks.bullet => {
            last.spaced |= tasks.spaced;
            last.items.extend(tasks.items);
        }
        (_, block) => blocks.push(block),
    }
}

fn check_level(heading: &Heading, place: Place, pointer: &str) -> Result<(), IssueError> {
    if !(1..=6).contains(&heading.level) {
        let found = format!("a heading of level {}", heading.level);
        return Err(IssueError::new(
            IssueErrorKind::ReadsDifferently,
            pointer,
            found,
            "a level from 1 to 6",
        ));
    }
    if !place.opening_levels.contains(&heading.level) {
        return Ok(());
    }
    let opens = if heading.level == 2 {
        "a section"
    } else {
        "an entry"
    };
    let found = format!(
        "the heading `{}` of level {}, which opens {opens}",
        heading.text, heading.level
    );
    let expected = "no heading that opens a section or an entry here";
    Err(IssueError::new(
        IssueErrorKind::OpensSection,
        pointer,
        found,
        expected,
    ))
}

fn comment_block(comment: &Comment, pointer: &str) -> Result<Option<Block>, IssueError> {
    let text = comment.text.as_str();
    if let Some(end) = ["-->", "--!>"].into_iter().find(|end| text.contains(end)) {
        let pointer = format!("{pointer}/text");
        let expected = "the text of a comment, which it would end";
        return Err(IssueError::new(
            IssueErrorKind::ReadsDifferently,
            pointer,
            format!("`{end}`"),
            expected,
        ));
    }
    Ok(comment::from_text(&format!("\n{text}\n")))
}

fn definition_block(definition: &Definition) -> Block {
    let mut normal = Definition::new(definition.label.clone(), definition.url.clone());
    normal.tooltip = definition
        .tooltip
        .clone()
        .filter(|tooltip| !tooltip.is_empty());
    normal.into()
}
