//! Arrays of the front matter.

use newsletter_model::Issue;

use crate::assert_keys_edit;

/// Adds an author to an array that is written in some way.
#[track_caller]
fn assert_added(before: &str, after: &str) {
    assert_authors(before, |authors| authors.push("new".to_owned()), after);
}

#[track_caller]
fn assert_authors(before: &str, change: impl FnOnce(&mut Vec<String>), after: &str) {
    let keys = |authors: &str| {
        format!("title = 't'\n\n[extra]\nauthors = {authors}\nmonth = \"May 2031\"\n")
    };
    let edit = |issue: &mut Issue| change(issue.front_matter.extra.authors.get_or_insert_default());
    assert_keys_edit(&keys(before), edit, &keys(after));
}

#[test]
fn an_array_in_one_line_stays_in_one_line() {
    assert_added("[\"a\"]", "[\"a\", \"new\"]");
    assert_added(
        "[ \"a\" , \"b\" ] # the team",
        "[ \"a\" , \"b\", \"new\" ] # the team",
    );
    assert_added("[]", "[\"new\"]");
    assert_added("[ ]", "[\"new\"]");
}

#[test]
fn a_new_element_stands_above_a_closing_comment() {
    assert_added(
        "[\n    \"a\",\n    \"b\",\n    # add yourself here\n]",
        "[\n    \"a\",\n    \"b\",\n    \"new\",\n    # add yourself here\n]",
    );
    assert_added(
        "[\n    # add yourself here\n]",
        "[\n    \"new\",\n    # add yourself here\n]",
    );
}

#[test]
fn the_element_before_gains_a_comma() {
    assert_added(
        "[\n    \"a\",\n    \"b\"\n]",
        "[\n    \"a\",\n    \"b\",\n    \"new\"\n]",
    );
    assert_added(
        "[\n    \"a\" # first\n    # add yourself here\n]",
        "[\n    \"a\", # first\n    \"new\"\n    # add yourself here\n]",
    );
}

#[test]
fn odd_indentation_is_adopted() {
    assert_added(
        "[\n \"a\",\n   \"b\",\n ]",
        "[\n \"a\",\n   \"b\",\n   \"new\",\n ]",
    );
    assert_added("[\n\t\"a\",\n]", "[\n\t\"a\",\n\t\"new\",\n]");
}

#[test]
fn comments_of_other_elements_stay_with_them() {
    assert_authors(
        "[\n    \"a\", # one\n    \"b\", # two\n    \"c\", # three\n]",
        |authors| {
            authors.remove(1);
        },
        "[\n    \"a\", # one\n    \"c\", # three\n]",
    );
    assert_authors(
        "[\n    \"a\", # one\n    \"c\", # three\n]",
        |authors| authors.insert(1, "b".to_owned()),
        "[\n    \"a\", # one\n    \"b\",\n    \"c\", # three\n]",
    );
}

#[test]
fn removing_elements_leaves_the_others_as_they_are() {
    assert_authors(
        "[ 'a', \"b\", 'c' ]",
        |authors| drop(authors.remove(0)),
        "[ \"b\", 'c' ]",
    );
    assert_authors(
        "[ 'a', \"b\", 'c' ]",
        |authors| drop(authors.remove(2)),
        "[ 'a', \"b\" ]",
    );
    assert_authors("[\"a\"]", Vec::clear, "[]");
}

#[test]
fn a_new_array_stands_in_one_line() {
    assert_keys_edit(
        "title = 't'\n\n[extra]\nmonth = \"May 2031\"\n",
        |issue| issue.front_matter.extra.editors = Some(vec!["a".to_owned(), "b".to_owned()]),
        "title = 't'\n\n[extra]\nmonth = \"May 2031\"\neditors = [\"a\", \"b\"]\n",
    );
}

#[test]
fn a_new_element_is_quoted_and_indented_as_the_others() {
    assert_added("[ 'a', 'b' ] # who", "[ 'a', 'b', 'new' ] # who");
    assert_added(
        "[\n  \"a\", \"b\",\n  \"c\", \"d\",\n]",
        "[\n  \"a\", \"b\",\n  \"c\", \"d\",\n  \"new\",\n]",
    );
}
