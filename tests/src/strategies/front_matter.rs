//! The TOML at the top of a page.

use newsletter_model::{Extra, FrontMatter, Table, Value};
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;

use super::value::{table, value};
use super::{Level, date, month, plain_text};

/// The keys of a page that have fields, with `extra` itself.
const PAGE_KEYS: &[&str] = &[
    "title",
    "description",
    "date",
    "updated",
    "weight",
    "draft",
    "slug",
    "path",
    "aliases",
    "authors",
    "in_search_index",
    "template",
    "taxonomies",
    "extra",
];

/// The keys of `extra` that have fields.
const EXTRA_KEYS: &[&str] = &["month", "authors", "editors", "updated"];

/// A front matter with any of Zola's keys, and others.
pub fn front_matter(level: Level) -> impl Strategy<Value = FrontMatter> {
    let texts = (
        plain_text(level),
        of(plain_text(level)),
        of(plain_text(level)),
        of(plain_text(level)),
        of(plain_text(level)),
    );
    let dates = (of(date()), of(date()));
    // TOML has no whole number beyond 64 bits with a sign.
    let scalars = (
        of(0..=i64::MAX as u64),
        of(any::<bool>()),
        of(any::<bool>()),
    );
    let lists = (
        of(strings(level)),
        of(strings(level)),
        of(vec((plain_text(level), strings(level)), 0..3)),
    );
    let rest = (
        prop_oneof![1 => Just(Table::new()), 1 => table()],
        extra(level),
    );
    (texts, dates, scalars, lists, rest).prop_map(|(texts, dates, scalars, lists, rest)| {
        let mut front_matter = FrontMatter::new(texts.0);
        (
            front_matter.description,
            front_matter.slug,
            front_matter.path,
            front_matter.template,
        ) = (texts.1, texts.2, texts.3, texts.4);
        for address in [&mut front_matter.slug, &mut front_matter.path] {
            address.take_if(|text| text.is_empty());
        }
        (front_matter.date, front_matter.updated) = dates;
        (
            front_matter.weight,
            front_matter.draft,
            front_matter.in_search_index,
        ) = scalars;
        (front_matter.aliases, front_matter.authors) = (lists.0, lists.1);
        front_matter.taxonomies = lists.2.map(|pairs| pairs.into_iter().collect());
        front_matter.other = without(rest.0, PAGE_KEYS);
        front_matter.extra = rest.1;
        front_matter
    })
}

/// The table `extra`; its known keys may hold values of another type.
pub fn extra(level: Level) -> impl Strategy<Value = Extra> {
    let fields = (
        of(month()),
        of(strings(level)),
        of(strings(level)),
        of(date()),
    );
    let other = prop_oneof![1 => Just(Table::new()), 1 => table()];
    (fields, other, of(value())).prop_map(|(fields, other, odd)| {
        let mut extra = Extra::default();
        (extra.month, extra.authors, extra.editors, extra.updated) = fields;
        extra.other = without(other, EXTRA_KEYS);
        if extra.authors.is_none()
            && let Some(odd) = odd.filter(|value| !is_strings(value))
        {
            extra.other.insert("authors".to_owned(), odd);
        }
        extra
    })
}

fn strings(level: Level) -> impl Strategy<Value = Vec<String>> {
    vec(plain_text(level), 0..4)
}

/// A table without the keys that have fields: a key cannot stand twice.
fn without(mut table: Table, keys: &[&str]) -> Table {
    table.retain(|key, _| !keys.contains(&key.as_str()));
    table
}

fn is_strings(value: &Value) -> bool {
    matches!(value, Value::Array(values) if values.iter().all(|value| matches!(value, Value::String(_))))
}
