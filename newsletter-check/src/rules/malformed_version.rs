use newsletter_parse::Span;

use crate::context::{Context, Findings};
use crate::diagnostic::Severity;
use crate::rule::{Rule, Topic};

pub(super) const RULE: Rule = Rule {
    code: "malformed-version",
    topic: Topic::Text,
    severity: Severity::Warning,
    is_on: true,
    page: r#"# malformed-version: `v.` before a version

A version is written as `v1.2`, or as 1.2, in text as in code. With a full stop or another `v` behind the `v` it is none, and
nobody finds it.

## Wrong

```markdown wrong
The latest release is now `v.0.13.2`.
```

```markdown wrong
- [Release v.2](https://example.org/1)
- [Release vv1.3](https://example.org/2)
```

## Right

```markdown right
The latest release is now `v0.13.2` (was 0.13.1), see [rev.2](https://example.org/v.2).
```

```markdown right
Compare `v0.1..v0.2`.
```
"#,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let page = &context.page;
    let bytes = page.text.as_bytes();
    for (at, _) in page.text.match_indices(['v', 'V']) {
        let is_start = at == 0 || !(bytes[at - 1].is_ascii_alphanumeric() || b"_-./".contains(&bytes[at - 1]) || !bytes[at - 1].is_ascii());
        let extra = bytes.get(at + 1).is_some_and(|byte| b".vV".contains(byte));
        if !(is_start && extra && bytes.get(at + 2).is_some_and(u8::is_ascii_digit)) {
            continue;
        }
        let version = at..end_of_version(bytes, at + 2);
        let written = &page.text[version.clone()];
        let meant = format!("{}{}", &written[..1], &written[2..]);
        let piece = page.piece_at(at);
        let Some(start) = piece.and_then(|piece| Some(piece.content_start(context.source())? + at - piece.text.start))
        else {
            continue;
        };
        let span = Span::new(start, start + written.len());
        findings
            .report(span, format!("`{written}` is not how a version is written"))
            .fix(format!("write `{meant}`"), span, meant);
    }
}

fn end_of_version(bytes: &[u8], digits: usize) -> usize {
    let rest = &bytes[digits..];
    let len = rest.iter().take_while(|byte| byte.is_ascii_digit() || **byte == b'.').count();
    let trailing = rest[..len].iter().rev().take_while(|byte| **byte == b'.').count();
    digits + len - trailing
}
