use std::collections::HashMap;

use newsletter_parse::Span;

use crate::context::{Context, Findings};
use crate::diagnostic::Severity;
use crate::page::PassageKind;
use crate::rule::{Rule, Topic};

pub(super) const RULE: Rule = Rule {
    code: "duplicate-section",
    topic: Topic::Sections,
    severity: Severity::Warning,
    is_on: true,
    page: r#"# duplicate-section: a section whose title stands twice

Two sections have the same title. Mostly two people have added it, and the content belongs together. The address
of the second one is that of the first with `-1` behind it, and changes when the order does.

Sections under different headings of level 1 may have the same title.

## Wrong

```markdown wrong
## News

- [A shell in 200 lines](https://example.org/shell)

## Project Updates

### [`bootkit`](https://github.com/mira-l/bootkit)

It boots.

## News

- [A shell in 100 lines](https://example.org/shell-2)
```

```markdown wrong
## `bootkit` Projects

It boots.

## Bootkit projects

It boots again.
```

## Right

```markdown right
## News

- [A shell in 200 lines](https://example.org/shell)

## Other News

- [A shell in 100 lines](https://example.org/shell-2)
```

```markdown right
# Kernel

## Changes

It boots.

# Tools

## Changes

They build.
```
"#,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let mut seen: HashMap<String, Span> = HashMap::new();
    let (page, source) = (&context.page, context.source());
    for passage in &page.passages {
        let PassageKind::Heading { level, .. } = passage.kind else {
            continue;
        };
        if level == 1 {
            seen.clear();
        }
        if level != 2 || !is_title(context, passage.span) {
            continue;
        }
        let title = page.text_of(passage).trim().to_lowercase();
        match seen.get(&title) {
            Some(first) => {
                findings
                    .report(passage.span, format!("a second section with the title \"{}\"", &source[passage.span.range()]))
                    .related(context.related(*first, "the first one"))
                    .help("put the content of both into one section, or change the title");
            }
            None => drop(seen.insert(title, passage.span)),
        }
    }
}

/// Whether a heading is the title of a section, not one in a quote.
fn is_title(context: &Context<'_>, heading: Span) -> bool {
    let sections = &context.outline.sections;
    let behind = sections.partition_point(|section| section.title.start <= heading.start);
    let section = behind.checked_sub(1).map(|number| &sections[number]);
    section.is_some_and(|section| heading.start < section.title.end)
}
