use crate::context::{Context, Findings};
use crate::diagnostic::Severity;
use crate::rule::{Rule, Topic};

pub(super) const RULE: Rule = Rule {
    code: "unknown-template",
    topic: Topic::FrontMatter,
    severity: Severity::Error,
    is_on: true,
    page: r#"# unknown-template: a template that the site does not have

`template` names a file that is not in the folder `templates` of the site or of a theme. Zola does not build such a site.
The rule needs the site.

## Wrong

```text site
templates/issue.html
themes/plain/templates/post.html
```

```markdown wrong
+++
title = "This Month in Example OS (May 2031)"
date = 2031-06-04
template = "isue.html"
+++
```

```markdown wrong
+++
title = "This Month in Example OS (May 2031)"
date = 2031-06-04
template = "templates/issue.html"
+++
```

## Right

```markdown right
+++
title = "This Month in Example OS (May 2031)"
date = 2031-06-04
template = "post.html"
+++
```

```markdown right
+++
title = "This Month in Example OS (May 2031)"
date = 2031-06-04
template = "page.html"
+++
```
"#,
    check,
};

/// Templates that Zola has itself.
const BUILT_IN: [&str; 5] = [
    "index.html",
    "list.html",
    "page.html",
    "section.html",
    "single.html",
];

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let template = context.document.issue().front_matter.template.as_deref();
    let (Some(site), Some(template)) = (context.site, template) else {
        return;
    };
    if BUILT_IN.contains(&template) || site.has_template(template) {
        return;
    }
    if let Some(at) = context.keys().at(&["template"]) {
        findings
            .report(at.value, format!("the site has no template `{template}`"))
            .help("write the name of a file as it is below `templates`");
    }
}
