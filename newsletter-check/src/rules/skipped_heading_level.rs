use crate::context::{Context, Findings};
use crate::diagnostic::Severity;
use crate::page::{Passage, PassageKind};
use crate::rule::{Rule, Topic};

pub(super) const RULE: Rule = Rule {
    code: "skipped-heading-level",
    topic: Topic::Sections,
    severity: Severity::Warning,
    is_on: true,
    page: r#"# skipped-heading-level: a heading two levels below the one before

A heading of level 4 stands below one of level 2, say. It looks smaller than meant, screen readers announce a level that
is not there, and a project under `####` is no entry of its section.

The first heading of a page may have any level.

## Wrong

```markdown wrong
## Project Updates

#### [`bootkit`](https://github.com/mira-l/bootkit)
```

```markdown wrong
## Project Updates

### [`bootkit`](https://github.com/mira-l/bootkit)

##### Features
```

## Right

```markdown right
## Project Updates

### [`bootkit`](https://github.com/mira-l/bootkit)

#### Features

## News
```

```markdown right
#### Context

> ## A quoted heading
>
> ###### And another one

#### Summary
```
"#,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let mut last = None;
    for passage in &context.page.passages {
        let PassageKind::Heading { level, .. } = passage.kind else {
            continue;
        };
        if !stands_alone(context, passage) {
            continue;
        }
        let before: u8 = last.replace(level).unwrap_or(level);
        if level > before + 1 {
            let message = format!("a heading of level {level} below one of level {before}");
            let wanted = "#".repeat(usize::from(before) + 1);
            findings.report(passage.span, message).help(format!("write `{wanted}` before it"));
        }
    }
}

/// Whether a heading is one of the page itself, not of a quote or an item.
fn stands_alone(context: &Context<'_>, passage: &Passage<'_>) -> bool {
    let before = &context.source()[..passage.span.start];
    let line = &before[before.rfind('\n').map_or(0, |at| at + 1)..];
    let is_marker = |character: char| character.is_whitespace() || character == '#';
    line.trim_start_matches(is_marker).is_empty() || line.trim_start().starts_with('#')
}
