use crate::address::Forge;
use crate::context::{Context, Findings};
use crate::diagnostic::Severity;
use crate::name::bare;
use crate::outline::{EntryAt, ItemAt, project_heading};
use crate::rule::{Rule, Topic};

pub(super) const RULE: Rule = Rule {
    code: "foreign-pull-request",
    topic: Topic::Projects,
    severity: Severity::Warning,
    is_on: true,
    page: r#"# foreign-pull-request: a change of another repository

In the list of a project, one item leads to a pull request of another repository: it was put below the wrong heading, or the
target is wrong.

The rule says nothing where the item or the text of the entry names the other repository, where several items belong to it,
and where the repository has only another owner: it may have moved.

## Wrong

```markdown wrong
## Project Updates

### [`ovens`](https://github.com/ada-f/ovens)

- [Add a door](https://github.com/ada-f/ovens/pull/3)
- [Add a hinge](https://github.com/ada-f/doors/pull/4)
- [Add a lamp](https://github.com/ada-f/ovens/pull/5)
```

```markdown wrong
## Other Projects

### [`ovens`](https://github.com/ada-f/ovens)

We merged the following change:

- [Add a hinge](https://github.com/mira-l/walls/pull/4)
```

## Right

```markdown right
## Project Updates

### [`ovens`](https://github.com/ada-f/ovens)

- [Add a door](https://github.com/mira-l/ovens/pull/3)
- [`doors`: Add a hinge](https://github.com/ada-f/doors/pull/4)
```

```markdown right
## Project Updates

### [`ovens`](https://github.com/ada-f/ovens)

We also work on `doors`:

- [Add a hinge](https://github.com/ada-f/doors/pull/4)
```
"#,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let items = context.outline.items.iter();
    let changes = items.filter_map(|item| change_of(context, item));
    let changes: Vec<Change<'_>> = changes.collect();
    for (number, entry) in context.outline.entries.iter().enumerate() {
        let heading = project_heading(entry.entry)
            .and_then(|heading| context.outline.url_of_heading(heading));
        let Some(Forge::Repository { name, owner }) = heading.and_then(Forge::of) else {
            continue;
        };
        let from = changes.partition_point(|change| change.entry < number);
        let to = changes.partition_point(|change| change.entry <= number);
        let other = the_only_of_others(&changes[from..to], name);
        if let Some(change) = other.filter(|change| !is_named(context, entry, change)) {
            let (other, own) = (
                format!("{}/{}", change.owner, change.repository),
                format!("{owner}/{name}"),
            );
            findings
                .report(change.item.span, format!("a change of `{other}`"))
                .help(format!(
                    "move it to the entry of that project, or correct its link to `{own}`"
                ));
        }
    }
}

/// An item of an entry that leads to a pull request.
struct Change<'c> {
    /// The number of its entry: changes come in their order.
    entry: usize,
    item: &'c ItemAt<'c>,
    owner: &'c str,
    repository: &'c str,
}

fn change_of<'c>(context: &'c Context<'_>, item: &'c ItemAt<'_>) -> Option<Change<'c>> {
    let entry = context.outline.blocks[item.list].entry?;
    match Forge::of(context.outline.url_of(item.item)?)? {
        Forge::Page {
            owner,
            repository,
            rest,
        } if rest.starts_with("pull/") || rest.contains("merge_requests/") => {
            item.item.before.is_empty().then_some(Change {
                entry,
                item,
                owner,
                repository,
            })
        }
        _ => None,
    }
}

/// The change of another repository, where there is one only.
fn the_only_of_others<'c>(changes: &'c [Change<'c>], name: &str) -> Option<&'c Change<'c>> {
    let own = bare(name);
    let mut others = changes
        .iter()
        .filter(|change| change.repository != name && bare(change.repository) != own);
    let first = others.next()?;
    others.next().is_none().then_some(first)
}

/// Whether the text around a change says whose it is.
fn is_named(context: &Context<'_>, entry: &EntryAt<'_>, change: &Change<'_>) -> bool {
    let name = change.repository;
    let stem = bare(name.strip_suffix("-rs").unwrap_or(name));
    let text = |passage| bare(context.page.text_of(passage));
    let links = context.page.links_in(entry.span).iter();
    let is_front_page = |url: &str| matches!(Forge::of(url), Some(Forge::Repository { name, .. }) if name == change.repository);
    context
        .page
        .passages_in(entry.span)
        .iter()
        .any(|passage| text(passage).contains(&stem))
        || links
            .into_iter()
            .any(|link| is_front_page(&link.destination))
}
