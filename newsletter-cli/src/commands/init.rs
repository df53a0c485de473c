use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use newsletter_draft::{UsualSection, series_title, usual_sections};
use newsletter_export::{PathPattern, create_file};
use newsletter_model::{Issue, SectionKind};
use toml::Value;

use crate::arguments::InitArguments;
use crate::config::FILE_NAME;
use crate::input;
use crate::input::dated_path;
use crate::input::known::{self, Known};
use crate::output;
use crate::output::diagnostics::Problem;
use crate::session::{Session, Stop};
use crate::site;
use crate::zola;

/// Writes a first `newsletter.toml`.
pub(crate) fn run(arguments: &InitArguments, session: &mut Session) -> Result<(), Stop> {
    let folder = match &arguments.folder {
        Some(folder) => Ok(folder.clone()),
        None => folder_of_issues(),
    };
    let read = folder.and_then(|folder| {
        if !folder.is_dir() {
            let title = format!(
                "found no folder `{}`, expected that of the issues",
                folder.display()
            );
            return Err(Problem::new(title).with_help("check the spelling of the path"));
        }
        let issues = known::issues_in(&folder, None, &Arc::default(), &session.reporter)?;
        if issues.is_empty() {
            return Err(without_issues(&folder));
        }
        Ok((folder, issues))
    });
    let (folder, issues) = match read {
        Ok(read) => read,
        Err(problem) => {
            session.reporter.fail(&problem);
            return Ok(());
        }
    };
    let root = root_of(&folder);
    let text = text(&issues, &root);
    match &arguments.output {
        Some(file) if input::is_standard_input(file) => {
            let mut out = output::standard_output();
            out.write_all(text.as_bytes())?;
            out.flush()?;
        }
        file => {
            let file = file.clone().unwrap_or_else(|| root.join(FILE_NAME));
            write(&file, &text, issues.len(), session);
        }
    }
    Ok(())
}

fn write(file: &Path, text: &str, issues: usize, session: &mut Session) {
    let shown = input::shown_path(file);
    match create_file(file, text) {
        Ok(()) => {
            let from = match issues {
                1 => "an issue".to_owned(),
                issues => format!("{issues} issues"),
            };
            session
                .reporter
                .tell(&format!("wrote `{shown}`, made of {from}"));
            session.reporter.done();
        }
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
            let title = format!("found the file `{shown}`, expected none");
            let help = "to see what would be written: newsletter init -o -";
            session.reporter.fail(&Problem::new(title).with_help(help));
        }
        Err(error) => session
            .reporter
            .fail(&Problem::of_system("write", file, &error)),
    }
}

/// The root of the site that a folder is in, else the folder itself: pages look for the file above them.
fn root_of(folder: &Path) -> PathBuf {
    let whole = folder.canonicalize().ok();
    let root = whole.and_then(|whole| zola::root_above(&whole));
    root.unwrap_or_else(|| folder.to_owned())
}

/// The folder that has most of the issues of the site that the command runs in, else that folder.
fn folder_of_issues() -> Result<PathBuf, Problem> {
    let root = root_of(Path::new("."));
    if !root.join("content").is_dir() {
        return Ok(root);
    }
    let pattern = site::found(&root).ok_or_else(|| without_issues(&root.join("content")))?;
    Ok(root.join(pattern.section()))
}

fn without_issues(folder: &Path) -> Problem {
    let title = format!(
        "found no issue of a month in `{}`, expected pages such as `2031-05.md` and `2031-05/index.md`",
        input::shown_path(folder)
    );
    Problem::new(title).with_help("name the folder of the issues: newsletter init FOLDER")
}

/// What the issues show, as the text of the file.
fn text(issues: &[Known], root: &Path) -> String {
    let all: Vec<&Issue> = issues.iter().map(|known| known.document.issue()).collect();
    let mut text = String::from(
        "# What `newsletter` knows of this newsletter. Each key may be left out.\n# All keys: docs/configuration.md of the project\n",
    );
    let latest = all.last();
    if let Some(title) = latest.and_then(|issue| series_title(issue)) {
        text += "\n# The title of the newsletter.\n";
        text += &setting("title", &title);
    }
    if let Some(pattern) = issues.last().and_then(|known| pattern_of(known, root)) {
        text += "\n# Where the issues lie, below the folder of this file.\n";
        text += &setting("path", &pattern.to_string());
    }
    text += "\n[draft]\n";
    let authors = latest.and_then(|issue| issue.front_matter.extra.authors.as_ref());
    if let Some(first) = authors.and_then(|authors| authors.first()) {
        let authors = Value::Array(vec![Value::String(first.clone())]);
        let _ = write!(
            text,
            "# Who is an author from the start.\nauthors = {authors}\n"
        );
    }
    text += "# The comment at the end of a draft; an empty one is left out.\n";
    text += &setting("reminder", newsletter_draft::Draft::REMINDER);
    text += &sections(&usual_sections(&all));
    text
}

fn setting(key: &str, value: &str) -> String {
    format!("{key} = {}\n", Value::String(value.to_owned()))
}

/// Where the latest issue lies below the root of a site.
fn pattern_of(latest: &Known, root: &Path) -> Option<PathPattern> {
    let file = latest.page.file.as_deref()?.canonicalize().ok()?;
    let path = zola::path_below(&root.canonicalize().ok()?, &file)?;
    dated_path::pattern_of(&path)?.parse().ok()
}

fn sections(sections: &[UsualSection]) -> String {
    let kinds = SectionKind::ALL.map(SectionKind::as_str).join(", ");
    let mut text = format!(
        "\n# The usual sections, in order. The kinds are {kinds}:\n# `add` puts news, changes and tasks into sections of these kinds.\n# A placeholder is what a section says when it is empty.\n"
    );
    for section in sections {
        text += "[[sections]]\n";
        text += &setting("title", section.title.as_str());
        text += &setting("kind", section.kind.as_str());
        if let Some(placeholder) = &section.placeholder {
            text += &setting("placeholder", placeholder.text.as_str());
        }
        text += "\n";
    }
    text.truncate(text.trim_end().len());
    text + "\n"
}
