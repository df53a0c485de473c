use newsletter_parse::Span;

use super::undefined_reference::is_target;
use crate::context::{Context, Findings};
use crate::diagnostic::Severity;
use crate::marks::{Mark, marks, near_end, near_start};
use crate::page::Passage;
use crate::rule::{Rule, Topic};

pub(super) const RULE: Rule = Rule {
    code: "unbalanced-brackets",
    topic: Topic::Text,
    severity: Severity::Warning,
    is_on: true,
    page: r#"# unbalanced-brackets: brackets that were meant to be a link

Readers see `[text] (./address)`, `[text](address` and `(text)[address]` as they are written. A bracket alone, without its
like, is left over from editing. Brackets in pairs are fine, and so are intervals such as [0, 10).

## Wrong

```markdown wrong
See [our book] (./book.pdf) for more.
```

```markdown wrong
- [Fix a typo](https://example.org/1
- [Fix a [link](https://example.org/2)
```

```markdown wrong
Come to (our chat)[https://example.org/chat].
```

## Right

```markdown right
See [our book](https://example.org/book), and [[v0.9] Fix a typo](https://example.org/1).
```

```markdown right
Numbers in [0, 10) and (0, 1] are fine, `a[0` is code, and \[ is meant.
```
"#,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let passages = context.page.passages.iter();
    for passage in passages.filter(|passage| passage.bytes.has_any(b"[]")) {
        check_passage(context, passage, findings);
    }
}

fn check_passage(context: &Context<'_>, passage: &Passage<'_>, findings: &mut Findings<'_>) {
    let source = context.source();
    let mut open: Vec<Mark> = Vec::new();
    let end = passage.span.end;
    for mark in marks(&context.page, source, passage, *b"[]") {
        if mark.byte == b'[' {
            check_swapped(source, mark.source, end, findings);
            open.push(mark);
            continue;
        }
        let behind = &source[mark.source + 1..end.max(mark.source + 1)];
        match open.pop() {
            Some(open) => {
                let is_reported =
                    is_undefined(context, open.source) && is_target(behind.trim_start());
                check_address(mark.source, behind, is_reported, findings);
            }
            None if ends_interval(near_end(&source[passage.span.start..mark.source])) => {}
            None => {
                findings
                    .report(
                        Span::new(mark.source, mark.source + 1),
                        "a bracket that nothing opens",
                    )
                    .help("remove it, or write `[` where the text of the link starts");
            }
        }
    }
    for left in open {
        if !is_interval(near_start(&source[left.source..end.max(left.source)])) {
            findings
                .report(
                    Span::new(left.source, left.source + 1),
                    "a bracket that nothing closes",
                )
                .help("remove it, or close it; a link is `[text](address)`");
        }
    }
}

/// Whether the brackets that start here are read as a reference without definition, which another rule reports.
fn is_undefined(context: &Context<'_>, start: usize) -> bool {
    let undefined = &context.page.undefined;
    undefined
        .binary_search_by_key(&start, |undefined| undefined.span.start)
        .is_ok()
}

/// Reports what stands behind a bracket in text and was meant as an address.
fn check_address(bracket: usize, behind: &str, is_reported: bool, findings: &mut Findings<'_>) {
    let space = behind.len() - behind.trim_start_matches(' ').len();
    let Some(address) = behind[space..]
        .strip_prefix('(')
        .map(|address| address.trim_start_matches(' '))
        .filter(|address| is_address(address))
    else {
        return;
    };
    let from = bracket + 1;
    let len = address
        .bytes()
        .take(ADDRESS)
        .position(|next| next.is_ascii_whitespace() || next == b')');
    let is_closed = len.is_some_and(|len| address[len..].starts_with(')'));
    if !is_closed {
        findings
            .report(
                Span::new(bracket, from + space + 1),
                "the address of this link does not end",
            )
            .help("write `)` behind the address, which may hold no space");
    } else if space > 0 && !is_reported {
        let gap = Span::new(from, from + space);
        findings
            .report(gap, "a space between the text of a link and its address")
            .fix("remove the space", gap, "");
    } else if space == 0 {
        findings
            .report(
                Span::new(bracket, from + 1),
                "brackets and an address that make no link",
            )
            .help("a link is `[text](address)`");
    }
}

/// How long an address may be.
const ADDRESS: usize = 4096;

/// Reports `(text)[address]`.
fn check_swapped(source: &str, bracket: usize, end: usize, findings: &mut Findings<'_>) {
    let behind = &source[bracket + 1..end.max(bracket + 1)];
    if source[..bracket].ends_with(')') && is_address(behind) {
        findings
            .report(
                Span::new(bracket, bracket + 1),
                "the brackets of this link are swapped",
            )
            .help("a link is `[text](address)`");
    }
}

fn is_address(text: &str) -> bool {
    const STARTS: [&str; 7] = ["http:", "https:", "www.", "mailto:", "@/", "#", "./"];
    STARTS.iter().any(|start| text.starts_with(start))
}

/// Whether a bracket behind it ends an interval such as `(0, 1]`.
fn ends_interval(before: &str) -> bool {
    let inside = before.rfind('(').map(|open| &before[open + 1..]);
    inside.is_some_and(|inside| {
        inside.contains(',') && inside.bytes().any(|byte| byte.is_ascii_digit())
    })
}

/// Whether it starts with an interval such as `[0, 10)`.
fn is_interval(text: &str) -> bool {
    let Some(end) = text.find(')') else {
        return false;
    };
    let inside = &text[1..end];
    inside.contains(',')
        && inside.bytes().any(|byte| byte.is_ascii_digit())
        && !inside.contains('(')
}
