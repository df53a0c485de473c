//! Additions to issues.

use newsletter_draft::{Adder, Addition, AdditionError};
use newsletter_export::Edit;
use newsletter_model::{Issue, Item, PersonalProject, ProjectUpdate, Task};
use newsletter_parse::{Document, Options, parse};

fn read(body: &str) -> Document {
    let source = format!("+++\ntitle = \"May\"\n+++\n\n{body}");
    parse(&source, &Options::default()).expect("the page can be read")
}

/// The body with an addition, with other issues at hand.
#[track_caller]
fn added_among(body: &str, earlier: &[&str], addition: Addition) -> Result<String, AdditionError> {
    let earlier: Vec<Document> = earlier.iter().map(|body| read(body)).collect();
    let adder = Adder::default().with_earlier(earlier.iter().map(Document::issue).collect());
    let document = read(body);
    let mut result = Ok(());
    let text = document.edit(|issue: &mut Issue| result = adder.add(issue, addition));
    result?;
    let text = text.expect("the issue can be written");
    let (_, body) = text.split_once("\n+++\n").expect("there is front matter");
    Ok(body.trim_start_matches('\n').to_owned())
}

#[track_caller]
fn added(body: &str, addition: Addition) -> Result<String, AdditionError> {
    added_among(body, &[], addition)
}

fn change(project: &str) -> Addition {
    Addition::Change {
        project: project.to_owned(),
        item: Item::link("Bake", "https://example.org/ovens/pull/2"),
    }
}

fn update(name: &str) -> ProjectUpdate {
    ProjectUpdate::new(name)
        .expect("a name is one line")
        .with_url(format!("https://example.org/{name}"))
}

fn news(section: Option<&str>) -> Addition {
    Addition::News {
        section: section.map(str::to_owned),
        item: Item::link("A shell", "https://example.org/shell"),
    }
}

const OVENS: &str = "## Project Updates\n\n### [`ovens`](https://example.org/ovens)\n<span class=\"maintainers\">Maintained by [@ada-f](https://github.com/ada-f)</span>\n\nThe `ovens` crate bakes.\n\n- [Heat](https://example.org/ovens/pull/1)\n\nThanks to [@mira-l](https://github.com/mira-l)!\n";

#[test]
fn a_change_goes_to_the_list_of_its_project() {
    let list = "- [Heat](https://example.org/ovens/pull/1)\n";
    let expected = OVENS.replace(
        list,
        &format!("{list}- [Bake](https://example.org/ovens/pull/2)\n"),
    );
    assert_eq!(added(OVENS, change("ovens")), Ok(expected.clone()));
    assert_eq!(
        added(OVENS, change("https://example.org/ovens/")),
        Ok(expected)
    );
}

#[test]
fn a_change_makes_the_entry_that_an_earlier_issue_has() {
    assert_eq!(
        added_among("## Project Updates\n", &[OVENS], change("ovens")),
        Ok("## Project Updates\n\n### [`ovens`](https://example.org/ovens)\n<span class=\"maintainers\">Maintained by [@ada-f](https://github.com/ada-f)</span>\n\nThe `ovens` crate bakes.\n\n- [Bake](https://example.org/ovens/pull/2)\n".replace(")\n<span", ")\n\n<span"))
    );
}

#[test]
fn a_change_of_an_unknown_project_names_those_that_are_known() {
    let error = added(OVENS, change("oven")).unwrap_err();
    assert_eq!(
        error.to_string(),
        "found no entry of the project `oven`, expected one of `ovens`"
    );
}

#[test]
fn what_is_there_is_refused() {
    let there = Addition::Change {
        project: "ovens".to_owned(),
        item: Item::link("Heat!", "http://www.example.org/ovens/pull/1#x"),
    };
    let error = added(OVENS, there.clone()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "found `Heat` in the section \"Project Updates\", expected what the issue does not have yet"
    );
    let mut issue = read(OVENS).into_issue();
    assert_eq!(
        Adder::default().allow_repeated().add(&mut issue, there),
        Ok(())
    );
    let error = added(OVENS, Addition::Project(update("ovens"))).unwrap_err();
    assert_eq!(
        error.to_string(),
        "found the entry `ovens` in the section \"Project Updates\", expected what the issue does not have yet"
    );
}

#[test]
fn sorted_entries_stay_sorted() {
    let sorted = "## Project Updates\n\n### `a`\n\nX.\n\n### `z`\n\nY.\n";
    assert_eq!(
        added(sorted, Addition::Project(update("m"))),
        Ok("## Project Updates\n\n### `a`\n\nX.\n\n### [`m`](https://example.org/m)\n\n### `z`\n\nY.\n".to_owned())
    );
    let unsorted = "## Project Updates\n\n### `z`\n\nY.\n\n### `a`\n\nX.\n";
    assert_eq!(
        added(unsorted, Addition::Project(update("m"))),
        Ok(format!("{unsorted}\n### [`m`](https://example.org/m)\n"))
    );
}

#[test]
fn the_placeholder_goes() {
    let body = "## Call for Participation\n\n<span class=\"gray\">No tasks were proposed.</span>\n";
    let task = Addition::Task(Task::new("Bake", "https://example.org/3"));
    assert_eq!(
        added(body, task),
        Ok("## Call for Participation\n\n- [Bake](https://example.org/3)\n".to_owned())
    );
    let body = "## Personal Projects\n\n<span class=\"gray\">No projects were submitted.</span>\n";
    let project = PersonalProject::new("ada-f/pan").expect("a name is one line");
    assert_eq!(
        added(body, Addition::Personal(project)),
        Ok("## Personal Projects\n\n### `ada-f/pan`\n".to_owned())
    );
}

#[test]
fn a_missing_section_is_made_in_its_usual_place() {
    let earlier = "## Announcements, News, and Blog Posts\n\nWhat is new.\n\n- [Old](https://example.org/old)\n\n## Project Updates\n\n## Other News\n\n## Join Us?\n";
    let body = "## Project Updates\n\n## Join Us?\n";
    let link = "- [A shell](https://example.org/shell)\n";
    assert_eq!(
        added_among(body, &[earlier], news(None)),
        Ok(format!(
            "## Announcements, News, and Blog Posts\n\nWhat is new.\n\n{link}\n{body}"
        ))
    );
    assert_eq!(
        added_among(body, &[earlier], news(Some("Other News"))),
        Ok(format!(
            "## Project Updates\n\n## Other News\n\n{link}\n## Join Us?\n"
        ))
    );
    let error = added(body, news(None)).unwrap_err();
    assert_eq!(
        error.to_string(),
        "found no section for news, expected one in the issue or in an earlier one"
    );
}

#[test]
fn an_author_is_added_once() {
    let mut issue = read("").into_issue();
    let ada = || Addition::Author("ada-f".to_owned());
    assert_eq!(Adder::default().add(&mut issue, ada()), Ok(()));
    assert_eq!(
        Adder::default().add(&mut issue, Addition::Author("Ada-F".to_owned())),
        Err(AdditionError::RepeatedAuthor("Ada-F".to_owned()))
    );
    assert_eq!(
        issue.front_matter.extra.authors,
        Some(vec!["ada-f".to_owned()])
    );
}

#[test]
fn a_name_without_link_is_refused_the_second_time() {
    let entry = || Addition::Personal(PersonalProject::new("teapot").expect("a name is one line"));
    let page = added("## Other Projects\n", entry()).expect("it is new");
    let error = added(&page, entry()).expect_err("it is there");
    assert_eq!(
        error.to_string(),
        "found the entry `teapot` in the section \"Other Projects\", expected what the issue does not have yet"
    );
    let item = Addition::News {
        section: Some("other news".to_owned()),
        item: Item::link("A", "https://example.org/a"),
    };
    assert!(added("## `Other` News\n", item).is_ok());
}

#[test]
fn a_new_entry_of_a_known_project_says_what_it_has_always_said() {
    let entry = |text: &str| {
        format!("## Project Updates\n\n### [`ovens`](https://example.org/ovens)\n\n{text}\n")
    };
    for (earlier, introduction) in [
        (
            "The `ovens` crate bakes. It is hot. In May, we made it hotter.",
            "The `ovens` crate bakes. It is hot.\n\n",
        ),
        (
            "The `ovens` crate bakes. We merged these changes:",
            "The `ovens` crate bakes.\n\n",
        ),
        ("It may bake.", "It may bake.\n\n"),
        ("In May, …", ""),
        ("This month, it got hot.", ""),
        ("Over\ntwo lines.", ""),
    ] {
        assert_eq!(
            added_among("## Project Updates\n", &[&entry(earlier)], change("ovens")),
            Ok(entry(&format!(
                "{introduction}- [Bake](https://example.org/ovens/pull/2)"
            ))),
            "{earlier}"
        );
    }
    // The latest entry may not say what the project is.
    let earlier = [
        entry("The `ovens` crate bakes."),
        entry("In June, it got hot."),
    ];
    let earlier: Vec<&str> = earlier.iter().map(String::as_str).collect();
    assert_eq!(
        added_among("## Project Updates\n", &earlier, change("ovens")),
        Ok(entry(
            "The `ovens` crate bakes.\n\n- [Bake](https://example.org/ovens/pull/2)"
        ))
    );
}

#[test]
fn authors_that_are_no_list_are_left_alone() {
    let page = "+++\ntitle = \"May\"\n[extra]\nauthors = \"ada-f\"\n+++\n";
    let document = parse(page, &Options::default()).expect("the page can be read");
    let mut issue = document.issue().clone();
    let error = Adder::default().add(&mut issue, Addition::Author("mira-l".to_owned()));
    assert_eq!(
        error.expect_err("there is no list").to_string(),
        "found `authors` that is no list, expected a list of handles, as `authors = [\"ada-f\"]`"
    );
    assert_eq!(issue, *document.issue());
}

#[test]
fn what_is_there_is_found_in_any_form() {
    let refused = |body: &str, addition: Addition| match added(body, addition) {
        Err(AdditionError::Repeated { found, section }) => format!("{found} in {section}"),
        other => panic!("{other:?} is no refusal"),
    };
    let ovens = || ProjectUpdate::new("ovens").expect("a name is one line");
    assert_eq!(
        refused(OVENS, Addition::Project(ovens())),
        "the entry `ovens` in Project Updates"
    );
    let personal = PersonalProject::new("my-ovens").expect("a name is one line");
    let personal = Addition::Personal(personal.with_url("http://example.org/ovens/"));
    assert_eq!(
        refused(&format!("{OVENS}\n## Other Projects\n"), personal),
        "the entry `ovens` in Project Updates"
    );
    let again = Addition::News {
        section: None,
        item: Item::link("Heat", "https://example.org/ovens/pull/1"),
    };
    assert_eq!(
        refused(&format!("{OVENS}\n## Other News\n"), again),
        "`Heat` in Project Updates"
    );
    assert_eq!(
        refused(
            "## Other News\n\n- [Shell]\n\n[Shell]: https://example.org/shell\n",
            news(None)
        ),
        "`Shell` in Other News"
    );
    assert_eq!(
        refused(
            "## Other News\n\n- A kit\n  - [Shell](https://example.org/shell)\n",
            news(None)
        ),
        "`Shell` in Other News"
    );
    let project = Addition::News {
        section: None,
        item: Item::link("Ovens have a page", "https://example.org/ovens"),
    };
    assert!(added(&format!("{OVENS}\n## Other News\n"), project).is_ok());
}

#[test]
fn what_is_empty_is_refused() {
    let refused = |addition: Addition| {
        let error = added(
            "## Other News\n\n## Project Updates\n\n### ovens\n",
            addition,
        );
        error.expect_err("it is empty").to_string()
    };
    let item = |title: &str, url: &str| Addition::News {
        section: None,
        item: Item::link(title, url),
    };
    assert_eq!(
        refused(item(" ", "https://example.org")),
        "found an empty title, expected some text"
    );
    assert_eq!(
        refused(item("A shell", "")),
        "found an empty link, expected some text"
    );
    let empty = || Item::default();
    for addition in [
        Addition::Task(Task::from(empty())),
        Addition::Change {
            project: "ovens".to_owned(),
            item: empty(),
        },
    ] {
        assert_eq!(
            refused(addition),
            "found an empty title, expected some text"
        );
    }
    let nowhere = Addition::Change {
        project: " ".to_owned(),
        item: Item::link("A", "https://example.org/a"),
    };
    assert_eq!(
        refused(nowhere),
        "found an empty project, expected some text"
    );
    let entry = ProjectUpdate::new("").expect("an empty name is one line");
    assert_eq!(
        refused(Addition::Project(entry)),
        "found an empty name, expected some text"
    );
}

#[test]
fn a_refusal_changes_nothing() {
    let mut issue = read("## Join Us?\n\n<!-- TODO: Date -->\n").into_issue();
    let earlier = read(OVENS);
    let before = issue.clone();
    let adder = Adder::default().with_earlier(vec![earlier.issue()]);
    assert!(adder.add(&mut issue, change("stoves")).is_err());
    assert_eq!(issue, before);
}

#[test]
fn a_reminder_stays_at_the_end() {
    let reminder = "<!--\nTODO: Update publication date\n-->\n";
    let entry = Addition::Project(update("ovens"));
    let one = added(&format!("## Project Updates\n\n{reminder}"), entry).expect("it is new");
    let heading = "### [`ovens`](https://example.org/ovens)\n";
    assert_eq!(one, format!("## Project Updates\n\n{heading}\n{reminder}"));
    let two = added(&one, Addition::Project(update("stoves"))).expect("it is new");
    let second = "### [`stoves`](https://example.org/stoves)\n";
    assert_eq!(
        two,
        format!("## Project Updates\n\n{heading}\n{second}\n{reminder}")
    );
    let own = "### stoves\n\nThey heat.\n\n<!-- TODO: a picture -->\n";
    let page = format!("## Project Updates\n\n{own}");
    assert_eq!(
        added(&page, Addition::Project(update("ovens"))),
        Ok(format!("{page}\n{heading}"))
    );
    assert_eq!(
        added(&format!("## Other News\n\n{reminder}"), news(None)),
        Ok(format!(
            "## Other News\n\n- [A shell](https://example.org/shell)\n\n{reminder}"
        ))
    );
}

#[test]
fn a_change_goes_to_the_entry_of_a_person_too() {
    let page = format!("{OVENS}\n## Other Projects\n\n### ada-f/kettle\n\nIt boils.\n");
    assert_eq!(
        added(&page, change("ada-f/kettle")),
        Ok(format!(
            "{page}\n- [Bake](https://example.org/ovens/pull/2)\n"
        ))
    );
}

#[test]
fn a_section_for_something_else_is_named() {
    let error = added("## Project Updates\n", news(Some("project updates")));
    assert_eq!(
        error.expect_err("it is no section for news").to_string(),
        "found the section \"Project Updates\" of the kind `project-updates`, expected one for news"
    );
}

#[test]
fn news_goes_where_issues_have_most_of_it() {
    let titles = [
        "Infrastructure and Tooling",
        "Announcements, News, and Blog Posts",
    ];
    let body = |news: &str| {
        format!(
            "## {}\n\n- [A](https://example.org/a)\n\n## {}\n{news}",
            titles[0], titles[1]
        )
    };
    let earlier = body(
        "\n- [B](https://example.org/b)\n- [C](https://example.org/c)\n- [D](https://example.org/d)\n",
    );
    assert_eq!(
        added_among(&body(""), &[&earlier], news(None)),
        Ok(body("\n- [A shell](https://example.org/shell)\n"))
    );
    assert_eq!(
        added(&body(""), news(None)),
        Ok(body("").replace("/a)\n", "/a)\n- [A shell](https://example.org/shell)\n"))
    );
}

#[test]
fn an_introduction_may_have_several_lines() {
    let entry = |text: &str| {
        format!("## Project Updates\n\n### [`ovens`](https://example.org/ovens)\n\n{text}\n")
    };
    let old = entry("An oven. In May, none.");
    let latest = entry("The ovens\nbake. They are hot.");
    assert_eq!(
        added_among(
            "## Project Updates\n",
            &[&old, &old, &latest, &latest],
            change("ovens")
        ),
        Ok(entry(
            "The ovens\nbake. They are hot.\n\n- [Bake](https://example.org/ovens/pull/2)"
        ))
    );
}
