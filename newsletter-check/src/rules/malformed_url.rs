use crate::context::{Context, Findings};
use crate::diagnostic::Severity;
use crate::rule::{Rule, Topic};

pub(super) const RULE: Rule = Rule {
    code: "malformed-url",
    topic: Topic::Links,
    severity: Severity::Error,
    is_on: true,
    page: r#"# malformed-url: a link that leads nowhere

The target of a link or an image is empty, or its scheme is a misspelt `https`. The link is there, but no browser follows it.

## Wrong

```markdown wrong
Come to [our chat](htps://example.org/chat).
```

```markdown wrong
Come to [our chat]().
```

## Right

```markdown right
Come to [our chat](https://example.org/chat).
```

```markdown right
Write to [us](mailto:ada@example.org).
```
"#,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for link in &context.page.links {
        let span = link.destination_span(context.source());
        if link.destination.is_empty() {
            findings.report(span, "a link that leads nowhere");
        } else if let Some(rest) = link.destination.strip_prefix("htps:") {
            findings.report(span, "a scheme that no browser knows").fix(
                "write `https`",
                span,
                format!("https:{rest}"),
            );
        }
    }
}
