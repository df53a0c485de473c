//! Messages about files, as `rustc` shows them.

use std::borrow::Cow;
use std::io;
use std::path::Path;

use annotate_snippets::{AnnotationKind, Level, Origin, Renderer, Snippet};
use newsletter_export::{JsonError, JsonErrorKind};
use newsletter_parse::{Document, IssueError, ParseError, ParseErrorKind};

use crate::output;
use crate::output::excerpt::Excerpt;

/// Something that is wrong with a file.
#[derive(Debug)]
pub(crate) struct Problem {
    title: String,
    file: Option<String>,
    excerpts: Vec<Excerpt>,
    help: Option<String>,
}

impl Problem {
    pub(crate) fn new(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            file: None,
            excerpts: Vec::new(),
            help: None,
        }
    }

    /// Sets the file, and where in it that is known.
    pub(crate) fn in_file(mut self, label: impl Into<String>) -> Self {
        self.file = Some(label.into());
        self
    }

    pub(crate) fn with_excerpt(mut self, excerpt: Excerpt) -> Self {
        self.excerpts.push(excerpt);
        self
    }

    /// Sets what to do next.
    pub(crate) fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// A file that the system does not read or write.
    pub(crate) fn of_system(doing: &str, path: &Path, error: &io::Error) -> Self {
        Self::new(format!(
            "cannot {doing} `{}`: {}",
            path.display(),
            output::reason(error)
        ))
    }

    /// A source that is no issue.
    pub(crate) fn of_source(error: &ParseError, source: &[u8], label: &str) -> Self {
        let mut problem = Self::new(error.to_string()).in_file(label);
        if error.kind() != ParseErrorKind::TooLong {
            problem = problem.with_excerpt(Excerpt::of(source, error.span()));
        }
        match next_step(error.kind()) {
            Some(help) => problem.with_help(help),
            None => problem,
        }
    }

    /// An issue that no text reads as, though it was read from one.
    pub(crate) fn of_document(error: &IssueError, document: &Document, label: &str) -> Self {
        let title = format!("found {}, expected {}", error.found(), error.expected());
        let mut pointer = error.pointer();
        while !pointer.is_empty() {
            if let Some(span) = document.span(pointer) {
                let excerpt = Excerpt::of(document.source().as_bytes(), span);
                return Self::new(title).in_file(label).with_excerpt(excerpt);
            }
            pointer = pointer.rsplit_once('/').map_or("", |(outer, _)| outer);
        }
        Self::new(title).in_file(label)
    }

    /// An issue of somebody's JSON that no text reads as.
    pub(crate) fn of_issue(error: &IssueError, label: &str) -> Self {
        Self::new(format!(
            "found {}, expected {}",
            error.found(),
            error.expected()
        ))
        .in_file(at_pointer(label, error.pointer()))
    }

    /// A text that starts on a line of a file, and is no issue as JSON.
    pub(crate) fn of_json(
        error: &JsonError,
        text: &str,
        first_line: usize,
        label: &str,
        record_label: &str,
    ) -> Self {
        let problem = Self::new(format!(
            "found {}, expected {}",
            error.found(),
            error.expected()
        ));
        match error.position() {
            Some(position) => {
                let excerpt =
                    Excerpt::at(text, position.line, position.column).further_down(first_line - 1);
                problem.in_file(label).with_excerpt(excerpt)
            }
            None => problem.in_file(at_pointer(record_label, error.pointer())),
        }
    }

    /// A result of a filter that is no issue.
    pub(crate) fn of_result(error: &JsonError, label: &str) -> Self {
        let result = match error.kind() {
            // The text is not shown: nobody has written it.
            JsonErrorKind::Syntax => {
                return Self::new(
                    "found a value that JSON does not have, such as `nan`, in the result of the filter, expected an issue",
                )
                .in_file(label);
            }
            JsonErrorKind::WrongType if error.pointer().is_empty() => {
                " as the result of the filter"
            }
            _ if error.pointer().is_empty() => " in the result of the filter",
            _ => "",
        };
        let (found, expected) = (error.found(), error.expected());
        Self::new(format!("found {found}{result}, expected {expected}"))
            .in_file(at_pointer(label, error.pointer()))
    }

    /// What is wrong, and what to do about it.
    pub(crate) fn message(&self) -> (&str, Option<&str>) {
        (&self.title, self.help.as_deref())
    }

    /// The file, and the line and column in it, where they are known.
    pub(crate) fn place(&self) -> (Option<&str>, Option<(usize, usize)>) {
        let excerpt = self.excerpts.first();
        let position = excerpt.map(|excerpt| (excerpt.number, excerpt.column()));
        (self.file.as_deref(), position)
    }

    pub(crate) fn render(&self, level: &Level<'_>, renderer: &Renderer) -> String {
        let file = self.file.as_deref().map(visible);
        let mut group = level
            .clone()
            .primary_title(self.title.as_str())
            .elements(None::<Origin<'_>>);
        for excerpt in &self.excerpts {
            if !excerpt.is_legible() {
                let origin = Origin::path(file.as_deref().unwrap_or_default())
                    .line(excerpt.number)
                    .char_column(excerpt.column());
                group = group.element(origin);
                continue;
            }
            let snippet = Snippet::source(excerpt.line.as_str())
                .line_start(excerpt.number)
                .path(file.as_deref())
                .annotation(AnnotationKind::Primary.span(excerpt.part.clone()));
            group = group.element(snippet);
        }
        if let (Some(file), true) = (&file, self.excerpts.is_empty()) {
            group = group.element(Origin::path(file.as_ref()));
        }
        if let Some(help) = &self.help {
            group = group.element(Level::HELP.message(help.as_str()));
        }
        renderer.render(&[group])
    }
}

/// A label with its control characters escaped: a name in somebody's JSON cannot steer the terminal.
pub(crate) fn visible(label: &str) -> Cow<'_, str> {
    if !label.contains(steers) {
        return Cow::Borrowed(label);
    }
    let mut visible = String::with_capacity(label.len() + 8);
    for character in label.chars() {
        if steers(character) {
            visible.extend(character.escape_default());
        } else {
            visible.push(character);
        }
    }
    Cow::Owned(visible)
}

/// Whether a character changes how the text around it is shown: a control character, a line break, a bidi mark.
pub(crate) fn steers(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn at_pointer(label: &str, pointer: &str) -> String {
    if pointer.is_empty() {
        label.to_owned()
    } else {
        format!("{label} at {pointer}")
    }
}

/// What somebody does about a source that is no issue.
fn next_step(kind: ParseErrorKind) -> Option<&'static str> {
    match kind {
        ParseErrorKind::NotUtf8 => Some("save the file as UTF-8"),
        ParseErrorKind::Empty => {
            Some("start with front matter: `title = \"…\"` between two `+++` lines")
        }
        ParseErrorKind::MissingFrontMatter => {
            Some("put front matter first: `title = \"…\"` between two `+++` lines")
        }
        ParseErrorKind::YamlFrontMatter => Some("convert it to TOML between `+++` lines"),
        ParseErrorKind::UnclosedFrontMatter => Some("close the front matter with a line `+++`"),
        ParseErrorKind::MissingTitle => Some("add `title = \"…\"` to the front matter"),
        _ => None,
    }
}
