use newsletter_parse::Span;

use crate::context::{Context, Findings};
use crate::diagnostic::Severity;
use crate::outline::ItemAt;
use crate::page::{Passage, PassageKind, PieceKind};
use crate::rule::{Rule, Topic};

pub(super) const RULE: Rule = Rule {
    code: "stray-text",
    topic: Topic::Text,
    severity: Severity::Error,
    is_on: true,
    page: r#"# stray-text: keystrokes that are left over

A line or a paragraph is a single letter or mark, an item has no text, a backslash at the end of a line has no next line to
part, or the markers of a merge conflict still stand in the page. Each is left over from editing, and readers see it.

## Wrong

```markdown wrong
- [Fix a typo](https://example.org/1)
y
```

```markdown wrong
- [Fix a typo](https://example.org/1)
-
```

```markdown wrong
<<<<<<< HEAD
It boots.
=======
It boots fast.
>>>>>>> main
```

```markdown wrong
We fixed it. \

:wq
```

## Right

```markdown right
- [Fix a typo](https://example.org/1)
- x
- `y`
```

```markdown right
Dear readers, this summer
I was away.

🎉
```
"#,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for passage in &context.page.passages {
        check_lines(context, passage, findings);
        check_backslash(context, passage, findings);
    }
    for item in &context.outline.items {
        check_item(context, item, findings);
    }
    check_conflicts(context, findings);
}

/// Reports lines of a passage that are a single character.
fn check_lines(context: &Context<'_>, passage: &Passage<'_>, findings: &mut Findings<'_>) {
    if passage.kind != PassageKind::Paragraph {
        return;
    }
    let pieces = context.page.pieces_of(passage);
    let is_only = !pieces.iter().any(|piece| piece.kind == PieceKind::Break);
    for line in pieces.split(|piece| piece.kind == PieceKind::Break) {
        let [piece] = line else { continue };
        let text = context.page.text[piece.text.clone()].trim();
        let is_item =
            context.source()[..passage.span.start].ends_with(['-', '*', '+', ' ', '>', '|']);
        let is_plain = piece.kind == PieceKind::Text && piece.is_exact() && piece.link.is_none();
        if is_plain && (is_left_over(text) && !(is_only && is_item) || is_command(text)) {
            findings
                .report(
                    piece.span,
                    format!("\"{text}\" looks like a keystroke that is left over"),
                )
                .help("remove it");
        }
    }
}

/// Reports a backslash that has no next line to part.
fn check_backslash(context: &Context<'_>, passage: &Passage<'_>, findings: &mut Findings<'_>) {
    let source = &context.source()[..passage.span.end];
    let Some(piece) = context
        .page
        .pieces_of(passage)
        .last()
        .filter(|piece| piece.is_exact())
    else {
        return;
    };
    if context.page.text[piece.text.clone()].ends_with(" \\") && source.ends_with(" \\") {
        let rest = source[..source.len() - 1].trim_end().len();
        findings
            .report(
                Span::new(source.len() - 1, source.len()),
                "a backslash with no line behind it",
            )
            .fix("remove it", Span::new(rest, source.len()), "");
    }
}

/// Whether it is a single letter that is no word, or a single mark.
fn is_left_over(text: &str) -> bool {
    let mut characters = text.chars();
    match (characters.next(), characters.next()) {
        (Some(one), None) => {
            let is_letter = one.is_ascii_alphabetic() && !matches!(one, 'I' | 'a' | 'A');
            is_letter || (one.is_ascii_punctuation() && !matches!(one, '…' | '&'))
        }
        _ => false,
    }
}

/// Whether it is a command of an editor.
fn is_command(text: &str) -> bool {
    [
        ":w", ":q", ":wq", ":x", ":q!", ":wq!", "jk", "jj", "dd", "ZZ", "^C", "^X", "^[", "asdf",
    ]
    .contains(&text)
}

fn check_item(context: &Context<'_>, item: &ItemAt<'_>, findings: &mut Findings<'_>) {
    let is_bullet = context.source()[item.span.range()].trim().len() == 1;
    if item.item.blocks.is_empty() && is_bullet {
        findings
            .report(item.span, "an item without text")
            .help("write its text, or remove it");
    }
}

/// Reports the markers of a merge conflict.
fn check_conflicts(context: &Context<'_>, findings: &mut Findings<'_>) {
    let (page, source) = (&context.page, context.source());
    let has_marker =
        |marker: &str| memchr::memmem::find(source.as_bytes(), marker.as_bytes()).is_some();
    if !has_marker("<<<<<<< ") && !has_marker(">>>>>>> ") {
        return;
    }
    let is_code = |at: usize| {
        let behind = page.code_blocks.partition_point(|block| block.start <= at);
        behind > 0 && at < page.code_blocks[behind - 1].end
    };
    let mut start = 0;
    let mut is_open = false;
    for line in source.split_inclusive('\n') {
        let text = line.trim_end();
        is_open |= text.starts_with("<<<<<<< ");
        let is_marker = text.starts_with("<<<<<<< ")
            || text.starts_with(">>>>>>> ")
            || (is_open && text == "=======");
        if is_marker && !is_code(start) {
            findings
                .report(
                    Span::new(start, start + text.len()),
                    "the marker of a merge conflict",
                )
                .help("keep one of the two versions, and remove the markers");
        }
        is_open &= !text.starts_with(">>>>>>> ");
        start += line.len();
    }
}
