use newsletter_model::{Block, SectionKind};

use crate::archive::paragraph_key;
use crate::context::{Context, Findings};
use crate::diagnostic::Severity;
use crate::introduction::paragraph;
use crate::outline::{BlockAt, SectionAt};
use crate::rule::{Rule, Topic};

pub(super) const RULE: Rule = Rule {
    code: "empty-section-no-placeholder",
    topic: Topic::Sections,
    severity: Severity::Warning,
    is_on: true,
    page: r#"# empty-section-no-placeholder: a section without content that does not say so

A section has a title, perhaps its usual introduction, and nothing else. Readers wonder whether something is missing.
A placeholder tells them: `<span class="gray">No project updates were submitted this month.</span>`.

A paragraph counts as introduction when another issue of the archive has it in a section with content. In the
sections that a newsletter has every month, so does one that says what the section is for ("In this section, we …"),
announces a list ("one of these outstanding issues") or asks readers for content.

A draft, whose date is `0000-01-01`, fills up over the month: its sections are looked at only when it is about to be published.

## Wrong

```markdown wrong
## Other Projects

In this section, we describe updates to other projects. Feel free to create a pull request for the next issue.

<!-- Please use this template: … -->
```

```markdown earlier
## Tiny Tools

These tools fit on a floppy disk.

- [A shell in 200 lines](https://example.org/shell)
```

```markdown wrong
## Tiny Tools

These tools fit
on a floppy disk.
```

```markdown wrong publication
+++
title = "This Month in Example OS (May 2031)"
date = 0000-01-01
+++

## Other Projects
```

## Right

```markdown right
+++
title = "This Month in Example OS (May 2031)"
date = 0000-01-01
+++

## Other Projects
```

```markdown right
## Other Projects

In this section, we describe updates to other projects.

<span class="gray">No project updates were submitted this month.</span>
```

```markdown right
## Other Projects

There were no updates this month. Feel free to create a pull request for the next issue.

## Join Us?

In this section, we say that all are welcome.
```
"#,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let date = context.document.issue().front_matter.date;
    let is_draft = date.is_some_and(|date| date.is_placeholder());
    if is_draft && !context.is_for_publication {
        return;
    }
    for section in &context.outline.sections {
        if section.entries.is_empty()
            && context
                .outline
                .body(&section.blocks)
                .all(|block| is_no_content(context, section, block))
        {
            findings
                .report(section.title, "a section without content")
                .help("add a placeholder that says so, or remove the section");
        }
    }
}

/// Whether a block of a section is no content: a comment, say, or the usual introduction.
fn is_no_content(context: &Context<'_>, section: &SectionAt<'_>, block: &BlockAt<'_>) -> bool {
    match block.block {
        Block::Comment(_) | Block::Definition(_) | Block::More => true,
        Block::Prose(prose) => {
            let key = paragraph_key(prose.markdown.as_str());
            key.is_empty() && !prose.markdown.as_str().contains("![")
                || context
                    .archive
                    .is_some_and(|archive| archive.has_introduction(&key))
                || section.section.kind() != SectionKind::Other && is_introduction(context, block)
        }
        _ => false,
    }
}

/// Whether the words of a paragraph say that it introduces content, or asks for it.
fn is_introduction(context: &Context<'_>, block: &BlockAt<'_>) -> bool {
    let Some(passage) = paragraph(&context.page, block) else {
        return false;
    };
    let text = context.page.text_of(passage).trim().to_lowercase();
    let has = |phrases: &[&str]| phrases.iter().any(|phrase| text.contains(phrase));
    let says_so = text.starts_with("no ")
        || has(&[
            "there were no",
            "there was no",
            "nothing",
            "did not receive",
        ]);
    !says_so
        && (text.starts_with("in this section")
            || text.starts_with("here we ")
            || text.ends_with(':')
            || has(&["one of these ", "these outstanding "])
            || has(&["please", "feel free"])
                && has(&["a pr ", "pull request", "submit", "next issue", "next post"]))
}
