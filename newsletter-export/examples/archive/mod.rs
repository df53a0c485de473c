//! Reads the issues of a folder; shared by the examples.

use std::error::Error;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

use newsletter_parse::{Document, Options, parse_bytes};

/// The issues in the folder that the first argument names, with their file names, sorted by them.
///
/// Without an argument, these are the fixtures of this project.
pub(crate) fn issues() -> Result<Vec<(String, Document)>, Box<dyn Error>> {
    let fixtures = concat!(env!("CARGO_MANIFEST_DIR"), "/../site/content/this-month");
    let folder = env::args_os().nth(1).unwrap_or_else(|| fixtures.into());
    let files: Result<Vec<PathBuf>, io::Error> =
        fs::read_dir(folder)?.map(|file| Ok(file?.path())).collect();
    let mut files = files?;
    files.retain(|path| path.extension() == Some(OsStr::new("md")));
    files.sort();
    files.iter().map(|path| read(path)).collect()
}

fn read(path: &Path) -> Result<(String, Document), Box<dyn Error>> {
    let document = parse_bytes(&fs::read(path)?, &Options::default()).map_err(|error| {
        let position = error.position();
        format!(
            "{}:{}:{}: {error}",
            path.display(),
            position.line,
            position.column
        )
    })?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    Ok((name.into_owned(), document))
}
