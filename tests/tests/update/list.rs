//! Lists and their items.

use newsletter_model::{Block, Bullet, Inline, Item, List};

use crate::{assert_body_edit, assert_edit, item, list};

/// Adds an item at a place of the first list.
#[track_caller]
fn assert_added(before: &str, place: usize, after: &str) {
    assert_body_edit(
        before,
        |issue| list(&mut issue.body[0]).items.insert(place, item()),
        after,
    );
}

#[test]
fn a_new_item_is_one_line() {
    assert_added(
        "- a\n- b\n",
        2,
        "- a\n- b\n- [New](https://example.org/new)\n",
    );
    assert_added(
        "- a\n- b\n",
        1,
        "- a\n- [New](https://example.org/new)\n- b\n",
    );
    assert_added(
        "- a\n- b\n",
        0,
        "- [New](https://example.org/new)\n- a\n- b\n",
    );
    assert_added(
        "- a\n\nText.\n",
        1,
        "- a\n- [New](https://example.org/new)\n\nText.\n",
    );
}

#[test]
fn bullets_and_widths_are_adopted() {
    assert_added(
        "*   a\n*   b\n",
        2,
        "*   a\n*   b\n*   [New](https://example.org/new)\n",
    );
    assert_added(
        " + a\n + b\n",
        1,
        " + a\n + [New](https://example.org/new)\n + b\n",
    );
    assert_added("  - a\n", 1, "  - a\n  - [New](https://example.org/new)\n");
}

#[test]
fn spaced_lists_stay_spaced() {
    assert_added(
        "- a\n\n- b\n",
        2,
        "- a\n\n- b\n\n- [New](https://example.org/new)\n",
    );
    assert_added(
        "- a\n\n- b\n",
        1,
        "- a\n\n- [New](https://example.org/new)\n\n- b\n",
    );
    assert_added(
        "- a\n\n- b\n\nText.\n",
        2,
        "- a\n\n- b\n\n- [New](https://example.org/new)\n\nText.\n",
    );
}

#[test]
fn a_list_in_a_list_stands_at_the_column_of_its_item() {
    let nested = || Block::from(List::new(vec![item()]));
    assert_body_edit(
        "*   a\n*   b\n",
        |issue| list(&mut issue.body[0]).items[0].blocks.push(nested()),
        "*   a\n    - [New](https://example.org/new)\n*   b\n",
    );
    assert_body_edit(
        "- a\n    - b\n- c\n",
        |issue| {
            let outer = list(&mut issue.body[0]);
            list(&mut outer.items[0].blocks[0]).items.push(item());
        },
        "- a\n    - b\n    - [New](https://example.org/new)\n- c\n",
    );
    assert_body_edit(
        "1. one\n\n- a\n  - b\n  - c\n",
        |issue| {
            let outer = list(&mut issue.body[1]);
            list(&mut outer.items[0].blocks[0]).items.remove(0);
        },
        "1. one\n\n- a\n  - c\n",
    );
}

#[test]
fn a_new_item_of_several_lines_is_indented() {
    let long = || {
        item()
            .with_after(Inline::new("\nand more").unwrap())
            .with_block(Block::prose("A note.\nIts second line."))
    };
    assert_body_edit(
        "-   a\n",
        |issue| list(&mut issue.body[0]).items.push(long()),
        "-   a\n-   [New](https://example.org/new)\n    and more\n\n    A note.\n    Its second line.\n",
    );
}

#[test]
fn other_items_keep_their_spelling() {
    assert_body_edit(
        "- [a]( <b> 'tip' )\n- b\nlazy\n-  c  \n   - d\n",
        |issue| list(&mut issue.body[0]).items.insert(1, item()),
        "- [a]( <b> 'tip' )\n- [New](https://example.org/new)\n- b\nlazy\n-  c  \n   - d\n",
    );
}

#[test]
fn lazy_lines_of_a_changed_neighbour_stay() {
    assert_body_edit(
        "- [a](b)\n- c\nlazy\n",
        |issue| list(&mut issue.body[0]).items[0].url = Some("x".into()),
        "- [a](x)\n- c\nlazy\n",
    );
}

#[test]
fn a_changed_item_keeps_what_is_below_it() {
    assert_body_edit(
        "* [a](b) behind\n    * below\n\n    ```\n    code\n    ```\n* c\n",
        |issue| list(&mut issue.body[0]).items[0].url = Some("x".into()),
        "* [a](x) behind\n    * below\n\n    ```\n    code\n    ```\n* c\n",
    );
}

#[test]
fn removing_moving_and_copying_items() {
    let before = "-  a\n-  b\n   - c\n-  [d]( e )\n";
    let edit = |change: fn(&mut Vec<Item>), after: &str| {
        assert_body_edit(
            before,
            |issue| change(&mut list(&mut issue.body[0]).items),
            after,
        );
    };
    edit(|items| drop(items.remove(1)), "-  a\n-  [d]( e )\n");
    edit(
        |items| items.swap(0, 1),
        "-  b\n   - c\n-  a\n-  [d]( e )\n",
    );
    edit(
        |items| items.rotate_right(1),
        "-  [d]( e )\n-  a\n-  b\n   - c\n",
    );
}

#[test]
fn prose_below_an_item_changes_alone() {
    assert_body_edit(
        "- a\n\n  One *two*.\n\n  >  quote\n\n- b\n",
        |issue| list(&mut issue.body[0]).items[0].blocks[0] = Block::prose("One *three*."),
        "- a\n\n  One *three*.\n\n  >  quote\n\n- b\n",
    );
}

#[test]
fn spacing_and_bullets_change_where_the_issue_says_so() {
    assert_body_edit(
        "-   a\n-   b\n",
        |issue| list(&mut issue.body[0]).spaced = true,
        "-   a\n\n-   b\n",
    );
    assert_body_edit(
        "- a\n  - b\n- c\n",
        |issue| list(&mut issue.body[0]).bullet = Bullet::Asterisk,
        "* a\n  - b\n* c\n",
    );
}

#[test]
fn a_new_list_adopts_the_bullet_that_it_has() {
    assert_body_edit(
        "Text.\n\nMore.\n",
        |issue| {
            issue
                .body
                .insert(1, List::new(vec![item()]).with_bullet(Bullet::Plus).into());
        },
        "Text.\n\n+ [New](https://example.org/new)\n\nMore.\n",
    );
}

#[test]
fn what_has_to_be_written_anew_is_the_list_alone() {
    assert_edit(
        "+++\ntitle = \"t\" # keep\n+++\n\n\nx  \n\n- m\n  ```\n  code\n\ny  \n",
        |issue| list(&mut issue.body[1]).items.push(item()),
        "+++\ntitle = \"t\" # keep\n+++\n\n\nx  \n\n- m\n  ```\n  code\n\n  ```\n- [New](https://example.org/new)\n\ny  \n",
    );
    assert_edit(
        "+++\r\ntitle = \"t\" # keep\r\n+++\r\n\r\n\r\nx  \r\n\r\n- a\r\n\r\n- r\r\n  - n\r\n\r\ny  \r\n",
        |issue| drop(list(&mut issue.body[1]).items.remove(0)),
        "+++\r\ntitle = \"t\" # keep\r\n+++\r\n\r\n\r\nx  \r\n\r\n- r\r\n\r\n  - n\r\n\r\ny  \r\n",
    );
}

#[test]
fn a_break_takes_no_other_marker() {
    assert_body_edit(
        "- a\n- ***\n- - b\n",
        |issue| list(&mut issue.body[0]).bullet = newsletter_model::Bullet::Asterisk,
        "* a\n*\n  ***\n* - b\n",
    );
}

#[test]
fn a_new_item_stands_as_the_one_before_it() {
    assert_added(
        "  * a\n* b\n* c\n",
        2,
        "  * a\n* b\n* [New](https://example.org/new)\n* c\n",
    );
    assert_added(
        "   - a\n- b\n",
        2,
        "   - a\n- b\n- [New](https://example.org/new)\n",
    );
    assert_added(
        "- a\n - b\n  - c\n",
        2,
        "- a\n - b\n - [New](https://example.org/new)\n  - c\n",
    );
}

#[test]
fn a_new_list_in_an_item_stands_as_the_one_beside_it() {
    let new_list = || Block::List(List::new(vec![item()]));
    for place in [0, 1] {
        let new = "    - [New](https://example.org/new)\n";
        let old = "    * b\n    * c\n";
        let lists = if place == 0 { [new, old] } else { [old, new] };
        assert_body_edit(
            &format!("- a\n{old}- d\n"),
            |issue| {
                let blocks = &mut list(&mut issue.body[0]).items[0].blocks;
                blocks.insert(place, new_list());
            },
            &format!("- a\n{}- d\n", lists.concat()),
        );
    }
}
