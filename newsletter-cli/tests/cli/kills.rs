//! Runs that are killed while they write: each file has its old text or the new one.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::process::ExitStatusExt;
use std::process::{Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::place::Place;

/// How many runs of each command are killed after some time.
const TIMED_KILLS: u32 = 60;

/// The number of the signal that `kill -9` sends.
const SIGKILL: i32 = 9;

/// The page of the section, which is no issue.
const SECTION: &str = "content/_index.md";

/// Pages of a folder, and a command that writes each of them anew.
struct Case {
    name: &'static str,
    arguments: Vec<String>,
    /// The texts of the pages before and after, by path.
    pages: BTreeMap<String, [String; 2]>,
    place: Place,
}

/// A page that is not in canonical form, and what `fmt` makes of it.
fn page(number: usize) -> [String; 2] {
    let body = format!("Hello from page {number}!\n\n").repeat(40);
    let old = format!("+++\ntitle='June'\n+++\n\n\n{body}");
    let new = format!("+++\ntitle = \"June\"\n+++\n\n{}\n", body.trim_end());
    [old, new]
}

impl Case {
    fn new(name: &'static str, arguments: &[&str], count: usize) -> Self {
        let place = Place::new();
        let absolute =
            |argument: &&str| match argument.starts_with("content") && !argument.contains('{') {
                true => place.path(argument).display().to_string(),
                false => (*argument).to_owned(),
            };
        let pages = (0..count).map(|number| (format!("content/{number}.md"), page(number)));
        Self {
            name,
            arguments: arguments.iter().map(absolute).collect(),
            pages: pages.collect(),
            place,
        }
    }

    /// The commands that write files, over some pages each.
    fn all(count: usize) -> [Self; 5] {
        let fmt = Self::new("fmt", &["-j1", "fmt", "--write", "content"], count);
        let filter = r#".front_matter.title = "July""#;
        let edit = &["-j1", "edit", "--write", filter, "content"];
        let mut edit = Self::new("edit", edit, count);
        for [old, new] in edit.pages.values_mut() {
            *new = old.replace("'June'", "'July'");
        }
        let folder = &["-j1", "from-json", "-f", "-o", "content", "archive.ndjson"];
        let folder = Self::new("from-json into a folder", folder, count).with_archive();
        let file = &["from-json", "-o", "content/0.md", "archive.ndjson"];
        let file = Self::new("from-json into a file", file, 1).with_archive();
        let path = "content/{year}-{month}.md";
        let site = &["export", "--site", ".", "--path", path, "archive.ndjson"];
        let mut site = Self::new("export", site, count).with_archive();
        let archive = site.place.text("archive.ndjson");
        fs::write(
            site.place.path("archive.ndjson"),
            archive.replace("June", "July"),
        )
        .unwrap();
        for [old, new] in site.pages.values_mut() {
            *new = old.replace("'June'", "'July'");
        }
        [fmt, edit, folder, file, site]
    }

    /// Adds the JSON of the pages.
    fn with_archive(self) -> Self {
        self.reset();
        let archive = self.place.run(&["to-json", "--ndjson", "content"]).stdout;
        fs::write(self.place.path("archive.ndjson"), archive).unwrap();
        self
    }

    /// Gives every page its old text; what else is left in the folder stays.
    fn reset(&self) {
        fs::create_dir_all(self.place.path("content")).unwrap();
        fs::write(self.place.path(SECTION), "+++\n+++\n").unwrap();
        for (path, [old, _]) in &self.pages {
            fs::write(self.place.path(path), old).unwrap();
        }
    }

    /// Checks every page, and says how many have their new text.
    fn count_new(&self) -> usize {
        let is_new = |(path, [old, new]): (&String, &[String; 2])| {
            let text = self.place.text(path);
            assert!(text == *old || text == *new, "{} left {text:?}", self.name);
            text == *new
        };
        self.pages.iter().filter(|page| is_new(*page)).count()
    }

    /// Checks that what is left beside the pages is hidden, and how many such files there are.
    fn count_left_over(&self) -> usize {
        let files = self.place.files();
        let others = files
            .iter()
            .filter(|file| file.starts_with("content/") && *file != SECTION)
            .filter(|file| !self.pages.contains_key(*file));
        others
            .inspect(|file| {
                let is_hidden = file.starts_with("content/.newsletter-") && file.ends_with(".tmp");
                assert!(is_hidden, "{} left {file}", self.name);
            })
            .count()
    }

    /// Runs the command to its end: what kills left behind is no obstacle, and no page.
    fn finish(&self) {
        self.reset();
        assert!(self.command().status().unwrap().success(), "{}", self.name);
        assert_eq!(self.count_new(), self.pages.len(), "{}", self.name);
        let json = self.place.run(&["to-json", "--ndjson", "content"]).stdout;
        assert_eq!(
            String::from_utf8(json).unwrap().lines().count(),
            self.pages.len()
        );
    }

    fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_newsletter"));
        self.prepare(command.args(&self.arguments));
        command
    }

    /// The command below `strace`, which writes the system calls to a file `trace`.
    fn traced(&self, inject: Option<&str>) -> ExitStatus {
        let mut command = Command::new("strace");
        command.args(["-f", "-q", "-o", "trace"]);
        if let Some(inject) = inject {
            command.arg("-e").arg(inject);
        }
        command.arg(env!("CARGO_BIN_EXE_newsletter"));
        self.prepare(command.args(&self.arguments));
        command.status().unwrap()
    }

    fn prepare(&self, command: &mut Command) {
        command
            .current_dir(self.place.path(""))
            // Each folder in it makes the loader try to open more files.
            .env_remove("LD_LIBRARY_PATH")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
    }

    /// The system calls of a run, in order.
    fn system_calls(&self) -> Vec<SystemCall> {
        self.reset();
        assert!(self.traced(None).success(), "{}", self.name);
        let mut counts: BTreeMap<(String, String), usize> = BTreeMap::new();
        let mut calls = Vec::new();
        for line in self.place.text("trace").lines() {
            let (thread, call) = line.split_once(' ').unwrap_or_default();
            let name = call.trim_start().split('(').next().unwrap_or_default();
            let number = counts.entry((thread.to_owned(), name.to_owned()));
            let number = number.and_modify(|number| *number += 1).or_insert(1);
            // Threads that wait for each other make these calls as often as they like.
            let is_wait = matches!(name, "futex" | "sched_yield");
            if !is_wait && name.starts_with(|first: char| first.is_ascii_lowercase()) {
                calls.push(SystemCall {
                    thread: thread.to_owned(),
                    name: name.to_owned(),
                    number: *number,
                    names_a_page: line.contains("/content/0.md"),
                    makes_file: line.contains(".newsletter-") && line.contains("O_EXCL"),
                });
            }
        }
        calls
    }
}

/// A system call, for the so many-th time in its thread.
#[derive(Debug)]
struct SystemCall {
    thread: String,
    name: String,
    number: usize,
    names_a_page: bool,
    /// Whether it makes the temporary file.
    makes_file: bool,
}

/// Checks that each call of the last write, from the making of the file to the rename, can be told from all calls of
/// other threads: `strace` kills the first thread that makes a call so many times.
fn check_last_write(calls: &[SystemCall]) {
    let is_rename = |call: &&SystemCall| call.name.starts_with("rename");
    let last = calls.iter().rfind(is_rename).unwrap();
    let own = calls.iter().filter(|call| call.thread == last.thread);
    let own: Vec<&SystemCall> = own.collect();
    let end = own.iter().rposition(is_rename).unwrap();
    let makes_file = |call: &&SystemCall| call.makes_file;
    let start = own[..end].iter().rposition(makes_file).unwrap();
    for call in &own[start..=end] {
        let is_double = |other: &SystemCall| {
            other.thread != call.thread && (&other.name, other.number) == (&call.name, call.number)
        };
        assert!(!calls.iter().any(is_double), "{call:?}");
    }
}

/// Checks all cases at once: most of the time, runs wait for the disk.
fn for_all(cases: &[Case; 5], check: impl Fn(&Case) + Sync) {
    thread::scope(|scope| {
        for case in cases {
            scope.spawn(|| check(case));
        }
    });
}

#[test]
fn a_kill_at_any_time_leaves_the_old_page_or_the_new_one() {
    for_all(&Case::all(4), |case| {
        case.reset();
        let start = Instant::now();
        assert!(case.command().status().unwrap().success());
        let longest = start.elapsed() * 5 / 4;
        let (mut killed, mut attempts, mut between) = (0, 0, 0);
        while killed < TIMED_KILLS {
            assert!(attempts < 20 * TIMED_KILLS, "{} ends too fast", case.name);
            case.reset();
            let delay = longest * (attempts * 37 % 100) / 100;
            attempts += 1;
            killed += u32::from(is_killed(case.command(), delay));
            between += usize::from((1..case.pages.len()).contains(&case.count_new()));
        }
        let left = case.count_left_over();
        case.finish();
        println!(
            "{}: {killed} kills, {between} of them between pages, {left} temporary files left",
            case.name
        );
    });
}

/// Kills a run after some time, unless it has ended by itself.
fn is_killed(mut command: Command, delay: Duration) -> bool {
    let mut child = command.spawn().unwrap();
    thread::sleep(delay);
    child.kill().unwrap();
    child.wait().unwrap().signal() == Some(SIGKILL)
}

#[test]
fn a_kill_before_any_system_call_leaves_the_old_page_or_the_new_one() {
    let can_trace = Command::new("strace")
        .args(["-o", "/dev/null", "true"])
        .stderr(Stdio::null())
        .status();
    if !can_trace.is_ok_and(|status| status.success()) {
        println!("skipped, since strace cannot trace here");
        return;
    }
    // So many pages that each call of the last write has a higher number than all of its name before.
    for_all(&Case::all(3), |case| {
        let (mut killed, mut left) = (0, 0);
        let calls = case.system_calls();
        check_last_write(&calls);
        for call in calls.iter().skip_while(|call| !call.names_a_page) {
            case.reset();
            let inject = format!("inject={}:signal=KILL:when={}", call.name, call.number);
            let status = case.traced(Some(&inject));
            killed += usize::from(status.signal() == Some(SIGKILL));
            case.count_new();
            left = case.count_left_over();
        }
        case.finish();
        // After the temporary file is made: write, permissions, sync, look at the page, rename.
        assert!(killed >= 20 && left >= 4, "{}: {killed}, {left}", case.name);
        println!(
            "{}: killed before {killed} system calls, {left} temporary files left",
            case.name
        );
    });
}
