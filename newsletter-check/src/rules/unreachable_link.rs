use crate::answers::Answer;
use crate::context::{Context, Findings};
use crate::diagnostic::Severity;
use crate::rule::{Rule, Topic};

pub(super) const RULE: Rule = Rule {
    code: "unreachable-link",
    topic: Topic::Links,
    severity: Severity::Warning,
    is_on: true,
    page: r#"# unreachable-link: a link to a page that was not reached

Nobody knows whether the page is there: its server took too long, closed the connection, has no valid certificate, has a
problem of its own (500 and above), wants fewer requests, or leads from one place to the next without end. Each was
tried again where that may help. The page may be back tomorrow.
The rule needs the network: `newsletter check --links`.

## Wrong

```text answers
https://slow.example.org/ timeout
https://old.example.org/ no certificate
https://example.org/busy 503
https://example.org/ 200
https://example.org/notes 404
```

```markdown wrong
Read [the blog](https://slow.example.org/), ![as old](https://old.example.org/) as it is.
```

```markdown wrong
- [A shell](https://example.org/busy)
```

## Right

```markdown right
Read [the front page](https://example.org/).
```

```markdown right
What was not asked for is not known: [the chat](https://example.org/chat).
```
"#,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for (link, answer) in context.answered_links() {
        if let Answer::Unreachable(obstacle) = answer {
            findings
                .report(
                    link.span,
                    format!("a link to a page that was not reached: {obstacle}"),
                )
                .help("try it in a browser: the page may be back later");
        }
    }
}
