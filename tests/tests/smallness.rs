//! The measure of law 5 itself: what it calls extra, and what not.

use newsletter_export::update;
use newsletter_parse::{Document, Options, parse};
use newsletter_tests::corpus::fixtures;
use newsletter_tests::edits::{Choice, Size, kinds};
use newsletter_tests::smallness::{Touched, extra_lines};
use similar::{DiffTag, TextDiff};

fn document(source: &str) -> Document {
    parse(source, &Options::default()).expect("the page can be read")
}

/// Compares two bodies below the same front matter.
#[track_caller]
fn assert_extra(before: &str, after: &str, expected: usize) {
    let page = |body: &str| document(&format!("+++\ntitle = \"t\"\n+++\n\n{body}"));
    let extra = extra_lines(&page(before), &page(after), &[Touched::default()]);
    assert_eq!(extra.len(), expected, "{extra:?}");
}

/// Compares two front matters.
#[track_caller]
fn assert_extra_keys(before: &str, after: &str, expected: usize) {
    let page = |keys: &str| document(&format!("+++\n{keys}+++\n\nText.\n"));
    let extra = extra_lines(&page(before), &page(after), &[]);
    assert_eq!(extra.len(), expected, "{extra:?}");
}

#[test]
fn a_changed_item_has_its_own_lines() {
    assert_extra("- a\n- b\n  - c\n- d\n", "- a\n- x\n  - c\n- d\n", 0);
    assert_extra("- a\n- b\n  - c\n- d\n", "-  a\n- x\n  - c\n- d\n", 2);
    assert_extra("- a\n- b\n  - c\n- d\n", "- a\n- x\n    - c\n- d\n", 2);
}

#[test]
fn a_new_item_is_an_insertion() {
    assert_extra("- a\n- b\n", "- a\n- x\n- b\n", 0);
    assert_extra("- a\n\n- b\n", "- a\n\n- x\n\n- b\n", 0);
    assert_extra("* a\n* b\n", "* a\n* x\n*   b\n", 2);
}

#[test]
fn a_removed_block_is_a_deletion() {
    assert_extra("A.\n\nB.\n\nC.\n", "A.\n\nC.\n", 0);
    assert_extra("A.\n\nB.\n\nC.\n", "A.\n\n\nC.\n", 0);
    assert_extra("A.\n\nB.\n\n\nC.\n", "A.\n\n\nC.\n", 0);
    assert_extra("# A\n\nB.\n\n- c\n", "# A\n- c\n", 1);
}

#[test]
fn blank_lines_elsewhere_are_extra() {
    assert_extra("A.\n\n\nB.\n\nC.\n", "A.\n\nB.\n\nX.\n", 1);
    assert_extra("A.\n \nB.\n\nC.\n", "A.\n\nB.\n\nX.\n", 2);
    assert_extra("A.\n\nB.\n\n\n", "A.\n\nX.\n\n\n", 0);
    assert_extra("X.\n\nA.\n\nB.\n\n\n", "A.\n\nB.\n", 2);
}

#[test]
fn a_moved_block_has_the_same_text() {
    assert_extra(
        "A.\n\n[b]( c )\n\nD.\n\nE.\n",
        "A.\n\nD.\n\nE.\n\n[b]( c )\n",
        0,
    );
    assert_extra(
        "- a\n- [b]( c )\n- d\n- e\n",
        "- a\n- d\n- e\n- [b](c)\n",
        1,
    );
}

#[test]
fn either_of_two_swapped_nodes_may_be_the_one_that_moved() {
    assert_extra("- a\n- b\n", "- b\n- a\n", 0);
    assert_extra(
        "## A\n\nOne.\n\nTwo.\n\n## B\n\nThree.\n",
        "## B\n\nThree.\n\n## A\n\nOne.\n\nTwo.\n",
        0,
    );
}

#[test]
fn a_list_that_changes_its_spacing_has_its_blank_lines() {
    assert_extra("- a\n- b\n- c\n", "- a\n\n- b\n\n- c\n", 0);
    assert_extra("- a\n\nB.\n\n- c\n", "- a\n- c\n", 0);
    assert_extra("- a\n- b\n\n  - x\n- c\n", "- a\n\n- b\n- c\n", 0);
    assert_extra("- a\n- b\n\n- c\n- d\n", "- a\n\n- b\n\n- c\n", 1);
}

#[test]
fn line_ends_belong_to_the_page() {
    assert_extra("A.\n\nB.", "A.\n\nB.\n\nC.\n", 0);
    assert_extra("A.\n\nB.", "A.\n\nB.\n", 2);
    let before = document("+++\r\ntitle = \"t\"\r\n+++\r\n\r\n- a\r\n");
    let after = document("+++\r\ntitle = \"t\"\r\n+++\r\n\r\n- a\r\n- b\n");
    assert_eq!(extra_lines(&before, &after, &[]).len(), 1);
}

#[test]
fn a_changed_key_has_its_own_lines() {
    assert_extra_keys(
        "title = 't' # a\ndate = 2020-01-01\n",
        "title = 't' # a\ndate = 2021-01-01\n",
        0,
    );
    assert_extra_keys(
        "title = 't' # a\ndate = 2020-01-01\n",
        "title = 't'\ndate = 2021-01-01\n",
        2,
    );
    assert_extra_keys(
        "title = 't'\n\n[extra]\na = 1\n",
        "title = 't'\ndraft = true\n\n[extra]\na = 1\n",
        0,
    );
    assert_extra_keys("title = 't'\n", "title = 't'\n\n[extra]\na = 1\n", 0);
    assert_extra_keys(
        "title = 't'\ndate = 2020-01-01\n",
        "date = 2020-01-01\ntitle = 'x'\n",
        0,
    );
}

#[test]
fn an_element_on_its_own_line_is_a_node() {
    let before = "title = 't'\n\n[extra]\nauthors = [\n  'a',\n  'b'\n  # you\n]\n";
    let with = |elements: &str| format!("title = 't'\n\n[extra]\nauthors = [\n{elements}]\n");
    assert_extra_keys(before, &with("  'a',\n  'b',\n  'c',\n  # you\n"), 0);
    assert_extra_keys(before, &with("  'a',\n  'b',\n  'c',\n"), 1);
    assert_extra_keys(before, &with("  \"a\",\n  'b',\n  'c',\n  # you\n"), 2);
    assert_extra_keys(before, &with("  'b'\n  # you\n"), 0);
    assert_extra_keys(
        before,
        "title = 't'\n\n[extra]\nauthors = ['a', 'b', 'c']\n",
        5,
    );
}

/// The text with a change far from those that a diff shows, which leaves the issue as it is most of the time.
fn disturbed(before: &str, after: &str, choice: &mut Choice<'_>) -> Option<String> {
    let diff = TextDiff::from_lines(before, after);
    let kept: Vec<usize> = diff
        .ops()
        .iter()
        .filter(|operation| operation.tag() == DiffTag::Equal && operation.new_range().len() > 8)
        .flat_map(|operation| {
            operation
                .new_range()
                .skip(4)
                .take(operation.new_range().len() - 8)
        })
        .collect();
    let place = *choice.pick(&kept)?;
    let lines = after.split_inclusive('\n').enumerate();
    let disturb = |(number, line): (usize, &str)| match (number == place, line) {
        (true, "\n") => "\n\n".to_owned(),
        (true, line) if choice.coin() => line.replace('\n', " \n"),
        (true, line) => line.replace('\n', "\r\n"),
        (false, line) => line.to_owned(),
    };
    Some(lines.map(disturb).collect())
}

#[test]
fn changes_elsewhere_are_noticed() {
    let pages: Vec<Document> = fixtures()
        .iter()
        .map(|page| document(&page.source))
        .collect();
    let kinds: Vec<_> = kinds()
        .into_iter()
        .filter(|kind| kind.size == Size::Small)
        .collect();
    let (mut noticed, mut all) = (0, 0);
    for seed in 0..500 {
        let mut choice = Choice::new(seed, &[]);
        let page = &pages[choice.below(pages.len())];
        let kind = &kinds[choice.below(kinds.len())];
        let Some((issue, touches)) = kind.apply(page.issue(), &mut choice) else {
            continue;
        };
        let Ok(text) = update(page, &issue) else {
            continue;
        };
        let read = document(&text);
        let Some(other) = disturbed(page.source(), &text, &mut choice) else {
            continue;
        };
        match parse(&other, &Options::default()) {
            Ok(other) if other.issue() == read.issue() => {
                let extra = extra_lines(page, &other, &touches);
                (noticed, all) = (noticed + usize::from(!extra.is_empty()), all + 1);
            }
            _ => {}
        }
    }
    println!("{noticed} of {all} changes were noticed");
    assert!(all > 200);
    assert!(noticed * 100 >= all * 97, "{noticed} of {all}");
}
