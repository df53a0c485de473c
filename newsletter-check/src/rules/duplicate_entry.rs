use std::collections::HashMap;

use crate::address;
use crate::context::{Context, Findings};
use crate::diagnostic::Severity;
use crate::outline::{EntryAt, project_heading};
use crate::rule::{Rule, Topic};

pub(super) const RULE: Rule = Rule {
    code: "duplicate-entry",
    topic: Topic::Sections,
    severity: Severity::Warning,
    is_on: true,
    page: r#"# duplicate-entry: an entry that stands twice

Two entries of a section have the same name, and lead to the same page if they have links; or a project with the same
name and page stands in two sections. Mostly two people have added it, and the content belongs together.

The same name with another link is a hint: it may be another project, or a copied heading that was half changed.

## Wrong

```markdown wrong
## Project Updates

### [`bootkit`](https://github.com/mira-l/bootkit)

It boots.

### [`ovens`](https://github.com/mira-l/ovens)

They bake.

### [`Bootkit`](http://github.com/mira-l/bootkit/)

It boots again.
```

```markdown wrong
## Project Updates

### [`bootkit`](https://github.com/mira-l/bootkit)

It boots.

## Other Projects

### [`bootkit`](https://github.com/mira-l/bootkit)

It boots again.
```

```markdown wrong
## Project Updates

### [`bootkit`](https://github.com/mira-l/bootkit)

It boots.

### [`bootkit`](https://github.com/mira-l/ovens)

They bake.
```

## Right

```markdown right
## Project Updates

### [`bootkit`](https://github.com/mira-l/bootkit)

It boots.

### [`bootkit-gpt`](https://github.com/mira-l/bootkit)

It reads disks.
```

```markdown right
## Kernel

### Changes

It boots.

## Tools

### Changes

They build.
```
"#,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let mut seen: HashMap<String, Vec<&EntryAt<'_>>> = HashMap::new();
    for entry in &context.outline.entries {
        let name = entry.entry.name().as_str().replace('`', "").to_lowercase();
        let others = seen.entry(name).or_default();
        let same = others.iter().find(|other| is_same(context, entry, other));
        let alike = others.iter().find(|other| other.section == entry.section);
        if let Some(other) = same.or(alike) {
            let message = match same {
                Some(_) => "a second entry with this name",
                None => "a second entry with this name, and another link",
            };
            let diagnostic = findings.report(entry.heading, message);
            diagnostic.related(context.related(other.heading, "the first one"));
            diagnostic.help(match same {
                Some(_) => "put the content of both into one entry",
                None => "check the name and the link",
            });
            if same.is_none() {
                diagnostic.hint();
            }
        } else {
            others.push(entry);
        }
    }
}

/// Whether two entries with the same name are the same.
fn is_same(context: &Context<'_>, entry: &EntryAt<'_>, other: &EntryAt<'_>) -> bool {
    let (page, other_page) = (page_of(context, entry), page_of(context, other));
    match entry.section == other.section {
        true => page == other_page,
        false => page.is_some() && page == other_page,
    }
}

/// The page that the heading of a project leads to.
fn page_of(context: &Context<'_>, entry: &EntryAt<'_>) -> Option<String> {
    let heading = project_heading(entry.entry)?;
    let url = context.outline.url_of_heading(heading)?;
    Some(address::page_of(url).unwrap_or_else(|| url.to_owned()))
}
