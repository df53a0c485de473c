use std::collections::HashSet;
use std::io;

use newsletter_check::{Diagnostic, Severity};
use newsletter_draft::publish;
use newsletter_export::{Edit, write_file};
use newsletter_parse::parse;

use crate::arguments::{CheckArguments, Format, PublishArguments};
use crate::findings::{Log, PageFindings};
use crate::input::{self, Page};
use crate::output;
use crate::output::diagnostics::Problem;
use crate::output::reporter::Reporter;
use crate::output::shower::Shower;
use crate::session::{Session, Stop};
use crate::surroundings::{ReadPage, Surroundings};

/// Makes an issue of a draft, where the rules find no error.
pub(crate) fn run(arguments: &PublishArguments, session: &mut Session) -> Result<(), Stop> {
    if input::is_standard_input(&arguments.file) {
        return Err(Stop::Usage(
            "FILE is rewritten: name a file, as standard input cannot be".to_owned(),
        ));
    }
    let asked = CheckArguments::for_publication(arguments.file.clone());
    let draft = session.configs.page(&arguments.file)?;
    let (draft, page) = match published(arguments, draft, &session.reporter) {
        Ok(published) => published,
        Err(problem) => {
            session.reporter.fail(&problem);
            return Ok(());
        }
    };
    let pages = [page];
    let given: HashSet<_> = arguments.file.canonicalize().into_iter().collect();
    let surroundings = Surroundings::new(&pages, &given, &asked, session)?;
    let [page] = &pages;
    let (path, checker) = surroundings.of(page);
    let found = checker.check(&page.document, path.as_deref());
    let written = write(arguments, &found, &draft, page.document.source());
    session.reporter.tally(&found);
    let mut out = Shower::new(written.is_ok());
    out.show(&shown(page, &found, &surroundings))?;
    out.finish(&mut session.reporter)?;
    match written {
        Ok(()) => session.reporter.done(),
        Err(problem) => session.reporter.fail(&problem),
    }
    Ok(())
}

/// The text of the draft, and the page as it is to be published.
fn published(
    arguments: &PublishArguments,
    draft: Page,
    reporter: &Reporter,
) -> Result<(String, ReadPage), Problem> {
    input::require_no_section_page(&arguments.file)?;
    let mut page = ReadPage::new(draft)?;
    let label = page.page.label();
    let text = page
        .document
        .edit(|issue| publish(issue, arguments.date))
        .map_err(|error| Problem::of_document(&error, &page.document, &label))?;
    let draft = page.document.source().to_owned();
    if let Some(date) = page.document.issue().front_matter.date
        && !date.is_placeholder()
        && date != arguments.date
    {
        let title = format!("found the date {date}, which {} replaces", arguments.date);
        reporter.warn(&Problem::new(title).in_file(&label));
    }
    page.document = parse(&text, page.page.options())
        .map_err(|error| Problem::of_source(&error, text.as_bytes(), &label))?;
    Ok((draft, page))
}

fn shown(page: &ReadPage, found: &[Diagnostic], surroundings: &Surroundings) -> String {
    let label = page.page.label();
    let label_of = |path: &str| surroundings.label(&page.home, path);
    let findings = PageFindings::new(&label, page.document.source(), found, &label_of);
    let is_colored = output::is_colored(&io::stdout());
    Log::new(Format::Human).add(findings.rendered(Format::Human, is_colored))
}

fn write(
    arguments: &PublishArguments,
    found: &[Diagnostic],
    draft: &str,
    text: &str,
) -> Result<(), Problem> {
    let file = &arguments.file;
    let has_errors = found.iter().any(|it| it.severity == Severity::Error);
    if has_errors && !arguments.force {
        let title = format!(
            "found errors in `{}`, which is not published",
            file.display()
        );
        return Err(Problem::new(title).with_help("mend them; to publish it all the same: --force"));
    }
    write_file(file, text, Some(draft)).map_err(|error| Problem::of_system("write", file, &error))
}
