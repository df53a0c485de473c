use std::collections::HashMap;

use newsletter_model::Block;
use newsletter_parse::Span;

use crate::context::{Context, Findings};
use crate::diagnostic::Severity;
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
    let outline = &context.outline;
    let is_part = |block: &Block| matches!(block, Block::Heading(heading) if heading.level == 1);
    let parts = outline.blocks.iter().filter(|block| block.item.is_none() && is_part(block.block));
    let parts: Vec<usize> = parts.map(|part| part.span.start).collect();
    let mut seen: HashMap<(usize, String), Span> = HashMap::new();
    for section in &outline.sections {
        let part = parts.partition_point(|start| *start < section.title.start);
        let title = section.section.title().as_str();
        let plain = title.replace('`', "").to_lowercase();
        let first = *seen.entry((part, plain)).or_insert(section.title);
        if first != section.title {
            findings
                .report(section.title, format!("a second section with the title \"{title}\""))
                .related(context.related(first, "the first one"))
                .help("put the content of both into one section, or change the title");
        }
    }
}
