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

/// Standard output, for text that is written as it is.
pub(crate) fn standard_output() -> BufWriter<StdoutLock<'static>> {
    BufWriter::new(io::stdout().lock())
}

/// Replaces the text of a file, or creates the file.
///
/// The text goes to a file beside it first, which then takes its place: after a crash there is
/// the old file or the new one. A file keeps its permissions; a link to a file stays, and the file
/// that it leads to is replaced. What is no file, such as a pipe, is written to.
pub(crate) fn write_file(path: &Path, text: &str) -> io::Result<()> {
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
        Some(metadata) if metadata.permissions().readonly() => Err(io::Error::new(
            io::ErrorKind::PermissionDenied,
            "the file is read-only",
        )),
        existing => replace(&target, text, existing.as_ref()),
    }
}

fn replace(target: &Path, text: &str, existing: Option<&Metadata>) -> io::Result<()> {
    let folder = match target.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
        _ => PathBuf::from("."),
    };
    let mut file = new_file_in(&folder)?;
    file.write_all(text.as_bytes())?;
    if let Some(metadata) = existing {
        fs::set_permissions(file.path(), metadata.permissions())?;
    }
    file.as_file().sync_all()?;
    file.persist(target)?;
    Ok(())
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
