use newsletter_model::Block;

use crate::context::{Context, Findings};
use crate::diagnostic::Severity;
use crate::rule::{Rule, Topic};

pub(super) const RULE: Rule = Rule {
    code: "empty-entry",
    topic: Topic::Projects,
    severity: Severity::Warning,
    is_on: true,
    page: r#"# empty-entry: an entry without content

Below the heading of an entry, and its byline, there is nothing that readers see: most often the draft had a place for
a project, and nobody has written there.

## Wrong

```markdown wrong
## Project Updates

### `ovens`
<span class="maintainers">Maintained by [@ada-f](https://github.com/ada-f)</span>

### `doors`

We have a door.
```

```markdown wrong
## News

### A Talk on Ovens

<!-- say more here -->
```

## Right

```markdown right
## Project Updates

### `ovens`

We have an oven.
```

```markdown right
## News

### A Talk on Ovens

![A photo of the talk](talk.png)
```
"#,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let outline = &context.outline;
    for entry in &outline.entries {
        let mut blocks = outline.body(&entry.blocks);
        let is_seen = |block: &Block| {
            !matches!(
                block,
                Block::Comment(_) | Block::Definition(_) | Block::More | Block::Heading(_)
            )
        };
        if !blocks.any(|block| is_seen(block.block)) {
            findings
                .report(entry.heading, "an entry without content")
                .help("write what is new, or remove the entry");
        }
    }
}
