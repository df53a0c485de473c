//! What people and tools do to an issue: kinds of edits, each of which makes random choices of its own.
//!
//! Each edit yields a valid issue: one that `normalize` takes, and for which a text exists. The kinds stand in files
//! that are named like those of the model.

mod block;
mod bodies;
mod byline;
mod call_for_participation;
mod choice;
mod definition;
mod entry;
mod front_matter;
mod issue;
mod item;
mod list;
mod people;
mod prose;
mod section;
mod thanks;
mod tree;
mod words;

use newsletter_model::Issue;

use crate::smallness::Touched;

pub use bodies::bodies_mut;
pub use choice::Choice;

/// What an edit is about, where it names it: as many choices as there are ways to see it.
pub type Touches = Vec<Touched>;

/// How much an edit changes in the eyes of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Size {
    /// One node comes, goes, moves or changes.
    Small,
    /// A list or more changes.
    Large,
}

/// Whether an edit may make an issue that has no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Validity {
    /// There is always a text.
    Always,
    /// It may drop the definition of a label that is still in use.
    MayLoseDefinition,
}

/// A kind of edit.
#[derive(Debug, Clone, Copy)]
pub struct Kind {
    /// What it does.
    pub name: &'static str,
    /// How much it changes.
    pub size: Size,
    /// Whether its issues are all valid.
    pub validity: Validity,
    change: fn(&mut Issue, &mut Choice<'_>) -> Option<Touches>,
}

impl Kind {
    const fn small(
        name: &'static str,
        change: fn(&mut Issue, &mut Choice<'_>) -> Option<Touches>,
    ) -> Self {
        Self {
            name,
            size: Size::Small,
            validity: Validity::Always,
            change,
        }
    }

    const fn large(
        name: &'static str,
        change: fn(&mut Issue, &mut Choice<'_>) -> Option<Touches>,
    ) -> Self {
        Self {
            size: Size::Large,
            ..Self::small(name, change)
        }
    }

    /// The same kind, whose issues may refer to a definition that is gone.
    const fn may_lose_definition(self) -> Self {
        Self {
            validity: Validity::MayLoseDefinition,
            ..self
        }
    }

    /// Edits an issue; `None` where it has nothing to edit in this way, or where nothing changes.
    pub fn apply(&self, issue: &Issue, choice: &mut Choice<'_>) -> Option<(Issue, Touches)> {
        let mut edited = issue.clone();
        let touches = (self.change)(&mut edited, choice)?;
        (edited != *issue).then_some((edited, touches))
    }
}

/// All kinds.
pub fn kinds() -> Vec<Kind> {
    [
        front_matter::KINDS,
        people::KINDS,
        section::KINDS,
        entry::KINDS,
        byline::KINDS,
        list::KINDS,
        item::KINDS,
        prose::KINDS,
        block::KINDS,
        definition::KINDS,
        thanks::KINDS,
        call_for_participation::KINDS,
        issue::KINDS,
    ]
    .concat()
}
