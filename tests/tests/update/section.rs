//! Sections, calls for participation among them.

use newsletter_model::{Entry, Issue, Line, Section, SectionContent, Task};

use crate::{assert_body_edit, item};

#[test]
fn a_title_changes_alone() {
    assert_body_edit(
        "## Other News ##\n- a\n\n## Next\n",
        |issue| *issue.sections[0].title_mut() = Line::plain("News and Blog Posts"),
        "## News and Blog Posts\n- a\n\n## Next\n",
    );
}

#[test]
fn setext_headings_stay() {
    assert_body_edit(
        "Top\n===\n\nNews of\nall kinds\n---------\n\nText.\n",
        |issue| {
            let block = newsletter_model::Block::prose("Text!");
            issue.sections[0].body_mut()[0] = block;
        },
        "Top\n===\n\nNews of\nall kinds\n---------\n\nText!\n",
    );
}

#[test]
fn a_section_comes_and_goes() {
    let outlook = || {
        Section::Other(
            SectionContent::new(Line::plain("Outlook"))
                .with_block(newsletter_model::Block::prose("Soon.")),
        )
    };
    assert_body_edit(
        "## One\n\nText.\n\n\n## Two\n\nText.\n",
        |issue| issue.sections.insert(1, outlook()),
        "## One\n\nText.\n\n\n## Outlook\n\nSoon.\n\n\n## Two\n\nText.\n",
    );
    assert_body_edit(
        "## One\n\nText.\n\n## Two\n\n- [a]( b )\n",
        |issue| drop(issue.sections.remove(0)),
        "## Two\n\n- [a]( b )\n",
    );
    assert_body_edit(
        "## One\n\nText.\n\n## Two\n\n- [a]( b )\n",
        |issue| issue.sections.swap(0, 1),
        "## Two\n\n- [a]( b )\n\n## One\n\nText.\n",
    );
}

const CALL: &str =
    "## Call for Participation\n\n<!--\n- [(`repo`) Title](https://example.com)\n-->\n\n";

fn call(issue: &mut Issue) -> &mut SectionContent<Entry> {
    match &mut issue.sections[0] {
        Section::CallForParticipation(content) => content,
        other => panic!("{} is no call", other.title()),
    }
}

fn task() -> Task {
    Task::from(item()).with_repository(Line::plain("acpi"))
}

#[test]
fn the_first_task_drops_the_placeholder() {
    for placeholder in [
        "<span class=\"gray\">No tasks were proposed for this section.</span>\n",
        "<span class=\"gray\">\n\n_No tasks were proposed for this section._\n\n</span>\n",
    ] {
        assert_body_edit(
            &format!("{CALL}{placeholder}\nText.\n"),
            |issue| call(issue).add_task(task()),
            &format!("{CALL}- [(`acpi`) New](https://example.org/new)\n\nText.\n"),
        );
    }
}

#[test]
fn another_task_is_one_line() {
    assert_body_edit(
        &format!("{CALL}* [(`a`) One](https://example.org/1)\n\nText.\n"),
        |issue| call(issue).add_task(task()),
        &format!(
            "{CALL}* [(`a`) One](https://example.org/1)\n* [(`acpi`) New](https://example.org/new)\n\nText.\n"
        ),
    );
}

#[test]
fn the_last_task_takes_its_list() {
    assert_body_edit(
        &format!("{CALL}* [(`a`) One](https://example.org/1)\n\nText.\n"),
        |issue| match &mut call(issue).body[1] {
            newsletter_model::Block::Tasks(tasks) => tasks.items.clear(),
            other => panic!("{other:?} are no tasks"),
        },
        &format!("{CALL}Text.\n"),
    );
}

#[test]
fn a_run_of_number_signs_at_the_end_of_a_title_is_text() {
    for (title, written) in [
        ("C #", r"C \#"),
        ("#", r"\#"),
        ("C ##", r"C #\#"),
        ("C#", "C#"),
    ] {
        assert_body_edit(
            "## News\n\nText.\n",
            |issue| *issue.sections[0].title_mut() = Line::new(title).expect("a line"),
            &format!("## {written}\n\nText.\n"),
        );
    }
}

#[test]
fn text_above_an_underlined_heading_is_parted_from_it() {
    assert_body_edit(
        "***\nNews of\nall kinds\n---\n",
        |issue| issue.body[0] = newsletter_model::Block::prose("Text."),
        "Text.\n\nNews of\nall kinds\n---\n",
    );
}
