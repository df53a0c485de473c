use foldhash::{HashMap, HashMapExt, HashSet, HashSetExt};

use crate::context::{Context, Findings};
use crate::diagnostic::Severity;
use crate::rule::{Rule, Topic};

pub(super) const RULE: Rule = Rule {
    code: "duplicate-item",
    topic: Topic::Links,
    severity: Severity::Warning,
    is_on: true,
    page: r#"# duplicate-item: the same item twice

Two items of a list start with a link to the same page: one was copied and its link was not changed, or two people have added the same.
The scheme, `www.` and a slash at the end do not count.

Two items in different lists may be meant. They are reported as a hint where their titles are the same.
Calls for participation and the front pages of projects may be repeated.

## Wrong

```markdown wrong
## News

- [A shell in 200 lines](https://example.org/shell)
- [Boot from GPT disks](https://example.org/gpt)
- [How to write a shell](http://www.example.org/shell/)
```

```markdown wrong
## News

- [A shell in 200 lines](https://example.org/shell)

## Other News

- [A shell in 200 lines](https://example.org/shell)
```

## Right

```markdown right
- [A shell in 200 lines](https://example.org/shell#200)
- [A shell in 100 lines](https://example.org/shell#100)
```

```markdown right
- [A shell in 200 lines](https://example.org/shell), and how [Ada](https://example.org/ada) wrote it
- [Boot from GPT disks](https://example.org/gpt), after [the shell](https://example.org/shell)
```
"#,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let outline = &context.outline;
    let repeated = repeated_pages(context);
    if repeated.is_empty() {
        return;
    }
    let mut in_list = HashMap::new();
    let mut anywhere = HashMap::new();
    for (item, page) in context.listed_pages() {
        let Some(page) = page.filter(|page| repeated.contains(page)) else {
            continue;
        };
        let anchor = outline
            .url_of(item.item)
            .and_then(|url| url.split_once('#'));
        let anchor = anchor.map_or("", |(_, anchor)| anchor);
        let first = in_list
            .entry((item.list, page, anchor))
            .or_insert(item.span);
        let is_same_list = *first != item.span;
        let title = item.item.title.as_str();
        let same = anywhere.entry((page, anchor, title)).or_insert(item.span);
        let first = if is_same_list { *first } else { *same };
        if first == item.span {
            continue;
        }
        let diagnostic = findings.report(item.span, "an item that is there already");
        diagnostic
            .related(context.related(first, "it is here first"))
            .help("remove one of them, or correct its link");
        if !is_same_list {
            diagnostic.hint();
        }
    }
}

/// The pages that several items bring.
fn repeated_pages<'c>(context: &'c Context<'_>) -> HashSet<&'c str> {
    let mut seen = HashSet::with_capacity(context.outline.items.len());
    let pages = context.listed_pages().filter_map(|(_, page)| page);
    pages.filter(|page| !seen.insert(*page)).collect()
}
