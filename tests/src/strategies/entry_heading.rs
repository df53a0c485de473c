//! The headings of projects.

use newsletter_model::EntryHeading;
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;

use super::text::one_line;
use super::{Level, destination, label, line, plain_line};

/// Headings that the fields do not spell, with the name and the URL that they give.
const IRREGULAR: &[(&str, &str, Option<&str>)] = &[
    ("`ps2-mouse` and `vga`", "ps2-mouse and vga", None),
    ("**bold** name", "bold name", None),
    (
        "The [`acpi`](https://example.org/acpi) crate",
        "The acpi crate",
        Some("https://example.org/acpi"),
    ),
    (
        "[`a`](https://example.org/a) and [`b`](https://example.org/b)",
        "a and b",
        Some("https://example.org/a"),
    ),
    (
        "[two `codes` here](https://example.org)",
        "two codes here",
        Some("https://example.org"),
    ),
    (
        "[tip](https://example.org \"tooltip\")",
        "tip",
        Some("https://example.org"),
    ),
    ("trailing \\# hash", "trailing # hash", None),
];

/// Markdown behind a name. A link is the heading's own where there is no other one.
const NOTES: &[&str] = &["(**new**)", "(formerly `x`)", "(a (nested) note)"];

const ATTRIBUTES: &[&str] = &["#id", ".class", "#id .one .two", "key=value"];

/// A heading that its fields spell, or one that is kept verbatim.
pub fn entry_heading(level: Level) -> BoxedStrategy<EntryHeading> {
    match level {
        Level::Valid => {
            prop_oneof![5 => regular(), 1 => select(IRREGULAR).prop_map(irregular)].boxed()
        }
        Level::Any => prop_oneof![regular(), arbitrary()].boxed(),
    }
}

fn regular() -> impl Strategy<Value = EntryHeading> {
    let name = prop_oneof![
        2 => select(&["x86_64", "acpi", "phil-opp/blog_os", "Theseus OS"][..]).prop_map(str::to_owned),
        1 => plain_line(Level::Valid),
    ];
    let target = prop_oneof![
        1 => Just((None, None)),
        4 => destination(Level::Valid).prop_map(|url| (Some(url), None)),
        1 => label(Level::Valid).prop_map(|label| (None, Some(label))),
    ];
    let rest = (any::<bool>(), of(select(NOTES)), of(select(ATTRIBUTES)));
    (name, target, rest).prop_map(|(name, (url, reference), (code, note, attributes))| {
        let mut heading = EntryHeading::new(name.as_str())
            .expect("the name is one line")
            .with_code(code);
        (heading.url, heading.reference) = (url, reference);
        heading.note = note.map(one_line);
        heading.attributes = attributes.map(one_line);
        heading
    })
}

fn irregular((markdown, name, url): (&str, &str, Option<&str>)) -> EntryHeading {
    let mut heading = EntryHeading::new(name).expect("the name is one line");
    heading.heading = Some(one_line(markdown));
    heading.url = url.map(Into::into);
    heading
}

fn arbitrary() -> impl Strategy<Value = EntryHeading> {
    let targets = (of(destination(Level::Any)), of(label(Level::Any)));
    let lines = (
        of(line(Level::Any)),
        of(line(Level::Any)),
        of(line(Level::Any)),
    );
    (plain_line(Level::Any), targets, any::<bool>(), lines).prop_map(
        |(name, targets, code, lines)| {
            let mut heading = EntryHeading::new(name.as_str())
                .expect("the name is one line")
                .with_code(code);
            (heading.url, heading.reference) = targets;
            (heading.note, heading.attributes, heading.heading) = lines;
            heading
        },
    )
}
