//! What is told of files and counted, on standard error.

use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use annotate_snippets::{Level, Renderer};
use newsletter_check::{Diagnostic, Severity};

use crate::output;
use crate::output::diagnostics::Problem;
use crate::output::progress::Progress;

/// What a command can say of a file that did not fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Finding {
    NotCanonical,
    WouldChange,
    Changed,
}

impl Finding {
    fn words(self) -> &'static str {
        match self {
            Self::NotCanonical => "not in canonical form",
            Self::WouldChange => "would change",
            Self::Changed => "changed",
        }
    }
}

/// How much was found wrong with issues.
#[derive(Debug, Clone, Copy, Default)]
struct Tally {
    errors: usize,
    warnings: usize,
    hints: usize,
    files: usize,
}

impl Tally {
    fn add(&mut self, found: &[Diagnostic]) {
        let count = |severity| {
            let found = found.iter();
            found
                .filter(|diagnostic| diagnostic.severity == severity)
                .count()
        };
        self.errors += count(Severity::Error);
        self.warnings += count(Severity::Warning);
        self.hints += count(Severity::Hint);
        self.files += usize::from(!found.is_empty());
    }

    /// Such as `2 errors, 5 warnings and 1 hint`; `None` where nothing was found.
    fn words(self) -> Option<String> {
        let counts = [
            (self.errors, "error"),
            (self.warnings, "warning"),
            (self.hints, "hint"),
        ];
        let counts = counts.into_iter().filter(|(count, _)| *count > 0);
        let mut words: Vec<String> = counts
            .map(|(count, word)| format!("{count} {word}{}", if count == 1 { "" } else { "s" }))
            .collect();
        let last = words.pop()?;
        Some(if words.is_empty() {
            last
        } else {
            format!("{} and {last}", words.join(", "))
        })
    }
}

/// Tells people about files, and counts.
pub(crate) struct Reporter {
    renderer: Renderer,
    progress: Progress,
    is_quiet: bool,
    /// What is counted.
    unit: &'static str,
    total: usize,
    failed: usize,
    /// Whether something failed that is no file.
    has_failed: bool,
    /// What was found of some files, and of how many.
    finding: Option<(Finding, usize)>,
    tally: Tally,
}

impl Reporter {
    pub(crate) fn new(is_quiet: bool) -> Self {
        let renderer = if output::is_colored(&io::stderr()) {
            Renderer::styled()
        } else {
            Renderer::plain()
        };
        Self {
            renderer,
            progress: Progress::new(is_quiet),
            is_quiet,
            unit: "files",
            total: 0,
            failed: 0,
            has_failed: false,
            finding: None,
            tally: Tally::default(),
        }
    }

    /// Whether nothing but errors is told.
    pub(crate) fn is_quiet(&self) -> bool {
        self.is_quiet
    }

    /// Counts issues of one file, not files.
    pub(crate) fn count_issues(&mut self) {
        self.unit = "issues";
    }

    /// Counts a file that is done.
    pub(crate) fn done(&mut self) {
        self.total += 1;
        self.progress.advance();
    }

    /// Counts a file that is done, and what was found of it; a run looks for one finding.
    pub(crate) fn found(&mut self, finding: Finding) {
        self.found_later(finding);
        self.done();
    }

    /// Says that all files are read: what follows is short, and writes where the count is shown.
    pub(crate) fn end_progress(&self) {
        self.progress.finish();
    }

    /// Counts what was found wrong with an issue.
    pub(crate) fn tally(&mut self, found: &[Diagnostic]) {
        self.tally.add(found);
    }

    /// Counts what was found of a file that is counted already.
    pub(crate) fn found_later(&mut self, finding: Finding) {
        let count = self.finding.map_or(0, |(_, count)| count);
        self.finding = Some((finding, count + 1));
    }

    /// Counts a failure of a file that is counted already, and says why.
    pub(crate) fn fail_later(&mut self, problem: &Problem) {
        self.failed += 1;
        self.print(&problem.render(&Level::ERROR, &self.renderer));
    }

    /// Counts a file that failed, and says why.
    pub(crate) fn fail(&mut self, problem: &Problem) {
        self.done();
        self.fail_later(problem);
    }

    /// Says why something failed that is no file.
    pub(crate) fn fail_at_end(&mut self, problem: &Problem) {
        self.has_failed = true;
        self.print(&problem.render(&Level::ERROR, &self.renderer));
    }

    /// Says what was done.
    pub(crate) fn tell(&self, message: &str) {
        if !self.is_quiet {
            self.print(message);
        }
    }

    pub(crate) fn warn(&self, problem: &Problem) {
        if !self.is_quiet {
            self.print(&problem.render(&Level::WARNING, &self.renderer));
        }
    }

    /// Says that the output cannot be written.
    pub(crate) fn fail_output(&mut self, error: &io::Error) {
        self.fail_at_end(&Problem::of_system(
            "write",
            Path::new("standard output"),
            error,
        ));
    }

    /// Prints the summary, and gives the exit status.
    pub(crate) fn finish(self) -> ExitCode {
        self.progress.finish();
        if !self.is_quiet {
            self.summarize_tally();
        }
        if self.total > 1 && !self.is_quiet {
            if let Some((finding, count)) = self.finding {
                self.summarize(count, finding.words());
            }
            if self.failed > 0 {
                self.summarize(self.failed, "failed");
            }
        }
        self.status()
    }

    /// Ends without a summary, as when nobody reads the output any more; gives the exit status.
    pub(crate) fn stop(self) -> ExitCode {
        self.progress.finish();
        self.status()
    }

    /// Whether a file failed, or something else.
    pub(crate) fn has_failed(&self) -> bool {
        self.failed > 0 || self.has_failed
    }

    fn status(&self) -> ExitCode {
        let is_uncanonical = matches!(self.finding, Some((Finding::NotCanonical, _)));
        if self.has_failed() || self.tally.errors > 0 || is_uncanonical {
            ExitCode::FAILURE
        } else {
            ExitCode::SUCCESS
        }
    }

    /// Says what is wrong with the arguments.
    pub(crate) fn refuse(&self, problem: &Problem) {
        self.print(&problem.render(&Level::ERROR, &self.renderer));
    }

    fn summarize_tally(&self) {
        let Some(words) = self.tally.words() else {
            return;
        };
        if self.total > 1 {
            self.print(&format!(
                "{words} in {} of {} {}",
                self.tally.files, self.total, self.unit
            ));
        } else {
            self.print(&words);
        }
    }

    fn summarize(&self, count: usize, what: &str) {
        self.print(&format!("{count} of {} {} {what}", self.total, self.unit));
    }

    fn print(&self, message: &str) {
        self.progress.suspend(|| {
            // Where standard error is closed there is nobody to tell.
            let _ = writeln!(io::stderr().lock(), "{message}");
        });
    }
}
