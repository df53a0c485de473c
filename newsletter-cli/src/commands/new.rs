use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use newsletter_draft::{Draft, DraftError, filled_template};
use newsletter_model::{Date, Issue, Month};
use newsletter_parse::{Document, parse};

use crate::arguments::NewArguments;
use crate::config::Config;
use crate::input::dated_path;
use crate::input::known::{self, Known};
use crate::input::neighbors;
use crate::input::{self, Page};
use crate::output;
use crate::output::diagnostics::Problem;
use crate::output::reporter::Reporter;
use crate::session::{Session, Stop};
use crate::site;
use crate::zola;

/// The latest issue, and the others that are not later, in order of month.
struct Newsletter {
    latest: Option<Known>,
    others: Vec<Known>,
    /// The months of all issues, with their files.
    months: Vec<(Month, String)>,
    config: Arc<Config>,
}

/// A draft that is not written yet.
struct Made {
    text: String,
    /// Where it goes; `None` for standard output.
    file: Option<PathBuf>,
    /// What it is made of.
    from: String,
    /// Projects that were to have entries, and never had one.
    unknown: Vec<String>,
    /// What is to be said of what it is made of.
    notes: Vec<String>,
}

/// Writes the next draft of a newsletter.
pub(crate) fn run(arguments: &NewArguments, session: &mut Session) -> Result<(), Stop> {
    let from = from(arguments, session)?;
    let config = session.configs.of_folder(&folder_of(&from))?;
    let newsletter = read(&from, arguments.month, config, &session.reporter);
    match newsletter.and_then(|newsletter| made(arguments, &newsletter, &from)) {
        Ok(made) => write(&made, session),
        Err(problem) => {
            session.reporter.fail(&problem);
            Ok(())
        }
    }
}

/// What is given, else the folder of the newsletter that the configuration names, else that with most issues of the site whose root the
/// command runs in, else the folder itself.
fn from(arguments: &NewArguments, session: &mut Session) -> Result<PathBuf, Stop> {
    let here = PathBuf::from(".");
    match &arguments.from {
        Some(from) if input::is_standard_input(from) => Err(Stop::Usage(
            "--from needs a file or a folder: standard input has no other issues beside it"
                .to_owned(),
        )),
        Some(from) => Ok(from.clone()),
        None => {
            let section = session.configs.of_folder(&here)?.section_folder();
            let section = section.filter(|folder| folder.is_dir());
            let found = || {
                let here = here.canonicalize().ok()?;
                let root = zola::root_above(&here).filter(|root| *root == here)?;
                let pattern = site::found(&root)?;
                Some(root.join(pattern.section()))
            };
            let folder = section.or_else(found);
            Ok(folder.map_or(here, |folder| input::shown_path(&folder).into()))
        }
    }
}

/// The folder that a path stands for or is in.
fn folder_of(path: &Path) -> PathBuf {
    match path.is_dir() {
        true => path.to_owned(),
        false => neighbors::parent(path),
    }
}

fn write(made: &Made, session: &mut Session) -> Result<(), Stop> {
    let reporter = &mut session.reporter;
    for project in &made.unknown {
        let title =
            format!("found no entry of `{project}` in an earlier issue, so the draft has none");
        let help = "correct `entries` in the table `[draft]` of `newsletter.toml`";
        reporter.warn(&Problem::new(title).with_help(help));
    }
    let written = match &made.file {
        None => {
            let mut out = output::standard_output();
            out.write_all(made.text.as_bytes())?;
            out.flush()?;
            Ok(format!("made of `{}`", made.from))
        }
        Some(file) => create(file, &made.text).map(|()| {
            let shown = input::shown_path(file);
            format!("wrote `{shown}`, made of `{}`", made.from)
        }),
    };
    match written {
        Ok(message) => {
            reporter.tell(&message);
            made.notes.iter().for_each(|note| reporter.tell(note));
            reporter.done();
        }
        Err(problem) => reporter.fail(&problem),
    }
    Ok(())
}

/// What may surprise in a draft that is made of an issue.
fn notes_of(draft: &Draft<'_>, latest: &Document) -> Vec<String> {
    let issue = latest.issue();
    let has_no_day = issue
        .front_matter
        .date
        .as_ref()
        .is_some_and(Date::is_placeholder);
    let has_entries = issue
        .sections
        .iter()
        .any(|section| section.entries().next().is_some());
    let is_empty_draft = has_no_day && !has_entries && issue.changes().next().is_none();
    let empty = is_empty_draft.then(|| "that one is a draft itself, and still empty".to_owned());
    let left_out = draft.left_out(latest).into_iter().map(|title| {
        format!("left out the section \"{title}\": no other issue has it, nor do the `[[sections]]` of `newsletter.toml`")
    });
    empty.into_iter().chain(left_out).collect()
}

fn made(arguments: &NewArguments, newsletter: &Newsletter, from: &Path) -> Result<Made, Problem> {
    let latest = newsletter.latest.as_ref();
    let next = || latest.and_then(|latest| latest.month).map(Month::next);
    let month = arguments.month.or_else(next);
    let draft = draft(newsletter, month);
    let (mut unknown, mut notes) = (Vec::new(), Vec::new());
    let (text, from) = match (&arguments.template, latest) {
        (Some(template), _) => (
            of_template(&draft, template, month, newsletter)?,
            template.display().to_string(),
        ),
        (None, Some(latest)) => {
            let label = latest.page.label();
            let names = draft.unknown_entries(&latest.document).into_iter();
            unknown.extend(names.map(str::to_owned));
            notes.extend(notes_of(&draft, &latest.document));
            let text = draft.of(&latest.document);
            (
                text.map_err(|error| problem_of(&error, &latest.document, &label))?,
                label,
            )
        }
        (None, None) => return Err(without_issues(from)),
    };
    let file = match &arguments.output {
        Some(output) if input::is_standard_input(output) => None,
        Some(output) => Some(output.clone()),
        None => Some(place(newsletter, month)?),
    };
    Ok(Made {
        text,
        file,
        from,
        unknown,
        notes,
    })
}

fn draft(newsletter: &Newsletter, month: Option<Month>) -> Draft<'_> {
    let others = newsletter.others.iter();
    let others: Vec<&Issue> = others.map(|known| known.document.issue()).collect();
    let config = &newsletter.config;
    let mut draft = Draft::default()
        .with_earlier(others)
        .with_sections(config.sections.clone())
        .with_entries(config.draft.entries.clone());
    if let Some(month) = month {
        draft = draft.for_month(month);
    }
    if let Some(authors) = &config.draft.authors {
        draft = draft.with_authors(authors.clone());
    }
    match config.draft.reminder.as_deref() {
        Some("") => draft.without_reminder(),
        Some(reminder) => draft.with_reminder(reminder),
        None => draft,
    }
}

fn of_template(
    draft: &Draft<'_>,
    template: &Path,
    month: Option<Month>,
    newsletter: &Newsletter,
) -> Result<String, Problem> {
    let page = Page::of(template).with_config(newsletter.config.clone());
    let label = page.label();
    let month = month.ok_or_else(|| without_month(&label))?;
    let source = page.source()?;
    let text = String::from_utf8(source).map_err(|error| {
        let source = error.as_bytes();
        let mistake = newsletter_parse::parse_bytes(source, page.options());
        mistake.map_or_else(
            |error| Problem::of_source(&error, source, &label),
            |_| Problem::new("found bytes that are not UTF-8, expected a page").in_file(&label),
        )
    })?;
    let filled = filled_template(&text, month);
    let document = parse(&filled, page.options())
        .map_err(|error| Problem::of_source(&error, filled.as_bytes(), &label))?;
    draft
        .of_template(&document, month)
        .map_err(|error| problem_of(&error, &document, &label))
}

fn problem_of(error: &DraftError, document: &Document, label: &str) -> Problem {
    match error {
        DraftError::Issue(error) => Problem::of_document(error, document, label),
        error => Problem::new(error.to_string())
            .in_file(label)
            .with_help(NAME_THE_MONTH),
    }
}

const NAME_THE_MONTH: &str = "name the month: newsletter new 2031-06";

fn without_month(label: &str) -> Problem {
    Problem::new("found no issue before it, expected the month that the draft is for")
        .in_file(label)
        .with_help(NAME_THE_MONTH)
}

/// Reads the issues of a newsletter, given by its latest one or by its folder.
fn read(
    from: &Path,
    month: Option<Month>,
    config: Arc<Config>,
    reporter: &Reporter,
) -> Result<Newsletter, Problem> {
    if !from.exists() {
        let title = format!("found no file or folder `{}`", from.display());
        return Err(Problem::new(title).with_help("check the spelling of the path"));
    }
    // A folder with a page is that of an issue.
    let page = from.join("index.md");
    let file = if page.is_file() {
        page
    } else {
        from.to_owned()
    };
    if file.is_dir() {
        let folder = neighbors::newsletter_folder(file.clone());
        let mut known = known::issues_in(&folder, None, &config, reporter)?;
        // A month between others continues the one before it.
        let before = known
            .iter()
            .rposition(|known| month.is_none() || known.month < month);
        let at = before.or(known.len().checked_sub(1));
        let latest = at.map(|at| known.remove(at));
        return Ok(newsletter(latest, known, config));
    }
    let page = Page::of(&file).with_config(config.clone());
    let document = page.read()?;
    let latest = Known::new(page, document);
    let folder = neighbors::section_folder(&file);
    let others = known::issues_in(&folder, Some(&file), &config, reporter)?;
    Ok(newsletter(Some(latest), others, config))
}

fn newsletter(latest: Option<Known>, mut others: Vec<Known>, config: Arc<Config>) -> Newsletter {
    let all = latest.iter().chain(&others);
    let months = all
        .filter_map(|known| Some((known.month?, known.page.label())))
        .collect();
    known::retain_not_later(&mut others, latest.as_ref().and_then(|latest| latest.month));
    Newsletter {
        latest,
        others,
        months,
        config,
    }
}

fn without_issues(folder: &Path) -> Problem {
    let title = format!(
        "found no issue of a month in `{}`, expected pages such as `2031-05.md` and `2031-05/index.md`",
        folder.display()
    );
    Problem::new(title).with_help(
        "name the latest issue, or the folder of all: --from FILE|FOLDER; or start with --template FILE",
    )
}

const NAME_THE_FILE: &str = "name the file of the draft: --output FILE";

/// The file of the draft: where the configuration has it, if the latest issue is there too; else beside that issue, in its layout.
fn place(newsletter: &Newsletter, month: Option<Month>) -> Result<PathBuf, Problem> {
    let same = newsletter.months.iter();
    if let Some((month, file)) = same.clone().find(|(known, _)| Some(*known) == month) {
        let title = format!("found the issue `{file}` of {month}, expected a month without one");
        return Err(
            Problem::new(title).with_help(format!("name another month, or {NAME_THE_FILE}"))
        );
    }
    let latest = newsletter.latest.as_ref();
    let file = latest.and_then(|latest| latest.page.file.as_deref());
    let configured = newsletter.config.file_of(month, file);
    let beside = || {
        let file = dated_path::with_month(file?)?;
        dated_path::for_month(&file, month?).map(PathBuf::from)
    };
    configured.or_else(beside).ok_or_else(|| {
        let title = match latest {
            Some(latest) => format!(
                "found no month in the path `{}`, expected one as in `2031-05.md`",
                latest.page.label()
            ),
            None => "found no other issue and no `path` in `newsletter.toml`, expected one of them to tell where the draft goes".to_owned(),
        };
        Problem::new(title).with_help(NAME_THE_FILE)
    })
}

/// Writes a file that does not exist, and the folder above it.
fn create(file: &Path, text: &str) -> Result<(), Problem> {
    let folder = neighbors::parent(file);
    fs::create_dir_all(&folder).map_err(|error| Problem::of_system("write", &folder, &error))?;
    newsletter_export::create_file(file, text).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => {
            let what = if file.is_dir() { "folder" } else { "file" };
            let title = format!("found the {what} `{}`, expected none", file.display());
            Problem::new(title).with_help("name another file: --output FILE; or move that one away")
        }
        _ => Problem::of_system("write", file, &error),
    })
}
