use std::collections::HashSet;
use std::io::{self, Write};
use std::path::PathBuf;

use newsletter_check::{Answers, Diagnostic, Severity, rules, urls};
use newsletter_parse::Document;

use crate::arguments::{ALL, CheckArguments, Format, WARNINGS};
use crate::checked::Checked;
use crate::findings::{Log, PageFindings, Rendered};
use crate::input::{self, Page};
use crate::links;
use crate::output;
use crate::output::diagnostics::Problem;
use crate::output::diff;
use crate::output::reporter::{Finding, Reporter};
use crate::output::shower::Shower;
use crate::pipeline::in_order;
use crate::rule_pages;
use crate::session::{Session, Stop};
use crate::surroundings::{ReadPage, Surroundings};

/// What is done with a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    Check,
    /// The fixed page goes to standard output.
    PrintFixed,
    WriteFixed,
    ShowFixes {
        is_colored: bool,
    },
}

/// What came of a page.
struct Outcome {
    /// The fixed page, or the diff.
    text: String,
    findings: Rendered,
    checked: Checked,
    is_changed: bool,
}

/// Finds what is wrong with issues.
pub(crate) fn run(arguments: &CheckArguments, session: &mut Session) -> Result<(), Stop> {
    if arguments.list {
        return print(&rule_pages::list());
    }
    if let Some(code) = &arguments.explain {
        return print(&explained(code));
    }
    let mode = mode(arguments)?;
    let mut given = HashSet::new();
    let (pages, failed) = read(arguments, &mut given, session)?;
    session.configs.refuse_mistakes()?;
    let mut surroundings = Surroundings::new(&pages, &given, arguments, session)?;
    if arguments.links.links {
        surroundings.set_answers(&answers(&pages, arguments, session));
    }
    let run = Run {
        arguments,
        mode,
        surroundings,
        is_colored: match mode {
            Mode::PrintFixed => output::is_colored(&io::stderr()),
            _ => output::is_colored(&io::stdout()),
        },
    };
    run.check(pages, &failed, session)
}

fn print(text: &str) -> Result<(), Stop> {
    let mut out = output::standard_output();
    out.write_all(text.as_bytes())?;
    Ok(out.flush()?)
}

fn explained(code: &str) -> String {
    if code == ALL {
        return rule_pages::all();
    }
    let rule = rules().iter().find(|rule| rule.code == code);
    rule.map(rule_pages::page).unwrap_or_default()
}

fn mode(arguments: &CheckArguments) -> Result<Mode, Stop> {
    let paths = &arguments.pages.paths;
    let includes_input = input::includes_standard_input(paths);
    if !arguments.fix {
        return Ok(Mode::Check);
    }
    if arguments.diff && arguments.format != Format::Human {
        return Err(Stop::Usage(
            "--diff shows the changes, and no findings: leave --format out".to_owned(),
        ));
    }
    if includes_input && paths.len() > 1 {
        return Err(Stop::Usage(
            "standard input is fixed alone: give `-`, or files and folders".to_owned(),
        ));
    }
    Ok(if arguments.diff {
        Mode::ShowFixes {
            is_colored: output::is_colored(&io::stdout()),
        }
    } else if includes_input {
        Mode::PrintFixed
    } else {
        Mode::WriteFixed
    })
}

/// Reads the pages that are to be checked, and remembers their files. Each is counted here, and those that fail are told.
fn read(
    arguments: &CheckArguments,
    given: &mut HashSet<PathBuf>,
    session: &mut Session,
) -> Result<(Vec<ReadPage>, Vec<Problem>), Stop> {
    let Session {
        configs,
        pool,
        reporter,
    } = session;
    let found = input::distinct_pages(&arguments.pages.paths, configs)?;
    let found = found.inspect(|page| {
        let file = page.as_ref().ok().and_then(|page| page.file.as_ref());
        given.extend(file.and_then(|file| file.canonicalize().ok()));
    });
    let (mut pages, mut failed) = (Vec::new(), Vec::new());
    let read = |page: Result<Page, Problem>| ReadPage::new(page?);
    in_order(pool, found, read, |page| {
        match page {
            Ok(page) => {
                pages.push(page);
                reporter.done();
            }
            Err(problem) => {
                reporter.fail(&problem);
                failed.push(problem);
            }
        }
        Ok(())
    })?;
    reporter.end_progress();
    Ok((pages, failed))
}

/// Asks the network for the links of all pages.
fn answers(pages: &[ReadPage], arguments: &CheckArguments, session: &Session) -> Answers {
    let urls = pages.iter().flat_map(|page| urls(&page.document)).collect();
    links::ask(&urls, &arguments.links, &session.reporter)
}

/// A run over pages that are read.
struct Run<'a> {
    arguments: &'a CheckArguments,
    mode: Mode,
    surroundings: Surroundings,
    is_colored: bool,
}

impl Run<'_> {
    fn check(
        &self,
        pages: Vec<ReadPage>,
        failed: &[Problem],
        session: &mut Session,
    ) -> Result<(), Stop> {
        let Session { pool, reporter, .. } = session;
        let mut out = Shower::new(self.mode == Mode::WriteFixed);
        let mut log = Log::new(self.arguments.format);
        for problem in failed {
            self.show_findings(&log.fail(problem), &mut out)?;
        }
        in_order(
            pool,
            pages.into_iter(),
            |page| self.outcome(page),
            |outcome| match outcome {
                Ok(outcome) => self.take(outcome, &mut log, &mut out, reporter),
                Err(problem) => {
                    reporter.fail_later(&problem);
                    self.show_findings(&log.fail(&problem), &mut out)
                }
            },
        )?;
        let end = log.end(!reporter.has_failed());
        self.show_findings(&end, &mut out)?;
        out.finish(reporter)
    }

    fn outcome(&self, page: ReadPage) -> Result<Outcome, Problem> {
        let label = page.page.label();
        let (file, home) = (page.page.file.clone(), page.home.clone());
        let before = page.document.source().to_owned();
        let checked = self.checked(page, &label);
        let after = checked.document.source();
        if let (Mode::WriteFixed, Some(file)) = (self.mode, &file) {
            newsletter_export::write_file(file, after, Some(&before))
                .map_err(|error| Problem::of_system("write", file, &error))?;
        }
        let label_of = |path: &str| self.surroundings.label(&home, path);
        let findings = PageFindings::new(&label, after, &checked.found, &label_of);
        Ok(Outcome {
            text: self.text(&label, &before, after),
            findings: findings.rendered(self.arguments.format, self.is_colored),
            is_changed: after != before,
            checked,
        })
    }

    /// A page with what is wrong with it, fixed where that is asked for.
    fn checked(&self, page: ReadPage, label: &str) -> Checked {
        let (path, checker) = self.surroundings.of(&page);
        let check = |document: &Document| {
            let mut found = checker.check(document, path.as_deref());
            self.deny(&mut found);
            found
        };
        let checked = Checked::new(page.document, check);
        match self.mode {
            Mode::Check => checked,
            _ => checked.fixed(check, label),
        }
    }

    /// What is shown of a page beside its findings.
    fn text(&self, label: &str, before: &str, after: &str) -> String {
        match self.mode {
            Mode::PrintFixed => after.to_owned(),
            Mode::ShowFixes { is_colored } if after != before => {
                diff::unified((label, before), (label, after), is_colored)
            }
            _ => String::new(),
        }
    }

    /// Makes warnings errors where that is asked for.
    fn deny(&self, found: &mut [Diagnostic]) {
        if !self.arguments.deny.iter().any(|code| code == WARNINGS) {
            return;
        }
        for diagnostic in found {
            if diagnostic.severity == Severity::Warning {
                diagnostic.severity = Severity::Error;
            }
        }
    }

    fn take(
        &self,
        outcome: Outcome,
        log: &mut Log,
        out: &mut Shower,
        reporter: &mut Reporter,
    ) -> Result<(), Stop> {
        // Counted first: it holds also where nobody reads the text.
        reporter.tally(&outcome.checked.found);
        match self.mode {
            Mode::WriteFixed if outcome.is_changed => reporter.found_later(Finding::Changed),
            Mode::ShowFixes { .. } if outcome.is_changed => {
                reporter.found_later(Finding::WouldChange);
            }
            _ => {}
        }
        if let Some(problem) = &outcome.checked.problem {
            reporter.fail_later(problem);
            self.show_findings(&log.fail(problem), out)?;
        }
        out.show(&outcome.text)?;
        let text = log.add(outcome.findings);
        self.show_findings(&text, out)
    }

    /// Shows findings where standard output has nothing else.
    fn show_findings(&self, text: &str, out: &mut Shower) -> Result<(), Stop> {
        match self.mode {
            Mode::Check | Mode::WriteFixed => out.show(text),
            Mode::PrintFixed => {
                // Where standard error is closed there is nobody to tell.
                let _ = io::stderr().lock().write_all(text.as_bytes());
                Ok(())
            }
            Mode::ShowFixes { .. } => Ok(()),
        }
    }
}
