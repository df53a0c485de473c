//! Files that are written whole or not at all.

use std::fs::{self, File, Metadata};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile, TempPath};

/// Replaces the text of a file, or creates the file.
///
/// The text goes to a file beside it first, which then takes its place: after a crash there is
/// the old file or the new one, and perhaps a file `.newsletter-….tmp`, which nothing reads. A file
/// keeps its permissions; a link to a file stays, and the file that it leads to is replaced. A file
/// that has the text already is not touched. What is no file, such as a pipe, is written to.
///
/// `before` is the text that the new one was made from: a file that has another one by now is kept.
/// So is a file that appears only while the text is written.
///
/// # Errors
///
/// When the system does not let the file be written, as in a folder that takes no files; when it is read-only, or a folder;
/// when it has changed since it was read.
///
/// ```
/// let folder = tempfile::tempdir()?;
/// let file = folder.path().join("index.md");
/// newsletter_export::write_file(&file, "new", None)?;
/// assert!(newsletter_export::write_file(&file, "newer", Some("old")).is_err());
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn write_file(path: &Path, text: &str, before: Option<&str>) -> io::Result<()> {
    ReadyFile::new(path, text, before)?.write()
}

/// Creates a file, whole or not at all, as [`write_file`] does; one that is there is kept, also where it appears meanwhile.
///
/// # Errors
///
/// Of the kind [`AlreadyExists`](io::ErrorKind::AlreadyExists) where something of that name is there; when the system does not let
/// the file be written, as in a folder that takes no files.
///
/// ```
/// let folder = tempfile::tempdir()?;
/// let file = folder.path().join("index.md");
/// newsletter_export::create_file(&file, "new")?;
/// let error = newsletter_export::create_file(&file, "newer").unwrap_err();
/// assert_eq!(error.kind(), std::io::ErrorKind::AlreadyExists);
/// assert_eq!(std::fs::read_to_string(&file)?, "new");
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn create_file(path: &Path, text: &str) -> io::Result<()> {
    ReadyFile::beside(path.to_owned(), text, None, None)?.write()
}

/// A file that is ready to be written: what can fail before its name changes hands has been done.
#[derive(Debug)]
pub(crate) enum ReadyFile<'t> {
    /// It has its text.
    Unchanged,
    /// A pipe, or the like.
    Stream { path: PathBuf, text: &'t str },
    /// The text lies in a file beside it.
    Replaced {
        new: TempPath,
        path: PathBuf,
        exists: bool,
        before: Option<&'t str>,
    },
}

impl<'t> ReadyFile<'t> {
    /// Writes the text beside the file.
    pub(crate) fn new(path: &Path, text: &'t str, before: Option<&'t str>) -> io::Result<Self> {
        let path = if path.is_symlink() {
            path.canonicalize()?
        } else {
            path.to_owned()
        };
        let existing = match path.metadata() {
            Ok(metadata) => Some(metadata),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(error),
        };
        match existing {
            Some(metadata) if metadata.is_dir() => Err(io::ErrorKind::IsADirectory.into()),
            Some(metadata) if !metadata.is_file() => Ok(Self::Stream { path, text }),
            Some(_) if has_text(&path, text) => Ok(Self::Unchanged),
            Some(metadata) if metadata.permissions().readonly() => Err(io::Error::new(
                io::ErrorKind::PermissionDenied,
                "the file is read-only",
            )),
            existing => Self::beside(path, text, existing.as_ref(), before),
        }
    }

    fn beside(
        path: PathBuf,
        text: &str,
        existing: Option<&Metadata>,
        before: Option<&'t str>,
    ) -> io::Result<Self> {
        let folder = match path.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent,
            _ => Path::new("."),
        };
        let mut file = new_file_in(folder).map_err(|error| in_folder(&error))?;
        file.write_all(text.as_bytes())?;
        if let Some(metadata) = existing {
            fs::set_permissions(file.path(), metadata.permissions())?;
        }
        file.as_file().sync_all()?;
        Ok(Self::Replaced {
            new: file.into_temp_path(),
            path,
            exists: existing.is_some(),
            before,
        })
    }

    /// Lets the new text take the place of the old one.
    pub(crate) fn write(self) -> io::Result<()> {
        match self {
            Self::Unchanged => Ok(()),
            Self::Stream { path, text } => File::options()
                .write(true)
                .open(path)?
                .write_all(text.as_bytes()),
            Self::Replaced {
                new,
                path,
                exists,
                before,
            } => {
                // Right before the rename, so that little time is left for somebody else.
                if let Some(before) = before {
                    refuse_change(&path, before)?;
                }
                if exists {
                    new.persist(path)?;
                } else {
                    new.persist_noclobber(path)?;
                }
                Ok(())
            }
        }
    }
}

/// Whether a path leads to a file that has a text.
fn has_text(path: &Path, text: &str) -> bool {
    fs::read(path).is_ok_and(|content| content == text.as_bytes())
}

/// Refuses a file that has another text than it had.
fn refuse_change(file: &Path, before: &str) -> io::Result<()> {
    match fs::read(file) {
        Ok(content) if content == before.as_bytes() => Ok(()),
        Ok(_) => Err(io::Error::other("the file has changed since it was read")),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Err(io::Error::new(
            error.kind(),
            "the file is gone since it was read",
        )),
        Err(error) => Err(error),
    }
}

/// Why a file cannot be written that could be written itself.
fn in_folder(error: &io::Error) -> io::Error {
    let reason = format!("no file can be made in its folder: {error}");
    io::Error::new(error.kind(), reason)
}

/// A file with the permissions that new files have, in place of the narrow ones of temporary files.
fn new_file_in(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = Builder::new();
    builder.prefix(".newsletter-").suffix(".tmp");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

#[cfg(test)]
mod tests {
    use std::time::SystemTime;

    use super::*;

    #[test]
    fn a_file_that_has_changed_since_it_was_read_is_kept() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("june.md");
        fs::write(&file, "somebody else's").unwrap();
        let error = write_file(&file, "new", Some("old")).unwrap_err();
        assert_eq!(error.to_string(), "the file has changed since it was read");
        assert_eq!(fs::read(&file).unwrap(), b"somebody else's");
        fs::remove_file(&file).unwrap();
        let error = write_file(&file, "new", Some("old")).unwrap_err();
        assert_eq!(error.to_string(), "the file is gone since it was read");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);

        fs::write(&file, "old").unwrap();
        write_file(&file, "new", Some("old")).unwrap();
        assert_eq!(fs::read(&file).unwrap(), b"new");
    }

    #[test]
    fn a_file_that_appears_while_another_is_written_is_kept() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("june.md");
        fs::write(&file, "somebody else's").unwrap();
        // As when the file was not there yet.
        let ready = ReadyFile::beside(file.clone(), "new", None, None).unwrap();
        let error = ready.write().unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(fs::read(&file).unwrap(), b"somebody else's");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_file_that_has_the_text_is_not_touched() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("june.md");
        fs::write(&file, "text").unwrap();
        let opened = File::options().write(true).open(&file).unwrap();
        opened.set_modified(SystemTime::UNIX_EPOCH).unwrap();
        write_file(&file, "text", None).unwrap();
        let modified = fs::metadata(&file).unwrap().modified().unwrap();
        assert_eq!(modified, SystemTime::UNIX_EPOCH);
    }
}
