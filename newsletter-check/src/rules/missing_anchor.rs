use foldhash::HashSet;

use crate::context::{Context, Findings};
use crate::diagnostic::Severity;
use crate::name;
use crate::rule::{Rule, Topic};
use crate::site::anchors;

pub(super) const RULE: Rule = Rule {
    code: "missing-anchor",
    topic: Topic::Links,
    severity: Severity::Error,
    is_on: true,
    page: r#"# missing-anchor: a link to an anchor that the page does not have

The part of a link behind `#` names no heading and no `id` of the page that it leads to. Readers land at the top of
the page; Zola does not build a site with such a link to another page.

Other pages are looked at with the site at hand. Within the page, an anchor is reported where one of nearly the
same name is there, since templates may have any others, as `#comment-form`.

## Wrong

```text site
content/2031-04/index.md#the-shell
```

```markdown wrong
We began [last month](@/2031-04/index.md#shell).
```

```markdown wrong
See [below](#bootlaoder) and [further below](#Kernel_News).

## Bootloader

## Kernel News
```

## Right

```markdown right
We began [last month](@/2031-04/index.md#the-shell), see [below](#kernel-news).

## Kernel News

It boots.
```

```markdown right
Tell us in [the comments](#comment-form) below the [news](#news).

<a id="news"></a>
```
"#,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let mut own: Option<HashSet<String>> = None;
    let mut lookups = 0;
    for target in context.targets() {
        if let Some(anchor) = target
            .url
            .strip_prefix('#')
            .filter(|anchor| !anchor.is_empty())
        {
            let own = own.get_or_insert_with(|| anchors(&context.page, context.source()));
            if own.contains(anchor) || anchor == "top" || lookups == name::LOOKUPS {
                continue;
            }
            lookups += 1;
            let mut names: Vec<&str> = own.iter().map(String::as_str).collect();
            names.sort_unstable();
            if let Some(near) = name::nearest(anchor, names.into_iter()) {
                let message = format!("write `#{near}`");
                findings
                    .report(target.span, "the page has no such anchor")
                    .fix(message, target.span, format!("#{near}"));
            }
        } else if let Some((page, anchor)) = target
            .url
            .strip_prefix("@/")
            .and_then(|url| url.split_once('#'))
        {
            let known = context
                .site
                .and_then(|site| site.has_anchor(&format!("content/{page}"), anchor));
            if known == Some(false) {
                findings
                    .report(target.span, format!("`@/{page}` has no such anchor"))
                    .help("write the id of one of its headings, or leave `#` and what is behind it out");
            }
        }
    }
}
