//! The sections of a draft: what they say every month, without what they said last month.

use newsletter_model::{
    Block, EntryRef, Issue, Line, Placeholder, Section, SectionContent, SectionKind,
};

use newsletter_parse::{Options, parse_issue};

use crate::boilerplate::Boilerplate;
use crate::usual::{UsualSection, is_same_title};

/// Empties a section: its entries, lists and tasks go, and what it says every month stays.
pub(crate) fn empty(
    section: &mut Section,
    boilerplate: Option<&Boilerplate<'_>>,
    earlier: &[&Issue],
    usual: &[UsualSection],
) {
    let placeholder = placeholder_of(section, earlier, usual);
    let title = section.title().clone();
    // What a call says around its tasks is no content of a month.
    let kind = section.kind();
    let known = boilerplate.filter(|_| kind != SectionKind::CallForParticipation);
    let comments = section.entries().flat_map(EntryRef::body);
    let comments =
        comments.filter(|block| boilerplate.is_some_and(|known| known.has_comment(block)));
    let comments: Vec<Block> = comments.cloned().collect();
    let had_entries = drop_entries(section);
    let body = section.body_mut();
    let is_kept = kept_blocks(body, &title, kind, known);
    let first_gone = is_kept.iter().position(|is_kept| !is_kept);
    let had_content = had_entries || first_gone.is_some();
    let mut kept: Vec<Block> = body
        .drain(..)
        .zip(&is_kept)
        .filter(|(_, is_kept)| **is_kept)
        .map(|(block, _)| block)
        .collect();
    if had_content && placeholder_in(&kept).is_none() {
        // All before the first block that goes is kept.
        show_placeholder(&mut kept, placeholder, first_gone);
    }
    push_comments(comments, &mut kept);
    *body = kept;
}

/// Puts a placeholder into a body that says nothing any more: in the place of a comment that hides one, else at a place that is given, else at
/// the end. Without a placeholder that one is shown again.
fn show_placeholder(body: &mut Vec<Block>, known: Option<Placeholder>, at: Option<usize>) {
    let mut blocks = body.iter().enumerate().rev();
    let hidden = blocks.find_map(|(at, block)| Some((at, hidden_placeholder(block)?)));
    match (hidden, known) {
        (Some((at, hidden)), known) => body[at] = known.unwrap_or(hidden).into(),
        (None, Some(known)) => body.insert(at.unwrap_or(body.len()), known.into()),
        (None, None) => {}
    }
}

/// The placeholder that a comment consists of: it was hidden when the section had content.
fn hidden_placeholder(block: &Block) -> Option<Placeholder> {
    let Block::Comment(comment) = block else {
        return None;
    };
    // Sections have placeholders.
    let page = format!("+++\ntitle = \"-\"\n+++\n\n## -\n\n{}\n", comment.text);
    let issue = parse_issue(&page, &Options::default()).ok()?;
    match issue.sections.first()?.body() {
        [Block::Placeholder(placeholder)] => Some(placeholder.clone()),
        _ => None,
    }
}

/// Adds comments that stood in entries and that other issues have too: what they say to contributors may stand behind the last entry.
fn push_comments(comments: Vec<Block>, kept: &mut Vec<Block>) {
    for block in comments {
        let is_shown = hidden_placeholder(&block).is_some() && placeholder_in(kept).is_some();
        if !is_shown && !kept.contains(&block) {
            kept.push(block);
        }
    }
}

/// Which blocks of a section's body stay.
fn kept_blocks(
    body: &[Block],
    title: &Line,
    kind: SectionKind,
    known: Option<&Boilerplate<'_>>,
) -> Vec<bool> {
    let first_prose = body.iter().position(
        |block| matches!(block, Block::Prose(prose) if is_paragraph(prose.markdown.as_str())),
    );
    let mut is_kept: Vec<bool> = body
        .iter()
        .enumerate()
        .map(|(number, block)| match block {
            Block::Comment(_) | Block::Definition(_) | Block::More | Block::Placeholder(_) => true,
            Block::List(_) | Block::Tasks(_) | Block::Thanks(_) if kind != SectionKind::Other => {
                false
            }
            Block::Prose(_) if Some(number) == first_prose => true,
            Block::Prose(_) if known.is_none() => true,
            block => known.is_some_and(|known| known.has_block(title, block)),
        })
        .collect();
    for number in 1..body.len() {
        if !is_kept[number] && leads_to_next(&body[number - 1]) {
            is_kept[number - 1] = false;
        }
    }
    is_kept
}

/// Whether prose may introduce a section: it is no table, no image, no numbered list and no HTML.
fn is_paragraph(markdown: &str) -> bool {
    let behind_number = markdown.trim_start_matches(|it: char| it.is_ascii_digit());
    let is_numbered = behind_number.len() < markdown.len() && behind_number.starts_with(['.', ')']);
    !is_numbered && !markdown.starts_with(['|', '<']) && !markdown.starts_with("![")
}

/// Whether a block is a sentence that only makes sense before what follows: "We merged these changes:".
fn leads_to_next(block: &Block) -> bool {
    let Block::Prose(prose) = block else {
        return false;
    };
    let is_around = |it: char| it.is_whitespace() || it == '*' || it == '_';
    let text = prose.markdown.as_str().trim_end_matches(is_around);
    text.ends_with(':')
}

/// Drops the entries; says whether there were some.
fn drop_entries(section: &mut Section) -> bool {
    fn drop_all<E>(content: &mut SectionContent<E>) -> bool {
        let had_entries = !content.entries.is_empty();
        content.entries.clear();
        had_entries
    }
    match section {
        Section::ProjectUpdates(content) => drop_all(content),
        Section::PersonalProjects(content) => drop_all(content),
        Section::CallForParticipation(content)
        | Section::News(content)
        | Section::Other(content) => drop_all(content),
        _ => false,
    }
}

/// The placeholder that is set for a section, else the one that the newsletter has used last in a section with that title.
fn placeholder_of(
    section: &Section,
    earlier: &[&Issue],
    usual: &[UsualSection],
) -> Option<Placeholder> {
    let same = earlier.iter().rev().flat_map(|issue| &issue.sections);
    let used = same
        .filter(|other| is_same_title(other.title(), section.title()))
        .find_map(|other| placeholder_in(other.body()));
    let usual = usual.iter().find(|usual| usual.is_titled(section.title()));
    let set = usual.and_then(|usual| usual.placeholder.as_ref());
    match (set, used) {
        // What is set says nothing of how the tags stand.
        (Some(set), Some(used)) if set.text == used.text => Some(used.clone()),
        (Some(set), _) => Some(set.clone()),
        (None, used) => used.cloned(),
    }
}

/// The first placeholder of a body.
pub(crate) fn placeholder_in(body: &[Block]) -> Option<&Placeholder> {
    body.iter().find_map(|block| match block {
        Block::Placeholder(placeholder) => Some(placeholder),
        _ => None,
    })
}
