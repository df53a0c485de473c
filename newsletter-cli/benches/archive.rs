//! How fast the command works through archives, and how much memory it takes: `cargo bench -p newsletter-cli --bench archive`.
//!
//! The archives are copies of the pages below `NEWSLETTER_CORPUS`, or else of the fixtures: a megabyte of them, ten and a
//! hundred. Memory is the most that the system says while the command runs (`VmHWM`), on Linux alone.

#![expect(
    clippy::print_stdout,
    reason = "the table is what the benchmark is for"
)]

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::available_parallelism;
use std::time::{Duration, Instant};

use walkdir::WalkDir;

/// The bytes of the archives, more or less.
const BYTES: [usize; 3] = [1_000_000, 10_000_000, 100_000_000];

/// How often a command runs; the least time counts.
const ROUNDS: usize = 2;

/// What the command is asked to do.
const COMMANDS: [(&str, &[&str]); 5] = [
    ("to-json --ndjson", &["to-json", "--ndjson", "pages"]),
    ("query", &["query", "-c", ".front_matter.title", "pages"]),
    (
        "edit --diff",
        &["edit", "--diff", ".front_matter.title += \"!\"", "pages"],
    ),
    ("fmt --check", &["fmt", "--check", "pages"]),
    (
        "from-json --output",
        &[
            "from-json",
            "--force",
            "--output",
            "written",
            "issues.ndjson",
        ],
    ),
];

/// A folder with an archive of pages, and the JSON of its issues.
struct Archive {
    folder: tempfile::TempDir,
    bytes: usize,
}

fn main() {
    let pages = pages();
    let archives = BYTES.map(|bytes| Archive::new(&pages, bytes));
    let processors = available_parallelism().map_or(1, usize::from);
    println!(
        "{processors} processors, {} bytes of pages\n",
        archives
            .each_ref()
            .map(|archive| archive.bytes.to_string())
            .join(", ")
    );
    println!(
        "| command | MB/s, one thread | MB/s, all | MB of memory, 1 MB of pages | 10 MB | 100 MB |"
    );
    println!("| --- | --- | --- | --- | --- | --- |");
    for (name, arguments) in COMMANDS {
        let runs = archives
            .each_ref()
            .map(|archive| archive.run(arguments, processors));
        let alone = archives[2].run(arguments, 1);
        let memory = runs.each_ref().map(|run| {
            let peak = run.peak.map(|peak| format!("{:.1}", peak as f64 / 1e6));
            peak.unwrap_or_else(|| "not known".to_owned())
        });
        let speed = |run: &Run| archives[2].bytes as f64 / run.time.as_secs_f64() / 1e6;
        println!(
            "| {name} | {:.1} | {:.1} | {} |",
            speed(&alone),
            speed(&runs[2]),
            memory.join(" | ")
        );
    }
}

/// The texts of the pages that are copied.
fn pages() -> Vec<Vec<u8>> {
    let fixtures = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures");
    let folder = std::env::var_os("NEWSLETTER_CORPUS").map_or_else(fixtures, PathBuf::from);
    let files = WalkDir::new(folder).sort_by_file_name().into_iter();
    let files = files.map(|file| file.expect("the folder can be read").into_path());
    let pages = files.filter(|file| file.extension().is_some_and(|extension| extension == "md"));
    pages
        .map(|file| fs::read(file).expect("the page can be read"))
        .filter(|text| {
            text.strip_prefix(b"\xef\xbb\xbf")
                .unwrap_or(text)
                .starts_with(b"+++")
        })
        .collect()
}

impl Archive {
    fn new(pages: &[Vec<u8>], least: usize) -> Self {
        let folder = tempfile::tempdir().expect("there is a folder for temporary files");
        fs::create_dir(folder.path().join("pages")).expect("a folder can be made");
        let mut bytes = 0;
        for (number, page) in pages.iter().cycle().enumerate() {
            if bytes >= least {
                break;
            }
            let file = folder.path().join(format!("pages/{number:08}.md"));
            fs::write(file, page).expect("a page can be written");
            bytes += page.len();
        }
        let archive = Self { folder, bytes };
        let issues = File::create(archive.folder.path().join("issues.ndjson"));
        let issues = issues.expect("a file can be written");
        let mut child = archive.start(&["to-json", "--ndjson", "pages"], 0, issues.into());
        child.wait().expect("the command ends");
        archive
    }

    fn start(&self, arguments: &[&str], jobs: usize, output: Stdio) -> Child {
        let mut command = Command::new(env!("CARGO_BIN_EXE_newsletter"));
        if jobs > 0 {
            command.arg("--jobs").arg(jobs.to_string());
        }
        let command = command.args(arguments).current_dir(self.folder.path());
        let command = command.stdout(output).stderr(Stdio::null());
        command.spawn().expect("the command starts")
    }

    /// The least time and the most memory of some rounds.
    fn run(&self, arguments: &[&str], jobs: usize) -> Run {
        let rounds = (0..ROUNDS).map(|_| self.run_once(arguments, jobs));
        let least = rounds.reduce(|run, other| Run {
            time: run.time.min(other.time),
            peak: run.peak.max(other.peak),
        });
        least.expect("there are rounds")
    }

    fn run_once(&self, arguments: &[&str], jobs: usize) -> Run {
        let start = Instant::now();
        let mut child = self.start(arguments, jobs, Stdio::null());
        let mut peak = None;
        while child
            .try_wait()
            .expect("the command can be waited for")
            .is_none()
        {
            peak = peak.max(peak_of(&child));
            std::thread::sleep(Duration::from_millis(1));
        }
        Run {
            time: start.elapsed(),
            peak,
        }
    }
}

/// What a run of the command took.
struct Run {
    time: Duration,
    /// The most bytes of memory.
    peak: Option<u64>,
}

/// The most memory that a program has had so far, as Linux tells.
fn peak_of(child: &Child) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = line.trim().strip_suffix(" kB")?.trim().parse().ok()?;
    Some(kilobytes * 1024)
}
