use newsletter_model::Block;
use newsletter_parse::Span;

use crate::context::{Context, Findings};
use crate::diagnostic::Severity;
use crate::rule::{Rule, Topic};

pub(super) const RULE: Rule = Rule {
    code: "skipped-heading-level",
    topic: Topic::Sections,
    severity: Severity::Warning,
    is_on: true,
    page: r#"# skipped-heading-level: a heading of another level than meant

A heading of level 4 stands below one of level 2, say. It looks smaller than meant, screen readers announce a level that
is not there, and a project under `####` is no entry of its section.

Behind entries whose headings are links, a section whose title is nothing but a link is an entry with a `#` too few.

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

```markdown wrong
## Project Updates

### [`bootkit`](https://github.com/mira-l/bootkit)

It boots.

## [`ovens`](https://github.com/mira-l/ovens)

They bake.
```

## Right

```markdown right
## [Our sponsors](https://example.org/sponsors)

Thanks!

## Project Updates

### [`bootkit`](https://github.com/mira-l/bootkit)

#### Features

It boots faster.

## News

It boots.
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
    let headings = headings(context);
    for (before, heading) in headings.iter().zip(headings.iter().skip(1)) {
        if heading.level > before.level + 1 {
            let message = format!(
                "a heading of level {} below one of level {}",
                heading.level, before.level
            );
            let wanted = "#".repeat(usize::from(before.level) + 1);
            findings
                .report(heading.span, message)
                .help(format!("write `{wanted}` before it"));
        }
    }
    check_sections(context, findings);
}

/// Reports sections that look like the entries before them.
fn check_sections(context: &Context<'_>, findings: &mut Findings<'_>) {
    let is_link = |span: Span| is_link(&context.source()[span.range()]);
    let entries = context.outline.entries.iter();
    let Some(first) = entries
        .map(|entry| entry.heading)
        .find(|heading| is_link(*heading))
    else {
        return;
    };
    for section in &context.outline.sections {
        if section.title.start > first.start && is_link(section.title) {
            findings
                .report(section.title, "a section that is named as an entry is")
                .help("write `###` before it, if it is one");
        }
    }
}

/// Whether a heading is one link: ``## [`ovens`](https://example.org)``.
fn is_link(heading: &str) -> bool {
    let text = heading.trim_start_matches('#').trim();
    text.starts_with('[') && text.ends_with(')') && text.matches("](").count() == 1
}

struct HeadingAt {
    span: Span,
    level: u8,
}

/// The headings of the page itself, without those of quotes and items.
fn headings(context: &Context<'_>) -> Vec<HeadingAt> {
    let outline = &context.outline;
    let sections = outline.sections.iter().map(|section| HeadingAt {
        span: section.title,
        level: 2,
    });
    let entries = outline.entries.iter().map(|entry| HeadingAt {
        span: entry.heading,
        level: 3,
    });
    let blocks = outline.blocks.iter().filter_map(|block| match block.block {
        Block::Heading(heading) if block.item.is_none() => Some(HeadingAt {
            span: block.span,
            level: heading.level,
        }),
        _ => None,
    });
    let mut headings: Vec<HeadingAt> = sections.chain(entries).chain(blocks).collect();
    headings.sort_by_key(|heading| heading.span);
    headings
}
