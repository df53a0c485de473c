//! One added link: the diff that `update` makes, beside that of a Markdown round trip.

#![expect(
    clippy::print_stdout,
    reason = "the diffs are part of what the test says"
)]

use comrak::nodes::{AstNode, ListType, Node, NodeValue};
use comrak::{Arena, format_commonmark, parse_document};
use newsletter_export::Edit;
use newsletter_model::{Block, Inline, Issue, Item, Task};
use newsletter_parse::{Options, parse};
use newsletter_tests::corpus::{Page, fixtures, real_pages};
use newsletter_tests::edits::bodies_mut;
use similar::{ChangeTag, TextDiff};

const TITLE: &str = "Explain the page tables";
const URL: &str = "https://example.org/page-tables";

#[test]
fn an_added_link_is_one_line() {
    let fixture = fixtures()
        .into_iter()
        .find(|page| page.path == "2031-04.md");
    compare(&fixture.expect("the fixture is there"));
    let real = real_pages("an_added_link_is_one_line").unwrap_or_default();
    if let Some(page) = real.iter().find(|page| page.path.starts_with("osdev/2023")) {
        compare(page);
    }
}

/// Adds the link behind the first item of the first bullet list, in both ways.
fn compare(page: &Page) {
    let document = parse(&page.source, &Options::default()).expect("the page can be read");
    let updated = document.edit(add_link).expect("the issue can be written");
    let round_trip = round_trip(&page.source);
    let ours = changes(&page.source, &updated);
    let theirs = changes(&page.source, &round_trip);
    println!("{}: {} lines changed by update", page.path, ours.len());
    println!("{}", ours.join(""));
    println!("{}: {} lines changed by comrak", page.path, theirs.len());
    println!("{}", theirs.join(""));
    assert_eq!(ours, [format!("+- [{TITLE}]({URL})\n")]);
    assert!(theirs.contains(&ours[0]), "the round trip has the link");
    assert!(theirs.len() > ours.len());
}

fn add_link(issue: &mut Issue) {
    for block in bodies_mut(issue).into_iter().flatten() {
        let item = Item::link(TITLE, URL);
        match block {
            Block::List(list) => return list.items.insert(1, item),
            Block::Tasks(tasks) => return tasks.items.insert(1, Task::from(item)),
            _ => {}
        }
    }
}

fn round_trip(source: &str) -> String {
    let options = options();
    let arena = Arena::new();
    let root = parse_document(&arena, source, &options);
    let link = Inline::plain(TITLE);
    let added = parse_document(&arena, &format!("- [{link}]({URL})\n"), &options);
    let (list, new) = (first_list(root), first_list(added));
    let item = list
        .and_then(AstNode::first_child)
        .expect("the page has a list");
    let new = new
        .and_then(AstNode::first_child)
        .expect("the link is an item");
    new.detach();
    item.insert_after(new);
    let mut text = String::new();
    format_commonmark(root, &options, &mut text).expect("writing to a string never fails");
    text
}

fn options() -> comrak::Options<'static> {
    let mut options = comrak::Options::default();
    options.extension.front_matter_delimiter = Some("+++".to_owned());
    options.extension.table = true;
    options.extension.footnotes = true;
    options.extension.strikethrough = true;
    options.extension.tasklist = true;
    options.render.r#unsafe = true;
    options.render.prefer_fenced = true;
    options
}

/// The first bullet list outside of other blocks.
fn first_list(root: Node<'_>) -> Option<Node<'_>> {
    root.children().find(|node| match &node.data().value {
        NodeValue::List(list) => list.list_type == ListType::Bullet,
        _ => false,
    })
}

/// The lines that a diff deletes and inserts.
fn changes(before: &str, after: &str) -> Vec<String> {
    let diff = TextDiff::from_lines(before, after);
    let changes = diff
        .iter_all_changes()
        .filter(|change| change.tag() != ChangeTag::Equal);
    changes
        .map(|change| format!("{}{}", change.tag(), change.value()))
        .collect()
}
