//! The examples in the page of a rule: blocks of code, with words behind the language.
//!
//! - `markdown wrong` and `markdown right` are issues of May 2031; without front matter of their own they get one.
//! - `markdown earlier` is the issue of April 2031 for the examples behind it.
//! - `text site` lists the files of the site for the examples behind it; behind `#` stands an anchor of that page.
//!   A line `taxonomy tags` is a taxonomy of its configuration.
//! - `text answers` says what the network said of URLs, for the examples behind it: a status, `moved` and a URL, or why
//!   there was no answer.
//! - The word `publication` says that the issue is about to be published.

use newsletter_check::{Answer, Answers, Archive, Checker, Diagnostic, Levels, Obstacle, Site};
use newsletter_parse::{Document, Options, parse};

/// What an example is one of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    Wrong,
    Right,
}

/// An issue in the page of a rule, and what is around it.
#[derive(Debug, Clone)]
pub(crate) struct Example {
    pub(crate) verdict: Verdict,
    pub(crate) source: String,
    earlier: Option<String>,
    site: Option<Site>,
    answers: Answers,
    is_for_publication: bool,
}

const PATH: &str = "2031-05/index.md";
const EARLIER_PATH: &str = "2031-04/index.md";

/// The examples in a page.
pub(crate) fn examples(page: &str) -> Vec<Example> {
    let mut examples = Vec::new();
    let (mut earlier, mut site, mut answers) = (None, None, Answers::default());
    for (words, text) in blocks(page) {
        let verdict = match words[..] {
            ["markdown", "earlier", ..] => {
                earlier = Some(with_front_matter(&text, "April", "2031-05-05"));
                continue;
            }
            ["text", "site", ..] => {
                site = Some(site_of(&text));
                continue;
            }
            ["text", "answers", ..] => {
                answers = text.lines().map(answer).collect();
                continue;
            }
            ["markdown", "wrong", ..] => Verdict::Wrong,
            ["markdown", "right", ..] => Verdict::Right,
            _ => continue,
        };
        examples.push(Example {
            verdict,
            source: with_front_matter(&text, "May", "2031-06-04"),
            earlier: earlier.clone(),
            site: site.clone(),
            answers: answers.clone(),
            is_for_publication: words.contains(&"publication"),
        });
    }
    examples
}

/// The fenced blocks of a page: the words behind the fence, and the text.
fn blocks(page: &str) -> Vec<(Vec<&str>, String)> {
    let mut blocks = Vec::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        let fence = line.len() - line.trim_start_matches('`').len();
        if fence < 3 {
            continue;
        }
        let (fence, words) = line.split_at(fence);
        let text = lines.by_ref().take_while(|line| *line != fence);
        let text = text.map(|line| format!("{line}\n")).collect();
        blocks.push((words.split_whitespace().collect(), text));
    }
    blocks
}

fn with_front_matter(text: &str, month: &str, date: &str) -> String {
    if text.starts_with("+++") {
        return text.to_owned();
    }
    format!(
        "+++\ntitle = \"This Month in Example OS ({month} 2031)\"\ndate = {date}\n\n[extra]\nmonth = \"{month} 2031\"\n+++\n\n{text}"
    )
}

fn site_of(text: &str) -> Site {
    let mut site = Site::default();
    let mut pages: Vec<(&str, Vec<&str>)> = Vec::new();
    for line in text.lines() {
        if let Some(name) = line.strip_prefix("taxonomy ") {
            site.add_taxonomy(name);
            continue;
        }
        let (path, anchor) = line
            .split_once('#')
            .map_or((line, None), |(path, anchor)| (path, Some(anchor)));
        match pages.last_mut().filter(|(last, _)| *last == path) {
            Some((_, anchors)) => anchors.extend(anchor),
            None => pages.push((path, anchor.into_iter().collect())),
        }
    }
    for (path, anchors) in pages {
        if !path.ends_with(".md") {
            site.add_file(path);
            continue;
        }
        let headings: String = anchors
            .iter()
            .map(|anchor| format!("## x {{#{anchor}}}\n"))
            .collect();
        site.add_page(
            path,
            &read(&with_front_matter(&headings, "May", "2031-06-04")),
        );
    }
    site
}

/// A line such as `https://example.org/a 404`.
fn answer(line: &str) -> (String, Answer) {
    let (url, words) = line.split_once(' ').expect("words stand behind the URL");
    let answer = match words {
        "200" => Answer::Found,
        "404" => Answer::Gone(404),
        "410" => Answer::Gone(410),
        "503" => Answer::Unreachable(Obstacle::Status(503)),
        "no host" => Answer::HostNotFound,
        "timeout" => Answer::Unreachable(Obstacle::Timeout),
        "no certificate" => Answer::Unreachable(Obstacle::NotSecure),
        _ => {
            let place = words.strip_prefix("moved ").expect("the words are known");
            Answer::Moved(place.to_owned())
        }
    };
    (url.to_owned(), answer)
}

fn read(source: &str) -> Document {
    parse(source, &Options::default()).expect("an example can be read")
}

impl Example {
    pub(crate) fn document(&self) -> Document {
        read(&self.source)
    }

    pub(crate) fn with_source(&self, source: String) -> Self {
        Self {
            source,
            ..self.clone()
        }
    }

    pub(crate) fn check(&self, levels: Levels) -> Vec<Diagnostic> {
        let document = self.document();
        let mut checker = Checker::default()
            .with_levels(levels)
            .with_answers(self.answers.clone());
        if let Some(earlier) = &self.earlier {
            let mut archive = Archive::default();
            archive.add(EARLIER_PATH, &read(earlier));
            archive.add(PATH, &document);
            checker = checker.with_archive(archive);
        }
        if let Some(site) = &self.site {
            checker = checker.with_site(site.clone());
        }
        if self.is_for_publication {
            checker = checker.for_publication();
        }
        checker.check(&document, Some(PATH))
    }
}
