use newsletter_model::{EntryRef, SectionKind};

use crate::context::{Context, Findings};
use crate::diagnostic::Severity;
use crate::outline::{EntryAt, SectionAt};
use crate::rule::{Rule, Topic};

pub(super) const RULE: Rule = Rule {
    code: "missing-byline",
    topic: Topic::People,
    severity: Severity::Warning,
    is_on: true,
    page: r#"# missing-byline: a project without its byline

Every other project of the section says behind its heading who maintains it or wrote about it, and one does not.
The rule looks at sections of projects with three other projects or more.

## Wrong

```markdown wrong
## Project Updates

### `ovens`
<span class="maintainers">Maintained by [@ada-f](https://github.com/ada-f)</span>

We have more of them.

### `doors`
<span class="maintainers">Maintained by [@ada-f](https://github.com/ada-f)</span>

We have more of them.

### `walls`

We have more of them.

### `roofs`
<span class="maintainers">Maintained by [@ada-f](https://github.com/ada-f)</span>

We have more of them.
```

```markdown wrong
## Other Projects

### `walls`

We have more of them.

### `ovens`
<span class="maintainers">(Section written by [@ada-f](https://github.com/ada-f))</span>

We have more of them.

### `doors`
<span class="maintainers">(Section written by [@ada-f](https://github.com/ada-f))</span>

We have more of them.

### `roofs`
<span class="maintainers">(Section written by [@ada-f](https://github.com/ada-f))</span>

We have more of them.
```

## Right

```markdown right
## Project Updates

### `ovens`
<span class="maintainers">Maintained by [@ada-f](https://github.com/ada-f)</span>

We have more of them.

### `walls`

We have more of them.
```

```markdown right
## Project Updates

### `ovens`
<span class="maintainers">Maintained by [@ada-f](https://github.com/ada-f)</span>

We have more of them.

### `doors`
<span class="maintainers">Maintained by [@ada-f](https://github.com/ada-f)</span>

We have more of them.

### `roofs`
<span class="maintainers">Maintained by [@ada-f](https://github.com/ada-f)</span>

We have more of them.

### `walls`

We have walls.

(Section written by [@ada-f](https://github.com/ada-f))
```
"#,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let outline = &context.outline;
    for section in &outline.sections {
        if !matches!(
            section.section.kind(),
            SectionKind::ProjectUpdates | SectionKind::PersonalProjects
        ) {
            continue;
        }
        if let Some(entry) = the_only_without(context, section) {
            findings
                .report(
                    entry.heading,
                    "the only project of the section without a byline",
                )
                .help("write behind the heading who maintains it, or who wrote this");
        }
    }
}

/// The one entry of a section without byline, where three others or more have one.
fn the_only_without<'c>(
    context: &'c Context<'_>,
    section: &SectionAt<'_>,
) -> Option<&'c EntryAt<'c>> {
    let entries = &context.outline.entries[section.entries.clone()];
    let mut without = entries.iter().filter(|entry| entry.byline.is_none());
    let (first, second) = (without.next()?, without.next());
    let is_only = second.is_none() && entries.len() > 3;
    (is_only && !says_who(context, first)).then_some(first)
}

/// Whether an entry says who wrote it in another place or form.
fn says_who(context: &Context<'_>, entry: &EntryAt<'_>) -> bool {
    let is_project = !matches!(entry.entry, EntryRef::Entry(_));
    let mut passages = context.page.passages_in(entry.span).iter();
    let words = ["aintained by ", "ritten by ", "uggested by "];
    !is_project
        || passages.any(|passage| {
            let text = context.page.text_of(passage).trim_start_matches('(');
            let start = &text[..text.floor_char_boundary(30)];
            words.iter().any(|word| start.contains(word))
        })
}
