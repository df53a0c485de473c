//! Where the issues of an archive go, below one folder that is never left.

use std::collections::HashMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use newsletter_export::{page_path, write_file};
use same_file::is_same_file;

use crate::output::diagnostics::Problem;

/// A folder that issues are written into.
pub(crate) struct TargetFolder {
    root: PathBuf,
    is_forced: bool,
    /// The files that are written, by their paths in lower case.
    written: HashMap<String, Vec<PathBuf>>,
}

impl TargetFolder {
    pub(crate) fn new(root: &Path, is_forced: bool) -> Self {
        Self {
            root: root.to_owned(),
            is_forced,
            written: HashMap::new(),
        }
    }

    /// Writes an issue to its path below the folder; a file that has its text already is not touched.
    ///
    /// An existing file is replaced by force, or where it has the `base` that the text was written over.
    pub(crate) fn write(
        &mut self,
        path: &str,
        text: &str,
        base: Option<&str>,
        label: &str,
    ) -> Result<(), Problem> {
        let at_path = || format!("{label} at /path");
        let below =
            page_path(path).map_err(|error| Problem::new(error.to_string()).in_file(at_path()))?;
        let file = self.root.join(&below);
        self.refuse_second(path, &file)
            .map_err(|problem| problem.in_file(at_path()))?;
        self.refuse_links(&below)
            .map_err(|problem| problem.in_file(at_path()))?;
        let base = base.filter(|_| !self.is_forced && file.is_file());
        if !self.is_forced {
            refuse_other_text(&file, text, base).map_err(|problem| problem.in_file(at_path()))?;
        }
        self.write_new(&file, text, base)
            .map_err(|error| Problem::of_system("write", &file, &error).in_file(at_path()))
    }

    /// One file is written once, also where the system takes paths for the same whatever their case is.
    fn refuse_second(&mut self, path: &str, file: &Path) -> Result<(), Problem> {
        let written = self.written.entry(path.to_lowercase()).or_default();
        let is_same = |other: &PathBuf| other == file || is_same_file(other, file).unwrap_or(false);
        if written.iter().any(is_same) {
            let title =
                format!("found a second issue with the path `{path}`, expected each path once");
            return Err(Problem::new(title));
        }
        written.push(file.to_owned());
        Ok(())
    }

    fn write_new(&self, file: &Path, text: &str, before: Option<&str>) -> io::Result<()> {
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder)?;
        }
        write_file(file, text, before)
    }

    /// A link below the folder could lead out of it.
    fn refuse_links(&self, below: &Path) -> Result<(), Problem> {
        let mut path = self.root.clone();
        for part in below {
            path.push(part);
            if path.is_symlink() {
                let title = format!(
                    "found the link `{}`, expected a folder or file of its own",
                    path.display()
                );
                return Err(Problem::new(title));
            }
        }
        Ok(())
    }
}

/// An existing file may have the text already, or the base that the text was written over.
pub(crate) fn refuse_other_text(
    file: &Path,
    text: &str,
    base: Option<&str>,
) -> Result<(), Problem> {
    let existing = match fs::read(file) {
        Ok(existing) => existing,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(Problem::of_system("read", file, &error)),
    };
    if existing == text.as_bytes() || base.is_some_and(|base| existing == base.as_bytes()) {
        return Ok(());
    }
    let expected = match base {
        Some(_) => "the one that the issue was read from",
        None => "none",
    };
    let title = format!(
        "found a file `{}` with other text, expected {expected}",
        file.display()
    );
    Err(Problem::new(title).with_help("replace it with --force"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_with_two_spellings_is_written_once() {
        let folder = tempfile::tempdir().unwrap();
        let mut target = TargetFolder::new(folder.path(), true);
        target.write("june.md", "one", None, "").unwrap();
        // A second name of the file, as it has where the case of names does not count.
        let (file, other) = (folder.path().join("june.md"), folder.path().join("June.md"));
        if !other.exists() {
            fs::hard_link(&file, &other).unwrap();
        }
        target.write("June.md", "two", None, "").unwrap_err();
        assert_eq!(fs::read(&file).unwrap(), b"one");
    }
}
