use std::io;

use jaq_json::Val;
use newsletter_export::{Record, from_json, update, write_file};
use newsletter_parse::Document;

use crate::arguments::EditArguments;
use crate::filter::{self, Filter};
use crate::input::{self, Page};
use crate::output;
use crate::output::diagnostics::Problem;
use crate::output::diff;
use crate::output::reporter::Finding;
use crate::output::shower::Shower;
use crate::pipeline::for_pages;
use crate::session::{Session, Stop};

/// What is done with an edited page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Mode {
    is_written: bool,
    shown: Shown,
}

/// What goes to standard output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shown {
    Nothing,
    Page,
    Diff { is_colored: bool },
}

/// What came of a page.
struct Edited {
    shown: String,
    is_changed: bool,
}

/// Changes issues by a filter, and writes each over its page.
pub(crate) fn run(arguments: &EditArguments, session: &mut Session) -> Result<(), Stop> {
    let filter = Filter::new(&arguments.filter)?;
    let mode = mode(arguments)?;
    let Session {
        configs,
        pool,
        reporter,
    } = session;
    let finding = if mode.is_written {
        Finding::Changed
    } else {
        Finding::WouldChange
    };
    let pages = input::distinct_pages(&arguments.pages.paths, configs)?;
    let mut out = Shower::new(mode.is_written);
    let edit = |page: Page| edited(&page, &filter, mode);
    for_pages(pool, reporter, pages, edit, |edited, reporter| {
        if edited.is_changed {
            reporter.found(finding);
        } else {
            reporter.done();
        }
        out.show(&edited.shown)
    })?;
    out.finish(reporter)
}

fn mode(arguments: &EditArguments) -> Result<Mode, Stop> {
    let paths = &arguments.pages.paths;
    let is_page = input::includes_standard_input(paths);
    if arguments.write {
        input::require_files(paths)?;
    }
    if is_page && paths.len() > 1 {
        return Err(Stop::Usage(
            "standard input is edited alone: give `-`, or files and folders".to_owned(),
        ));
    }
    let shown = if arguments.diff || (!arguments.write && !is_page) {
        Shown::Diff {
            is_colored: output::is_colored(&io::stdout()),
        }
    } else if is_page {
        Shown::Page
    } else {
        Shown::Nothing
    };
    Ok(Mode {
        is_written: arguments.write,
        shown,
    })
}

fn edited(page: &Page, filter: &Filter, mode: Mode) -> Result<Edited, Problem> {
    let label = page.label();
    let document = page.read()?;
    let record = result(page, &document, filter)?;
    let text =
        update(&document, &record.issue).map_err(|error| Problem::of_issue(&error, &label))?;
    let source = document.source();
    if let (true, Some(file)) = (mode.is_written, &page.file) {
        write_file(file, &text, Some(source))
            .map_err(|error| Problem::of_system("write", file, &error))?;
    }
    let is_changed = text != source;
    let shown = match mode.shown {
        Shown::Diff { is_colored } if is_changed => {
            diff::unified((&label, source), (&label, &text), is_colored)
        }
        Shown::Page => text,
        Shown::Diff { .. } | Shown::Nothing => String::new(),
    };
    Ok(Edited { shown, is_changed })
}

/// The issue that a filter makes of the issue of a page.
fn result(page: &Page, document: &Document, filter: &Filter) -> Result<Record, Problem> {
    let label = page.label();
    let mut record = Record::new(document.issue().clone());
    record.path.clone_from(&page.path);
    let json = json_with_tables(&record);
    let mut results = filter.run(filter::read(&json, &label)?, &label);
    let unlike = |found: &str| {
        Problem::new(format!("found {found} of the filter, expected one issue")).in_file(&label)
    };
    let first = results.next().ok_or_else(|| {
        unlike("no result").with_help("to change some pages alone: if … then … else . end")
    })??;
    match results.next() {
        None => {}
        Some(Err(problem)) => return Err(problem),
        Some(Ok(_)) => return Err(unlike("a second result")),
    }
    let mut edited = record_of(&filter::without_nulls(first), &label)?;
    refuse_beside(&record, &edited, &label)?;
    if record.issue.front_matter.taxonomies.is_none() {
        let taxonomies = &mut edited.issue.front_matter.taxonomies;
        *taxonomies = taxonomies
            .take()
            .filter(|taxonomies| !taxonomies.is_empty());
    }
    Ok(edited)
}

/// The JSON of an issue, also with the tables that it does not have: a filter cannot add a key to what is not there.
fn json_with_tables(record: &Record) -> String {
    let mut json = serde_json::json!(record);
    if let Some(front_matter) = json["front_matter"].as_object_mut() {
        for table in ["taxonomies", "extra"] {
            front_matter
                .entry(table)
                .or_insert_with(|| serde_json::json!({}));
        }
    }
    json.to_string()
}

/// Reads the issue that is the result of a filter.
fn record_of(value: &Val, label: &str) -> Result<Record, Problem> {
    let mut json = Vec::new();
    filter::write(value, true, false, &mut json)
        .map_err(|error| Problem::new(error.to_string()).in_file(label))?;
    let json = String::from_utf8(json).map_err(|_| {
        Problem::new("found bytes that are not UTF-8 in the result of the filter, expected text")
            .in_file(label)
    })?;
    from_json(&json).map_err(|error| Problem::of_result(&error, label))
}

/// A filter changes the issue, and not what stands beside it.
fn refuse_beside(before: &Record, after: &Record, label: &str) -> Result<(), Problem> {
    if after.path.is_some() && after.path != before.path {
        let shown = |path: &Option<String>| match path {
            Some(path) => format!("`{path}`"),
            None => "none".to_owned(),
        };
        let (found, expected) = (shown(&after.path), shown(&before.path));
        let title = format!("found the path {found}, expected {expected}");
        return Err(Problem::new(title)
            .in_file(format!("{label} at /path"))
            .with_help(
                "an edit changes the issue and not where it is kept; move the file instead",
            ));
    }
    if after.source.is_some() {
        let title = "found a `source`, expected none: the page itself is what is written over";
        return Err(Problem::new(title).in_file(format!("{label} at /source")));
    }
    Ok(())
}
