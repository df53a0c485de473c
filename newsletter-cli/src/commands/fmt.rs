use std::io::{self, Write};

use newsletter_export::{to_markdown, write_file};
use newsletter_parse::Document;

use crate::arguments::FmtArguments;
use crate::input::{self, Page};
use crate::output;
use crate::output::diagnostics::Problem;
use crate::output::diff;
use crate::output::excerpt::Excerpt;
use crate::output::reporter::Finding;
use crate::pipeline::for_pages;
use crate::session::{Session, Stop};

/// What is done with a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    Print,
    Check { is_colored: bool },
    Write,
}

/// What came of a page.
#[derive(Default)]
struct Formatted {
    /// What goes to standard output.
    text: String,
    warning: Option<Problem>,
    /// Whether a check found a difference.
    differs: bool,
}

/// Brings issues into canonical form.
pub(crate) fn run(arguments: &FmtArguments, session: &mut Session) -> Result<(), Stop> {
    let mode = mode(arguments)?;
    let Session {
        configs,
        pool,
        reporter,
    } = session;
    let pages = input::distinct_pages(&arguments.pages.paths, configs)?;
    let mut out = output::standard_output();
    let format = |page: Page| formatted(&page, mode, arguments.drop_comments);
    for_pages(pool, reporter, pages, format, |formatted, reporter| {
        // Counted first: it holds also where nobody reads the text.
        if formatted.differs {
            reporter.found(Finding::NotCanonical);
        } else {
            reporter.done();
        }
        out.write_all(formatted.text.as_bytes())?;
        if let Some(warning) = &formatted.warning {
            reporter.warn(warning);
        }
        Ok(())
    })?;
    Ok(out.flush()?)
}

fn mode(arguments: &FmtArguments) -> Result<Mode, Stop> {
    let paths = &arguments.pages.paths;
    let usage = |message: &str| Err(Stop::Usage(message.to_owned()));
    if arguments.check {
        return Ok(Mode::Check {
            is_colored: output::is_colored(&io::stdout()),
        });
    }
    if arguments.write {
        input::require_files(paths)?;
        return Ok(Mode::Write);
    }
    if paths.len() > 1 || paths.iter().any(|path| path.is_dir()) {
        return usage("several pages need --check or --write: only one can be printed");
    }
    Ok(Mode::Print)
}

fn formatted(page: &Page, mode: Mode, drop_comments: bool) -> Result<Formatted, Problem> {
    let label = page.label();
    let document = page.read()?;
    let text = to_markdown(document.issue(), page.options())
        .map_err(|error| Problem::of_document(&error, &document, &label))?;
    let is_same = text == document.source();
    let comments = if drop_comments {
        None
    } else {
        comments(&document, &label)
    };
    match (mode, &page.file) {
        (Mode::Check { .. }, _) | (Mode::Write, _) if is_same => Ok(Formatted::default()),
        (Mode::Check { is_colored }, _) => Ok(Formatted {
            text: diff::unified(
                (&label, document.source()),
                (&format!("{label} (canonical)"), &text),
                is_colored,
            ),
            differs: true,
            ..Formatted::default()
        }),
        (Mode::Write, Some(file)) => {
            if let Some(comments) = comments {
                return Err(
                    comments.with_help("move them elsewhere, or let them go with --drop-comments")
                );
            }
            write_file(file, &text, Some(document.source()))
                .map_err(|error| Problem::of_system("write", file, &error))?;
            Ok(Formatted::default())
        }
        (Mode::Print | Mode::Write, _) => Ok(Formatted {
            text,
            warning: comments,
            ..Formatted::default()
        }),
    }
}

/// The comments in the front matter, which the canonical form does not have.
fn comments(document: &Document, label: &str) -> Option<Problem> {
    let comments = document.front_matter_comments();
    let title = match comments.len() {
        0 => return None,
        1 => "found a comment in the front matter, which is lost in canonical form".to_owned(),
        count => {
            format!("found {count} comments in the front matter, which are lost in canonical form")
        }
    };
    let excerpts = comments
        .iter()
        .map(|span| Excerpt::of(document.source().as_bytes(), *span));
    Some(excerpts.fold(Problem::new(title).in_file(label), Problem::with_excerpt))
}
