//! What every issue of a newsletter says again.

use std::collections::HashSet;

use newsletter_model::{Block, Issue, Line, Month, Section};

use crate::month;
use crate::usual::plain_title;

/// What other issues of a newsletter have in their sections.
#[derive(Debug, Default)]
pub(crate) struct Boilerplate<'i> {
    /// The titles of sections, without backticks.
    titles: HashSet<String>,
    /// The same, with the blocks in their bodies.
    blocks: HashSet<(String, &'i Block)>,
    /// The comments of all bodies.
    comments: HashSet<&'i Block>,
}

impl<'i> Boilerplate<'i> {
    /// What the issues say, with the titles that they would have in a month; `None` where there are none, and so nothing is known.
    pub(crate) fn of(issues: &[&'i Issue], month: Option<Month>) -> Option<Self> {
        if issues.is_empty() {
            return None;
        }
        let mut known = Self::default();
        for issue in issues {
            for section in &issue.sections {
                let title = title_in(month, section.title(), issue);
                let blocks = section.body().iter();
                known
                    .blocks
                    .extend(blocks.map(|block| (title.clone(), block)));
                known.titles.insert(title);
            }
        }
        let bodies = issues.iter().flat_map(|issue| issue.bodies());
        let comments = bodies.flatten();
        known
            .comments
            .extend(comments.filter(|block| matches!(block, Block::Comment(_))));
        Some(known)
    }

    /// Whether another issue has a section with that title, months aside.
    pub(crate) fn has_section(&self, section: &Section) -> bool {
        self.titles.contains(&plain_title(section.title()))
    }

    /// Whether another issue has that comment.
    pub(crate) fn has_comment(&self, block: &Block) -> bool {
        self.comments.contains(block)
    }

    /// Whether another issue has that block in a section with that title.
    pub(crate) fn has_block(&self, title: &Line, block: &Block) -> bool {
        self.blocks.contains(&(plain_title(title), block))
    }
}

/// The title of a section, without backticks, as it would be in another month.
fn title_in(month: Option<Month>, title: &Line, issue: &Issue) -> String {
    let title = plain_title(title);
    match (month::of(issue), month) {
        (Some(own), Some(month)) => month::moved_on(&title, own, month),
        _ => title,
    }
}
