//! Entries: headings, bylines, and what comes and goes.

use newsletter_model::{Block, Byline, Definition, Label, List, ProjectUpdate, Thanks};

use crate::{assert_body_edit, item, list, names, person, updates};

const PAGE: &str = "\
## Project Updates

### [`a`](https://example.org/a)
<span class=\"maintainers\">Maintained by [@ada](https://github.com/ada)</span>

The `a` crate.

-  [One](https://example.org/1)


### `b` and more #

Thanks to [@ada](https://github.com/ada), [@kim](https://github.com/kim) and
[@noor](https://github.com/noor) for all!


### [`c`](https://example.org/c)

Text.

## Join Us?
";

#[track_caller]
fn assert_entries(change: impl FnOnce(&mut Vec<ProjectUpdate>), from: &str, to: &str) {
    assert!(PAGE.contains(from), "the page has no {from:?}");
    assert_body_edit(
        PAGE,
        |issue| change(updates(&mut issue.sections[0])),
        &PAGE.replacen(from, to, 1),
    );
}

#[test]
fn names_and_links_change_in_the_heading_alone() {
    assert_entries(
        |entries| entries[0].heading.url = Some("https://example.org/x".into()),
        "### [`a`](https://example.org/a)\n",
        "### [`a`](https://example.org/x)\n",
    );
    assert_entries(
        |entries| entries[2].heading.name = "z".parse().unwrap(),
        "### [`c`]",
        "### [`z`]",
    );
}

#[test]
fn a_person_joins_a_byline() {
    assert_entries(
        |entries| {
            entries[0]
                .maintainers
                .as_mut()
                .unwrap()
                .people
                .people
                .push(person("kim"));
        },
        "by [@ada](https://github.com/ada)</span>",
        "by [@ada](https://github.com/ada) and [@kim](https://github.com/kim)</span>",
    );
}

#[test]
fn a_byline_comes_and_goes() {
    let byline =
        "<span class=\"maintainers\">Maintained by [@ada](https://github.com/ada)</span>\n";
    assert_entries(|entries| entries[0].maintainers = None, byline, "");
    assert_entries(
        |entries| {
            entries[2].maintainers = Some(Byline::maintained_by(vec![person("ada")]));
        },
        "### [`c`](https://example.org/c)\n\n",
        &format!("### [`c`](https://example.org/c)\n{byline}\n"),
    );
}

#[test]
fn a_person_joins_a_thanks_sentence() {
    let change = |entries: &mut Vec<ProjectUpdate>| match &mut entries[1].body[0] {
        Block::Thanks(thanks) => thanks.credits[0].people.people.push(person("oskar")),
        other => panic!("{other:?} is no thanks"),
    };
    let before = "Thanks to [@ada](https://github.com/ada), [@kim](https://github.com/kim) and\n[@noor](https://github.com/noor) for all!\n";
    let after = "Thanks to [@ada](https://github.com/ada), [@kim](https://github.com/kim), [@noor](https://github.com/noor) and [@oskar](https://github.com/oskar) for all!\n";
    assert_entries(change, before, after);
}

#[test]
fn a_new_item_adopts_the_width_of_the_others() {
    assert_entries(
        |entries| list(&mut entries[0].body[1]).items.push(item()),
        "-  [One](https://example.org/1)\n",
        "-  [One](https://example.org/1)\n-  [New](https://example.org/new)\n",
    );
}

/// An entry with all that entries have, and its text between two of the page.
fn new_entry() -> (ProjectUpdate, &'static str) {
    let entry = ProjectUpdate::new("new")
        .expect("the name is one line")
        .with_url("https://example.org/new")
        .with_maintainers(vec![person("kim")])
        .with_block(List::new(vec![item()]))
        .with_block(Thanks::for_contributions(vec![person("ada")]));
    let text = "\
### [`new`](https://example.org/new)
<span class=\"maintainers\">Maintained by [@kim](https://github.com/kim)</span>

-  [New](https://example.org/new)

Thanks to [@ada](https://github.com/ada) for their contribution!
";
    (entry, text)
}

#[test]
fn a_new_entry_stands_as_far_from_the_others_as_they_do() {
    let (entry, text) = new_entry();
    assert_entries(
        |entries| entries.insert(1, entry),
        "### `b` and more #\n",
        &format!("{text}\n\n### `b` and more #\n"),
    );
}

#[test]
fn a_new_entry_at_the_end_of_a_section_adopts_the_distance_too() {
    let (entry, text) = new_entry();
    assert_entries(
        |entries| entries.push(entry),
        "Text.\n\n## Join Us?\n",
        &format!("Text.\n\n\n{text}\n## Join Us?\n"),
    );
}

#[test]
fn a_removed_entry_takes_all_its_lines() {
    let start = PAGE.find("### `b`").unwrap();
    let end = PAGE.find("### [`c`]").unwrap();
    assert_entries(|entries| drop(entries.remove(1)), &PAGE[start..end], "");
}

#[test]
fn a_moved_entry_keeps_its_text() {
    let before = PAGE.replace("\n\n## Join", "\n\n\n## Join");
    let place = |text: &str| before.find(text).unwrap();
    let (b, c, end) = (place("### `b`"), place("### [`c`]"), place("## Join"));
    let after = [&before[..b], &before[c..end], &before[b..c], &before[end..]].concat();
    assert_body_edit(
        &before,
        |issue| {
            updates(&mut issue.sections[0]).swap(1, 2);
            assert_eq!(names(issue), ["a", "c", "b and more"]);
        },
        &after,
    );
}

#[test]
fn a_label_in_a_heading_gets_its_definition() {
    assert_body_edit(
        "## Project Updates\n\n### [`a`]\n\nText.\n",
        |issue| {
            let definition =
                Definition::new(Label::new("`a`").expect("a label"), "https://example.org/a");
            updates(&mut issue.sections[0])[0]
                .body
                .push(definition.into());
        },
        "## Project Updates\n\n### [`a`]\n\nText.\n\n[`a`]: https://example.org/a\n",
    );
}
