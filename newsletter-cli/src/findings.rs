//! Findings as people and programs read them.

mod github;
mod human;
mod json;
mod sarif;

use newsletter_check::{Diagnostic, Related};
use newsletter_parse::{Position, Span};
use serde_json::Value;

use crate::arguments::Format;
use crate::output::diagnostics::Problem;
use crate::output::positions::Positions;

/// What was found in a page.
pub(crate) struct PageFindings<'p> {
    /// How messages name the page.
    label: &'p str,
    source: &'p str,
    positions: Positions<'p>,
    found: &'p [Diagnostic],
    /// How messages name the issue that rules know by a path.
    label_of: &'p dyn Fn(&str) -> String,
}

impl<'p> PageFindings<'p> {
    pub(crate) fn new(
        label: &'p str,
        source: &'p str,
        found: &'p [Diagnostic],
        label_of: &'p dyn Fn(&str) -> String,
    ) -> Self {
        Self {
            label,
            source,
            positions: Positions::new(source),
            found,
            label_of,
        }
    }

    /// How messages name the page that a place is in.
    fn label_of(&self, related: &Related) -> String {
        let other = related.path.as_deref().map(self.label_of);
        other.unwrap_or_else(|| self.label.to_owned())
    }

    /// Where a finding starts and ends.
    fn region(&self, span: Span) -> (Position, Position) {
        (self.positions.of(span.start), self.positions.of(span.end))
    }

    /// The findings in a format.
    pub(crate) fn rendered(&self, format: Format, is_colored: bool) -> Rendered {
        match format {
            Format::Human => Rendered::Text(human::text(self, is_colored)),
            Format::Json => Rendered::Text(json::lines(self)),
            Format::Github => Rendered::Text(github::annotations(self)),
            Format::Sarif => Rendered::Results(sarif::results(self)),
        }
    }
}

/// The findings of a page, ready to be written.
pub(crate) enum Rendered {
    Text(String),
    /// The results of a SARIF log.
    Results(Vec<Value>),
}

/// The findings of all pages, in the order in which they are shown.
pub(crate) struct Log {
    format: Format,
    results: Vec<Value>,
    /// Why pages could not be checked, as notifications of a SARIF log.
    notifications: Vec<Value>,
}

impl Log {
    pub(crate) fn new(format: Format) -> Self {
        Self {
            format,
            results: Vec::new(),
            notifications: Vec::new(),
        }
    }

    /// Adds why a page could not be checked, and gives what programs are shown of it at once.
    pub(crate) fn fail(&mut self, problem: &Problem) -> String {
        match self.format {
            Format::Human => String::new(),
            Format::Json => json::failure(problem),
            Format::Github => github::failure(problem),
            Format::Sarif => {
                self.notifications.push(sarif::notification(problem));
                String::new()
            }
        }
    }

    /// Adds the findings of a page, and gives what is shown of them at once.
    pub(crate) fn add(&mut self, findings: Rendered) -> String {
        match findings {
            Rendered::Text(text) => text,
            Rendered::Results(results) => {
                self.results.extend(results);
                String::new()
            }
        }
    }

    /// What is shown behind the findings of all pages.
    pub(crate) fn end(self, has_read_all: bool) -> String {
        match self.format {
            Format::Sarif => {
                let log = sarif::log(&self.results, &self.notifications, has_read_all);
                format!("{log:#}\n")
            }
            _ => String::new(),
        }
    }
}

/// The path of a page without what leads nowhere, with `/` between the parts.
fn plain_path(label: &str) -> String {
    let path = label.replace(std::path::MAIN_SEPARATOR, "/");
    path.trim_start_matches("./").to_owned()
}

/// What is wrong with a page that could not be checked, and what to do about it.
fn message_of(problem: &Problem) -> String {
    match problem.message() {
        (title, Some(help)) => format!("{title}\nhelp: {help}"),
        (title, None) => title.to_owned(),
    }
}
