use std::ops::Range;

use memchr::memchr2_iter;
use newsletter_parse::Span;

use crate::context::{Context, Findings};
use crate::diagnostic::Severity;
use crate::page::PieceKind;
use crate::rule::{Rule, Topic};

pub(super) const RULE: Rule = Rule {
    code: "malformed-version",
    topic: Topic::Text,
    severity: Severity::Warning,
    is_on: true,
    page: r#"# malformed-version: `v.` before a version

A version is written as `v1.2`, or as 1.2, in text as in code. With a full stop, a space or another `v` behind the `v`, or with two
stops before a number, it is none, and nobody finds it. `v0.1..v0.2` is a range of versions.

## Wrong

```markdown wrong
The latest release is now `v.0.13.2`.
```

```markdown wrong
- [Release v.2](https://example.org/1)
- [Release vv1.3](https://example.org/2)
```

```markdown wrong
The release `v 0.13.2` comes after `v0..13.1`.
```

## Right

```markdown right
The latest release is now `v0.13.2` (was 0.13.1), see [rev.2](https://example.org/v.2),
the field `v.0`, and [v.1.2](https://example.org/releases/v.1.2).
```

```markdown right
Compare `v0.1..v0.2`, `v0.1..2`, `v1..2` and Pascal v 2.
```
"#,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let page = &context.page;
    let bytes = page.text.as_bytes();
    let starts = memchr2_iter(b'v', b'V', bytes);
    for at in starts.take_while(|at| at + 2 < bytes.len()) {
        let Some((version, meant)) = malformed(&page.text, at) else {
            continue;
        };
        let written = &page.text[version];
        let piece = page.piece_at(at);
        let Some(start) = piece
            .and_then(|piece| Some(piece.content_start(context.source())? + at - piece.text.start))
        else {
            continue;
        };
        let is_field =
            piece.is_some_and(|piece| piece.kind == PieceKind::Code) && !meant.contains('.');
        let link = piece.and_then(|piece| page.links.get(piece.link?));
        if is_field || link.is_some_and(|link| link.destination.contains(written)) {
            // `v.0` is a field of a tuple, and a release is called what its page is.
            continue;
        }
        let span = Span::new(start, start + written.len());
        findings
            .report(span, format!("`{written}` is not how a version is written"))
            .fix(format!("write `{meant}`"), span, meant);
    }
}

/// The malformed version that starts here, and not in the middle of a word; and how it is meant.
fn malformed(text: &str, at: usize) -> Option<(Range<usize>, String)> {
    let bytes = text.as_bytes();
    let before = at.checked_sub(1).map(|before| bytes[before]);
    let is_inside = |before: u8| {
        before.is_ascii_alphanumeric() || b"_-./".contains(&before) || !before.is_ascii()
    };
    if before.is_some_and(is_inside) {
        return None;
    }
    let letter = &text[at..=at];
    let is_extra = matches!(bytes[at + 1], b'.' | b'v' | b'V' | b' ');
    if is_extra && bytes[at + 2].is_ascii_digit() {
        let version = at..end_of_version(bytes, at + 2);
        let number = &text[at + 2..version.end];
        // "Pascal v 2" may be a name.
        let is_version = bytes[at + 1] != b' ' || number.matches('.').count() > 1;
        return is_version.then(|| (version, format!("{letter}{number}")));
    }
    if !bytes[at + 1].is_ascii_digit() {
        return None;
    }
    let version = at..end_of_version(bytes, at + 1);
    let number = &text[at + 1..version.end];
    // A range of versions has a second one behind two stops: `v0.1..v0.2`, `v1..2`.
    let first = number.split("..").next().unwrap_or_default();
    let is_doubled =
        number.contains("..") && number.matches('.').count() > 2 && !first.contains('.');
    is_doubled.then(|| (version, format!("{letter}{}", number.replace("..", "."))))
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
