//! Where links lead: URLs, anchors, paths, and what breaks a link when it is written carelessly.

use newsletter_model::Destination;
use proptest::prelude::*;
use proptest::sample::select;

use super::{Level, plain_text};

const DESTINATIONS: &[&str] = &[
    "https://github.com/rust-osdev/x86_64",
    "https://github.com/rust-osdev/x86_64/pull/135",
    "https://example.org/?a=1&b=2&copy=3",
    "#comment-form",
    "@/showcase/x/index.md",
    "../a/b.md",
    "ttps://github.com/IsaacWoods",
    "",
    "a b",
    "a(b)c",
    "a(b",
    ")",
    "a\\b",
    "a\\(b",
    "\\",
    "<x>",
    "a>b",
    "&amp;",
    "a\nb",
    " ",
    "https://example.org/]",
    "[",
    "x\"y'z",
    "`",
    "a|b",
    "*x*",
    "{{ x }}",
    "https://bücher.example/ü",
    "mailto:me@example.org",
    "a\tb",
];

/// A destination; a link to a page most of the time.
pub fn destination(level: Level) -> BoxedStrategy<Destination> {
    let number =
        (1..999_u32).prop_map(|number| format!("https://github.com/rust-osdev/acpi/pull/{number}"));
    let text = prop_oneof![4 => number, 3 => select(DESTINATIONS).prop_map(str::to_owned), 2 => plain_text(level)];
    text.prop_map(Destination::new).boxed()
}
