//! Line ends, byte order marks, and the end of the page.

use newsletter_model::Block;

use crate::{assert_edit, item, list};

#[test]
fn new_lines_end_as_those_of_the_page() {
    assert_edit(
        "+++\r\ntitle = 't'\r\n[extra]\r\nauthors = [\r\n  'a',\r\n]\r\n+++\r\n\r\n- a\r\n\r\nText.\r\n",
        |issue| {
            issue
                .front_matter
                .extra
                .authors
                .as_mut()
                .unwrap()
                .push("b".to_owned());
            list(&mut issue.body[0])
                .items
                .push(item().with_block(Block::prose("One\ntwo.")));
            issue.body.push(Block::prose("Three\nfour."));
        },
        "+++\r\ntitle = 't'\r\n[extra]\r\nauthors = [\r\n  'a',\r\n  'b',\r\n]\r\n+++\r\n\r\n- a\r\n- [New](https://example.org/new)\r\n\r\n  One\r\n  two.\r\n\r\nText.\r\n\r\nThree\r\nfour.\r\n",
    );
}

#[test]
fn a_byte_order_mark_stays() {
    assert_edit(
        "\u{feff}+++\ntitle = \"t\"\n+++\nText.\n",
        |issue| issue.front_matter.title = "u".to_owned(),
        "\u{feff}+++\ntitle = \"u\"\n+++\nText.\n",
    );
}

#[test]
fn blank_lines_before_the_front_matter_stay() {
    assert_edit(
        "\n \n+++\ntitle = 't'\n+++  \n\n\nText.\n\n\n",
        |issue| issue.body[0] = Block::prose("Text!"),
        "\n \n+++\ntitle = 't'\n+++  \n\n\nText!\n\n\n",
    );
}

#[test]
fn a_page_without_a_final_line_end_gets_one_where_it_grows() {
    let document = "+++\ntitle = 't'\n+++\n\n- a";
    assert_edit(
        document,
        |issue| list(&mut issue.body[0]).items.insert(0, item()),
        "+++\ntitle = 't'\n+++\n\n- [New](https://example.org/new)\n- a",
    );
    let document =
        newsletter_parse::parse(document, &newsletter_parse::Options::default()).unwrap();
    let text = newsletter_export::Edit::edit(&document, |issue| {
        list(&mut issue.body[0]).items.push(item());
    })
    .unwrap();
    assert_eq!(
        text.trim_end(),
        "+++\ntitle = 't'\n+++\n\n- a\n- [New](https://example.org/new)"
    );
}

#[test]
fn a_page_of_front_matter_alone_gets_a_body() {
    assert_edit(
        "+++\ntitle = 't'\n+++\n",
        |issue| issue.body.push(Block::prose("Text.")),
        "+++\ntitle = 't'\n+++\n\nText.\n",
    );
}

#[test]
fn a_line_keeps_its_line_end_whatever_comes_behind_it() {
    assert_edit(
        "+++\r\ntitle = 't'\r\n+++\r\nx\n\n## H\r\n",
        |issue| issue.body.push(Block::prose("New.")),
        "+++\r\ntitle = 't'\r\n+++\r\nx\n\r\nNew.\r\n\n## H\r\n",
    );
}
