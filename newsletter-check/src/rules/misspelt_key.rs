use newsletter_model::{FrontMatter, Value};
use newsletter_parse::Span;

use crate::context::{Context, Findings};
use crate::diagnostic::Severity;
use crate::front_matter::{KeyAt, Keys};
use crate::rule::{Rule, Topic};

pub(super) const RULE: Rule = Rule {
    code: "misspelt-key",
    topic: Topic::FrontMatter,
    severity: Severity::Warning,
    is_on: true,
    page: r#"# misspelt-key: a key of the front matter that Zola ignores

Zola reads the keys of a page that it knows, and silently ignores all others. So a slip in a key, or a key on the wrong
side of the header `[extra]`, does nothing: a `darft` is published, a date below `[extra]` is no date.

Keys of `[extra]` are the site's own. One that is nearly `month`, `authors`, `editors` or `updated` is a hint.

## Wrong

```markdown wrong
+++
title = "This Month in Example OS (May 2031)"
date = 2031-06-04
darft = true
slugs = "may" # short
month = "May 2031"
+++
```

```markdown wrong
+++
title = "This Month in Example OS (May 2031)"

[extra]
date = 2031-06-04
editers = ["ada-f"]
+++
```

```markdown wrong
+++
title = "This Month in Example OS (May 2031)"
date = 2031-06-04
tags = ["kernel"]
+++
```

## Right

```markdown right
+++
title = "This Month in Example OS (May 2031)"
date = 2031-06-04
draft = true

[extra]
month = "May 2031"
subtitle = "It boots"
+++
```

```markdown right
+++
title = "This Month in Example OS (May 2031)"
date = 2031-06-04
render = false

[taxonomies]
tags = ["kernel"]

[extra]
title = "It boots"
+++
```
"#,
    check,
};

/// The keys of a page that Zola knows, in any of its versions.
const PAGE_KEYS: [&str; 18] = [
    "aliases",
    "authors",
    "date",
    "description",
    "draft",
    "extra",
    "generate_feeds",
    "in_search_index",
    "insert_anchor_links",
    "order",
    "path",
    "render",
    "slug",
    "taxonomies",
    "template",
    "title",
    "updated",
    "weight",
];

/// The keys of a page that no site has a use for in `extra`.
const ONLY_PAGE_KEYS: [&str; 5] = ["aliases", "date", "draft", "in_search_index", "taxonomies"];

/// The keys that the model of an issue knows in `extra`.
const EXTRA_KEYS: [&str; 4] = ["authors", "editors", "month", "updated"];

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    // A page `_index.md` is that of a folder, and has other keys.
    if context.path.is_some_and(|path| path.ends_with("_index.md")) {
        return;
    }
    let front_matter = &context.document.issue().front_matter;
    if front_matter.other.is_empty() && front_matter.extra.other.is_empty() {
        return;
    }
    let keys = context.keys();
    for (key, value) in &front_matter.other {
        let at = keys.at(&[key]);
        if let Some(at) = at.filter(|_| !PAGE_KEYS.contains(&key.as_str())) {
            check_page_key(context, findings, key, value, at);
        }
    }
    for (key, value) in &front_matter.extra.other {
        if let Some(at) = keys.at(&["extra", key]) {
            check_extra_key(context, findings, (key, value), at, keys);
        }
    }
}

fn check_page_key(
    context: &Context<'_>,
    findings: &mut Findings<'_>,
    key: &str,
    value: &Value,
    at: KeyAt,
) {
    let front_matter = &context.document.issue().front_matter;
    let diagnostic = findings.report(at.key, format!("Zola ignores the key `{key}`"));
    if key == "taxonomy" {
        diagnostic.help("write `taxonomies`");
    } else if matches!(key, "tag" | "tags" | "category" | "categories") {
        diagnostic.help("put it under `[taxonomies]`");
    } else if EXTRA_KEYS.contains(&key) {
        diagnostic.help("put it under `[extra]`");
    } else if let Some(meant) =
        nearest(key, &PAGE_KEYS).filter(|meant| !is_set(front_matter, meant))
    {
        match fits(meant, value) && !has_comment(context.source(), at) {
            true => diagnostic.fix(format!("write `{meant}`"), at.key, meant),
            false => diagnostic.help(format!("write `{meant}`")),
        };
    } else {
        diagnostic.help("put it under `[extra]`, where templates can read it");
    }
}

fn check_extra_key(
    context: &Context<'_>,
    findings: &mut Findings<'_>,
    (key, value): (&str, &Value),
    at: KeyAt,
    keys: &Keys<'_>,
) {
    let front_matter = &context.document.issue().front_matter;
    if ONLY_PAGE_KEYS.contains(&key) && !is_set(front_matter, key) {
        let message = format!("Zola ignores the key `{key}` below `[extra]`");
        let diagnostic = findings.report(at.key, message);
        match moved(context, at, keys).filter(|_| fits(key, value)) {
            Some((line, behind)) => diagnostic
                .fix(format!("move `{key}` behind the title"), line, "")
                .fix(
                    "",
                    Span::new(behind, behind),
                    format!("\n{}", &context.source()[at.whole().range()]),
                ),
            None => diagnostic.help("put it before all headers of tables"),
        };
    } else if let Some(meant) =
        nearest(key, &EXTRA_KEYS).filter(|meant| !extra_is_set(front_matter, meant))
    {
        findings
            .report(at.key, format!("`{key}` is nearly `{meant}`"))
            .help(format!("write `{meant}`, if that is meant"))
            .hint();
    }
}

/// Whether a comment may stand behind a value, in it or above its key: a key with another name is written anew, without it.
fn has_comment(source: &str, at: KeyAt) -> bool {
    let behind = source[at.value.end..].lines().next().unwrap_or_default();
    let before = source[..at.key.start]
        .lines()
        .rev()
        .find(|line| !line.trim().is_empty());
    let is_long = source[at.value.range()].contains('\n');
    is_long || behind.contains('#') || before.is_some_and(|line| line.trim_start().starts_with('#'))
}

/// The line of a key, and where it can go: behind the line of the title.
fn moved(context: &Context<'_>, at: KeyAt, keys: &Keys<'_>) -> Option<(Span, usize)> {
    let source = context.source();
    let title = keys.at(&["title"])?;
    let start = source[..at.key.start].rfind('\n')? + 1;
    let end = at.value.end + source[at.value.end..].find('\n')? + 1;
    let rest = &source[at.value.end..end];
    let is_alone = source[start..at.key.start].trim().is_empty() && rest.trim().is_empty();
    let is_one_line = !source[at.whole().range()].contains('\n');
    let behind = title.value.end + source[title.value.end..].find(['\r', '\n'])?;
    (is_alone && is_one_line && behind < start).then_some((Span::new(start, end), behind))
}

/// The known key that a key is nearly: it has one slip, or two where it is long, or another case or hyphens.
fn nearest(key: &str, known: &[&'static str]) -> Option<&'static str> {
    let plain = key.to_lowercase().replace('-', "_");
    let near = known
        .iter()
        .copied()
        .filter(|known| known.len().abs_diff(plain.len()) <= 2);
    let distances = near.map(|known| (strsim::osa_distance(&plain, known), known));
    let (distance, nearest) = distances.min()?;
    let allowed = usize::from(nearest.len() > 3) + usize::from(nearest.len() > 6);
    (key != nearest && distance <= allowed).then_some(nearest)
}

fn is_set(front_matter: &FrontMatter, key: &str) -> bool {
    match key {
        "aliases" => front_matter.aliases.is_some(),
        "authors" => front_matter.authors.is_some(),
        "date" => front_matter.date.is_some(),
        "description" => front_matter.description.is_some(),
        "draft" => front_matter.draft.is_some(),
        "extra" => !front_matter.extra.is_empty(),
        "in_search_index" => front_matter.in_search_index.is_some(),
        "path" => front_matter.path.is_some(),
        "slug" => front_matter.slug.is_some(),
        "taxonomies" => front_matter.taxonomies.is_some(),
        "template" => front_matter.template.is_some(),
        "title" => true,
        "updated" => front_matter.updated.is_some(),
        "weight" => front_matter.weight.is_some(),
        _ => front_matter.other.contains_key(key),
    }
}

fn extra_is_set(front_matter: &FrontMatter, key: &str) -> bool {
    let extra = &front_matter.extra;
    let has_field = match key {
        "authors" => extra.authors.is_some(),
        "editors" => extra.editors.is_some(),
        "month" => extra.month.is_some(),
        _ => extra.updated.is_some(),
    };
    has_field || extra.other.contains_key(key)
}

/// Whether Zola takes such a value for a key.
fn fits(key: &str, value: &Value) -> bool {
    match key {
        "date" | "updated" => matches!(value, Value::Datetime(datetime) if datetime.date.is_some()),
        "draft" | "in_search_index" | "render" => matches!(value, Value::Boolean(_)),
        "aliases" | "authors" => {
            matches!(value, Value::Array(terms) if terms.iter().all(|term| matches!(term, Value::String(_))))
        }
        "description" | "path" | "slug" | "template" => matches!(value, Value::String(_)),
        _ => false,
    }
}
