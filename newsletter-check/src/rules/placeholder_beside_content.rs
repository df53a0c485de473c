use newsletter_model::Block;

use crate::context::{Context, Findings};
use crate::diagnostic::Severity;
use crate::rule::{Rule, Topic};

pub(super) const RULE: Rule = Rule {
    code: "placeholder-beside-content",
    topic: Topic::Sections,
    severity: Severity::Warning,
    is_on: true,
    page: r#"# placeholder-beside-content: a section that says it is empty, and is not

The grey text that says that nothing was submitted stands in a section that has entries or a list. It was in the
draft, and whoever added the content has left it there.

## Wrong

```markdown wrong
## Other Projects

<span class="gray">No project updates were submitted this month.</span>

### [`mira-l/ovens`](https://github.com/mira-l/ovens)

They bake.
```

```markdown wrong
## Call for Participation

- [(`mira-l/bootkit`) Boot from GPT disks](https://github.com/mira-l/bootkit/issues/12)

<span class="gray">

_No tasks were proposed for this section._

</span>
```

## Right

```markdown right
## Other Projects

In this section, we describe other projects.

<span class="gray">No project updates were submitted this month.</span>
```

```markdown right
## Call for Participation

- [(`mira-l/bootkit`) Boot from GPT disks](https://github.com/mira-l/bootkit/issues/12)

<!-- <span class="gray">No tasks were proposed for this section.</span> -->
```
"#,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let outline = &context.outline;
    for section in &outline.sections {
        let is_list = |block: &Block| matches!(block, Block::List(_) | Block::Tasks(_));
        let has_list = outline.body(&section.blocks).any(|block| is_list(block.block));
        if !has_list && section.entries.is_empty() {
            continue;
        }
        for block in outline.body(&section.blocks) {
            if matches!(block.block, Block::Placeholder(_)) {
                findings
                    .report(block.span, "this section says that it is empty, and it is not")
                    .fix("remove the placeholder", block.span, "");
            }
        }
    }
}
