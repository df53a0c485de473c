use std::collections::{HashMap, HashSet};

use newsletter_model::{Block, Line};
use newsletter_parse::Span;

use crate::address::{self, Forge};
use crate::archive::When;
use crate::context::{Context, Findings};
use crate::diagnostic::Severity;
use crate::name::{bare, is_near_miss};
use crate::outline::project_heading;
use crate::rule::{Rule, Topic};

pub(super) const RULE: Rule = Rule {
    code: "heading-url-mismatch",
    topic: Topic::Projects,
    severity: Severity::Error,
    is_on: true,
    page: r#"# heading-url-mismatch: a project whose name is not that of its repository

The heading of a project has a link, and its name is nearly that of the repository, or of the package, that the link leads to:
one of them is misspelt. A slip in the heading also makes a wrong anchor. The first part of a longer name counts as well, and
so does the name in a call for participation.

A heading that has nothing in common with its URL, which is that of another entry, was copied.

Where the heading names an owner too, as `ada-f/ovens`, the link must lead to that repository: a warning.
Where the names differ in hyphens alone, or where the name is nearly that which other issues use for the URL, it is a warning. Packages of a
repository with several of them have names of their own: `ovens-door` may lead to `ovens`.

## Wrong

```markdown wrong
## Project Updates

### [`bootlaoder`](https://github.com/ada-f/bootloader)

- [Add a door](https://github.com/ada-f/bootloader/pull/7)

### [`bootloadr-api`](https://github.com/ada-f/bootloader)

We have an API.
```

```markdown wrong
## Project Updates

### [`bootloader`](https://github.com/ada-f/bootlaoder)

- [Add a door](https://github.com/ada-f/bootloader/pull/7)
```

```markdown earlier
## Project Updates

### [The Ovens](https://example.org/ovens)

We have an oven.
```

```markdown wrong
## Project Updates

### [The Ovnes](https://example.org/ovens)

We have a door.

### [`uart_16`](https://github.com/ada-f/uart16)

We have a wire.
```

```markdown wrong
## Call for Participation

- [(`ada-f/oven`) Add a door](https://github.com/ada-f/ovens-rs/issues/3)

## Other Projects

### [`mira-l/doors`](https://github.com/mira-l/walls)

We have a wall.
```

```markdown wrong
## Project Updates

### [`ovens`](https://github.com/ada-f/ovens)

We have an oven.

### [`doors`](https://github.com/ada-f/ovens)

We have a door.
```

## Right

```markdown right
## Project Updates

### [`ovens-door`](https://github.com/ada-f/ovens)

We have a door.

### [`my_board`](https://github.com/ada-f/my-board)

We have a board.
```

```markdown right
## Project Updates

### [`multiboot`](https://github.com/ada-f/multiboot2)

We have a header.

### [Ada-F/Ovens](https://github.com/ada-f/ovens)

We have an oven.

### [Some OS](https://github.com/ada-f/someos)

We have a kernel.
```
"#,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let outline = &context.outline;
    let headings = outline.entries.iter().filter_map(|entry| {
        let heading = project_heading(entry.entry)?;
        let url = outline.url_of_heading(heading)?;
        Some((heading.name.as_str(), url, entry.heading))
    });
    let is_same = |meant: &str, name: &str| meant == name || even(meant) == even(name);
    let is_right = |name: &str, url: &str| name_in(url).is_some_and(|meant| is_same(meant, name));
    let rights = headings
        .clone()
        .filter(|(name, url, _)| is_right(name, url));
    let rights: HashSet<&str> = rights.map(|(_, url, _)| url).collect();
    for (name, url, span) in headings {
        let is_found = check_name(context, findings, name, url, span);
        if is_found || is_right(name, url) {
            continue;
        }
        if rights.contains(url) {
            check_copied(context, findings, name, url, span);
        } else {
            check_usual_name(context, findings, name, url, span);
        }
    }
    for (number, block) in outline.blocks.iter().enumerate() {
        let Block::Tasks(tasks) = block.block else {
            continue;
        };
        for (task, item) in tasks.items.iter().zip(outline.items_of(number)) {
            let name = task.repository.as_ref().map(Line::as_str);
            if let (Some(name), Some(url)) = (name, outline.url_of(item.item)) {
                check_task(context, findings, name, url, item.span);
            }
        }
    }
}

/// Reports a name that has nothing in common with its URL, which is that of another entry: a heading that was copied.
fn check_copied(
    context: &Context<'_>,
    findings: &mut Findings<'_>,
    name: &str,
    url: &str,
    span: Span,
) {
    let meant = name_in(url).map(even).unwrap_or_default();
    let name_words = even(name);
    let mut words = name_words.split(|it: char| !it.is_alphanumeric());
    let is_related = words.any(|word| meant.contains(word) && word.len() > 1)
        || meant
            .split('-')
            .any(|word| word.len() > 1 && name_words.contains(word));
    if !is_related {
        let message = format!("`{name}` has the link of the entry `{meant}`");
        findings
            .report(span_of(context.source(), span, name), message)
            .help("correct the link, or the name");
    }
}

/// Compares a name with that in its URL; whether it has found a slip.
fn check_name(
    context: &Context<'_>,
    findings: &mut Findings<'_>,
    name: &str,
    url: &str,
    span: Span,
) -> bool {
    let Some(meant) = name_in(url) else {
        return false;
    };
    let own = name.rsplit('/').next().unwrap_or(name);
    let Some(part) = nearly_equal_part(own, meant) else {
        return check_path(context, findings, name, url, span);
    };
    let is_title = part.contains(|character: char| character == ' ' || character.is_uppercase());
    if is_title && bare(part) == bare(meant) {
        return false;
    }
    let span = span_of(context.source(), span, part);
    let diagnostic = findings.report(
        span,
        format!("`{part}` is nearly `{meant}`, where its link leads"),
    );
    if bare(part) == bare(meant) {
        diagnostic.severity = Severity::Warning;
        diagnostic.help(format!("write `{meant}`, if that is the name"));
    } else if strsim::osa_distance(part, meant) == 1 && is_confirmed(context, part, meant) {
        diagnostic.fix(format!("write `{meant}`"), span, meant);
    } else {
        diagnostic.help(format!("write `{meant}`, or correct the link"));
    }
    true
}

/// Whether other links of the page lead to pages of the repository, and none to one of the other name: either the
/// heading or its link has the slip.
fn is_confirmed(context: &Context<'_>, name: &str, meant: &str) -> bool {
    context.links_into(meant) && !context.links_into(name)
}

/// Compares a name with owner, as `ada-f/ovens`, with the repository that its URL is.
fn check_path(
    context: &Context<'_>,
    findings: &mut Findings<'_>,
    name: &str,
    url: &str,
    span: Span,
) -> bool {
    let (
        Some((owner, own)),
        Some(Forge::Repository {
            owner: other,
            name: meant,
        }),
    ) = (name.split_once('/'), Forge::of(url))
    else {
        return false;
    };
    let is_other = !own.contains(['/', ' '])
        && bare(own) != bare(meant)
        && !is_longer(&even(own), &even(meant));
    if !is_other && !is_slip(owner, other) {
        return false;
    }
    let span = span_of(context.source(), span, name);
    let diagnostic = findings.report(span, format!("`{name}` has a link to `{other}/{meant}`"));
    diagnostic.severity = Severity::Warning;
    diagnostic.help("write the name of the repository, or correct the link");
    true
}

/// Compares the name of a heading with those that other issues have for its URL.
fn check_usual_name(
    context: &Context<'_>,
    findings: &mut Findings<'_>,
    name: &str,
    url: &str,
    span: Span,
) {
    let (Some(archive), Some(page)) = (context.archive, address::page_of(url)) else {
        return;
    };
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for other in archive.names_of(&page) {
        if Some(other.path.as_str()) != context.path {
            *counts.entry(&other.name).or_default() += 1;
        }
    }
    let usual = counts
        .iter()
        .max_by_key(|(name, count)| (**count, std::cmp::Reverse(**name)));
    let Some((usual, count)) =
        usual.filter(|(usual, _)| is_slip(name, usual) && !counts.contains_key(name))
    else {
        return;
    };
    // Of two issues, the later one is asked for the name.
    let when = When::of(context.path, context.document.issue());
    let mut others = archive.names_of(&page).iter();
    if *count == 1 && others.any(|other| other.name == **usual && other.when > when) {
        return;
    }
    let diagnostic = findings.report(
        span_of(context.source(), span, name),
        format!("`{name}` is nearly `{usual}`, as other issues have it"),
    );
    diagnostic.severity = Severity::Warning;
    diagnostic.help(format!("write `{usual}`"));
}

/// Compares the repository of a task with that of its link.
fn check_task(
    context: &Context<'_>,
    findings: &mut Findings<'_>,
    name: &str,
    url: &str,
    span: Span,
) {
    let Some(Forge::Page {
        owner, repository, ..
    }) = Forge::of(url)
    else {
        return;
    };
    let whole = format!("{owner}/{repository}");
    let is_other = name.split('/').count() == 2 && !name.eq_ignore_ascii_case(&whole);
    if is_other || nearly_equal_part(name, repository).is_some() {
        let span = span_of(context.source(), span, name);
        let diagnostic = findings.report(span, format!("`{name}` has a link to `{whole}`"));
        diagnostic.severity = Severity::Warning;
        diagnostic.help("write the name of the repository that the link leads to");
    }
}

/// The name of the project that a URL names: a repository or a package.
pub(super) fn name_in(url: &str) -> Option<&str> {
    match Forge::of(url) {
        Some(Forge::Repository { name, .. }) => Some(name.strip_suffix(".git").unwrap_or(name)),
        Some(_) => None,
        None => address::package_of(url),
    }
}

/// The part of a name that is nearly what is meant: the whole name, or as many of its first words.
fn nearly_equal_part<'n>(name: &'n str, meant: &str) -> Option<&'n str> {
    if is_slip(name, meant) {
        return Some(name);
    }
    let ends = name.match_indices(['-', '_']).map(|(end, _)| &name[..end]);
    let mut parts = ends.skip(meant.matches(['-', '_']).count());
    parts
        .next()
        .filter(|part| is_slip(part, meant) && bare(part) != bare(meant))
}

/// Whether a name is nearly another one, and not the same with other hyphens or one of its packages.
pub(super) fn is_slip(name: &str, meant: &str) -> bool {
    if name == meant {
        return false;
    }
    let (name, meant) = (even(name), even(meant));
    name != meant
        && !is_longer(&name, &meant)
        && !is_longer(&meant, &name)
        && is_near_miss(&name, &meant)
}

/// Whether a name is another one with words behind it: that of a package.
fn is_longer(long: &str, short: &str) -> bool {
    long.strip_prefix(short)
        .is_some_and(|rest| rest.starts_with('-'))
}

/// A name in lower case, with the same hyphens.
fn even(name: &str) -> String {
    name.to_lowercase().replace(['_', ' '], "-")
}

/// Where a name stands in a part of the source; the whole part where it is written in another way.
fn span_of(source: &str, span: Span, name: &str) -> Span {
    let at = source[span.range()].find(name).map(|at| span.start + at);
    at.map_or(span, |at| Span::new(at, at + name.len()))
}
