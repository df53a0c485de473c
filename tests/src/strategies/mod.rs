//! Strategies for every part of the model, in files of the same names as in the model.
//!
//! Each strategy takes a [`Level`]: [`Level::Valid`] yields what a tool or a person would build, so
//! that a text must exist for it; [`Level::Any`] yields whatever the types allow, so that an error is
//! a right answer as well.

mod block;
mod byline;
mod call_for_participation;
mod date;
mod definition;
mod destination;
mod entry;
mod entry_heading;
mod front_matter;
mod issue;
mod label;
mod list;
mod month;
mod person;
mod personal_project;
mod placeholder;
mod project_update;
mod prose;
mod section;
mod source;
mod text;
mod thanks;
mod value;

pub use block::{Place, block, body};
pub use byline::byline;
pub use call_for_participation::{task, tasks};
pub use date::date;
pub use definition::definition;
pub use destination::destination;
pub use entry::entry;
pub use entry_heading::entry_heading;
pub use front_matter::{extra, front_matter};
pub use issue::{any_issue, issue, valid_issue};
pub use label::label;
pub use list::{item, list};
pub use month::month;
pub use person::{Naming, handle, people, person};
pub use personal_project::personal_project;
pub use placeholder::placeholder;
pub use project_update::project_update;
pub use prose::{comment, prose};
pub use section::{section, section_of};
pub use source::{mutated, odd_page_source, page_source};
pub use text::{inline, line, plain_line, plain_text};
pub use thanks::thanks;
pub use value::{table, value};

/// How far a strategy may go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// What a tool or a person would build: a text exists for it.
    Valid,
    /// Whatever the types allow.
    Any,
}
