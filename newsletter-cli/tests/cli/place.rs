//! A folder of its own for each test, and the command run in it.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// A page that is in canonical form.
pub(crate) const PAGE: &str = "+++\ntitle = \"June\"\n+++\n\nHello!\n";

/// The JSON of that page, in one line.
pub(crate) const PAGE_JSON: &str = r#"{"schema":"newsletter/1","front_matter":{"title":"June"},"body":[{"type":"prose","markdown":"Hello!"}]}"#;

/// A folder that the command runs in.
pub(crate) struct Place {
    folder: TempDir,
}

impl Place {
    pub(crate) fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    /// Writes a file, and the folders above it.
    pub(crate) fn with(self, path: &str, content: impl AsRef<[u8]>) -> Self {
        let file = self.path(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, content).unwrap();
        self
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    pub(crate) fn text(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }

    pub(crate) fn exists(&self, path: &str) -> bool {
        self.path(path).exists()
    }

    /// All files in the folder, sorted.
    pub(crate) fn files(&self) -> Vec<String> {
        let mut files = Vec::new();
        collect(self.folder.path(), "", &mut files);
        files.sort();
        files
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Output {
        self.run_with_input(arguments, "")
    }

    /// Runs the command in a folder of the place.
    pub(crate) fn run_in(&self, folder: &str, arguments: &[&str]) -> Output {
        run(&self.path(folder), arguments, b"")
    }

    pub(crate) fn run_with_input(&self, arguments: &[&str], input: impl AsRef<[u8]>) -> Output {
        run(self.folder.path(), arguments, input.as_ref())
    }

    /// What a run shows: its exit status, what it prints, and its messages.
    pub(crate) fn shown(&self, arguments: &[&str]) -> String {
        show(&self.run(arguments))
    }

    pub(crate) fn shown_in(&self, folder: &str, arguments: &[&str]) -> String {
        show(&self.run_in(folder, arguments))
    }

    pub(crate) fn shown_with_input(&self, arguments: &[&str], input: impl AsRef<[u8]>) -> String {
        show(&self.run_with_input(arguments, input))
    }
}

fn run(folder: &Path, arguments: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_newsletter"))
        .args(arguments)
        .current_dir(folder)
        .env_remove("NO_COLOR")
        .env_remove("CLICOLOR_FORCE")
        .env("COLUMNS", "100")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // The command need not read its input.
    let _ = child.stdin.take().unwrap().write_all(input);
    child.wait_with_output().unwrap()
}

fn collect(folder: &Path, prefix: &str, files: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.file_type().unwrap().is_dir() {
            collect(&entry.path(), &format!("{name}/"), files);
        } else {
            files.push(name);
        }
    }
}

fn show(output: &Output) -> String {
    let status = output.status.code().unwrap();
    let printed = String::from_utf8_lossy(&output.stdout);
    let messages = String::from_utf8_lossy(&output.stderr);
    format!("status: {status}\n--- printed\n{printed}--- messages\n{messages}")
}

/// What a run printed.
pub(crate) fn printed(output: &Output) -> String {
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert!(output.status.success());
    String::from_utf8(output.stdout.clone()).unwrap()
}
