use crate::context::{Context, Findings};
use crate::diagnostic::Severity;
use crate::rule::{Rule, Topic};
use crate::site::Site;

pub(super) const RULE: Rule = Rule {
    code: "missing-page",
    topic: Topic::Links,
    severity: Severity::Error,
    is_on: true,
    page: r#"# missing-page: a link to a page that the site does not have

A link that starts with `@/` names a page by its path below `content`. Zola does not build a site with a link to a page that is not there.
The rule needs the site.

## Wrong

```text site
content/2031-04/index.md
content/about.md
```

```markdown wrong
We began [last month](@/2031-03/index.md#shell).
```

```markdown wrong
See [last month](@/2031-04) and [who we are](@/about/index.md).
```

## Right

```markdown right
We began [last month](@/2031-04/index.md), see [who we are](@/about.md).
```

```markdown right
We began [last month](https://example.org/2031-03/).
```
"#,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let Some(site) = context.site else {
        return;
    };
    for target in context.targets() {
        let Some(path) = target.url.strip_prefix("@/") else {
            continue;
        };
        let path = path.split('#').next().unwrap_or(path);
        if site.has_file(&format!("content/{path}")) {
            continue;
        }
        let diagnostic = findings.report(target.span, "the site has no such page");
        match other_form(site, path) {
            Some(other) => {
                let anchor = &target.url[path.len() + 2..];
                let message = format!("write `@/{other}`");
                diagnostic.fix(message, target.span, format!("@/{other}{anchor}"))
            }
            None => diagnostic.help("write the path of a page below `content`"),
        };
    }
}

/// The path of the page that is written in another form: without `index.md`, or with it.
fn other_form(site: &Site, path: &str) -> Option<String> {
    let stem = path.trim_end_matches('/');
    let stem = stem.strip_suffix(".md").unwrap_or(stem);
    let stem = stem
        .strip_suffix("/index")
        .or_else(|| stem.strip_suffix("/_index"))
        .unwrap_or(stem);
    let forms = [
        format!("{stem}/index.md"),
        format!("{stem}.md"),
        format!("{stem}/_index.md"),
    ];
    forms
        .into_iter()
        .find(|form| site.has_file(&format!("content/{form}")))
}
