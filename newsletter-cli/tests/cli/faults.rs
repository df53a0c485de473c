//! What goes wrong around a run: full disks, closed pipes, and files that somebody else changes meanwhile.

use std::fs::{self, File, Permissions};
use std::io::{self, BufRead, BufReader, Write};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use crate::check::front_matter;
use crate::place::{PAGE, PAGE_JSON, Place};

/// The user without rights of its own.
const NOBODY: u32 = 65534;

const FILTER: &str = r#".front_matter.title = "July""#;

/// The text of a page that is longer than the limits of the tests; many of them are longer than a pipe.
fn long_page() -> String {
    format!("{PAGE}\n{}", "A long line.\n\n".repeat(1_500))
}

/// Runs a script of the shell, in which `newsletter` is the command.
pub(crate) fn shell(place: &Place, script: &str) -> Output {
    let binary = Path::new(env!("CARGO_BIN_EXE_newsletter"));
    let script = format!(
        "newsletter() {{ \"{}\" \"$@\"; }}\n{script}",
        binary.display()
    );
    Command::new("sh")
        .args(["-c", &script])
        .current_dir(place.path(""))
        .output()
        .unwrap()
}

pub(crate) fn messages(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// Edits a page; when it is read, and before it is written, something happens to it.
fn edit_meanwhile(place: &Place, happens: impl FnOnce(&Path)) -> Output {
    write_meanwhile(place, &["edit", "--write", FILTER], PAGE, happens)
}

/// Runs a command that writes a page; when it is read, and before it is written, something happens to it.
pub(crate) fn write_meanwhile(
    place: &Place,
    arguments: &[&str],
    text: &str,
    happens: impl FnOnce(&Path),
) -> Output {
    let page = place.path("content/a.md");
    // The page is a pipe at first, which is read to its end: until the test says so.
    assert!(
        Command::new("mkfifo")
            .arg(&page)
            .status()
            .unwrap()
            .success()
    );
    let child = Command::new(env!("CARGO_BIN_EXE_newsletter"))
        .args(arguments)
        .arg("content/a.md")
        .current_dir(place.path(""))
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut pipe = File::options().write(true).open(&page).unwrap();
    pipe.write_all(text.as_bytes()).unwrap();
    fs::remove_file(&page).unwrap();
    happens(&page);
    drop(pipe);
    child.wait_with_output().unwrap()
}

#[test]
fn a_page_that_somebody_else_changes_meanwhile_is_kept() {
    let place = Place::new().with("content/b.md", PAGE);
    let output = edit_meanwhile(&place, |page| fs::write(page, "mine").unwrap());
    assert_eq!(output.status.code(), Some(1));
    insta::assert_snapshot!(messages(&output));
    assert_eq!(place.text("content/a.md"), "mine");
    assert_eq!(place.files(), ["content/a.md", "content/b.md"]);
}

#[test]
fn a_page_that_somebody_else_changes_while_it_is_fixed_is_kept() {
    let place = Place::new().with("content/b.md", PAGE);
    let text = PAGE.replace("Hello", "Hello Hello");
    let happens = |page: &Path| fs::write(page, "mine").unwrap();
    let output = write_meanwhile(&place, &["check", "--fix"], &text, happens);
    assert_eq!(output.status.code(), Some(1));
    insta::assert_snapshot!(messages(&output));
    assert_eq!(place.text("content/a.md"), "mine");
    assert_eq!(place.files(), ["content/a.md", "content/b.md"]);
}

#[test]
fn a_page_that_vanishes_meanwhile_stays_away() {
    let place = Place::new().with("content/b.md", PAGE);
    let output = edit_meanwhile(&place, |_| {});
    assert_eq!(output.status.code(), Some(1));
    insta::assert_snapshot!(messages(&output));
    assert_eq!(place.files(), ["content/b.md"]);
    let output = edit_meanwhile(&place, |page| {
        fs::remove_dir_all(page.parent().unwrap()).unwrap();
    });
    assert_eq!(output.status.code(), Some(1));
    insta::assert_snapshot!(messages(&output));
    assert_eq!(place.files(), [""; 0]);
}

#[test]
fn a_page_that_comes_back_the_same_is_written() {
    let place = Place::new().with("content/b.md", PAGE);
    let output = edit_meanwhile(&place, |page| fs::write(page, PAGE).unwrap());
    assert!(output.status.success(), "{}", messages(&output));
    assert_eq!(place.text("content/a.md"), PAGE.replace("June", "July"));
}

#[test]
fn a_base_that_somebody_else_changes_meanwhile_is_kept() {
    let place = Place::new().with("a.md", PAGE);
    let base = place.path("base");
    assert!(
        Command::new("mkfifo")
            .arg(&base)
            .status()
            .unwrap()
            .success()
    );
    let mut child = Command::new(env!("CARGO_BIN_EXE_newsletter"))
        .args(["from-json", "--base", "base", "-o", "a.md"])
        .current_dir(place.path(""))
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    fs::write(&base, PAGE).unwrap();
    fs::write(place.path("a.md"), "mine").unwrap();
    let json = PAGE_JSON.replace("Hello", "Bye");
    child
        .stdin
        .take()
        .unwrap()
        .write_all(json.as_bytes())
        .unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    insta::assert_snapshot!(messages(&output));
    assert_eq!(place.text("a.md"), "mine");
}

#[test]
fn a_file_that_cannot_grow_keeps_its_old_text() {
    let long = long_page();
    let place = Place::new().with("content/a.md", &long);
    let place = place.with("content/b.md", PAGE);
    let limited = |command: &str| shell(&place, &format!("trap '' XFSZ; ulimit -f 8; {command}"));
    let output = limited(&format!("newsletter edit --write '{FILTER}' content"));
    assert_eq!(output.status.code(), Some(1));
    insta::assert_snapshot!(messages(&output));
    assert_eq!(place.text("content/a.md"), long);
    assert_eq!(place.text("content/b.md"), PAGE.replace("June", "July"));
    let json = place.run(&["to-json", "content/a.md"]).stdout;
    fs::write(place.path("a.json"), json).unwrap();
    let output = limited("newsletter from-json -o new.md a.json");
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(place.files(), ["a.json", "content/a.md", "content/b.md"]);
}

/// Needs a small file system of its own, which not every system lets a test have.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_keeps_the_old_text() {
    let place = Place::new().with("old.md", long_page());
    let script = format!(
        "mkdir disk && mount -t tmpfs -o size=32k tmpfs disk || exit 77\n\
         cp old.md disk/a.md\n\
         newsletter edit --write '{FILTER}' disk/a.md\n\
         test $? = 1 && cmp old.md disk/a.md && test \"$(ls -A disk)\" = a.md"
    );
    fs::write(place.path("script"), script).unwrap();
    let binary = Path::new(env!("CARGO_BIN_EXE_newsletter"))
        .parent()
        .unwrap();
    let output = Command::new("unshare")
        .args(["-rm", "sh", "-c", "PATH=$1:$PATH; . ./script", "sh"])
        .arg(binary)
        .current_dir(place.path(""))
        .output();
    match output {
        Ok(output) if output.status.success() => insta::assert_snapshot!(messages(&output)),
        Ok(output) if !place.exists("disk") || output.status.code() == Some(77) => {
            println!("skipped, since no file system can be mounted here");
        }
        Ok(output) => panic!("{}", messages(&output)),
        Err(error) => println!("skipped: {error}"),
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_output_is_an_error() {
    let place = Place::new()
        .with("content/a.md", PAGE)
        .with("content/b.md", PAGE);
    for command in [
        "to-json content",
        "fmt content/a.md",
        "schema",
        "man",
        "query . content",
    ] {
        let output = shell(&place, &format!("newsletter {command} > /dev/full"));
        assert_eq!(output.status.code(), Some(1), "{command}");
        assert_eq!(
            messages(&output),
            "error: cannot write `standard output`: no space left on device\n",
            "{command}"
        );
    }
    fs::write(place.path("a.json"), PAGE_JSON).unwrap();
    insta::assert_snapshot!(messages(&shell(
        &place,
        "newsletter from-json -o /dev/full a.json"
    )));
    // Pages are written all the same.
    let command = format!("newsletter edit --write --diff '{FILTER}' content > /dev/full");
    let output = shell(&place, &command);
    assert_eq!(output.status.code(), Some(1));
    insta::assert_snapshot!(messages(&output));
    for page in ["content/a.md", "content/b.md"] {
        assert_eq!(place.text(page), PAGE.replace("June", "July"));
    }
}

/// Runs a command as a user whom the permissions of files bind; the probe is a file that they forbid.
pub(crate) fn run_as_nobody(place: &Place, arguments: &[&str], probe: &str) -> io::Result<Output> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_newsletter"));
    command.args(arguments).current_dir(place.path(""));
    if File::create(place.path(probe)).is_ok() {
        // Permissions do not bind the superuser.
        fs::remove_file(place.path(probe)).unwrap();
        command.uid(NOBODY).gid(NOBODY);
    }
    command.output()
}

#[test]
fn a_folder_that_takes_no_files_keeps_the_old_page() {
    let place = Place::new().with("content/a.md", PAGE);
    fs::set_permissions(place.path(""), Permissions::from_mode(0o755)).unwrap();
    fs::set_permissions(place.path("content"), Permissions::from_mode(0o555)).unwrap();
    let edit = ["edit", "--write", FILTER, "content/a.md"];
    match run_as_nobody(&place, &edit, "content/probe") {
        Ok(output) => {
            assert_eq!(output.status.code(), Some(1));
            insta::assert_snapshot!(messages(&output));
            assert_eq!(place.files(), ["content/a.md"]);
            assert_eq!(place.text("content/a.md"), PAGE);
        }
        Err(error) => println!("skipped, since the command cannot run as another user: {error}"),
    }
    fs::set_permissions(place.path("content"), Permissions::from_mode(0o755)).unwrap();
}

/// Runs a command, reads so many lines of what it prints, and closes the pipe.
fn read_lines(place: &Place, arguments: &[&str], count: usize) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_newsletter"))
        .args(arguments)
        .current_dir(place.path(""))
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut printed = BufReader::new(child.stdout.take().unwrap());
    for _ in 0..count {
        let mut line = Vec::new();
        assert!(
            printed.read_until(b'\n', &mut line).unwrap() > 0,
            "{arguments:?}"
        );
    }
    drop(printed);
    child.wait_with_output().unwrap()
}

#[test]
fn a_pipe_that_closes_early_is_no_error() {
    let mut place = Place::new();
    for number in 0..30 {
        place = place.with(&format!("content/{number}.md"), long_page());
    }
    let page = "content/0.md";
    for arguments in [
        &["to-json", "content"][..],
        &["to-json", page],
        &["query", ".", "content"],
        &["query", "repeat(1)", page],
        &["edit", ".body = []", "content"],
        &["fmt", page],
        &["schema"],
        &["man"],
        &["completions", "bash"],
        &["--help"],
    ] {
        for count in [0, 1] {
            let output = read_lines(&place, arguments, count);
            assert_eq!(messages(&output), "", "{arguments:?}");
            assert_eq!(output.status.code(), Some(0), "{arguments:?}");
        }
    }
}

#[test]
fn what_is_found_before_a_pipe_closes_counts() {
    let mut place = Place::new().with("content/0.md", "no page");
    for number in 1..30 {
        let loose = long_page().replace("\n\nA", "\n\n\nA");
        place = place.with(&format!("content/{number}.md"), loose);
    }
    let output = read_lines(&place, &["to-json", "content"], 1);
    assert_eq!(output.status.code(), Some(1));
    fs::remove_file(place.path("content/0.md")).unwrap();
    let output = read_lines(&place, &["fmt", "--check", "content"], 1);
    assert_eq!(
        (output.status.code(), messages(&output).as_str()),
        (Some(1), "")
    );
}

#[test]
fn pages_are_fixed_also_where_the_findings_cannot_be_written() {
    let text = |words: &str| front_matter("June", "2031-07-03") + words;
    let place = Place::new()
        .with("content/a.md", text("Read the the [x]()\n"))
        .with("content/b.md", text("Read the the [x]()\n"));
    let output = shell(&place, "newsletter check --fix content > /dev/full");
    assert_eq!(output.status.code(), Some(1));
    insta::assert_snapshot!(messages(&output));
    for page in ["content/a.md", "content/b.md"] {
        assert_eq!(place.text(page), text("Read the [x]()\n"));
    }
}

#[test]
fn pages_are_written_also_where_nobody_reads_the_diff() {
    let mut place = Place::new();
    for number in 0..30 {
        place = place.with(&format!("content/{number}.md"), long_page());
    }
    let output = read_lines(
        &place,
        &["edit", "--write", "--diff", ".body = []", "content"],
        1,
    );
    assert_eq!(messages(&output), "30 of 30 files changed\n");
    assert_eq!(output.status.code(), Some(0));
    for number in 0..30 {
        assert!(place.text(&format!("content/{number}.md")).len() < 100);
    }
}
