//! The configurations of files, each read once.

use std::collections::HashMap;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use crate::config::{Config, FILE_NAME};
use crate::input::Page;
use crate::input::neighbors;
use crate::output::diagnostics::Problem;
use crate::session::Stop;

/// Finds the configuration of each file: the one that is named, else the nearest above the file.
#[derive(Default)]
pub(crate) struct Configs {
    named: Option<PathBuf>,
    of_folders: HashMap<PathBuf, Option<PathBuf>>,
    read: HashMap<Option<PathBuf>, Arc<Config>>,
    mistakes: Vec<Problem>,
}

impl Configs {
    pub(crate) fn new(named: Option<PathBuf>) -> Self {
        Self {
            named,
            ..Self::default()
        }
    }

    /// The configuration for a folder.
    pub(crate) fn of_folder(&mut self, folder: &Path) -> Result<Arc<Config>, Stop> {
        let config = self.find(folder);
        config.ok_or_else(|| Stop::Refused(std::mem::take(&mut self.mistakes)))
    }

    /// The page of a file with its configuration.
    pub(crate) fn page(&mut self, file: &Path) -> Result<Page, Stop> {
        let page = Page::of(file);
        let config = self.of_folder(&folder_of(&page))?;
        Ok(page.with_config(config))
    }

    /// Gives pages their configurations, up to one whose configuration cannot be read.
    pub(crate) fn configured<'c>(
        &'c mut self,
        pages: impl Iterator<Item = Result<Page, Problem>> + 'c,
    ) -> impl Iterator<Item = Result<Page, Problem>> + 'c {
        let configured = pages.map_while(|page| match page {
            Ok(page) => {
                let config = self.find(&folder_of(&page))?;
                Some(Ok(page.with_config(config)))
            }
            problem => Some(problem),
        });
        configured.fuse()
    }

    /// Stops where a configuration could not be read.
    pub(crate) fn refuse_mistakes(&mut self) -> Result<(), Stop> {
        match self.mistakes.is_empty() {
            true => Ok(()),
            false => Err(Stop::Refused(std::mem::take(&mut self.mistakes))),
        }
    }

    fn find(&mut self, folder: &Path) -> Option<Arc<Config>> {
        let file = match &self.named {
            Some(file) => Some(file.clone()),
            None => self.nearest(&absolute(folder)),
        };
        if let Some(config) = self.read.get(&file) {
            return Some(config.clone());
        }
        match file.as_deref().map(Config::read).transpose() {
            Ok(config) => {
                let config = Arc::new(config.unwrap_or_default());
                self.read.insert(file, config.clone());
                Some(config)
            }
            Err(mistakes) => {
                self.mistakes = mistakes;
                None
            }
        }
    }

    /// The nearest file in a folder and those above it. The system is asked once for each folder.
    fn nearest(&mut self, folder: &Path) -> Option<PathBuf> {
        if let Some(known) = self.of_folders.get(folder) {
            return known.clone();
        }
        let own = folder.join(FILE_NAME);
        // A folder of that name is no configuration: reading it says so.
        let nearest = match own.exists() {
            true => Some(own),
            false => folder.parent().and_then(|parent| self.nearest(parent)),
        };
        self.of_folders.insert(folder.to_owned(), nearest.clone());
        nearest
    }
}

/// The folder of a page; standard input is a page of the folder that the command runs in.
fn folder_of(page: &Page) -> PathBuf {
    let file = page.file.as_deref();
    file.map_or_else(|| PathBuf::from("."), neighbors::parent)
}

/// The whole path of a folder. The system is asked only where the names do not tell.
fn absolute(folder: &Path) -> PathBuf {
    let is_plain = !folder.components().any(|part| part == Component::ParentDir);
    let absolute = match is_plain {
        true => std::path::absolute(folder),
        false => folder.canonicalize(),
    };
    absolute.unwrap_or_else(|_| folder.to_owned())
}
