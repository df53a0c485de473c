use memchr::memchr2_iter;
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
    let starts = memchr2_iter(b'v', b'V', bytes);
    for at in starts.take_while(|at| at + 2 < bytes.len()) {
        if !is_malformed(bytes, at) {
            continue;
        }
        let version = at..end_of_version(bytes, at + 2);
        let written = &page.text[version.clone()];
        let meant = format!("{}{}", &written[..1], &written[2..]);
        let piece = page.piece_at(at);
        let Some(start) = piece
            .and_then(|piece| Some(piece.content_start(context.source())? + at - piece.text.start))
        else {
            continue;
        };
        let span = Span::new(start, start + written.len());
        findings
            .report(span, format!("`{written}` is not how a version is written"))
            .fix(format!("write `{meant}`"), span, meant);
    }
}

/// Whether a malformed version starts here, and not in the middle of a word.
fn is_malformed(bytes: &[u8], at: usize) -> bool {
    let is_v = |byte: u8| matches!(byte, b'v' | b'V');
    let is_extra = bytes[at + 1] == b'.' || is_v(bytes[at + 1]);
    let before = at.checked_sub(1).map(|before| bytes[before]);
    let is_inside = |before: u8| {
        before.is_ascii_alphanumeric() || b"_-./".contains(&before) || !before.is_ascii()
    };
    is_v(bytes[at]) && is_extra && bytes[at + 2].is_ascii_digit() && !before.is_some_and(is_inside)
}

fn end_of_version(bytes: &[u8], digits: usize) -> usize {
    let rest = &bytes[digits..];
    let len = rest
        .iter()
        .take_while(|byte| byte.is_ascii_digit() || **byte == b'.')
        .count();
    let trailing = rest[..len]
        .iter()
        .rev()
        .take_while(|byte| **byte == b'.')
        .count();
    digits + len - trailing
}
