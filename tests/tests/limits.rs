//! Hostile pages: long runs of what opens Markdown constructs are read or refused, in time that grows with their length.

#![expect(
    clippy::print_stdout,
    reason = "the figures are part of what the tests say"
)]

use std::time::{Duration, Instant};

use newsletter_export::to_markdown;
use newsletter_parse::{IssueError, Options, parse};

/// How long the pages are, in bytes.
const LENGTH: usize = 100_000;

/// How long the longest of them may take, without optimizations and beside other tests.
const PATIENCE: Duration = Duration::from_secs(10);

/// What is repeated.
const PATTERNS: &[&str] = &[
    "- ",
    "> ",
    "* ",
    "1. ",
    "- > ",
    ">\t",
    "[",
    "![",
    "]",
    "[a](",
    "[a](b) ",
    "[a]: b\n",
    "[a] ",
    "[a][",
    "*a ",
    "**a_ ",
    "`",
    "``a` ",
    "<",
    "<b ",
    "<!--",
    "<!-- a -->\n",
    "<div>\n",
    "\\",
    "&",
    "&amp;",
    "|",
    "|a\n|-\n",
    "- a\n",
    "- a\n\n",
    "-\n",
    "- [a](b)\n\n  c\n\n",
    "# a\n",
    "## a\n",
    "### a\n",
    "a\n===\n",
    "## Project Updates\n### [`a`](b)\n",
    "    a\n",
    "\t",
    "\n",
    "a\n",
    "a\n\n",
    "```\n",
    "~~~\n\n",
    "[^a]: b\n",
    "[^a]",
    "{#a}",
    "+++\n",
    "Thanks to [@a](b), ",
    "Thanks to [@a](b) and [@c](d)!\n\n",
    "<span class=\"gray\">",
    "<span class=\"gray\">No a</span>\n\n",
    "- [ ] ",
    "\u{0}",
    "é",
    "\r",
];

#[test]
fn hostile_pages_are_read_or_refused_in_time() {
    let times: Vec<(Duration, String)> = PATTERNS
        .iter()
        .map(|pattern| timed(pattern, &pattern.repeat(LENGTH / pattern.len())))
        .collect();
    judge(times);
}

#[test]
fn deeper_and_deeper_lists_are_read_or_refused_in_time() {
    let stairs: String = (0..400)
        .map(|depth| format!("{}- a\n", "  ".repeat(depth)))
        .collect();
    let quotes: String = (0..400)
        .map(|depth| format!("{}a\n", ">".repeat(depth)))
        .collect();
    let fences: String = (3..400)
        .map(|ticks| format!("{}\n", "`".repeat(ticks)))
        .collect();
    judge(vec![
        timed("stairs", &stairs),
        timed("quotes", &quotes),
        timed("fences", &fences),
    ]);
}

/// Reads a page and, if it is an issue, writes it: neither may panic or hang.
fn timed(name: &str, body: &str) -> (Duration, String) {
    let start = Instant::now();
    let options = Options::default();
    let read = parse(&format!("+++\ntitle = \"t\"\n+++\n{body}"), &options);
    let reading = start.elapsed();
    let outcome = match read {
        Ok(document) => match to_markdown(document.issue(), &options) {
            Ok(_) => "written".to_owned(),
            Err(error) => format!("not written: {}", place_of(&error)),
        },
        Err(error) => format!("not read: {:?}", error.kind()),
    };
    let total = start.elapsed();
    (
        total,
        format!("{name:?}: {reading:?} to read, {total:?} in all, {outcome}"),
    )
}

/// The kind and the place of an error, without the texts in it.
fn place_of(error: &IssueError) -> String {
    format!(
        "{:?} at {}",
        error.kind(),
        error.pointer().chars().take(100).collect::<String>()
    )
}

fn judge(mut times: Vec<(Duration, String)>) {
    times.sort();
    let lines: Vec<&str> = times.iter().map(|(_, line)| line.as_str()).collect();
    println!("{}", lines.join("\n"));
    let slowest = times.last().map_or(Duration::ZERO, |(time, _)| *time);
    assert!(
        slowest < PATIENCE,
        "{}",
        lines[lines.len().saturating_sub(5)..].join("\n")
    );
}
