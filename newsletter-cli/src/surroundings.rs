//! What is around pages: their site, their archive, and what people have agreed on.

use std::collections::{HashMap, HashSet};
use std::io;
use std::mem;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use newsletter_check::{Answers, Archive, Checker, Level, Levels};
use newsletter_parse::Document;

use crate::arguments::{CheckArguments, WARNINGS};
use crate::config::{Config, LevelSetting};
use crate::input::Page;
use crate::input::folder::Folder;
use crate::input::neighbors;
use crate::output::diagnostics::Problem;
use crate::pipeline::in_order;
use crate::session::{Session, Stop};
use crate::zola;

/// A page that is to be checked.
pub(crate) struct ReadPage {
    pub(crate) page: Page,
    pub(crate) document: Document,
    pub(crate) home: Home,
}

/// Where a page is at home.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub(crate) struct Home {
    /// The root of its site.
    site: Option<PathBuf>,
    /// The folder of its configuration.
    config: Option<PathBuf>,
}

impl ReadPage {
    pub(crate) fn new(page: Page) -> Result<Self, Problem> {
        let document = page.read()?;
        let folder = page
            .file
            .as_deref()
            .map_or_else(|| PathBuf::from("."), neighbors::parent);
        let folder = folder
            .canonicalize()
            .map_err(|error| Problem::of_system("read", &folder, &error))?;
        let home = Home {
            site: zola::root_above(&folder),
            config: page.config.root.clone(),
        };
        Ok(Self {
            page,
            document,
            home,
        })
    }
}

impl Home {
    /// How rules name a page: below the root of the site, else with the folder of its newsletter, whatever folder
    /// the command runs in: `news/2031-05/index.md`.
    fn path_of(&self, page: &Page) -> Option<String> {
        let file = canonical(page.file.as_deref()?).ok();
        let path = file.and_then(|file| {
            let section = neighbors::section_folder(&file);
            let root = self.site.as_deref().or_else(|| section.parent())?;
            zola::path_below(root, &file)
        });
        path.or_else(|| page.path.clone())
    }
}

/// The path of a file without links in its folder; a link that is a file itself stays one.
fn canonical(file: &Path) -> io::Result<PathBuf> {
    let folder = neighbors::parent(file).canonicalize()?;
    Ok(file
        .file_name()
        .map_or_else(|| folder.clone(), |name| folder.join(name)))
}

/// What the pages of all homes are checked with.
#[derive(Default)]
pub(crate) struct Surroundings {
    homes: HashMap<Home, Checker>,
    /// The files of issues, by the paths that rules know them by.
    files: HashMap<(Home, String), String>,
}

impl Surroundings {
    /// Reads what is around pages. The files that are `given` are those of the pages, and those that failed.
    pub(crate) fn new(
        pages: &[ReadPage],
        given: &HashSet<PathBuf>,
        arguments: &CheckArguments,
        session: &mut Session,
    ) -> Result<Self, Stop> {
        if let Some(folder) = arguments
            .archive
            .as_deref()
            .filter(|folder| !folder.is_dir())
        {
            return Err(Stop::Refused(vec![without_archive(folder)]));
        }
        let mut surroundings = Self::default();
        for page in pages {
            let home = &page.home;
            if !surroundings.homes.contains_key(home) {
                let pages: Vec<&ReadPage> =
                    pages.iter().filter(|page| page.home == *home).collect();
                let others = other_issues(&pages, given, arguments);
                let archive = surroundings.archive(home, &pages, others, session)?;
                let checker = checker(home, &pages, arguments, session).with_archive(archive);
                surroundings.homes.insert(home.clone(), checker);
            }
        }
        Ok(surroundings)
    }

    /// Sets what the network said of links.
    pub(crate) fn set_answers(&mut self, answers: &Answers) {
        for checker in self.homes.values_mut() {
            *checker = mem::take(checker).with_answers(answers.clone());
        }
    }

    /// The issues of the newsletter: those that are given, and the others.
    fn archive(
        &mut self,
        home: &Home,
        pages: &[&ReadPage],
        others: Vec<Result<Page, Problem>>,
        session: &mut Session,
    ) -> Result<Archive, Stop> {
        let mut archive = Archive::default();
        let mut add = |page: &Page, document: &Document| {
            if let Some(path) = home.path_of(page) {
                archive.add(&path, document);
                self.files.insert((home.clone(), path), page.label());
            }
        };
        for page in pages {
            add(&page.page, &page.document);
        }
        let Session { pool, reporter, .. } = session;
        let read = |page: Result<Page, Problem>| {
            let page = page?;
            page.read_if_page().map(|document| (page, document))
        };
        in_order(pool, others.into_iter(), read, |read| {
            match read {
                Ok((page, Some(document))) => add(&page, &document),
                Ok((_, None)) => {}
                Err(problem) => reporter.warn(&problem),
            }
            Ok(())
        })?;
        Ok(archive)
    }

    /// How rules name a page, and what it is checked with.
    pub(crate) fn of(&self, page: &ReadPage) -> (Option<String>, &Checker) {
        (page.home.path_of(&page.page), &self.homes[&page.home])
    }

    /// How messages name the issue that rules know by a path.
    pub(crate) fn label(&self, home: &Home, path: &str) -> String {
        let known = self.files.get(&(home.clone(), path.to_owned()));
        known.map_or(path, String::as_str).to_owned()
    }
}

/// What the pages of a home are checked with, but for the archive.
fn checker(
    home: &Home,
    pages: &[&ReadPage],
    arguments: &CheckArguments,
    session: &mut Session,
) -> Checker {
    let config = config_of(pages);
    let mut checker = Checker::default().with_levels(levels(&config, arguments));
    if let Some(root) = &home.site {
        let documents = pages.iter().map(|page| &page.document);
        let (site, problems) = zola::read(root, documents, &config);
        for problem in &problems {
            session.reporter.fail_at_end(problem);
        }
        checker = checker.with_site(site);
    }
    if arguments.publish {
        checker = checker.for_publication();
    }
    checker
}

/// What people have agreed on for the pages of a home.
fn config_of(pages: &[&ReadPage]) -> Arc<Config> {
    let first = pages.first().map(|page| page.page.config.clone());
    first.unwrap_or_default()
}

fn without_archive(folder: &Path) -> Problem {
    Problem::new(format!(
        "found no folder `{}`, expected that of the other issues",
        folder.display()
    ))
}

/// The issues that pages are compared with and that are not given themselves.
fn other_issues(
    pages: &[&ReadPage],
    given: &HashSet<PathBuf>,
    arguments: &CheckArguments,
) -> Vec<Result<Page, Problem>> {
    let mut issues = match &arguments.archive {
        _ if arguments.no_archive => Vec::new(),
        Some(folder) => Folder::new(folder).collect(),
        None => neighbors::issues_beside(pages.iter().filter_map(|page| page.page.file.as_deref())),
    };
    issues.retain(|page| {
        let file = page.as_ref().ok().and_then(|page| page.file.as_deref());
        let file = file.and_then(|file| file.canonicalize().ok());
        file.is_none_or(|file| !given.contains(&file))
    });
    let config = config_of(pages);
    let issues = issues.into_iter();
    issues
        .map(|page| page.map(|page| page.with_config(config.clone())))
        .collect()
}

/// The levels of a file, and those of the command line, which go before.
fn levels(config: &Config, arguments: &CheckArguments) -> Levels {
    let denied = arguments.deny.iter().filter(|code| *code != WARNINGS);
    let named: Vec<(&String, Level)> = (arguments.allow.iter().map(|code| (code, Level::Off)))
        .chain(arguments.warn.iter().map(|code| (code, Level::Warning)))
        .chain(denied.map(|code| (code, Level::Error)))
        .collect();
    let mut levels = Levels::default();
    for LevelSetting { kind, code, level } in &config.levels {
        if named.iter().any(|(named, _)| named == code) {
            continue;
        }
        match kind {
            Some(kind) => levels.set_in(*kind, code, *level),
            None => levels.set(code, *level),
        }
        .expect("a configuration is read with the codes of rules alone");
    }
    for (code, level) in named {
        levels
            .set(code, level)
            .expect("arguments are read with the codes of rules alone");
    }
    levels
}
