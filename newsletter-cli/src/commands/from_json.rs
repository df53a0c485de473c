use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use newsletter_export::{to_markdown, update};
use newsletter_parse::{Document, Options, parse_bytes};

use crate::arguments::FromJsonArguments;
use crate::config::Config;
use crate::input::json_input::{JsonInput, JsonRecord};
use crate::input::neighbors;
use crate::input::{self, Page};
use crate::output;
use crate::output::diagnostics::Problem;
use crate::pipeline::in_order;
use crate::session::{Session, Stop};
use crate::target::{self, TargetFolder};

/// Writes Markdown from JSON.
pub(crate) fn run(arguments: &FromJsonArguments, session: &mut Session) -> Result<(), Stop> {
    check(arguments)?;
    let opened = JsonInput::open(arguments.path.as_deref())?;
    let config = config(arguments, session)?;
    let base = arguments.base.as_deref().map(Page::of);
    let base = base.map(|page| page.with_config(config.clone()).read());
    let base = base.transpose();
    let (input, base) = match (opened, base) {
        (Ok(input), Ok(base)) => (input, base),
        (Err(problem), _) | (_, Err(problem)) => {
            session.reporter.fail(&problem);
            return Ok(());
        }
    };
    match &arguments.output {
        Some(output) if is_folder(output) => {
            let folder = TargetFolder::new(output, arguments.force);
            write_folder(input, folder, &config.options, session)
        }
        output => {
            let target = Target {
                file: output.as_deref(),
                is_forced: arguments.force,
            };
            write_one(input, base.as_ref(), &target, &config.options, session)
        }
    }
}

/// What people have agreed on where the issues go, else where they come from.
fn config(arguments: &FromJsonArguments, session: &mut Session) -> Result<Arc<Config>, Stop> {
    let folder = match (&arguments.output, &arguments.base) {
        (Some(output), _) if is_folder(output) => output.clone(),
        (Some(file), _) | (None, Some(file)) if !input::is_standard_input(file) => {
            neighbors::parent(file)
        }
        _ => PathBuf::from("."),
    };
    session.configs.of_folder(&folder)
}

/// Whether the arguments fit together.
fn check(arguments: &FromJsonArguments) -> Result<(), Stop> {
    let usage = |message: &str| Err(Stop::Usage(message.to_owned()));
    if arguments.force && arguments.output.is_none() {
        return usage("--force is for files in --output");
    }
    let Some(base) = &arguments.base else {
        return Ok(());
    };
    if arguments.output.as_deref().is_some_and(is_folder) {
        return usage("--base is for one issue: name a file in --output");
    }
    let json = arguments.path.as_deref();
    if input::is_standard_input(base) && json.is_none_or(input::is_standard_input) {
        return usage("--base and the JSON cannot both be standard input");
    }
    Ok(())
}

/// Whether a path names a folder: one that exists, one that ends in `/`, or a new name without extension.
fn is_folder(path: &Path) -> bool {
    let ends_open = path
        .as_os_str()
        .to_string_lossy()
        .ends_with(std::path::is_separator);
    path.is_dir() || ends_open || (!path.exists() && path.extension().is_none())
}

/// The text of an issue, and what is known of it.
struct Written {
    path: Option<String>,
    text: String,
    /// The source that the text was written over.
    base: Option<String>,
}

/// Writes an issue over a page, over its own source, or in canonical form.
fn written(
    json: &JsonRecord,
    base: Option<&Document>,
    options: &Options,
) -> Result<Written, Problem> {
    let record = json.record()?;
    let own = match (base, &record.source) {
        (None, Some(source)) => Some(own_base(source, json, options)?),
        _ => None,
    };
    let base = base.or(own.as_ref());
    let text = match base {
        Some(base) => update(base, &record.issue),
        None => to_markdown(&record.issue, options),
    };
    Ok(Written {
        path: record.path,
        text: text.map_err(|error| Problem::of_issue(&error, &json.label))?,
        base: base.map(|base| base.source().to_owned()),
    })
}

fn own_base(source: &str, json: &JsonRecord, options: &Options) -> Result<Document, Problem> {
    let label = format!("{} at /source", json.label);
    parse_bytes(source.as_bytes(), options)
        .map_err(|error| Problem::of_source(&error, source.as_bytes(), &label))
}

/// Where the only issue goes: a file, or standard output.
struct Target<'a> {
    file: Option<&'a Path>,
    is_forced: bool,
}

impl Target<'_> {
    /// Writes the text; whether standard output takes it is not a matter of the issue.
    fn write(&self, written: &Written) -> Result<Result<(), Problem>, Stop> {
        let Some(file) = self.file else {
            let mut out = output::standard_output();
            out.write_all(written.text.as_bytes())?;
            out.flush()?;
            return Ok(Ok(()));
        };
        // Without a base, the file that is named is the one to replace.
        let base = written.base.as_deref().filter(|_| !self.is_forced);
        Ok(match base {
            Some(base) if file.is_file() => {
                target::refuse_other_text(file, &written.text, Some(base))
                    .and_then(|()| write_file(file, &written.text, Some(base)))
            }
            _ => write_file(file, &written.text, None),
        })
    }
}

fn write_file(file: &Path, text: &str, before: Option<&str>) -> Result<(), Problem> {
    newsletter_export::write_file(file, text, before)
        .map_err(|error| Problem::of_system("write", file, &error))
}

/// Writes the only issue to standard output or to a file.
fn write_one(
    mut input: JsonInput,
    base: Option<&Document>,
    target: &Target<'_>,
    options: &Options,
    session: &mut Session,
) -> Result<(), Stop> {
    let first = input
        .next()
        .unwrap_or_else(|| Err(without_issue(&input.label)));
    let markdown = first.and_then(|json| written(&json, base, options));
    let done = match (markdown, input.next()) {
        (Err(problem), _) | (_, Some(Err(problem))) => Err(problem),
        (Ok(_), Some(Ok(json))) => Err(second_issue(&json, base.is_some())),
        (Ok(written), None) => target.write(&written)?,
    };
    match done {
        Ok(()) => session.reporter.done(),
        Err(problem) => session.reporter.fail(&problem),
    }
    Ok(())
}

fn without_issue(label: &str) -> Problem {
    Problem::new("found no JSON, expected an issue").in_file(label)
}

/// What stands behind the first issue, where one is expected.
fn second_issue(json: &JsonRecord, has_base: bool) -> Problem {
    if let Err(problem) = json.record() {
        return problem;
    }
    let problem = Problem::new("found a second issue, expected one").in_file(&json.label);
    problem.with_help(if has_base {
        "--base is the page of one issue; several have a `source` each (newsletter to-json --lossless)"
    } else {
        "name a folder for several issues: --output FOLDER"
    })
}

/// Writes each issue to its path below a folder.
fn write_folder(
    input: JsonInput,
    mut folder: TargetFolder,
    options: &Options,
    session: &mut Session,
) -> Result<(), Stop> {
    let Session { pool, reporter, .. } = session;
    reporter.count_issues();
    let label = input.label.clone();
    let mut is_empty = true;
    let convert = |json: Result<JsonRecord, Problem>| {
        let json = json?;
        written(&json, None, options).map(|written| (written, json.label))
    };
    in_order(pool, input, convert, |converted| {
        is_empty = false;
        let done = converted.and_then(|(written, label)| match &written.path {
            Some(path) => folder.write(path, &written.text, written.base.as_deref(), &label),
            None => Err(without_path(&label)),
        });
        match done {
            Ok(()) => reporter.done(),
            Err(problem) => reporter.fail(&problem),
        }
        Ok(())
    })?;
    if is_empty {
        reporter.fail(&without_issue(&label));
    }
    Ok(())
}

fn without_path(label: &str) -> Problem {
    Problem::new("found no `path`, expected the file below the folder, such as `2022-06/index.md`")
        .in_file(format!("{label} at /path"))
        .with_help("add `path` to the object, or name a file in --output")
}
