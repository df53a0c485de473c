//! From paths to sources.

pub(crate) mod dated_path;
pub(crate) mod folder;
pub(crate) mod json_input;
pub(crate) mod known;
pub(crate) mod neighbors;
pub(crate) mod part_json;
pub(crate) mod records;

use std::collections::HashSet;
use std::env;
use std::fs::File;
use std::io::{self, IsTerminal, Read};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use newsletter_export::Record;
use newsletter_parse::{Document, Options, ParseErrorKind, parse_bytes};

use crate::config::Config;
use crate::configs::Configs;
use crate::input::folder::Folder;
use crate::output::diagnostics::Problem;
use crate::session::Stop;

/// How messages name standard input.
pub(crate) const STANDARD_INPUT: &str = "<stdin>";

/// A page that can be read.
#[derive(Debug)]
pub(crate) struct Page {
    /// The file; `None` for standard input.
    pub(crate) file: Option<PathBuf>,
    /// Its path below the folder that was given, or its name, with `/` between the parts.
    pub(crate) path: Option<String>,
    pub(crate) config: Arc<Config>,
}

impl Page {
    /// The page of a file, or of standard input where that is `-`.
    pub(crate) fn of(path: &Path) -> Self {
        if is_standard_input(path) {
            return Self::standard_input();
        }
        Self {
            file: Some(path.to_owned()),
            path: issue_path(path),
            config: Arc::default(),
        }
    }

    fn standard_input() -> Self {
        Self {
            file: None,
            path: None,
            config: Arc::default(),
        }
    }

    /// Sets what people have agreed on for the page.
    pub(crate) fn with_config(mut self, config: Arc<Config>) -> Self {
        self.config = config;
        self
    }

    /// How the page is read.
    pub(crate) fn options(&self) -> &Options {
        &self.config.options
    }

    /// How messages name the page.
    pub(crate) fn label(&self) -> String {
        self.file.as_ref().map_or_else(
            || STANDARD_INPUT.to_owned(),
            |file| file.display().to_string(),
        )
    }

    /// Reads the issue.
    pub(crate) fn read(&self) -> Result<Document, Problem> {
        let source = self.source()?;
        parse_bytes(&source, self.options())
            .map_err(|error| Problem::of_source(&error, &source, &self.label()))
    }

    /// Reads the issue of a file that may be no page at all: `None` where it has no front matter.
    pub(crate) fn read_if_page(&self) -> Result<Option<Document>, Problem> {
        let source = self.source()?;
        match parse_bytes(&source, self.options()) {
            Ok(document) => Ok(Some(document)),
            Err(error) if is_without_front_matter(error.kind()) => Ok(None),
            Err(error) => Err(Problem::of_source(&error, &source, &self.label())),
        }
    }

    /// What is written of the page as JSON; its text too, where nothing may be lost.
    pub(crate) fn record(&self, document: Document, is_lossless: bool) -> Record {
        let source = is_lossless.then(|| document.source().to_owned());
        let mut record = Record::new(document.into_issue());
        record.path.clone_from(&self.path);
        record.source = source;
        record
    }

    /// The bytes of the page.
    pub(crate) fn source(&self) -> Result<Vec<u8>, Problem> {
        let options = self.options();
        match &self.file {
            Some(file) => {
                read_file(file, options).map_err(|error| Problem::of_system("read", file, &error))
            }
            None => read_bytes(io::stdin().lock(), 0, options)
                .map_err(|error| Problem::of_system("read", Path::new("standard input"), &error)),
        }
    }
}

fn is_without_front_matter(kind: ParseErrorKind) -> bool {
    matches!(
        kind,
        ParseErrorKind::MissingFrontMatter | ParseErrorKind::Empty
    )
}

/// How messages name a file that was found: from the folder that the command runs in, where it is below that.
pub(crate) fn shown_path(file: &Path) -> String {
    let folder = env::current_dir().and_then(|folder| folder.canonicalize());
    let below = folder.ok();
    let below = below.and_then(|folder| file.strip_prefix(folder).ok());
    match below {
        Some(here) if here.as_os_str().is_empty() => ".".to_owned(),
        below => below.unwrap_or(file).display().to_string(),
    }
}

fn read_file(file: &Path, options: &Options) -> io::Result<Vec<u8>> {
    let file = File::open(file)?;
    // What is no file, such as a pipe, has the length 0.
    let length = file.metadata()?.len();
    read_bytes(file, length, options)
}

/// Reads no more than it takes to see that a source is too long. The length is how many bytes there are, more or less.
fn read_bytes(reader: impl Read, length: u64, options: &Options) -> io::Result<Vec<u8>> {
    let limit = u64::try_from(options.max_source_bytes())
        .unwrap_or(u64::MAX)
        .saturating_add(1);
    let mut source = Vec::new();
    // One byte more than there are tells that the end is reached, without another buffer.
    let capacity = usize::try_from(length.saturating_add(1).min(limit)).unwrap_or(0);
    source.reserve(capacity);
    reader.take(limit).read_to_end(&mut source)?;
    Ok(source)
}

/// Whether a path stands for standard input.
pub(crate) fn is_standard_input(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// Standard input, where nothing else is given and somebody sends something.
pub(crate) fn require_sent_input(instead: &str) -> Result<(), Stop> {
    if io::stdin().is_terminal() {
        return Err(Stop::Usage(format!(
            "nothing to read: give {instead}, or `-` for standard input"
        )));
    }
    Ok(())
}

/// Standard input can be read once.
pub(crate) fn require_one_standard_input(paths: &[PathBuf]) -> Result<(), Stop> {
    let inputs = paths.iter().filter(|path| is_standard_input(path));
    match inputs.count() {
        0 | 1 => Ok(()),
        _ => Err(Stop::Usage(
            "standard input can be read once: give `-` once".to_owned(),
        )),
    }
}

/// Whether standard input is among what the paths stand for.
pub(crate) fn includes_standard_input(paths: &[PathBuf]) -> bool {
    paths.is_empty() || paths.iter().any(|path| is_standard_input(path))
}

/// Files alone can be rewritten.
pub(crate) fn require_files(paths: &[PathBuf]) -> Result<(), Stop> {
    if includes_standard_input(paths) {
        return Err(Stop::Usage(
            "--write needs files or folders: standard input cannot be rewritten".to_owned(),
        ));
    }
    Ok(())
}

/// Zola's page of a section is no issue.
pub(crate) fn require_no_section_page(file: &Path) -> Result<(), Problem> {
    if neighbors::is_section_page(file) {
        let title = "found the page of a section, expected an issue";
        return Err(Problem::new(title).in_file(file.display().to_string()));
    }
    Ok(())
}

/// The pages that the paths stand for, found as they are needed.
pub(crate) fn pages<'p>(
    paths: &'p [PathBuf],
    configs: &'p mut Configs,
) -> Result<Box<dyn Iterator<Item = Result<Page, Problem>> + 'p>, Stop> {
    if paths.is_empty() {
        require_sent_input("a page or a folder")?;
        let page = std::iter::once(Ok(Page::standard_input()));
        return Ok(Box::new(configs.configured(page)));
    }
    require_one_standard_input(paths)?;
    let pages = paths.iter().flat_map(|path| pages_of(path));
    Ok(Box::new(configs.configured(pages)))
}

/// The pages that the paths stand for, each file once, so that it can be rewritten.
pub(crate) fn distinct_pages<'p>(
    paths: &'p [PathBuf],
    configs: &'p mut Configs,
) -> Result<Box<dyn Iterator<Item = Result<Page, Problem>> + 'p>, Stop> {
    let mut seen = HashSet::new();
    let is_new = move |page: &Result<Page, Problem>| {
        let file = page.as_ref().ok().and_then(|page| page.file.as_ref());
        let file = file.and_then(|file| file.canonicalize().ok());
        file.is_none_or(|file| seen.insert(file))
    };
    Ok(Box::new(pages(paths, configs)?.filter(is_new)))
}

fn pages_of(path: &Path) -> Box<dyn Iterator<Item = Result<Page, Problem>>> {
    if is_standard_input(path) {
        return Box::new(std::iter::once(Ok(Page::standard_input())));
    }
    match path.metadata() {
        Ok(metadata) if metadata.is_dir() => Box::new(Folder::new(path)),
        Ok(_) => Box::new(std::iter::once(Ok(Page::of(path)))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let title = format!("found no file or folder `{}`", path.display());
            Box::new(std::iter::once(Err(
                Problem::new(title).with_help("check the spelling of the path")
            )))
        }
        Err(error) => Box::new(std::iter::once(Err(Problem::of_system(
            "read", path, &error,
        )))),
    }
}

/// The path of an issue that is given as a file: that path where it is a relative one without `..`, so that it
/// can be found again below another folder, else the name of the file.
fn issue_path(path: &Path) -> Option<String> {
    let parts = path.components().filter(|part| *part != Component::CurDir);
    let names: Option<Vec<_>> = parts
        .map(|part| match part {
            Component::Normal(name) => Some(name.to_string_lossy().into_owned()),
            _ => None,
        })
        .collect();
    let name = || {
        path.file_name()
            .map(|name| name.to_string_lossy().into_owned())
    };
    names.map(|names| names.join("/")).or_else(name)
}
