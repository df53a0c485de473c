//! How much of the real newsletters is typed, counted by a reader of its own.

#![expect(
    clippy::print_stdout,
    reason = "the figures are what these tests are for"
)]

mod forms;

use std::collections::BTreeMap;

use newsletter_model::{
    Block, Byline, Destination, EntryRef, Issue, Item, Person, PlaceholderForm, Section,
    SectionKind,
};
use newsletter_parse::{Options, parse};
use newsletter_tests::corpus::{Page, real_pages};
use newsletter_tests::reader::{EntryFact, Facts, ItemFact, plain, scan, words};

/// The kinds that the titles of the newsletter's sections give.
const KINDS: &[(&str, SectionKind)] = &[
    ("Project Updates", SectionKind::ProjectUpdates),
    ("rust-osdev Projects", SectionKind::ProjectUpdates),
    ("Personal Projects", SectionKind::PersonalProjects),
    ("Other Projects", SectionKind::PersonalProjects),
    ("Call for Participation", SectionKind::CallForParticipation),
    ("News and Blog Posts", SectionKind::News),
    ("Announcements, News, and Blog Posts", SectionKind::News),
    ("Other News", SectionKind::News),
    ("Infrastructure and Tooling", SectionKind::News),
];

/// How many of the things that the reader found the model has, and what it lacks.
#[derive(Default)]
struct Score {
    found: usize,
    typed: usize,
    missing: Vec<String>,
}

impl Score {
    fn add(&mut self, page: &Page, what: impl std::fmt::Debug, is_typed: bool) {
        self.found += 1;
        self.typed += usize::from(is_typed);
        if !is_typed {
            self.missing.push(format!("{}: {what:?}", page.path));
        }
    }

    #[track_caller]
    fn requires(&self, what: &str, percent: usize) {
        println!("{what}: {} of {}", self.typed, self.found);
        let missing = self.missing.join("\n");
        assert!(self.found > 0, "the reader found no {what}");
        assert!(
            self.typed * 100 >= self.found * percent,
            "{what}: {} of {}\n{missing}",
            self.typed,
            self.found
        );
        if !missing.is_empty() {
            println!("{missing}");
        }
    }
}

fn osdev_pages(test: &str) -> Option<Vec<Page>> {
    let mut pages = real_pages(test)?;
    pages.retain(|page| page.path.starts_with("osdev/"));
    assert!(
        !pages.is_empty(),
        "the folder of newsletters has no osdev issues"
    );
    Some(pages)
}

fn issue_of(page: &Page) -> Issue {
    parse(&page.source, &Options::default())
        .unwrap_or_else(|error| panic!("{}: {error}", page.path))
        .into_issue()
}

/// Scores each page: `score` compares what the reader found with the issue.
fn scored(test: &str, score: impl Fn(&Page, &Facts, &Issue, &mut Score)) -> Option<Score> {
    let mut total = Score::default();
    for page in osdev_pages(test)? {
        score(&page, &scan(&page.source), &issue_of(&page), &mut total);
    }
    Some(total)
}

/// Matches what the reader found with what the model has, in order.
fn match_in_order<T: PartialEq>(found: &[T], typed: &[T], mut each: impl FnMut(&T, bool)) {
    let mut next = 0;
    for fact in found {
        let at = typed[next..].iter().position(|candidate| candidate == fact);
        next += at.map_or(0, |at| at + 1);
        each(fact, at.is_some());
    }
}

#[test]
fn sections_have_the_kinds_of_their_titles() {
    let score = scored("sections", |page, facts, issue, score| {
        let expected: Vec<(String, SectionKind)> = facts
            .sections
            .iter()
            .map(|title| {
                (
                    title.clone(),
                    KINDS
                        .iter()
                        .find(|(known, _)| known == title)
                        .map_or(SectionKind::Other, |(_, kind)| *kind),
                )
            })
            .collect();
        let actual: Vec<(String, SectionKind)> = issue
            .sections
            .iter()
            .map(|section| (plain(section.title().as_str()), section.kind()))
            .collect();
        score.add(page, (&expected, &actual), expected == actual);
    });
    if let Some(score) = score {
        score.requires("pages with the right sections", 100);
    }
}

#[test]
fn projects_are_entries_with_name_url_and_people() {
    let mut people = Score::default();
    let Some(pages) = osdev_pages("projects") else {
        return;
    };
    let mut entries = Score::default();
    for page in &pages {
        let (facts, issue) = (scan(&page.source), issue_of(page));
        for (index, section) in issue.sections.iter().enumerate() {
            let expected: Vec<&EntryFact> = facts
                .entries
                .iter()
                .filter(|entry| entry.section == index)
                .collect();
            let actual: Vec<EntryRef<'_>> = section.entries().collect();
            for (position, fact) in expected.into_iter().enumerate() {
                compare(
                    page,
                    fact,
                    actual.get(position).copied(),
                    &mut entries,
                    &mut people,
                );
            }
        }
    }
    entries.requires("entries of projects", 100);
    people.requires("people in bylines", 99);
}

fn compare(
    page: &Page,
    fact: &EntryFact,
    entry: Option<EntryRef<'_>>,
    entries: &mut Score,
    people: &mut Score,
) {
    let (heading, byline) = match entry {
        Some(EntryRef::ProjectUpdate(update)) => (&update.heading, update.maintainers.as_ref()),
        Some(EntryRef::PersonalProject(project)) => (&project.heading, project.authors.as_ref()),
        Some(_) => return,
        None => return entries.add(page, fact, false),
    };
    let note = heading
        .note
        .as_ref()
        .map_or(String::new(), |note| format!(" {}", plain(note.as_str())));
    let same = format!("{}{note}", heading.name) == fact.name
        && heading.url.as_ref().map(Destination::as_str) == fact.url.as_deref();
    entries.add(page, (fact, heading), same);
    let typed: Vec<String> = byline
        .into_iter()
        .flat_map(Byline::people)
        .map(handle_or_name)
        .collect();
    match_in_order(
        fact.byline.as_deref().unwrap_or_default(),
        &typed,
        |person, is_typed| people.add(page, person, is_typed),
    );
}

fn handle_or_name(person: &Person) -> String {
    let handle = person
        .handle
        .as_ref()
        .map(|handle| handle.as_str().to_owned());
    handle
        .or(person.name.as_ref().map(|name| name.as_str().to_owned()))
        .unwrap_or_default()
}

#[test]
fn items_with_links_are_typed_in_order() {
    let score = scored("items", |page, facts, issue, score| {
        let typed: Vec<ItemFact> = issue
            .bodies()
            .flatten()
            .flat_map(Block::items)
            .filter_map(|item| item_fact(issue, item))
            .collect();
        // The repository of a task is no part of its item's title.
        let tasks = issue.blocks().filter_map(|block| {
            if let Block::Tasks(tasks) = block {
                Some(&tasks.items)
            } else {
                None
            }
        });
        let tasks: Vec<ItemFact> = tasks
            .flatten()
            .filter_map(|task| {
                let mut fact = item_fact(issue, &task.item)?;
                fact.title = words(&task.title().to_string());
                Some(fact)
            })
            .collect();
        match_in_order(&facts.items, &typed, |fact, is_typed| {
            score.add(page, fact, is_typed || tasks.contains(fact));
        });
    });
    if let Some(score) = score {
        score.requires("items with a link", 99);
    }
}

fn item_fact(issue: &Issue, item: &Item) -> Option<ItemFact> {
    let url = item
        .url
        .as_ref()
        .or_else(|| issue.resolve(item.reference.as_ref()?))?;
    Some(ItemFact {
        title: words(item.title.as_str()),
        url: url.as_str().to_owned(),
    })
}

#[test]
fn thanked_people_are_people() {
    let mut mentions = (0, 0);
    let Some(pages) = osdev_pages("thanks") else {
        return;
    };
    let mut score = Score::default();
    for page in &pages {
        let (facts, issue) = (scan(&page.source), issue_of(page));
        let typed: Vec<String> = issue.contributors().map(handle_or_name).collect();
        match_in_order(&facts.thanked, &typed, |person, is_typed| {
            score.add(page, person, is_typed);
        });
        let bylines = facts
            .entries
            .iter()
            .filter_map(|entry| entry.byline.as_ref())
            .map(Vec::len)
            .sum::<usize>();
        mentions.0 += facts.mentions;
        mentions.1 += facts.mentions.saturating_sub(bylines + facts.thanked.len());
    }
    println!(
        "mentions: {} in all, {} outside of bylines and thanks, with those in comments",
        mentions.0, mentions.1
    );
    score.requires("people in thanks", 99);
}

#[test]
fn the_forms_of_real_newsletters_are_counted() {
    let Some(pages) = osdev_pages("forms") else {
        return;
    };
    let mut table: BTreeMap<String, usize> = BTreeMap::new();
    for page in &pages {
        forms::count(&issue_of(page), &mut |form| {
            *table.entry(form).or_default() += 1;
        });
    }
    println!("forms in {} issues", pages.len());
    for (form, count) in &table {
        println!("{count:6}  {form}");
    }
    for form in [
        "placeholder, one line",
        "placeholder, paragraphs",
        "thanks",
        "marker",
        "comment",
        "definition",
    ] {
        assert!(
            table.contains_key(form),
            "no {form} in {} issues",
            pages.len()
        );
    }
}

#[test]
fn the_first_draft_is_understood() {
    let Some(pages) = real_pages("the first draft") else {
        return;
    };
    let page = pages
        .iter()
        .find(|page| page.path == "seed-draft-2021-11.md")
        .expect("the folder has the draft");
    let issue = issue_of(page);
    assert!(
        issue
            .front_matter
            .date
            .is_some_and(|date| date.is_placeholder())
    );
    assert_eq!(
        issue.front_matter.extra.authors.as_deref(),
        Some(&["phil-opp".to_owned()][..])
    );
    let call = issue
        .sections
        .iter()
        .find(|section| section.kind() == SectionKind::CallForParticipation)
        .unwrap();
    let placeholder = call.body().iter().find_map(|block| {
        if let Block::Placeholder(found) = block {
            Some(found)
        } else {
            None
        }
    });
    assert_eq!(
        placeholder.map(|placeholder| placeholder.text.as_str()),
        Some("_No tasks were proposed for this section._")
    );
    assert_eq!(
        placeholder.map(|placeholder| placeholder.form),
        Some(PlaceholderForm::Paragraphs)
    );
    let projects = issue.sections.iter().find_map(|section| {
        if let Section::PersonalProjects(content) = section {
            Some(content)
        } else {
            None
        }
    });
    let projects: Vec<(&str, Vec<String>)> = projects
        .unwrap()
        .entries
        .iter()
        .map(|entry| {
            (
                entry.heading.name.as_str(),
                entry
                    .authors
                    .iter()
                    .flat_map(Byline::people)
                    .map(handle_or_name)
                    .collect(),
            )
        })
        .collect();
    assert_eq!(
        projects,
        [
            ("phil-opp/blog_os", vec!["phil-opp".to_owned()]),
            ("metta-systems/vesper", vec!["berkus".to_owned()])
        ]
    );
}
