//! Mistakes that people have found in real newsletters, and lines that only look wrong: `osdev-defects.json` of the corpus.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::PathBuf;

use newsletter_parse::Position;
use newsletter_tests::corpus::real_pages;
use serde::Deserialize;

#[derive(Deserialize)]
struct Lists {
    defects: Vec<Defect>,
    look_alikes: Vec<LookAlike>,
}

#[derive(Deserialize)]
struct Defect {
    file: String,
    line: usize,
    class: String,
    why: String,
}

#[derive(Deserialize)]
struct LookAlike {
    file: String,
    line: usize,
    looks_like: String,
    why_ok: String,
}

/// How many of a hundred mistakes are to be found.
const RECALL: usize = 90;

/// The lists and the issues they are about, where the corpus has both.
fn lists() -> Option<(Lists, Vec<newsletter_tests::corpus::Page>)> {
    let pages = real_pages("the_mistakes_that_people_found_are_found")?;
    let folder = PathBuf::from(std::env::var_os("NEWSLETTER_CORPUS")?);
    let text = match fs::read_to_string(folder.join("osdev-defects.json")) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return None,
        Err(error) => panic!("the list of mistakes cannot be read: {error}"),
    };
    let lists = serde_json::from_str(&text).expect("the lists can be read");
    let issues = pages
        .into_iter()
        .filter(|page| page.path.starts_with("osdev/"));
    Some((lists, issues.collect()))
}

/// Whether a mistake shows only beside an issue that is not there: it repeats an item of another month.
fn needs_another_issue(defect: &Defect, paths: &HashSet<&str>) -> bool {
    if defect.class != "duplicate-item-cross-issue" {
        return false;
    }
    let month = defect.why.split(' ').find_map(|word| word.split_once(':'));
    month.is_some_and(|(month, _)| !paths.contains(format!("osdev/{month}/index.md").as_str()))
}

#[test]
fn the_mistakes_that_people_found_are_found_and_what_looks_like_one_is_not() {
    let Some((lists, pages)) = lists() else {
        println!("skipped, since there are no newsletters with a list of mistakes");
        return;
    };
    let (checker, documents) = super::checker(&pages);
    let mut found = HashSet::new();
    for (path, document) in &documents {
        for diagnostic in checker.check(document, Some(path)) {
            let line = Position::of(document.source(), diagnostic.span.start).line;
            found.insert((*path, line, diagnostic.code));
        }
    }
    let lines: HashSet<_> = found.iter().map(|(path, line, _)| (*path, *line)).collect();
    let paths = documents.iter().map(|(path, _)| *path).collect();
    let (beyond, within): (Vec<_>, Vec<_>) = lists
        .defects
        .iter()
        .partition(|defect| needs_another_issue(defect, &paths));
    let missed: Vec<_> = within
        .iter()
        .filter(|defect| !lines.contains(&(defect.file.as_str(), defect.line)))
        .collect();
    for defect in &missed {
        println!(
            "missed {}:{} {}: {}",
            defect.file, defect.line, defect.class, defect.why
        );
    }
    let (count, all) = (within.len() - missed.len(), within.len());
    println!(
        "{count} of {all} mistakes found; {} more need issues that are not there",
        beyond.len()
    );
    assert!(count * 100 >= all * RECALL);
    for alike in &lists.look_alikes {
        let finding = (alike.file.as_str(), alike.line, alike.looks_like.as_str());
        assert!(
            !found.contains(&finding),
            "{}:{} {}",
            alike.file,
            alike.line,
            alike.why_ok
        );
    }
}
