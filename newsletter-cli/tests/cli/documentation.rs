//! The commands of the README and of the documents, run as they stand there.

use std::fs;
use std::path::Path;
use std::process::Command;

use walkdir::WalkDir;

use crate::place::Place;
use crate::shell;

/// A command and what it prints, both as a page shows them.
#[derive(Debug, PartialEq)]
struct Step {
    command: String,
    output: Vec<String>,
}

impl Step {
    fn uses_jq(&self) -> bool {
        self.command.contains("jq '") || self.command.contains("jq -")
    }
}

/// A line for any number of lines.
const ELISION: &str = "…";

/// The page that the README shows an error of.
const BROKEN: &str = "+++\ntitle = \"June\"\ndate = tomorrow\n+++\n";

/// The page that the README shows findings of.
const SLIPS: &str = "+++\ntitle = \"This Month in Example OS (June 2031)\"\ndate = 2031-07-03\n\n[extra]\nmonth = \"June 2031\"\n+++\n\nCome to [our chat](htps://example.org/chat): it is quite quite new.\n";

/// The steps of each console block.
fn blocks(page: &str) -> impl Iterator<Item = Vec<Step>> {
    let blocks = page.split("```console\n").skip(1);
    blocks
        .filter_map(|block| block.split_once("\n```"))
        .map(|(block, _)| steps(block))
}

/// Whether the command is among the steps.
fn runs_command(steps: &[Step]) -> bool {
    let mut steps = steps.iter();
    steps.any(|step| step.command.contains("newsletter "))
}

fn steps(block: &str) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    for line in block.lines() {
        match (line.strip_prefix("$ "), steps.last_mut()) {
            (_, Some(step)) if is_unfinished(&step.command) => {
                step.command.push('\n');
                step.command.push_str(line);
            }
            (Some(command), _) => steps.push(Step {
                command: command.to_owned(),
                output: Vec::new(),
            }),
            (None, Some(step)) => step.output.push(line.to_owned()),
            (None, None) => panic!("a block starts with `{line}`, not with a command"),
        }
    }
    steps
}

fn is_unfinished(command: &str) -> bool {
    command.ends_with('\\') || command.matches('\'').count() % 2 == 1
}

/// Whether a text is the one that a page shows, up to its elision.
fn is_as_shown(text: &str, shown: &[String]) -> bool {
    let lines: Vec<&str> = text.lines().collect();
    match shown.split_last() {
        Some((last, start)) if last == ELISION => {
            lines.len() > start.len() && lines[..start.len()] == *start
        }
        _ => lines == shown,
    }
}

/// Runs the blocks of a page, each in a folder of its own with the fixtures.
fn run_page(path: &str) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    // A packaged crate stands alone.
    let Ok(page) = fs::read_to_string(root.join(path)) else {
        return;
    };
    let blocks: Vec<Vec<Step>> = blocks(&page).filter(|steps| runs_command(steps)).collect();
    assert!(!blocks.is_empty());
    let has_jq = runs_jq();
    let is_run = |block: &&Vec<Step>| has_jq || block.iter().all(|step| !step.uses_jq());
    let places = blocks
        .iter()
        .filter(is_run)
        .map(|block| (block, with_fixtures(&root)));
    let wrong: Vec<String> = places
        .flat_map(|(block, place)| {
            block
                .iter()
                .filter_map(move |step| difference(step, &place))
        })
        .collect();
    assert!(wrong.is_empty(), "{path}\n{}", wrong.join("\n"));
}

/// What a command prints, where it is not what the page shows.
fn difference(step: &Step, place: &Place) -> Option<String> {
    let printed = run(place, &step.command);
    let shown = step.output.join("\n");
    (!is_as_shown(&printed, &step.output)).then(|| {
        format!(
            "$ {}\n--- shown\n{shown}\n--- printed\n{printed}",
            step.command
        )
    })
}

fn with_fixtures(root: &Path) -> Place {
    let place = Place::new()
        .with("broken.md", BROKEN)
        .with("slips/june.md", SLIPS);
    with_folder(place, root, "site")
}

/// A place with the files of a folder.
fn with_folder(mut place: Place, root: &Path, folder: &str) -> Place {
    for entry in WalkDir::new(root.join(folder)) {
        let entry = entry.unwrap();
        if entry.file_type().is_file() {
            let path = entry.path().strip_prefix(root).unwrap();
            place = place.with(path.to_str().unwrap(), fs::read(entry.path()).unwrap());
        }
    }
    place
}

/// What a command of the shell prints, messages included.
fn run(place: &Place, command: &str) -> String {
    run_in(&place.path("."), command)
}

fn run_in(folder: &Path, command: &str) -> String {
    let output = shell::command(command)
        .current_dir(folder)
        .output()
        .unwrap();
    String::from_utf8(output.stdout).unwrap()
}

fn runs_jq() -> bool {
    Command::new("jq").arg("--version").output().is_ok()
}

#[test]
fn the_readme_shows_what_happens() {
    run_page("README.md");
}

#[test]
fn the_configuration_shows_what_happens() {
    run_page("docs/configuration.md");
}

#[test]
fn the_cookbook_shows_what_happens() {
    run_page("docs/cookbook.md");
}

/// The month is told from one step to the next, in one copy of the sample site.
#[test]
fn the_month_shows_what_happens() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    // A packaged crate stands alone.
    let Ok(page) = fs::read_to_string(root.join("docs/month.md")) else {
        return;
    };
    let place = with_folder(Place::new(), &root, "site");
    let folder = place.path("site");
    let zola = zola();
    if zola.is_none() {
        println!("without Zola: the steps that run it are skipped");
    }
    for step in blocks(&page).flatten() {
        let is_built = step.command.contains("public/") || step.command.starts_with("zola ");
        let command = match &zola {
            _ if !is_built => step.command.clone(),
            Some(zola) => step.command.replace("zola ", &format!("'{zola}' ")),
            None => continue,
        };
        let printed = run_in(&folder, &command);
        assert!(
            is_as_shown(&printed, &step.output),
            "$ {}\n{printed}",
            step.command
        );
    }
}

/// The program that builds sites: the one that the environment names, else the one in `PATH`.
fn zola() -> Option<String> {
    let named = std::env::var("NEWSLETTER_ZOLA").ok();
    let zola = named.unwrap_or_else(|| "zola".to_owned());
    let runs = Command::new(&zola).arg("--version").output().is_ok();
    runs.then_some(zola)
}

#[test]
fn steps_are_found_in_a_page() {
    let page = "```console\n$ ls\n```\n```console\n$ newsletter query '\n  .a' x\n1\n…\n$ ls \\\n  -a\n```\n";
    let step = |command: &str, output: &[&str]| Step {
        command: command.to_owned(),
        output: output.iter().map(|line| (*line).to_owned()).collect(),
    };
    let found: Vec<Vec<Step>> = blocks(page).collect();
    assert_eq!(
        found[1],
        [
            step("newsletter query '\n  .a' x", &["1", "…"]),
            step("ls \\\n  -a", &[]),
        ]
    );
    assert_eq!(found.iter().filter(|steps| runs_command(steps)).count(), 1);
    assert!(is_as_shown("1\n2\n", &["1".to_owned(), "…".to_owned()]));
    assert!(!is_as_shown("1\n2\n", &["1".to_owned()]));
}
