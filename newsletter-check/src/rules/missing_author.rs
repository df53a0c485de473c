use newsletter_model::{Handle, Line, Person};

use crate::context::{Context, Findings};
use crate::diagnostic::Severity;
use crate::rule::{Rule, Topic};

pub(super) const RULE: Rule = Rule {
    code: "missing-author",
    topic: Topic::People,
    severity: Severity::Hint,
    is_on: true,
    page: r#"# missing-author: an author that the front matter does not name

An entry has a byline "(Section written by …)", and `extra.authors` does not list its author. Where the issue keeps that list, the
site shows it as those who wrote the issue.

The rule says nothing where the list is missing or empty, and where more of these authors are missing than are there.

## Wrong

```markdown wrong
+++
title = "May"

[extra]
authors = ["ada-f"]
+++

## Personal Projects

### `ovens`
<span class="gray">(Section written by [@ada-f](https://github.com/ada-f))</span>

We have an oven.

### `doors`
<span class="gray">(Section written by [@mira-l](https://github.com/mira-l))</span>

We have a door.
```

```markdown wrong
+++
title = "May"

[extra]
authors = [
    "Ada-F",
    # add yourself here
]
+++

## Personal Projects

### `ovens`
<span class="gray">(Section written by [@ada-f](https://github.com/ada-f) and [@noor](https://github.com/noor))</span>

We have an oven.
```

## Right

```markdown right
+++
title = "May"

[extra]
authors = ["editors-of-ovens"]
+++

## Personal Projects

### `ovens`
<span class="gray">(Section written by [@ada-f](https://github.com/ada-f))</span>

We have an oven.
```

```markdown right
## Personal Projects

### `ovens`
<span class="gray">(Section written by [@ada-f](https://github.com/ada-f))</span>

We have an oven.
```
"#,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let extra = &context.document.issue().front_matter.extra;
    let authors = extra
        .authors
        .iter()
        .flatten()
        .chain(extra.editors.iter().flatten());
    let listed: Vec<String> = authors
        .map(|author| author.trim_start_matches('@').to_lowercase())
        .collect();
    if extra.authors.as_ref().is_none_or(Vec::is_empty) {
        return;
    }
    let is_listed = |person: &Person| {
        let handle = person
            .handle
            .as_ref()
            .map(|handle| handle.as_str().to_lowercase());
        let name = person
            .name
            .as_ref()
            .map(|name| name.as_str().to_lowercase());
        handle
            .into_iter()
            .chain(name)
            .any(|name| listed.contains(&name))
    };
    let bylines = context
        .outline
        .entries
        .iter()
        .filter_map(|entry| entry.byline);
    let written = bylines.filter(|(byline, _)| byline.before.as_str().contains("ritten by"));
    let people: Vec<_> = written
        .flat_map(|(byline, span)| byline.people().map(move |person| (person, span)))
        .collect();
    let (there, missing): (Vec<_>, Vec<_>) = people
        .into_iter()
        .partition(|(person, _)| is_listed(person));
    if there.len() < missing.len() {
        return;
    }
    for (person, span) in missing {
        let handle = person.handle.as_ref().map(Handle::as_str);
        let Some(name) = handle.or(person.name.as_ref().map(Line::as_str)) else {
            continue;
        };
        findings
            .report(span, format!("`{name}` is not in `authors`"))
            .help(format!("add \"{name}\" to `authors` in the front matter"));
    }
}
