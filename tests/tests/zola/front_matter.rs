//! The front matter as Zola sees it.

use newsletter_parse::{Options, parse};
use newsletter_tests::zola;
use serde_json::{Value, json};

/// Front matters in all forms of dates, and of the other keys.
const FRONT_MATTERS: [&str; 9] = [
    "title = \"a\"\ndate = 2031-05-02",
    "title = \"a\"\ndate = 2031-05-02T10:20:30",
    "title = \"a\"\ndate = 2031-05-02T10:20:30Z\nupdated = 2031-05-03T10:20:30.5+02:00",
    "title = \"a\"\ndate = \"2031-05-02\"\nupdated = \"2031-05-03T01:02:03Z\"",
    "title = \"a\"\ndate = 0000-01-01",
    "title = 'It is'\ndraft = true\nslug = \"some-Slug\"",
    "title = \"é \\\"x\\\" \\u00e4\"\ndescription = \"\"\"\na\nb\"\"\"",
    "title = \"a\"\n[taxonomies]\ntags = [\"x\", \"y z\"]\n[extra]\nn = 1\nf = 1.5\nd = 2031-01-01\nt = {a = [1, 2], b = {c = true}}",
    "title = \"a\"\nextra.month = \"May 2031\"\nextra.authors = [\"ada-f\"]\n[[extra.links]]\nurl = \"x\"",
];

#[test]
fn zola_sees_what_we_read() {
    let Some(program) = zola::program("zola_sees_what_we_read") else {
        return;
    };
    let sources: Vec<_> = FRONT_MATTERS
        .iter()
        .enumerate()
        .map(|(number, text)| (format!("page-{number}.md"), page(text)))
        .chain(super::sources("zola_sees_what_we_read"))
        .collect();
    let built = super::built(&program, &sources, str::to_owned);
    for (path, source) in &sources {
        let document = parse(source, &Options::default()).expect("the page can be read");
        let front_matter = &document.issue().front_matter;
        let seen = &built[path];
        assert_eq!(seen["title"], json!(front_matter.title), "{path}");
        assert_eq!(
            seen["description"],
            or_none(front_matter.description.as_ref()),
            "{path}"
        );
        assert_eq!(
            seen["draft"],
            json!(front_matter.draft.unwrap_or(false)),
            "{path}"
        );
        for (key, date) in [
            ("date", &front_matter.date),
            ("updated", &front_matter.updated),
        ] {
            assert_eq!(
                seen[key],
                or_none(date.as_ref().map(ToString::to_string)),
                "{path}, {key}"
            );
        }
        if let Some(slug) = &front_matter.slug {
            assert_eq!(seen["slug"], json!(slug::slugify(slug)), "{path}");
        }
        let table = front_matter.to_table();
        for key in ["extra", "taxonomies"] {
            let ours = table
                .get(key)
                .map_or(json!({}), |value| plain(&json!(value)));
            assert_eq!(seen[key], ours, "{path}, {key}");
        }
    }
}

fn page(front_matter: &str) -> String {
    format!("+++\n{front_matter}\n+++\n\nHello!\n")
}

fn or_none(value: Option<impl serde::Serialize>) -> Value {
    value.map_or(json!("none"), |value| json!(value))
}

/// A value as Zola hands it to templates: dates are texts, and what is no finite number is nothing.
fn plain(value: &Value) -> Value {
    match value {
        Value::Object(fields) => match fields.get("$toml") {
            Some(Value::String(text)) if text.ends_with("inf") || text.ends_with("nan") => {
                Value::Null
            }
            Some(text) => text.clone(),
            None => fields
                .iter()
                .map(|(key, value)| (key.clone(), plain(value)))
                .collect(),
        },
        Value::Array(values) => values.iter().map(plain).collect(),
        other => other.clone(),
    }
}
