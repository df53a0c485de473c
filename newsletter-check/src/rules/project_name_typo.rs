use std::collections::HashSet;

use super::heading_url_mismatch::{is_slip, name_in};
use crate::context::{Context, Findings};
use crate::diagnostic::Severity;
use crate::outline::project_heading;
use crate::page::{Page, Piece, PieceKind};
use crate::rule::{Rule, Topic};

pub(super) const RULE: Rule = Rule {
    code: "project-name-typo",
    topic: Topic::Projects,
    severity: Severity::Warning,
    is_on: true,
    page: r#"# project-name-typo: a project that its own entry calls by nearly its name

The text of an entry introduces "the `bootlaoder` crate", and the heading says `bootloader`. Such sentences are copied from month to
month. Only names in code before a word such as "crate", "project" or "library" are looked at, and none that another entry has.

## Wrong

```markdown wrong
## Project Updates

### [`bootloader`](https://github.com/ada-f/bootloader)

The `bootlaoder` crate loads a kernel.
```

```markdown wrong
## Other Projects

### [`mira-l/kettle`](https://github.com/mira-l/kettle)

It boils. The [`ketle`](https://github.com/mira-l/kettle) project is new.
```

## Right

```markdown right
## Project Updates

### [`bootloader`](https://github.com/ada-f/bootloader)

The `bootloader` crate loads a kernel. The `bootloader_api` crate, and `bootlader`, belong to it.
```

```markdown right
## Project Updates

### [`ovens-8`](https://github.com/ada-f/ovens-8)

The `ovens-9` crate is hotter. The [`oven-8`](https://github.com/ada-f/oven-8) crate is smaller, and the `ovens_8` crate is this one.
```
"#,
    check,
};

/// Words for what a project is.
const THINGS: [&str; 9] = [
    "bootloader",
    "crate",
    "driver",
    "kernel",
    "library",
    "package",
    "project",
    "repository",
    "tool",
];

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let (page, outline) = (&context.page, &context.outline);
    let names: Vec<&str> = (outline.entries.iter())
        .filter_map(|entry| project_heading(entry.entry))
        .map(|heading| own_name(heading.name.as_str()))
        .collect();
    let known: HashSet<&str> = names.into_iter().collect();
    for entry in &outline.entries {
        let Some(heading) = project_heading(entry.entry) else {
            continue;
        };
        let name = own_name(heading.name.as_str());
        let meant = outline.url_of_heading(heading).and_then(name_in);
        // Where the heading has another name than its repository, it may be the one with the slip.
        if meant.is_some_and(|meant| meant != name) {
            continue;
        }
        for passage in page.passages_in(entry.span) {
            for three in page.pieces_of(passage).windows(3) {
                let [before, code, behind] = three else {
                    continue;
                };
                let is_slip = is_introduced(page, before, code, behind)
                    && !known.contains(text_of(page, code))
                    && is_slip(text_of(page, code), name)
                    && !is_linked_so(page, code);
                if is_slip {
                    report(page, code, name, findings);
                }
            }
        }
    }
}

/// A name without its owner.
fn own_name(name: &str) -> &str {
    name.rsplit('/').next().unwrap_or(name)
}

fn text_of<'p>(page: &'p Page<'_>, piece: &Piece) -> &'p str {
    &page.text[piece.text.clone()]
}

/// Whether a text says "the", a name in code, and what it is: "The `ovens` crate".
fn is_introduced(page: &Page<'_>, before: &Piece, code: &Piece, behind: &Piece) -> bool {
    let is_text = |piece: &Piece| piece.kind == PieceKind::Text;
    let is_the = || {
        let words = text_of(page, before);
        words.ends_with("The ") || words.ends_with(" the ")
    };
    let is_thing = || {
        let words = text_of(page, behind).strip_prefix(' ').unwrap_or_default();
        let word = words.split(|it: char| !it.is_alphabetic()).next();
        word.is_some_and(|word| THINGS.contains(&word))
    };
    code.kind == PieceKind::Code && is_text(before) && is_text(behind) && is_the() && is_thing()
}

/// Whether the name is that of the page that its own link leads to.
fn is_linked_so(page: &Page<'_>, code: &Piece) -> bool {
    let link = code.link.map(|link| &page.links[link]);
    let meant = link.and_then(|link| name_in(&link.destination));
    meant == Some(text_of(page, code))
}

fn report(page: &Page<'_>, code: &Piece, name: &str, findings: &mut Findings<'_>) {
    let written = text_of(page, code);
    let span = page.span_of(code.text.clone());
    findings
        .report(
            span,
            format!("`{written}` is nearly `{name}`, the name of this entry"),
        )
        .help(format!("write `{name}`"));
}
