//! Hostile pages, and what is done with each: it is read, written, edited, goes through JSON, and is checked.

mod page;
mod rules;

use newsletter_check::{Archive, Checker, Site};
use newsletter_export::{Edit, JsonError, Record, from_json, to_json, to_markdown, update};
use newsletter_model::Block;
use newsletter_parse::{Document, Options, ParseError, parse};

pub use page::{PATTERNS, Pattern};
pub use rules::RULE_PATTERNS;

/// The stack that is enough for every step, without optimizations too.
pub const STACK_BYTES: usize = 512 * 1024;

/// What is done with a page that was read.
pub type Step = fn(&Document) -> Result<(), String>;

/// All steps behind reading, and their names.
pub const STEPS: [(&str, Step); 5] = [
    ("write", write),
    ("update", update_unedited),
    ("edit", update_edited),
    ("JSON", json),
    CHECK,
];

/// The step that is taken with the pages for rules, too.
pub const CHECK: (&str, Step) = ("check", check);

/// Reads a page.
///
/// # Errors
///
/// When it is refused.
#[inline(never)]
pub fn read(page: &str) -> Result<Document, ParseError> {
    parse(page, &Options::default())
}

#[inline(never)]
fn write(document: &Document) -> Result<(), String> {
    let written = to_markdown(document.issue(), document.options());
    written.map(drop).map_err(|error| error.to_string())
}

#[inline(never)]
fn update_unedited(document: &Document) -> Result<(), String> {
    match update(document, document.issue()) {
        Ok(text) if text == document.source() => Ok(()),
        Ok(_) => Err("the page changed".to_owned()),
        Err(error) => Err(error.to_string()),
    }
}

#[inline(never)]
fn update_edited(document: &Document) -> Result<(), String> {
    let written = document.edit(|issue| {
        issue.front_matter.title = "Another title".to_owned();
        issue.body.insert(0, Block::prose("New words."));
    });
    written.map(drop).map_err(|error| error.to_string())
}

#[inline(never)]
fn json(document: &Document) -> Result<(), String> {
    match from_json(&to_json(document.issue())) {
        Ok(record) if record.issue == *document.issue() => Ok(()),
        Ok(_) => Err("the JSON reads differently".to_owned()),
        Err(error) => Err(error.to_string()),
    }
}

/// Runs all rules, also those that compare the page with the archive and the site.
#[inline(never)]
fn check(document: &Document) -> Result<(), String> {
    let mut archive = Archive::default();
    archive.add("2031-04.md", document);
    let mut site = Site::default();
    site.add_page("content/2031-05.md", document);
    let checker = Checker::default().with_archive(archive).with_site(site);
    let found = checker
        .for_publication()
        .check(document, Some("2031-05.md"));
    let source = document.source();
    match found
        .iter()
        .all(|found| source.get(found.span.range()).is_some())
    {
        true => Ok(()),
        false => Err("a finding is no part of the page".to_owned()),
    }
}

/// JSON with so many arrays in each other.
pub fn nested_json(depth: usize) -> String {
    let nested = format!("{}1{}", "[".repeat(depth), "]".repeat(depth));
    format!(r#"{{"schema": "newsletter/1", "front_matter": {{"title": "t", "a": {nested}}}}}"#)
}

/// Reads JSON.
///
/// # Errors
///
/// When it is refused.
#[inline(never)]
pub fn read_json(json: &str) -> Result<Record, JsonError> {
    from_json(json)
}

/// Does something on a stack of [`STACK_BYTES`].
///
/// # Panics
///
/// When the thread cannot be started, or when it panics. A stack overflow ends the process.
pub fn on_a_small_stack<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    let thread = std::thread::Builder::new()
        .stack_size(STACK_BYTES)
        .spawn(work);
    let outcome = thread.expect("the thread starts").join();
    outcome.unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}
