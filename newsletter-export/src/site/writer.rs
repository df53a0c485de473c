use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use newsletter_model::{FrontMatter, Issue, Value};
use newsletter_parse::{Options, parse, parse_bytes};

use super::address;
use super::error::SiteError;
use super::file::ReadyFile;
use super::path::page_path;
use super::pattern::PathPattern;
use super::place;
use crate::json::Record;
use crate::markdown::to_markdown;
use crate::update::update;

/// Writes issues into the folder of a Zola site.
///
/// An issue whose own path, below the section's folder, is that of a page goes there. Another goes to the path that the pattern gives
/// to its month, or, without a month, to its own path. Where there is no such page but one in the other layout that Zola has
/// (`2031-05.md` for `2031-05/index.md`), it goes to that. A page that is there is updated: what does not change keeps its bytes. Other files, such as images beside
/// the page, are left alone. Pages are planned first, and written when everything else has been done: all texts lie beside
/// their places before the first of them takes its place.
///
/// No field of an issue leads out of the site's folder: a month is digits, a path must be one of a page below a folder
/// ([`page_path`](crate::page_path)), and links on the way to a page are refused. A new page is one that is found again: `X.md` or `X/index.md` in the
/// section, or one of the pattern. Nor does an address lead out of what Zola builds: `path`, `slug` and `aliases` have no part `..`, no backslash and no
/// name that some system reserves.
///
/// ```
/// use newsletter_export::{Outcome, Record, SiteWriter};
/// use newsletter_model::{FrontMatter, Issue};
///
/// let folder = tempfile::tempdir()?;
/// let front_matter = FrontMatter::new("Example OS: May 2031").with_month("May 2031".parse()?);
/// let mut writer = SiteWriter::new(folder.path());
/// let outcome = writer.plan(&Record::new(Issue::new(front_matter)))?;
/// assert_eq!(outcome, ("content/newsletter/2031-05/index.md".to_owned(), Outcome::Written));
/// writer.write()?;
/// assert!(folder.path().join("content/newsletter/2031-05/index.md").exists());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct SiteWriter {
    root: PathBuf,
    pattern: PathPattern,
    options: Options,
    title: Option<String>,
    planned: Vec<PlannedPage>,
    /// The paths of all issues, also of those whose pages stay as they are.
    paths: Vec<String>,
    /// The pages that are planned: their paths without what the layout adds, in lower case, as some systems take them for the same.
    pages: HashSet<String>,
}

/// A page that is to be written.
#[derive(Debug)]
struct PlannedPage {
    path: String,
    text: String,
    before: Option<String>,
}

/// What becomes of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Outcome {
    /// It is new.
    Written,
    /// It was there, and changes.
    Updated,
    /// It has its text already.
    Unchanged,
}

impl SiteWriter {
    /// A writer for the site in a folder.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self {
            root: root.into(),
            pattern: PathPattern::default(),
            options: Options::default(),
            title: None,
            planned: Vec::new(),
            paths: Vec::new(),
            pages: HashSet::new(),
        }
    }

    /// Sets where issues lie.
    #[must_use]
    pub fn with_pattern(mut self, pattern: PathPattern) -> Self {
        self.pattern = pattern;
        self
    }

    /// Sets the options that pages are read and written with.
    #[must_use]
    pub fn with_options(mut self, options: Options) -> Self {
        self.options = options;
        self
    }

    /// Sets the title of the section's page, which is written where there is none.
    #[must_use]
    pub fn with_title(mut self, title: impl Into<String>) -> Self {
        self.title = Some(title.into());
        self
    }

    /// Plans the page of an issue: its path below the site, and what becomes of it.
    ///
    /// # Errors
    ///
    /// When the issue has no month and no path; when its path leads elsewhere, as `../index.md`, is that of a section, as
    /// `_index.md`, is no page of the section, as `a/b/c.md`, or is that of another issue of the plan; when its `path`, `slug` or one of its
    /// `aliases` leads out of the site, as `../x`; when a link is on the way; when the page that is there is no issue, or has another
    /// text than the `source` of the issue; when the issue cannot be written over it.
    pub fn plan(&mut self, record: &Record) -> Result<(String, Outcome), SiteError> {
        let path = place::path_of(&self.root, &self.pattern, record)?;
        let below = page_path(&path)?;
        self.refuse_links(&below)?;
        if !self.pages.insert(place::folder_of(&path).to_lowercase()) {
            return Err(SiteError::Repeated(path));
        }
        let file = self.root.join(&below);
        let system = |error| SiteError::System {
            path: path.clone(),
            error,
        };
        let (text, before) = match fs::read(&file) {
            Ok(bytes) => {
                let unread = |error| SiteError::Page {
                    path: Some(path.clone()),
                    error,
                };
                let document = parse_bytes(&bytes, &self.options).map_err(unread)?;
                let text = update(&document, &record.issue)?;
                let is_source = |source: &String| source == document.source();
                let is_written = text == document.source();
                if !is_written && !record.source.as_ref().is_none_or(is_source) {
                    return Err(SiteError::Changed(path));
                }
                (text, Some(document.source().to_owned()))
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => (self.new_text(record)?, None),
            Err(error) => return Err(system(error)),
        };
        let outcome = match &before {
            None => Outcome::Written,
            Some(before) if *before == text => Outcome::Unchanged,
            Some(_) => Outcome::Updated,
        };
        self.paths.push(path.clone());
        if outcome != Outcome::Unchanged {
            address::require_within_site(&record.issue.front_matter)?;
            let path = path.clone();
            self.planned.push(PlannedPage { path, text, before });
        }
        Ok((path, outcome))
    }

    /// The text of a page that is not there: the issue over its own source, else in canonical form.
    fn new_text(&self, record: &Record) -> Result<String, SiteError> {
        match &record.source {
            Some(source) => {
                let unread = |error| SiteError::Page { path: None, error };
                let document = parse(source, &self.options).map_err(unread)?;
                Ok(update(&document, &record.issue)?)
            }
            None => Ok(to_markdown(&record.issue, &self.options)?),
        }
    }

    /// A link below the site could lead out of it.
    fn refuse_links(&self, below: &Path) -> Result<(), SiteError> {
        let mut path = self.root.clone();
        for part in below {
            path.push(part);
            if path.is_symlink() {
                return Err(SiteError::Link(path));
            }
        }
        Ok(())
    }

    /// What is planned for pages that change: the path of each below the site, the text it has (none for a new page), and
    /// the text it gets.
    pub fn changes(&self) -> impl Iterator<Item = (&str, Option<&str>, &str)> {
        let pages = self.planned.iter();
        pages.map(|page| {
            (
                page.path.as_str(),
                page.before.as_deref(),
                page.text.as_str(),
            )
        })
    }

    /// Writes what is planned, and the page of the section where there is none.
    ///
    /// # Errors
    ///
    /// When the system does not let a page be written. Where that is known before the first page takes its place, no page is
    /// written: on a full disk, in a folder that takes no files. A page that has changed since it was planned is kept.
    pub fn write(mut self) -> Result<(), SiteError> {
        self.plan_sections();
        let mut made = Vec::new();
        let written = self.write_planned(&mut made);
        if written.is_err() {
            // A folder that has something in it stays.
            made.iter()
                .rev()
                .for_each(|folder| drop(fs::remove_dir(folder)));
        }
        written
    }

    /// Writes the pages; also gives the folders that it makes, each behind the one that it is in.
    fn write_planned(&self, made: &mut Vec<PathBuf>) -> Result<(), SiteError> {
        let mut ready = Vec::with_capacity(self.planned.len());
        for page in &self.planned {
            let system = |error| SiteError::System {
                path: page.path.clone(),
                error,
            };
            let file = self.root.join(&page.path);
            if let Some(folder) = file.parent() {
                let missing = folder.ancestors().take_while(|folder| !folder.exists());
                let missing: Vec<PathBuf> = missing.map(Path::to_owned).collect();
                made.extend(missing.into_iter().rev());
                fs::create_dir_all(folder).map_err(system)?;
            }
            let file = ReadyFile::new(&file, &page.text, page.before.as_deref()).map_err(system)?;
            ready.push((page, file));
        }
        for (page, file) in ready {
            file.write().map_err(|error| SiteError::System {
                path: page.path.clone(),
                error,
            })?;
        }
        Ok(())
    }

    /// Plans the pages of sections that are not there, where some issue has a page: that of the section, which Zola knows the issues by, and
    /// those of folders between it and an issue. Writing plans them too.
    pub fn plan_sections(&mut self) -> Vec<(String, Outcome)> {
        let section = self.pattern.section();
        let pages = self.paths.iter().map(String::as_str);
        let mut folders: Vec<String> = pages
            .flat_map(|page| place::folders_above(page, section))
            .map(str::to_owned)
            .collect();
        folders.sort();
        folders.dedup();
        let pages = folders.into_iter().filter_map(|folder| {
            let path = format!("{folder}/_index.md");
            let is_new = !self.root.join(&path).exists()
                && self.planned.iter().all(|planned| planned.path != path);
            let text = to_markdown(&self.section_page(&folder), &self.options).ok()?;
            is_new.then_some(PlannedPage {
                path,
                text,
                before: None,
            })
        });
        let pages: Vec<PlannedPage> = pages.collect();
        let planned = pages
            .iter()
            .map(|page| (page.path.clone(), Outcome::Written));
        let planned = planned.collect();
        self.planned.extend(pages);
        planned
    }

    /// The page of a section: one below the newsletter's own hands its issues to the one above.
    fn section_page(&self, folder: &str) -> Issue {
        let is_own = folder == self.pattern.section();
        let title = match (is_own, self.title.as_deref()) {
            (true, title) => title.unwrap_or("Newsletter"),
            (false, _) => place::name_of(folder),
        };
        let mut front_matter = FrontMatter::new(title);
        let sort_by = ("sort_by".to_owned(), Value::from("date"));
        front_matter.other.extend([sort_by]);
        if !is_own {
            let transparent = ("transparent".to_owned(), Value::from(true));
            front_matter.other.extend([transparent]);
        }
        Issue::new(front_matter)
    }
}
