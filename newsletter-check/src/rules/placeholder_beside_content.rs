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

The text that says that nothing was submitted, grey or emphasized, stands in a section that has entries or a list. It was in the
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

```markdown wrong
## Other Projects

_No project updates were submitted this month._

### [`mira-l/ovens`](https://github.com/mira-l/ovens)

They bake.
```

## Right

```markdown right
## Other Projects

No vulnerabilities were submitted this month.

### [`mira-l/ovens`](https://github.com/mira-l/ovens)

They bake.
```

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
        let has_list = outline
            .body(&section.blocks)
            .any(|block| is_list(block.block));
        if !has_list && section.entries.is_empty() {
            continue;
        }
        for block in outline.body(&section.blocks) {
            let source = &context.source()[block.span.range()];
            let is_usual = says_nothing(source);
            let is_placeholder = match block.block {
                Block::Placeholder(_) => true,
                Block::Prose(_) => is_usual && source.starts_with(['_', '*', '<']),
                _ => false,
            };
            if !is_placeholder {
                continue;
            }
            let message = "this section says that it is empty, and it is not";
            let diagnostic = findings.report(block.span, message);
            match is_usual {
                true => diagnostic.fix("remove the placeholder", block.span, ""),
                false => diagnostic.help("remove it, if it is only a placeholder"),
            };
        }
    }
}

/// Whether a block is one short sentence that nothing was submitted, perhaps between tags and marks of emphasis.
fn says_nothing(block: &str) -> bool {
    const LONGEST: usize = 200;
    if block.len() > LONGEST || block.contains(['[', ':', ',']) {
        return false;
    }
    let mut text = String::with_capacity(block.len());
    for part in block.split('<') {
        text.push_str(part.split_once('>').map_or(part, |(_, behind)| behind));
    }
    let sentence = text.trim_matches(|edge: char| edge.is_whitespace() || "_*".contains(edge));
    let words = ["submitted", "proposed"];
    sentence.starts_with("No ")
        && sentence
            .find('.')
            .is_none_or(|end| end + 1 == sentence.len())
        && sentence
            .split_whitespace()
            .any(|word| words.contains(&word.trim_end_matches('.')))
}
