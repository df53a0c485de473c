//! What every issue of a newsletter says again.

use std::collections::HashSet;

use newsletter_model::{Block, Issue, Section};

/// What other issues of a newsletter have in their sections.
#[derive(Debug, Default)]
pub(crate) struct Boilerplate<'i> {
    titles: HashSet<&'i str>,
    /// The titles of sections, with the blocks in their bodies.
    blocks: HashSet<(&'i str, &'i Block)>,
}

impl<'i> Boilerplate<'i> {
    /// What the issues say; `None` where there are none, and so nothing is known.
    pub(crate) fn of(issues: &[&'i Issue]) -> Option<Self> {
        if issues.is_empty() {
            return None;
        }
        let mut known = Self::default();
        for section in issues.iter().flat_map(|issue| &issue.sections) {
            let title = section.title().as_str();
            known.titles.insert(title);
            known
                .blocks
                .extend(section.body().iter().map(|block| (title, block)));
        }
        Some(known)
    }

    /// Whether another issue has a section with that title.
    pub(crate) fn has_section(&self, section: &Section) -> bool {
        self.titles.contains(section.title().as_str())
    }

    /// Whether another issue has that block in a section with that title.
    pub(crate) fn has_block(&self, title: &str, block: &Block) -> bool {
        self.blocks.contains(&(title, block))
    }
}
