//! Lines of a shell, with the command at hand.

use std::path::{Path, PathBuf};
use std::process::Command;

/// What runs a line; messages go to standard output too.
pub(crate) fn command(line: &str) -> Command {
    let newsletter = PathBuf::from(env!("CARGO_BIN_EXE_newsletter"));
    let others = std::env::var_os("PATH").unwrap_or_default();
    let folders = newsletter.parent().map(Path::to_owned).into_iter();
    let folders = folders.chain(std::env::split_paths(&others));
    let path = std::env::join_paths(folders).expect("the folders are from a PATH");
    let mut command = Command::new("sh");
    command
        .args(["-c", &format!("exec 2>&1\n{line}")])
        .env("PATH", path)
        .env_remove("CLICOLOR_FORCE");
    command
}
