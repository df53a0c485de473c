//! The commands of the README and of the cookbook, run as they stand there.

use std::fs;
use std::path::Path;
use std::process::Command;

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

/// The steps of each console block, where one of them runs the command.
fn blocks(page: &str) -> Vec<Vec<Step>> {
    let blocks = page.split("```console\n").skip(1);
    blocks
        .filter_map(|block| block.split_once("\n```"))
        .map(|(block, _)| steps(block))
        .filter(|steps| {
            steps
                .iter()
                .any(|step| step.command.contains("newsletter "))
        })
        .collect()
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
    let blocks = blocks(&page);
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
    let mut place = Place::new()
        .with("broken.md", BROKEN)
        .with("slips/june.md", SLIPS);
    for entry in fs::read_dir(root.join("site/content/this-month")).unwrap() {
        let file = entry.unwrap();
        let path = format!(
            "site/content/this-month/{}",
            file.file_name().to_string_lossy()
        );
        place = place.with(&path, fs::read(file.path()).unwrap());
    }
    place
}

/// What a command of the shell prints, messages included.
fn run(place: &Place, command: &str) -> String {
    let output = shell::command(command)
        .current_dir(place.path("."))
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
fn the_cookbook_shows_what_happens() {
    run_page("docs/cookbook.md");
}

#[test]
fn steps_are_found_in_a_page() {
    let page = "```console\n$ ls\n```\n```console\n$ newsletter query '\n  .a' x\n1\n…\n$ ls \\\n  -a\n```\n";
    let step = |command: &str, output: &[&str]| Step {
        command: command.to_owned(),
        output: output.iter().map(|line| (*line).to_owned()).collect(),
    };
    assert_eq!(
        blocks(page),
        [[
            step("newsletter query '\n  .a' x", &["1", "…"]),
            step("ls \\\n  -a", &[]),
        ]]
    );
    assert!(is_as_shown("1\n2\n", &["1".to_owned(), "…".to_owned()]));
    assert!(!is_as_shown("1\n2\n", &["1".to_owned()]));
}
