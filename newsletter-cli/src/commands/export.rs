use std::io;
use std::path::Path;

use newsletter_export::{Outcome, Record, SiteError, SiteWriter};

use crate::arguments::ExportArguments;
use crate::config::Config;
use crate::input;
use crate::input::json_input::{JsonInput, JsonRecord};
use crate::output;
use crate::output::diagnostics::Problem;
use crate::output::diff;
use crate::output::reporter::Reporter;
use crate::output::shower::Shower;
use crate::session::{Session, Stop};
use crate::site;

/// What became of the issues.
#[derive(Default)]
struct Report {
    /// The pages that change, in order.
    changed: Vec<(String, Outcome)>,
    unchanged: usize,
    refused: usize,
}

/// Writes issues into a site.
pub(crate) fn run(arguments: &ExportArguments, session: &mut Session) -> Result<(), Stop> {
    let inputs = inputs(arguments)?;
    let Some(config) = site::config(&arguments.site, session)? else {
        return Ok(());
    };
    let reporter = &mut session.reporter;
    reporter.count_issues();
    let mut writer = None;
    let mut report = Report::default();
    for input in inputs {
        match input {
            Ok(input) => {
                // In a site without issues the first one shows where they lie.
                let mut plan = |record: &Record| {
                    let path = record.path.as_deref();
                    let writer =
                        writer.get_or_insert_with(|| site_writer(arguments, &config, path));
                    writer.plan(record)
                };
                report.plan(input, &mut plan, reporter);
            }
            Err(problem) => report.refuse(&problem, reporter),
        }
    }
    let mut writer = writer.unwrap_or_else(|| site_writer(arguments, &config, None));
    report.changed.extend(writer.plan_sections());
    let mut out = Shower::new(!arguments.dry_run);
    let diffs = match arguments.diff {
        true => diffs(&writer),
        false => String::new(),
    };
    let written = match arguments.dry_run {
        true => Ok(()),
        false => writer.write(),
    };
    match written {
        Ok(()) if arguments.diff => out.show(&diffs)?,
        Ok(()) => out.show(&report.lines(arguments.dry_run))?,
        Err(error) => reporter.fail_at_end(&unwritten(&error)),
    }
    out.finish(reporter)?;
    if !reporter.has_failed() || report.refused > 0 {
        reporter.tell(&report.summary(arguments.dry_run));
    }
    Ok(())
}

/// The inputs; the inner error is one of a file.
fn inputs(arguments: &ExportArguments) -> Result<Vec<Result<JsonInput, Problem>>, Stop> {
    input::require_one_standard_input(&arguments.files)?;
    match arguments.files.is_empty() {
        true => Ok(vec![JsonInput::open(None)?]),
        false => arguments
            .files
            .iter()
            .map(|file| JsonInput::open(Some(file)))
            .collect(),
    }
}

/// A writer for a site; where nothing in it says so, the path of an issue shows where they lie.
fn site_writer(arguments: &ExportArguments, config: &Config, path: Option<&str>) -> SiteWriter {
    let pattern = site::pattern(arguments.path.as_ref(), config, &arguments.site);
    let pattern = pattern.or_else(|| site::pattern_of(path?));
    let writer = SiteWriter::new(&arguments.site)
        .with_pattern(pattern.unwrap_or_default())
        .with_options(config.options.clone());
    match &config.title {
        Some(title) => writer.with_title(title),
        None => writer,
    }
}

/// How the pages change.
fn diffs(writer: &SiteWriter) -> String {
    let is_colored = output::is_colored(&io::stdout());
    let changes = writer.changes();
    let diffs = changes.map(|(path, before, text)| {
        let before = before.map_or(("/dev/null", ""), |before| (path, before));
        diff::unified(before, (path, text), is_colored)
    });
    diffs.collect()
}

fn unwritten(error: &SiteError) -> Problem {
    let problem = match error {
        SiteError::System { path, error } => Problem::of_system("write", Path::new(path), error),
        error => Problem::new(error.to_string()),
    };
    problem.with_help("mend that, and run the command again: pages that are written already stay as they are then")
}

impl Report {
    fn plan(&mut self, input: JsonInput, plan: &mut Plan<'_>, reporter: &mut Reporter) {
        let label = input.label.clone();
        let mut is_empty = true;
        for json in input {
            is_empty = false;
            match json.and_then(|json| planned(&json, plan)) {
                Ok((_, Outcome::Unchanged)) => self.unchanged += 1,
                Ok(changed) => self.changed.push(changed),
                Err(problem) => {
                    self.refuse(&problem, reporter);
                    continue;
                }
            }
            reporter.done();
        }
        if is_empty {
            let problem = Problem::new("found no JSON, expected issues").in_file(label);
            self.refuse(&problem, reporter);
        }
    }

    fn refuse(&mut self, problem: &Problem, reporter: &mut Reporter) {
        self.refused += 1;
        reporter.fail_at_end(problem);
    }

    /// A line for each page that changes.
    fn lines(&self, is_dry: bool) -> String {
        let lines = self.changed.iter();
        let lines = lines.map(|(path, outcome)| format!("{} {path}\n", words(*outcome, is_dry)));
        lines.collect()
    }

    /// Such as `2 written, 1 updated, 3 unchanged`.
    fn summary(&self, is_dry: bool) -> String {
        let count = |wanted| {
            let outcomes = self.changed.iter();
            outcomes.filter(|(_, outcome)| *outcome == wanted).count()
        };
        let counts = [
            (count(Outcome::Written), words(Outcome::Written, is_dry)),
            (count(Outcome::Updated), words(Outcome::Updated, is_dry)),
            (self.unchanged, "unchanged"),
            (self.refused, "refused"),
        ];
        let counts = counts.iter().filter(|(count, _)| *count > 0);
        let words: Vec<String> = counts
            .map(|(count, words)| format!("{count} {words}"))
            .collect();
        words.join(", ")
    }
}

fn words(outcome: Outcome, is_dry: bool) -> &'static str {
    match (outcome, is_dry) {
        (Outcome::Written, false) => "written",
        (Outcome::Written, true) => "would be written",
        (_, false) => "updated",
        (_, true) => "would be updated",
    }
}

/// Plans the page of an issue in a site.
type Plan<'p> = dyn FnMut(&Record) -> Result<(String, Outcome), SiteError> + 'p;

fn planned(json: &JsonRecord, plan: &mut Plan<'_>) -> Result<(String, Outcome), Problem> {
    let record = json.record()?;
    plan(&record).map_err(|error| {
        let (title, label) = (error.to_string(), json.label.as_str());
        match &error {
            SiteError::Issue(error) => Problem::of_issue(error, label),
            SiteError::System { path, error } => {
                Problem::of_system("write", Path::new(path), error).in_file(label)
            }
            SiteError::Path(_) | SiteError::Repeated(_) if record.path.is_some() => {
                Problem::new(title).in_file(format!("{label} at /path"))
            }
            SiteError::Address { key, .. } => {
                Problem::new(title).in_file(format!("{label} at /front_matter/{key}"))
            }
            SiteError::NoPlace => Problem::new(title)
                .in_file(label)
                .with_help("name the month: \"extra\": { \"month\": \"June 2031\" }"),
            SiteError::Changed(_) => Problem::new(title).in_file(label).with_help(
                "read the page again (newsletter import --lossless), or leave `source` out",
            ),
            _ => Problem::new(title).in_file(label),
        }
    })
}
