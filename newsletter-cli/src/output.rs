//! Standard output, and files that are written whole or not at all.

use std::fs::{self, File, Metadata};
use std::io::{self, BufWriter, StdoutLock, Write};
use std::path::{Path, PathBuf};

use anstream::stream::RawStream;
use anstream::{AutoStream, ColorChoice};
use tempfile::{Builder, NamedTempFile};

/// Whether to write colours to a stream.
pub(crate) fn is_colored(stream: &impl RawStream) -> bool {
    AutoStream::choice(stream) != ColorChoice::Never
}

/// How much is written at once: some issues.
const OUTPUT_BYTES: usize = 64 * 1024;

/// Standard output, for text that is written as it is.
pub(crate) fn standard_output() -> BufWriter<StdoutLock<'static>> {
    BufWriter::with_capacity(OUTPUT_BYTES, io::stdout().lock())
}

/// Replaces the text of a file, or creates the file.
///
/// The text goes to a file beside it first, which then takes its place: after a crash there is
/// the old file or the new one, and perhaps a file `.newsletter-….tmp`, which nothing reads. A file
/// keeps its permissions; a link to a file stays, and the file that it leads to is replaced. A file
/// that has the text already is not touched. What is no file, such as a pipe, is written to.
///
/// `before` is the text that the new one was made from: a file that has another one by now is kept.
/// So is a file that appears only while the text is written.
pub(crate) fn write_file(path: &Path, text: &str, before: Option<&str>) -> io::Result<()> {
    let target = if path.is_symlink() {
        path.canonicalize()?
    } else {
        path.to_owned()
    };
    let existing = match target.metadata() {
        Ok(metadata) => Some(metadata),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(error),
    };
    match existing {
        Some(metadata) if metadata.is_dir() => Err(io::ErrorKind::IsADirectory.into()),
        Some(metadata) if !metadata.is_file() => File::options()
            .write(true)
            .open(&target)?
            .write_all(text.as_bytes()),
        Some(_) if has_text(&target, text) => Ok(()),
        Some(metadata) if metadata.permissions().readonly() => Err(io::Error::new(
            io::ErrorKind::PermissionDenied,
            "the file is read-only",
        )),
        existing => replace(&target, text, existing.as_ref(), before),
    }
}

/// Whether a path leads to a file that has a text.
fn has_text(path: &Path, text: &str) -> bool {
    fs::read(path).is_ok_and(|content| content == text.as_bytes())
}

fn replace(
    target: &Path,
    text: &str,
    existing: Option<&Metadata>,
    before: Option<&str>,
) -> io::Result<()> {
    let folder = match target.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
        _ => PathBuf::from("."),
    };
    let mut file = new_file_in(&folder).map_err(|error| in_folder(&error))?;
    file.write_all(text.as_bytes())?;
    if let Some(metadata) = existing {
        fs::set_permissions(file.path(), metadata.permissions())?;
    }
    file.as_file().sync_all()?;
    // Right before the rename, so that little time is left for somebody else.
    if let Some(before) = before {
        refuse_change(target, before)?;
    }
    if existing.is_some() {
        file.persist(target)?;
    } else {
        file.persist_noclobber(target)?;
    }
    Ok(())
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
    let reason = format!("no file can be made in its folder: {}", reason(error));
    io::Error::new(error.kind(), reason)
}

/// What the system says about a failure, without its number and what stands behind it.
pub(crate) fn reason(error: &io::Error) -> String {
    let reason = error.to_string();
    let words = reason.split(" (os error").next().unwrap_or_default();
    words.to_lowercase()
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
        let error = replace(&file, "new", None, None).unwrap_err();
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
