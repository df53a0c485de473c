//! Drafts, each made of an issue.

use newsletter_draft::{Draft, DraftError};
use newsletter_parse::{Document, Options, parse};

fn read(source: &str) -> Document {
    parse(source, &Options::default()).expect("the page can be read")
}

fn page(front_matter: &str, body: &str) -> String {
    format!("+++\n{front_matter}\n+++\n\n{body}")
}

const MAY: &str = "title = \"Example OS: May 2031\"\ndate = 2031-06-04";

/// The body of the draft, made of a body of May with the bodies of earlier issues at hand.
fn drafted(body: &str, earlier: &[&str]) -> String {
    let earlier: Vec<Document> = earlier.iter().map(|body| read(&page(MAY, body))).collect();
    let draft = Draft::default()
        .without_reminder()
        .with_earlier(earlier.iter().map(Document::issue).collect());
    let text = draft
        .of(&read(&page(MAY, body)))
        .expect("the draft can be written");
    let front_matter = page("title = \"Example OS: June 2031\"\ndate = 0000-01-01", "");
    text.strip_prefix(&front_matter)
        .expect("the front matter is that of a draft")
        .to_owned()
}

#[test]
fn a_whole_issue_becomes_a_draft() {
    let latest = read(include_str!("../../site/content/this-month/2031-04.md"));
    let draft = Draft::default()
        .of(&latest)
        .expect("the draft can be written");
    insta::assert_snapshot!(draft);
}

#[test]
fn what_a_section_says_every_month_stays() {
    let body = "## News\n\nWhat is new, in no order.\n\n<!-- Add your post here. -->\n\n- [A](https://example.org/a)\n\nThat was a long month.\n\n## Join Us?\n\nWrite to us.\n";
    let earlier =
        "## News\n\nWhat is new.\n\n- [B](https://example.org/b)\n\n## Join Us?\n\nWrite to us.\n";
    assert_eq!(
        drafted(body, &[earlier]),
        "## News\n\nWhat is new, in no order.\n\n<!-- Add your post here. -->\n\n## Join Us?\n\nWrite to us.\n"
    );
}

#[test]
fn a_section_that_no_other_issue_has_is_left_out() {
    let body = "## News\n\n- [A](https://example.org/a)\n\n## Ten Years\n\nWe celebrate.\n";
    assert_eq!(drafted(body, &["## News\n"]), "## News\n");
    assert_eq!(
        drafted(body, &[]),
        "## News\n\n## Ten Years\n\nWe celebrate.\n"
    );
}

#[test]
fn an_emptied_section_gets_the_placeholder_that_it_had_last() {
    let placeholder = "<span class=\"gray\">No tasks were proposed.</span>";
    let call = |tasks: &str| {
        format!("## Call for Participation\n\nTake one:\n\n{tasks}\n\nOr send us yours.\n")
    };
    let may = call("- [(`ovens`) Bake](https://example.org/1)");
    let april = call(placeholder);
    assert_eq!(
        drafted(&may, &[&april]),
        format!("## Call for Participation\n\n{placeholder}\n\nOr send us yours.\n")
    );
}

#[test]
fn a_sentence_goes_with_the_list_that_it_leads_to() {
    let body = "## Infrastructure and Tooling\n\nNews of tools.\n\nWe merged these:\n\n- [A](https://example.org/a)\n";
    assert_eq!(
        drafted(body, &[body]),
        "## Infrastructure and Tooling\n\nNews of tools.\n"
    );
}

#[test]
fn a_comment_for_contributors_stays_though_it_stood_behind_an_entry() {
    let comment = "<!-- Please follow this template. -->\n";
    let entry = "### ovens\n\nIt bakes.\n";
    assert_eq!(
        drafted(
            &format!(
                "## Other Projects\n\nAll of you.\n\n{entry}\n{comment}\n<!-- - A small fix -->\n"
            ),
            &[&format!("## Other Projects\n\n{comment}\n{entry}")]
        ),
        format!("## Other Projects\n\nAll of you.\n\n{comment}")
    );
}

#[test]
fn a_placeholder_that_was_hidden_is_shown_again() {
    let hidden = "<!--\n<span class=\"gray\">No updates were submitted.</span>\n-->";
    let shown = "<span class=\"gray\">No updates were submitted.</span>";
    let page = |hidden: &str| {
        format!("## Other Projects\n\nAll of you.\n\n{hidden}\n\n### ovens\n\nIt bakes.\n")
    };
    let draft = |shown: &str| format!("## Other Projects\n\nAll of you.\n\n{shown}\n");
    assert_eq!(drafted(&page(hidden), &[]), draft(shown));
    let other = "<span class=\"gray\">_No updates this month._</span>";
    let earlier = format!("## Other Projects\n\n{other}\n");
    assert_eq!(drafted(&page(hidden), &[&earlier]), draft(other));
    let words = "<!-- Add <span class=\"gray\">No updates were submitted.</span> -->";
    assert_eq!(drafted(&page(words), &[]), draft(words));
}

#[test]
fn backticks_do_not_make_another_section() {
    let placeholder = "<span class=\"gray\">No news.</span>";
    assert_eq!(
        drafted(
            "## `x` News\n\n- [A](https://example.org/a)\n",
            &[&format!("## x News\n\n{placeholder}\n")]
        ),
        format!("## `x` News\n\n{placeholder}\n")
    );
}

#[test]
fn a_definition_stays_though_it_stood_in_an_entry_that_goes() {
    let body = "## Project Updates\n\nNews of [ours], and of [others].\n\n### ovens\n\nIt bakes [well].\n\n[ours]: https://example.org/ours\n[well]: https://example.org/well\n";
    assert_eq!(
        drafted(body, &[]),
        "## Project Updates\n\nNews of [ours], and of [others].\n\n[ours]: https://example.org/ours\n"
    );
}

#[test]
fn definitions_go_with_what_refers_to_them() {
    let body = "## Project Updates\n\nProjects of [us].\n\n[us]: https://example.org\n[pr]: https://example.org/1\n\n### `x`\n\nSee [pr].\n";
    assert_eq!(
        drafted(body, &[]),
        "## Project Updates\n\nProjects of [us].\n\n[us]: https://example.org\n"
    );
}

#[test]
fn authors_are_the_first_ones_or_those_that_are_set() {
    let extra = "title = \"May 2031\"\n[extra]\nauthors = [\n    \"ada-f\",\n    \"mira-l\",\n    # add yourself here\n]";
    let latest = read(&page(extra, ""));
    let draft = Draft::default().without_reminder();
    let text = draft.of(&latest).expect("the draft can be written");
    assert!(
        text.contains("authors = [\n    \"ada-f\",\n    # add yourself here\n]"),
        "{text}"
    );
    let draft = draft.with_authors(vec!["nils-0".to_owned()]);
    let text = draft.of(&latest).expect("the draft can be written");
    assert!(
        text.contains("authors = [\n    \"nils-0\",\n    # add yourself here\n]"),
        "{text}"
    );
}

#[test]
fn the_reminder_stands_in_lines_of_its_own() {
    let source = page(MAY, "Hello!").replace('\n', "\r\n");
    let draft = Draft::default().with_reminder("TODO: Set the date");
    let text = draft.of(&read(&source)).expect("the draft can be written");
    assert!(
        text.ends_with("Hello!\r\n\r\n<!--\r\nTODO: Set the date\r\n-->\r\n"),
        "{text:?}"
    );
}

#[test]
fn an_issue_without_month_needs_one() {
    let latest = read(&page("title = \"News\"", ""));
    assert_eq!(Draft::default().of(&latest), Err(DraftError::NoMonth));
    let draft = Draft::default()
        .without_reminder()
        .for_month("June 2031".parse().expect("a month"));
    let text = draft.of(&latest).expect("the draft can be written");
    assert_eq!(text, page("title = \"News\"\ndate = 0000-01-01", ""));
}

#[test]
fn a_draft_does_not_take_the_place_of_its_issue() {
    let front_matter = |keys: &str| format!("+++\ntitle = \"May 2031\"\n{keys}+++\n");
    let draft = |keys: &str| {
        let draft = Draft::default().without_reminder();
        draft
            .of(&read(&front_matter(keys)))
            .expect("the draft can be written")
    };
    let june = "+++\ntitle = \"June 2031\"\ndate = 0000-01-01\n";
    assert_eq!(
        draft("date = 2031-06-04\nslug = \"warm\"\npath = \"warm\"\naliases = [\"may\"]\n"),
        format!("{june}+++\n")
    );
    assert_eq!(
        draft("date = 2031-06-04\nslug = \"2031-05\"\n"),
        format!("{june}slug = \"2031-06\"\n+++\n")
    );
}

#[test]
fn a_description_stays_where_issues_have_it_every_month() {
    let described = |month: &str, description: &str| {
        read(&page(
            &format!("title = \"Example OS: {month}\"\ndescription = \"{description}\""),
            "",
        ))
    };
    let drafted = |latest: &Document, earlier: &[&Document]| {
        let earlier = earlier.iter().map(|document| document.issue()).collect();
        let draft = Draft::default().without_reminder().with_earlier(earlier);
        let text = draft.of(latest).expect("the draft can be written");
        read(&text).issue().front_matter.description.clone()
    };
    let april = described("April 2031", "What happened in April");
    let may = described("May 2031", "What happened in May");
    let june = Some("What happened in June".to_owned());
    assert_eq!(drafted(&may, &[&april]), june);
    assert_eq!(drafted(&may, &[]), june);
    let own = described("May 2031", "GPT disks, and a shell");
    assert_eq!(drafted(&own, &[&april]), None);
    assert_eq!(drafted(&own, &[]), None);
}

#[test]
fn a_draft_has_its_reminder_once() {
    let body = format!(
        "## Join Us?\n\nWrite to us.\n\n<!-- {} -->\n",
        Draft::REMINDER
    );
    let text = Draft::default().of(&read(&page(MAY, &body)));
    let text = text.expect("the draft can be written");
    assert!(text.ends_with(&body), "{text}");
}

#[test]
fn entries_of_some_projects_stay_with_what_introduces_them() {
    let entry = |text: &str, note: &str| {
        format!(
            "### [`ovens`]{note}\n\n<span class=\"maintainers\">Maintained by [@ada-f](https://github.com/ada-f)</span>\n\n{text}\n\n[`ovens`]: https://example.org/ovens\n"
        )
    };
    let body = |entry: &str, kettle: &str| {
        format!(
            "## Project Updates\n\nOur projects.\n\n{entry}\n### `stoves`\n\nThey heat.\n\n## Other Projects\n\n### ada-f/kettle\n\n{kettle}\n"
        )
    };
    let may = read(&page(
        MAY,
        &body(
            &entry("In May, we baked a lot.", " (new)"),
            "It boiled over.",
        ),
    ));
    let issue_of = |month: &str| {
        let text = format!(
            "The ovens bake [bread]. In {month}, none.\n\n[bread]: https://example.org/bread"
        );
        let kettle = format!("It boils. In {month}, too.");
        let title = format!("title = \"Example OS: {month} 2031\"");
        read(&page(&title, &body(&entry(&text, ""), &kettle)))
    };
    let (march, april) = (issue_of("March"), issue_of("April"));
    let draft = Draft::default()
        .without_reminder()
        .with_earlier(vec![march.issue(), april.issue()])
        .with_entries(vec![
            "https://example.org/ovens/".to_owned(),
            "ADA-F/kettle".to_owned(),
            "pans".to_owned(),
        ]);
    assert_eq!(draft.unknown_entries(&may), ["pans"]);
    insta::assert_snapshot!(draft.of(&may).expect("the draft can be written"));
}

#[test]
fn a_heading_of_tasks_goes_with_them() {
    let body = "## Call for Participation\n\nHelp us.\n\n**[`kettle`](https://example.org/kettle):**\n\n- [Boil](https://example.org/1)\n\nSend us yours.\n";
    let draft = "## Call for Participation\n\nHelp us.\n\nSend us yours.\n";
    assert_eq!(drafted(body, &[draft]), draft);
}

#[test]
fn the_marker_stays_though_its_section_goes() {
    let body = "Hello!\n\n## Ten Years\n\nWe celebrate.\n\n<!-- more -->\n\n## News\n";
    assert_eq!(
        drafted(body, &["## News\n"]),
        "Hello!\n\n<!-- more -->\n\n## News\n"
    );
}

#[test]
fn a_month_in_another_spelling_moves_on() {
    let may = page(
        "title = \"Example OS\"\n\n[extra]\nmonth = \"May. 2031\"",
        "",
    );
    let draft = Draft::default().without_reminder();
    let text = draft
        .for_month("June 2031".parse().expect("a month"))
        .of(&read(&may));
    assert_eq!(
        text,
        Ok(page(
            "title = \"Example OS\"\ndate = 0000-01-01\n\n[extra]\nmonth = \"June 2031\"",
            ""
        ))
    );
}

#[test]
fn a_table_introduces_no_section() {
    let body = "## News\n\n| a |\n| --- |\n| b |\n\nAll of it.\n\n- [A](https://example.org/a)\n";
    assert_eq!(drafted(body, &["## News\n"]), "## News\n\nAll of it.\n");
}

#[test]
fn a_section_with_a_new_title_stays_if_it_is_the_only_one_of_its_kind() {
    let body = "## Project Updates\n\nOur [crates].\n\n[crates]: https://example.org\n\n### a\n\nIt grew.\n";
    let draft = "## Project Updates\n\nOur [crates].\n\n[crates]: https://example.org\n";
    assert_eq!(drafted(body, &["## `rust-osdev` Projects\n"]), draft);
    let both = format!("{body}\n## `rust-osdev` Projects\n");
    assert_eq!(
        drafted(&both, &["## `rust-osdev` Projects\n"]),
        "## `rust-osdev` Projects\n"
    );
}

#[test]
fn a_section_whose_title_names_the_month_stays() {
    let issue_of = |month: &str| {
        let title = format!("title = \"Example OS: {month} 2031\"\ndate = 0000-01-01");
        let body = format!("## News\n\n## The End of {month}\n\nIn {month}, all was well.\n");
        page(&title, &body)
    };
    let (april, may) = (read(&issue_of("April")), read(&issue_of("May")));
    let draft = Draft::default()
        .without_reminder()
        .with_earlier(vec![april.issue()]);
    assert_eq!(draft.of(&may), Ok(issue_of("June")));
}
