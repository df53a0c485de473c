use crate::context::{Context, Findings};
use crate::diagnostic::Severity;
use crate::rule::{Rule, Topic};

pub(super) const RULE: Rule = Rule {
    code: "http-link",
    topic: Topic::Links,
    severity: Severity::Hint,
    is_on: true,
    page: r#"# http-link: a link that is not encrypted

A link starts with `http:`. Nearly every site can be read by `https:`, and browsers warn where a page is not.
Links to the reader's own machine are left alone.

## Wrong

```markdown wrong
Our new home is <http://example.org>.
```

```markdown wrong
Come to [our chat].

[our chat]: http://example.org/chat
```

## Right

```markdown right
Our new home is <https://example.org>.
```

```markdown right
Then open [the page](http://localhost:8000/), or [that of the board](http://192.168.4.1/).
```
"#,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for target in context.targets() {
        let Some(scheme) = target
            .url
            .get(..7)
            .filter(|scheme| scheme.eq_ignore_ascii_case("http://"))
        else {
            continue;
        };
        let rest = &target.url[scheme.len()..];
        let host = rest.split(['/', ':', '?', '#']).next().unwrap_or(rest);
        if !is_local(host) {
            findings
                .report(target.span, "a link that is not encrypted")
                .help("write `https:` if the site answers there");
        }
    }
}

/// Whether a host is a machine nearby, or one that is reached in another way.
fn is_local(host: &str) -> bool {
    let is_number = host
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'.');
    is_number
        || host.starts_with('[')
        || !host.contains('.')
        || host.ends_with(".local")
        || host.ends_with(".onion")
}
