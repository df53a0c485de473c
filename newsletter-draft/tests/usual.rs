//! The sections that issues usually have: in drafts, and as places for additions.

use newsletter_draft::{Adder, Addition, Draft, UsualSection, filled_template};
use newsletter_export::Edit;
use newsletter_model::{Inline, Item, Line, Placeholder, SectionKind};
use newsletter_parse::{Document, Options, parse};

const FRONT_MATTER: &str = "+++\ntitle = \"Example OS: May 2031\"\n+++\n\n";

fn read(body: &str) -> Document {
    parse(&format!("{FRONT_MATTER}{body}"), &Options::default()).expect("the page can be read")
}

fn usual() -> Vec<UsualSection> {
    let placeholder = |text| Placeholder::new(Inline::plain(text));
    vec![
        UsualSection::new(Line::plain("Other News"), SectionKind::News)
            .with_placeholder(placeholder("No news this month.")),
        UsualSection::new(
            Line::new("`example` Projects").expect("it is one line"),
            SectionKind::ProjectUpdates,
        ),
        UsualSection::new(Line::plain("Survey"), SectionKind::Other),
    ]
}

/// The draft made of a page with the body, with other issues at hand.
fn drafted(body: &str, earlier: &[&str]) -> String {
    let earlier: Vec<Document> = earlier.iter().map(|body| read(body)).collect();
    Draft::default()
        .without_reminder()
        .with_earlier(earlier.iter().map(Document::issue).collect())
        .with_sections(usual())
        .of(&read(body))
        .expect("the draft can be written")
}

#[test]
fn a_usual_section_stays_though_no_other_issue_has_it() {
    let draft = drafted(
        "## Survey\n\nAnswer!\n\n## Ten Years\n",
        &["## Other News\n"],
    );
    assert!(draft.ends_with("+++\n\n## Survey\n\nAnswer!\n"), "{draft}");
}

#[test]
fn the_placeholder_that_is_set_goes_before_the_one_that_was_used() {
    let list = "## Other News\n\n- [A](https://example.org/a)\n";
    let set = "<span class=\"gray\">No news this month.</span>";
    for (earlier, expected) in [
        ("<span class=\"gray\">No news at all.</span>", set),
        // How the tags of the same text stand is not set.
        (
            "<span class=\"gray\">\n\nNo news this month.\n\n</span>",
            "<span class=\"gray\">\n\nNo news this month.\n\n</span>",
        ),
    ] {
        let draft = drafted(list, &[&format!("## Other News\n\n{earlier}\n")]);
        let expected = format!("## Other News\n\n{expected}\n");
        assert!(draft.ends_with(&expected), "{draft}");
    }
}

/// The titles of an issue with one piece of news more.
fn titles(body: &str, earlier: &[&str]) -> Vec<String> {
    let earlier: Vec<Document> = earlier.iter().map(|body| read(body)).collect();
    let adder = Adder::default()
        .with_earlier(earlier.iter().map(Document::issue).collect())
        .with_sections(usual());
    let item = Item::link("A shell", "https://example.org/shell");
    let addition = Addition::News {
        section: None,
        item,
    };
    let mut added = Ok(());
    let text = read(body).edit(|issue| added = adder.add(issue, addition));
    added.expect("the section is known");
    let text = text.expect("the issue can be written");
    let document = parse(&text, &Options::default()).expect("the page can be read");
    let sections = document.issue().sections.iter();
    sections
        .map(|section| section.title().to_string())
        .collect()
}

#[test]
fn a_missing_section_is_made_among_the_usual_ones() {
    let body = "## Join Us?\n\n## example Projects\n\n## Survey\n";
    let expected = ["Join Us?", "Other News", "example Projects", "Survey"];
    assert_eq!(titles(body, &[]), expected);
    // So it is where an earlier issue introduces it in another place.
    assert_eq!(
        titles(body, &["## Survey\n\n## Other News\n\nNews!\n"]),
        expected
    );
}

/// The draft of June, made of a template.
fn of_template(template: &str) -> String {
    let june = "June 2031".parse().expect("it is a month");
    let page = parse(&filled_template(template, june), &Options::default());
    Draft::default()
        .with_authors(vec!["ada-f".to_owned()])
        .of_template(&page.expect("the template is a page"), june)
        .expect("the draft can be written")
}

#[test]
fn a_template_is_filled_and_keeps_its_other_bytes() {
    let template = "+++\ntitle = \"Example OS ({month-name} {year})\"\ndate = 2000-01-01 # later\n[extra]\nmonth = \"{month-name} {year}\"\nauthors = []\n+++\n##  News\n\n* See /{year}/{month}/, in {month-name}.\n";
    assert_eq!(
        of_template(template),
        "+++\ntitle = \"Example OS (June 2031)\"\ndate = 0000-01-01 # later\n[extra]\nmonth = \"June 2031\"\nauthors = [\"ada-f\"]\n+++\n##  News\n\n* See /2031/06/, in June.\n"
    );
}

#[test]
fn a_template_may_be_an_issue_of_another_month() {
    assert_eq!(
        of_template(&format!("{FRONT_MATTER}In May, …\n")),
        "+++\ntitle = \"Example OS: June 2031\"\ndate = 0000-01-01\n+++\n\nIn June, …\n"
    );
}
