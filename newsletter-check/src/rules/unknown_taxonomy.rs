use crate::context::{Context, Findings};
use crate::diagnostic::Severity;
use crate::rule::{Rule, Topic};

pub(super) const RULE: Rule = Rule {
    code: "unknown-taxonomy",
    topic: Topic::FrontMatter,
    severity: Severity::Error,
    is_on: true,
    page: r#"# unknown-taxonomy: a taxonomy that the site does not have

A key below `[taxonomies]` is no taxonomy of the site's `config.toml`. Zola does not build such a site.
The rule needs the site.

## Wrong

```text site
taxonomy tags
```

```markdown wrong
+++
title = "This Month in Example OS (May 2031)"
date = 2031-06-04

[taxonomies]
tag = ["kernel"]
+++
```

```markdown wrong
+++
title = "This Month in Example OS (May 2031)"
date = 2031-06-04
taxonomies = { tags = ["kernel"], people = ["ada-f"] }
+++
```

## Right

```markdown right
+++
title = "This Month in Example OS (May 2031)"
date = 2031-06-04

[taxonomies]
tags = ["kernel"]
+++
```

```markdown right
+++
title = "This Month in Example OS (May 2031)"
date = 2031-06-04

[extra]
tag = "kernel"
+++
```
"#,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let taxonomies = context.document.issue().front_matter.taxonomies.as_ref();
    let (Some(site), Some(taxonomies)) = (context.site, taxonomies) else {
        return;
    };
    let keys = context.keys();
    for name in taxonomies.keys().filter(|name| !site.has_taxonomy(name)) {
        if let Some(at) = keys.at(&["taxonomies", name]) {
            findings
                .report(at.key, format!("the site has no taxonomy `{name}`"))
                .help("add it to `config.toml`, or write the name of one that is there");
        }
    }
}
