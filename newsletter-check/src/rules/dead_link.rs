use crate::answers::Answer;
use crate::context::{Context, Findings};
use crate::diagnostic::Severity;
use crate::rule::{Rule, Topic};

pub(super) const RULE: Rule = Rule {
    code: "dead-link",
    topic: Topic::Links,
    severity: Severity::Error,
    is_on: true,
    page: r#"# dead-link: a link to a page that is not there

The server of the page says that there is none (404 or 410), or there is no such server. A page that wants a password or
turns programs away (401, 403 and the like) is there.
The rule needs the network: `newsletter check --links`.

## Wrong

```text answers
https://example.org/notes 404
https://blog.example.org/ 410
https://nowhere.example.org/chat no host
https://example.org/ 200
```

```markdown wrong
Read [the notes](https://example.org/notes#june) or [the blog].

[the blog]: https://blog.example.org/
```

```markdown wrong
Come to <https://nowhere.example.org/chat>.
```

## Right

```markdown right
Read [the front page](https://example.org/).
```

```markdown right
Write to [us](mailto:ada@example.org).
```
"#,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for (link, answer) in context.answered_links() {
        let message = match answer {
            Answer::Gone(status) => {
                format!("a link to a page that is not there: the server answers {status}")
            }
            Answer::HostNotFound => "a link to a host that is not there".to_owned(),
            _ => continue,
        };
        findings
            .report(link.span, message)
            .help("link to where the page is now, or to a copy in an archive");
    }
}
