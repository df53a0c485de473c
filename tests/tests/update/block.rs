//! Blocks of bodies: prose, definitions, comments, the marker.

use newsletter_model::{Block, Comment, Definition, Heading, Issue, Label, Line};

use crate::{assert_body_edit, assert_edit, list};

#[test]
fn prose_changes_alone() {
    assert_body_edit(
        "One  \ntwo.\n\n\n> *quote*\nlazy\n\n***\n",
        |issue| issue.body[0] = Block::prose("One  \nthree."),
        "One  \nthree.\n\n\n> *quote*\nlazy\n\n***\n",
    );
}

#[test]
fn a_new_block_is_parted_by_one_blank_line() {
    assert_body_edit(
        "One.\n\nTwo.\n",
        |issue| issue.body.insert(1, Block::prose("New.")),
        "One.\n\nNew.\n\nTwo.\n",
    );
    assert_body_edit(
        "One.\n\nTwo.\n",
        |issue| issue.body.push(Heading::new(4, Line::plain("New")).into()),
        "One.\n\nTwo.\n\n#### New\n",
    );
    assert_body_edit(
        "One:\n- a\n- b\n",
        |issue| issue.body.insert(1, Block::from(Comment::new("TODO"))),
        "One:\n\n<!-- TODO -->\n- a\n- b\n",
    );
}

#[test]
fn a_removed_block_takes_the_blank_lines_of_one_side() {
    assert_body_edit(
        "One.\n\nTwo.\n\nThree.\n",
        |issue| drop(issue.body.remove(1)),
        "One.\n\nThree.\n",
    );
    assert_body_edit(
        "One.\n\nTwo.\n",
        |issue| drop(issue.body.remove(1)),
        "One.\n",
    );
    assert_body_edit(
        "One.\n\nTwo.\n",
        |issue| drop(issue.body.remove(0)),
        "Two.\n",
    );
}

#[test]
fn a_comment_keeps_its_marks() {
    let assert_comment = |before: &str, text: &str, after: &str| {
        let edit = |issue: &mut Issue| issue.body[0] = Block::from(Comment::new(text));
        assert_body_edit(before, edit, after);
    };
    assert_comment(
        "<!--\n  In May.\n-->\n\nText.\n",
        "In June.",
        "<!--\n  In June.\n-->\n\nText.\n",
    );
    assert_comment("<!--In May.  -->\n", "In June.", "<!--In June.  -->\n");
    assert_comment(
        "<!-- One\n  two. -->\n",
        "One\n  three.",
        "<!-- One\n  three. -->\n",
    );
    assert_comment(
        "<!--\n\nOne.\n-->\n",
        "One.\nTwo.",
        "<!--\n\nOne.\nTwo.\n-->\n",
    );
    assert_comment("<!--One.-->\n", "One.\nTwo.", "<!--\nOne.\nTwo.\n-->\n");
}

#[test]
fn a_definition_changes_its_line_only() {
    assert_body_edit(
        "See [a] and [b].\n\n[a]: https://example.org/a\n[b]:  <x> 'tip'\n",
        |issue| match &mut issue.body[1] {
            Block::Definition(definition) => definition.url = "https://example.org/z".into(),
            other => panic!("{other:?} is no definition"),
        },
        "See [a] and [b].\n\n[a]: https://example.org/z\n[b]:  <x> 'tip'\n",
    );
}

#[test]
fn a_new_definition_stands_below_the_others() {
    let definition = Definition::new(Label::new("c").unwrap(), "https://example.org/c");
    assert_body_edit(
        "Text.\n\n[a]: x\n[b]: <y>\n\nMore.\n",
        |issue| issue.body.insert(3, definition.into()),
        "Text.\n\n[a]: x\n[b]: <y>\n[c]: https://example.org/c\n\nMore.\n",
    );
}

#[test]
fn the_marker_moves() {
    assert_body_edit(
        "One.\n\n<!--more-->\n\nTwo.\n\nThree.\n",
        |issue| issue.body.swap(1, 2),
        "One.\n\nTwo.\n\n<!--more-->\n\nThree.\n",
    );
}

#[test]
fn a_heading_by_underline_gets_room_before_it() {
    assert_edit(
        "+++\ntitle = \"t\"\n+++\nTitle\n=====\n\nText.\n",
        |issue| issue.body.insert(0, Block::prose("New.")),
        "+++\ntitle = \"t\"\n+++\n\nNew.\n\nTitle\n=====\n\nText.\n",
    );
}

#[test]
fn blocks_that_stood_close_stay_close() {
    assert_body_edit(
        "[label]: https://x\n- [a](b) [label]\n- c\n\nText with[^1].\n[^1]: Note\n",
        |issue| {
            list(&mut issue.body[1]).items[0].url = Some("d".into());
            issue.body[2] = Block::prose("New text with[^1].");
        },
        "[label]: https://x\n- [a](d) [label]\n- c\n\nNew text with[^1].\n[^1]: Note\n",
    );
}
