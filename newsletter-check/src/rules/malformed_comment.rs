use newsletter_parse::Span;

use crate::context::{Context, Findings};
use crate::diagnostic::Severity;
use crate::page::{Passage, Piece, PieceKind};
use crate::rule::{Rule, Topic};

pub(super) const RULE: Rule = Rule {
    code: "malformed-comment",
    topic: Topic::Text,
    severity: Severity::Error,
    is_on: true,
    page: r#"# malformed-comment: a comment that does not end, or does not start

A comment in HTML stands between `<!--` and `-->`. One that is not closed swallows what follows, up to the end of the next
comment or of the page. One that does not start as a comment is shown to readers, or is lost. Markdown
in the same line behind a comment is not rendered. More dashes are fine.

## Wrong

```markdown wrong
<!-- Please add your project here.

## News

Nobody sees this.
```

```markdown wrong
<!-- first template --!>

We fixed a bug.

<!-- second template -->
```

```markdown wrong
<!-- more ->

We fixed a bug.

<!-- second template -->
```

```markdown wrong
<!- please add your project here -->
```

```markdown wrong
<!-- outer <!-- inner --> still outer -->
```

```markdown wrong
<!-- more --> See [our book](https://example.org/book).
```

## Right

```markdown right
<!---
Please add your project here.
--->

We fixed a bug. <!-- more -->
```

```markdown right
Not `<!-- this`. The arrow a --> b is text, and so is a <-- b.
```
"#,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let page = &context.page;
    for block in &page.html_blocks {
        check_html(context.source(), *block, findings);
        check_line_behind(context.source(), *block, findings);
    }
    for passage in &page.passages {
        for piece in page.html_of(passage) {
            check_html(context.source(), piece.span, findings);
        }
        check_text(context, passage, findings);
    }
}

/// Where a mark stands in a text, which may be long.
fn find(text: &str, mark: &str) -> Option<usize> {
    memchr::memmem::find(text.as_bytes(), mark.as_bytes())
}

fn check_html(source: &str, span: Span, findings: &mut Findings<'_>) {
    let html = &source[span.range()];
    if memchr::memchr(b'!', html.as_bytes()).is_none() {
        return;
    }
    let mut at = 0;
    while let Some(open) = find(&html[at..], "<!").map(|found| at + found) {
        let rest = &html[open..];
        let part = |from: usize, len: usize| Span::new(span.start + from, span.start + from + len);
        if let Some(text) = rest.strip_prefix("<!--") {
            let end = find(text, "-->").or_else(|| text.starts_with("->").then_some(0));
            let text = &text[..end.unwrap_or(text.len())];
            check_comment(part(open, 4), text, end.is_some(), findings);
            at = open + 4 + text.len();
        } else {
            let is_meant = rest
                .get(2..9)
                .is_some_and(|word| word.eq_ignore_ascii_case("doctype"));
            if !is_meant && !rest.starts_with("<![") {
                findings
                    .report(
                        part(open, 2),
                        "`<!` alone starts no comment, and what follows is lost",
                    )
                    .help("write `<!--` where the comment starts and `-->` where it ends");
            }
            at = open + 2;
        }
    }
}

/// Reports Markdown behind a comment that starts its line: there it stays as it is written.
fn check_line_behind(source: &str, block: Span, findings: &mut Findings<'_>) {
    let html = &source[block.range()];
    if !html.starts_with("<!--") {
        return;
    }
    let Some(end) = find(html, "-->") else {
        return;
    };
    let (comment, start) = (&html[..end], end + 3);
    let line = html[start..].lines().next().unwrap_or_default();
    let is_markdown = !line.trim().is_empty()
        && ["](", "`", "**"].iter().any(|mark| line.contains(mark))
        && !line.contains("<!--");
    if is_markdown && !comment.get(4..).is_some_and(|text| text.contains("<!--")) {
        let from = block.start + start + line.len() - line.trim_start().len();
        findings
            .report(
                Span::new(from, block.start + start + line.trim_end().len()),
                "Markdown behind a comment stays as it is written",
            )
            .help("write it in a line of its own, with an empty line before it");
    }
}

fn check_comment(open: Span, text: &str, is_closed: bool, findings: &mut Findings<'_>) {
    let from = open.end;
    if let Some(at) = find(text, "--!>") {
        let end = Span::new(from + at, from + at + 4);
        findings
            .report(end, "`--!>` does not end a comment")
            .fix("write `-->`", end, "-->");
        return;
    }
    let inner = find(text, "<!--");
    if is_closed && inner.is_none() {
        return;
    }
    let line = text
        .split_inclusive('\n')
        .find(|line| line.trim_end().ends_with("->"));
    if let Some(line) = line {
        let at = line.as_ptr() as usize - text.as_ptr() as usize + line.trim_end().len() - 2;
        let end = Span::new(from + at, from + at + 2);
        findings
            .report(end, "`->` does not end a comment")
            .fix("write `-->`", end, "-->");
    } else if inner.is_some() {
        findings
            .report(
                open,
                "this comment is not closed before the next one starts",
            )
            .help("write `-->` where it ends, or remove the `<!--` inside of it");
    } else {
        findings
            .report(
                open,
                "a comment that is never closed swallows the text behind it",
            )
            .help("write `-->` where it ends");
    }
}

/// What is meant as a comment and shown as text.
fn check_text(context: &Context<'_>, passage: &Passage<'_>, findings: &mut Findings<'_>) {
    let page = &context.page;
    if !passage.bytes.has_any(b"<>") {
        return;
    }
    let pieces = page.pieces_of(passage);
    for (number, piece) in pieces
        .iter()
        .enumerate()
        .filter(|(_, piece)| piece.is_exact())
    {
        let text = &page.text[piece.text.clone()];
        let part = |from: usize, len: usize| {
            Span::new(piece.span.start + from, piece.span.start + from + len)
        };
        let is_escaped = context.source()[..piece.span.start].ends_with('\\');
        if let Some((at, len)) = opening(text).filter(|(at, _)| !(*at == 0 && is_escaped)) {
            findings
                .report(
                    part(at, len),
                    format!(
                        "`{}` starts no comment, so readers see it",
                        &text[at..at + len]
                    ),
                )
                .help("write `<!--` where the comment starts and `-->` where it ends");
        } else if let Some(at) = closing(text).filter(|_| ends_line(pieces.get(number + 1))) {
            findings
                .report(part(at, 3), "`-->` ends no comment, so readers see it")
                .help("remove it, or write `<!--` where the comment starts");
        }
    }
}

/// What looks like the start of a comment: where, and how long.
fn opening(text: &str) -> Option<(usize, usize)> {
    if !text.contains('<') {
        return None;
    }
    const STARTS: [&str; 6] = ["<!--", "<!-", "<! -", "< !-", "<!–", "<!—"];
    let found = STARTS
        .iter()
        .find_map(|start| Some((text.find(start)?, start.len())));
    let is_misspelt = text.starts_with("<--") && text.trim_end().ends_with("-->");
    found.or(is_misspelt.then_some((0, 3)))
}

/// Whether no arrow's target can stand behind a piece.
fn ends_line(next: Option<&Piece>) -> bool {
    next.is_none_or(|next| next.kind == PieceKind::Break)
}

/// What looks like the end of a comment.
fn closing(text: &str) -> Option<usize> {
    let text = text.trim_end();
    let at = text.len() - 3.min(text.len());
    (text.ends_with("-->")).then_some(at)
}
