//! Proof that the strategies reach every variant of the model.

use std::collections::BTreeMap;

use newsletter_model::Issue;
use newsletter_tests::runner::{CASES, runner};
use newsletter_tests::strategies::{any_issue, valid_issue};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use serde_json::Value;

/// What the JSON of the samples must show: a field, and a value that it must take.
const VALUES: &[(&str, &[&str])] = &[
    (
        "type",
        &[
            "prose",
            "list",
            "tasks",
            "thanks",
            "comment",
            "placeholder",
            "definition",
            "more",
            "heading",
        ],
    ),
    (
        "kind",
        &[
            "project-updates",
            "personal-projects",
            "call-for-participation",
            "news",
            "other",
        ],
    ),
    ("bullet", &["*", "+"]),
    ("form", &["paragraphs"]),
    ("class", &["gray"]),
    ("spaced", &["true"]),
    ("code", &["false"]),
    ("serial_comma", &["true", "false"]),
    ("level", &["1", "3", "4", "5", "6"]),
    ("draft", &["true", "false"]),
];

/// Fields that some sample must have.
const FIELDS: &[&str] = &[
    "title",
    "description",
    "date",
    "updated",
    "weight",
    "slug",
    "path",
    "aliases",
    "authors",
    "in_search_index",
    "template",
    "taxonomies",
    "extra",
    "month",
    "editors",
    "$toml",
    "body",
    "sections",
    "entries",
    "heading",
    "name",
    "url",
    "reference",
    "note",
    "attributes",
    "maintainers",
    "people",
    "handle",
    "before",
    "after",
    "tooltip",
    "blocks",
    "items",
    "repository",
    "credits",
    "text",
    "label",
    "markdown",
];

/// What occurs in the JSON of samples, with how often.
#[derive(Default)]
struct Seen {
    fields: BTreeMap<String, usize>,
    values: BTreeMap<(String, String), usize>,
    deepest_list: usize,
}

impl Seen {
    fn of(strategy: &BoxedStrategy<Issue>) -> Self {
        let mut runner = runner(CASES);
        let mut seen = Self::default();
        for _ in 0..CASES {
            let issue = strategy
                .new_tree(&mut runner)
                .expect("a value can be made")
                .current();
            seen.count(
                &serde_json::to_value(&issue).expect("an issue has a JSON form"),
                0,
            );
        }
        seen
    }

    fn count(&mut self, value: &Value, depth: usize) {
        self.deepest_list = self.deepest_list.max(depth);
        match value {
            Value::Object(fields) => {
                for (name, field) in fields {
                    *self.fields.entry(name.clone()).or_default() += 1;
                    let text = field
                        .as_str()
                        .map_or_else(|| field.to_string(), str::to_owned);
                    if VALUES.iter().any(|(known, _)| known == name) {
                        *self.values.entry((name.clone(), text)).or_default() += 1;
                    }
                    self.count(field, depth + usize::from(name == "items"));
                }
            }
            Value::Array(values) => values.iter().for_each(|value| self.count(value, depth)),
            _ => {}
        }
    }

    fn missing(&self) -> Vec<String> {
        let fields = FIELDS
            .iter()
            .filter(|field| !self.fields.contains_key(**field))
            .map(|field| (*field).to_owned());
        let values = VALUES
            .iter()
            .flat_map(|(field, values)| values.iter().map(move |value| (field, value)));
        let values = values.filter(|(field, value)| {
            !self
                .values
                .contains_key(&((**field).to_owned(), (**value).to_owned()))
        });
        fields
            .chain(values.map(|(field, value)| format!("{field} = {value}")))
            .collect()
    }
}

#[test]
fn valid_issues_show_every_variant() {
    let seen = Seen::of(&valid_issue());
    assert_eq!(seen.missing(), Vec::<String>::new());
    assert_eq!(seen.deepest_list, 4, "lists nest");
}

#[test]
fn any_issues_show_every_variant() {
    let seen = Seen::of(&any_issue());
    assert_eq!(seen.missing(), Vec::<String>::new());
}
