use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use newsletter_draft::{Draft, DraftError};
use newsletter_model::{Issue, Month};
use newsletter_parse::{Document, Options};

use crate::arguments::NewArguments;
use crate::dated_path;
use crate::diagnostics::Problem;
use crate::input::{self, Page};
use crate::known::{self, Known};
use crate::neighbors;
use crate::output;
use crate::reporter::Reporter;
use crate::session::{Session, Stop};

/// The latest issue, and the others that are not later, in order of month.
struct Newsletter {
    latest: Known,
    others: Vec<Known>,
    /// The months of all issues beside the latest one, with their files.
    months: Vec<(Month, String)>,
}

/// Writes the next draft of a newsletter.
pub(crate) fn run(arguments: &NewArguments, session: &mut Session) -> Result<(), Stop> {
    if input::is_standard_input(&arguments.from) {
        return Err(Stop::Usage(
            "--from needs a file or a folder: standard input has no other issues beside it"
                .to_owned(),
        ));
    }
    let Session {
        options, reporter, ..
    } = session;
    let written = match draft(arguments, options, reporter) {
        Ok((text, Some(file), from)) => create(&file, &text).map(|()| {
            reporter.tell(&format!("wrote `{}`, made of `{from}`", file.display()));
        }),
        Ok((text, None, from)) => {
            let mut out = output::standard_output();
            out.write_all(text.as_bytes())?;
            out.flush()?;
            reporter.tell(&format!("made of `{from}`"));
            Ok(())
        }
        Err(problem) => Err(problem),
    };
    match written {
        Ok(()) => reporter.done(),
        Err(problem) => reporter.fail(&problem),
    }
    Ok(())
}

/// The text of the draft, its file (`None` for standard output), and the issue that it is made of.
fn draft(
    arguments: &NewArguments,
    options: &Options,
    reporter: &Reporter,
) -> Result<(String, Option<PathBuf>, String), Problem> {
    let newsletter = read(&arguments.from, options, reporter)?;
    let latest = &newsletter.latest;
    let label = latest.page.label();
    let earlier: Vec<&Issue> = (newsletter.others.iter())
        .map(|known| known.document.issue())
        .collect();
    let mut draft = Draft::default().with_earlier(earlier);
    let month = arguments.month.or_else(|| latest.month.map(Month::next));
    if let Some(month) = month {
        draft = draft.for_month(month);
    }
    let text = draft
        .of(&latest.document)
        .map_err(|error| problem_of(&error, &latest.document, &label))?;
    let file = match &arguments.output {
        Some(output) if input::is_standard_input(output) => None,
        Some(output) => Some(output.clone()),
        None => Some(file_beside(&newsletter, month)?),
    };
    Ok((text, file, label))
}

fn problem_of(error: &DraftError, document: &Document, label: &str) -> Problem {
    match error {
        DraftError::Issue(error) => Problem::of_document(error, document, label),
        error => Problem::new(error.to_string())
            .in_file(label)
            .with_help("name the month: newsletter new 2031-06"),
    }
}

/// Reads the issues of a newsletter, given by its latest one or by its folder.
fn read(from: &Path, options: &Options, reporter: &Reporter) -> Result<Newsletter, Problem> {
    if !from.exists() {
        let title = format!("found no file or folder `{}`", from.display());
        return Err(Problem::new(title).with_help("check the spelling of the path"));
    }
    // A folder with a page is that of an issue.
    let page = from.join("index.md");
    let file = if page.is_file() { &page } else { from };
    if file.is_dir() {
        let mut known = known::issues_in(file, None, options, reporter)?;
        let latest = known.pop().ok_or_else(|| without_issues(file))?;
        return Ok(newsletter(latest, known));
    }
    let page = Page::of(file);
    let latest = Known::new(Page::of(file), page.read(options)?);
    let folder = neighbors::section_folder(file);
    let others = known::issues_in(&folder, Some(file), options, reporter)?;
    Ok(newsletter(latest, others))
}

fn newsletter(latest: Known, mut others: Vec<Known>) -> Newsletter {
    let all = std::iter::once(&latest).chain(&others);
    let months = all
        .filter_map(|known| Some((known.month?, known.page.label())))
        .collect();
    known::retain_not_later(&mut others, latest.month);
    Newsletter {
        latest,
        others,
        months,
    }
}

fn without_issues(folder: &Path) -> Problem {
    let title = format!(
        "found no issue of a month in `{}`, expected pages such as `2031-05.md` and `2031-05/index.md`",
        folder.display()
    );
    Problem::new(title).with_help("name the latest issue, or the folder of all: --from FILE|FOLDER")
}

/// The file of the draft, beside the latest issue and in the same layout.
fn file_beside(newsletter: &Newsletter, month: Option<Month>) -> Result<PathBuf, Problem> {
    let label = newsletter.latest.page.label();
    let named = "name the file of the draft: --output FILE";
    let file = newsletter.latest.page.file.as_deref();
    let path = file.and_then(Path::to_str);
    let moved = path
        .zip(month)
        .and_then(|(path, month)| dated_path::for_month(path, month));
    let moved = moved.ok_or_else(|| {
        let title =
            format!("found no month in the path `{label}`, expected one as in `2031-05.md`");
        Problem::new(title).with_help(named)
    })?;
    let same = (newsletter.months.iter()).find(|(known, _)| Some(*known) == month);
    match same {
        Some((month, file)) => Err(Problem::new(format!(
            "found the issue `{file}` of {month}, expected a month without one"
        ))
        .with_help(format!("name another month, or {named}"))),
        None => Ok(PathBuf::from(moved)),
    }
}

/// Writes a file that does not exist, and the folder above it.
fn create(file: &Path, text: &str) -> Result<(), Problem> {
    let folder = neighbors::parent(file);
    fs::create_dir_all(&folder).map_err(|error| Problem::of_system("write", &folder, &error))?;
    newsletter_export::create_file(file, text).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => {
            let title = format!("found the file `{}`, expected none", file.display());
            Problem::new(title).with_help("name another file: --output FILE; or move that one away")
        }
        _ => Problem::of_system("write", file, &error),
    })
}
