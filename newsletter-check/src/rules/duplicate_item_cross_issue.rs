use crate::address::Forge;
use crate::archive::When;
use crate::context::{Context, Findings};
use crate::diagnostic::{Related, Severity};
use crate::name::bare;
use crate::rule::{Rule, Topic};

pub(super) const RULE: Rule = Rule {
    code: "duplicate-item-cross-issue",
    topic: Topic::Links,
    severity: Severity::Warning,
    is_on: true,
    page: r#"# duplicate-item-cross-issue: an item that an earlier issue has had

An item of a list starts with a link that an item of an earlier issue has started with. Most often it was
merged at the turn of the month, and two people have added it. Readers have seen it by then.

The scheme, `www.`, the fragment and a slash at the end do not count. Profiles, front pages of repositories and
sites, and calls for participation may be repeated, and so may a link that does not start its item.
A pull request with another title than before is a hint: it may have been open then, and be merged now.
The rule needs the other issues of the newsletter: the archive.

## Wrong

```markdown earlier
## News

- [A shell in 200 lines](https://example.org/shell)
- [Boot from GPT disks](https://github.com/mira-l/bootkit/pull/12)
```

```markdown wrong
## News

- [How to write a shell](http://www.example.org/shell/)
```

```markdown wrong
## Project Updates

### [`bootkit`](https://github.com/mira-l/bootkit)

- [GPT disks](https://github.com/mira-l/bootkit/pull/12)
- [MBR disks](https://github.com/mira-l/bootkit/pull/13)
```

## Right

```markdown right
## News

- Two weeks after [a shell in 200 lines](https://example.org/shell): [the same in 100](https://example.org/shell-2)
```

```markdown right
## Call for Participation

- [(`mira-l/bootkit`) Boot from GPT disks](https://github.com/mira-l/bootkit/pull/12)
```
"#,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let Some(archive) = context.archive else {
        return;
    };
    let when = When::of(context.path, context.document.issue());
    for (item, page) in context.listed_pages() {
        let Some(earlier) = page.and_then(|page| archive.earlier_item(page, &when)) else {
            continue;
        };
        let diagnostic = findings.report(item.span, "an earlier issue has this item");
        diagnostic
            .related(Related {
                path: Some(earlier.path.to_string()),
                line: earlier.line,
                span: None,
                message: "it was here first".to_owned(),
            })
            .help("remove the item, unless it is news again");
        let url = context.outline.url_of(item.item).unwrap_or_default();
        let is_same_title = bare(&earlier.title) == bare(item.item.title.as_str());
        if Forge::of(url).is_some() && !is_same_title {
            diagnostic.hint();
        }
    }
}
