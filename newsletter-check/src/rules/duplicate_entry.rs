use std::collections::HashMap;

use newsletter_parse::Span;

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
    let mut projects: HashMap<(String, String), Span> = HashMap::new();
    let mut names: HashMap<(usize, String), Span> = HashMap::new();
    for entry in &context.outline.entries {
        let name = entry.entry.name().as_str().replace('`', "").to_lowercase();
        let page = page_of(context, entry);
        let first = *names.entry((entry.section, name.clone())).or_insert(entry.heading);
        let in_section = Some(first).filter(|first| *first != entry.heading);
        let first = page.map(|page| *projects.entry((name, page)).or_insert(entry.heading));
        let same = match first {
            Some(first) => Some(first).filter(|first| *first != entry.heading),
            None => in_section,
        };
        match (same, in_section) {
            (Some(first), _) => {
                let diagnostic = findings.report(entry.heading, "a second entry with this name");
                diagnostic.related(context.related(first, "the first one"));
                diagnostic.help("put the content of both into one entry");
            }
            (None, Some(first)) => {
                let diagnostic = findings.report(entry.heading, "a second entry with this name, and another link");
                diagnostic.related(context.related(first, "the first one"));
                diagnostic.help("check the name and the link").hint();
            }
            (None, None) => {}
        }
    }
}

/// The page that the heading of a project leads to.
fn page_of(context: &Context<'_>, entry: &EntryAt<'_>) -> Option<String> {
    let heading = project_heading(entry.entry)?;
    let url = context.outline.url_of_heading(heading)?;
    Some(address::page_of(url).unwrap_or_else(|| url.to_owned()))
}
