use newsletter_model::Block;
use newsletter_parse::Span;

use super::malformed_url::spaced_target;
use crate::context::{Context, Findings};
use crate::diagnostic::Severity;
use crate::name;
use crate::page::{Passage, PieceKind, Undefined};
use crate::rule::{Rule, Topic};

pub(super) const RULE: Rule = Rule {
    code: "undefined-reference",
    topic: Topic::Links,
    severity: Severity::Error,
    is_on: true,
    page: r#"# undefined-reference: a link without its target

A link by reference, as `[the book][book]` or `[book]`, has no definition `[book]: https://…` on the page, or a footnote `[^1]` no text. Readers see the brackets.

Brackets may be meant as such. Task boxes, numbers, indices as `a[0]`, attributes as `#[test]` and brackets in the text of a link
are left alone. Plain words in brackets are a hint, unless they are nearly the label of a definition.

## Wrong

```markdown wrong
Read [_The Book_], the [`shell`] and [the list][list].
```

```markdown wrong
Read [the bok] and [the chat] (https://example.org/chat).

[the book]: https://example.org/book
```

```markdown wrong
We boot[^1] and halt.[^note]

[^note]: Not yet on all boards.
```

## Right

```markdown right
Read [the book] and [its list][list].

[the book]: https://example.org/book
[list]: https://example.org/list
```

```markdown right
- [x] Read `a[^1]`, [^a-z], \[that\] book [1], and #[test] a[0]
- [[v0.9] Fix [[bin]]](https://example.org/fix)
```
"#,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for undefined in &context.page.undefined {
        match form(context, undefined) {
            Form::Text => {}
            Form::Spaced(behind) => {
                findings
                    .report(undefined.span, "a space parts a link from its target")
                    .fix("remove the space", behind, "");
            }
            form => report(context, findings, undefined, &form),
        }
    }
    for passage in &context.page.passages {
        check_footnotes(context, passage, findings);
    }
}

/// Reports the numbers of footnotes that have no text: `[^1]`.
fn check_footnotes(context: &Context<'_>, passage: &Passage<'_>, findings: &mut Findings<'_>) {
    if !passage.bytes.has_any(b"[") {
        return;
    }
    let text = context.page.text_of(passage);
    for (at, open) in text.match_indices("[^") {
        let rest = &text[at + open.len()..];
        let length = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
        let start = passage.text.start + at;
        let piece = context.page.piece_at(start);
        let is_text = piece.is_some_and(|piece| piece.kind == PieceKind::Text);
        if length > 0 && rest[length..].starts_with(']') && is_text {
            let label = &rest[..length];
            let span = context.page.span_of(start..start + open.len() + length + 1);
            findings
                .report(span, format!("the footnote [^{label}] has no text"))
                .help(format!("add a paragraph `[^{label}]: …`"));
        }
    }
}

/// What brackets without definition are meant as.
enum Form {
    /// A link.
    Link,
    /// A link whose target stands behind a space.
    Spaced(Span),
    /// A link or text.
    Unsure,
    /// Text.
    Text,
}

fn report(context: &Context<'_>, findings: &mut Findings<'_>, undefined: &Undefined, form: &Form) {
    let is_first = findings.diagnostics.len() < name::LOOKUPS;
    let blocks = context.outline.blocks.iter().filter(|_| is_first);
    let labels = blocks.filter_map(|block| match block.block {
        Block::Definition(definition) => Some(definition.label.as_str()),
        _ => None,
    });
    let near = name::nearest(&undefined.label, labels);
    let message = format!("[{}] has no definition", undefined.label);
    let diagnostic = findings.report(undefined.span, message);
    match near {
        Some(near) => diagnostic.help(format!("there is a definition of [{near}]")),
        None => diagnostic.help(format!(
            "add a line [{}]: https://…, or write the target behind it in parentheses",
            undefined.label
        )),
    };
    if matches!(form, Form::Unsure) && near.is_none() {
        diagnostic.hint();
    }
}

fn form(context: &Context<'_>, undefined: &Undefined) -> Form {
    let source = context.source();
    let (span, label) = (undefined.span, undefined.label.as_str());
    let (before, behind) = (&source[..span.start], &source[span.end..]);
    if spaced_target(source, span).is_some() {
        return Form::Text;
    }
    let spaces = behind.len() - behind.trim_start_matches(' ').len();
    if spaces > 0 && is_target(&behind[spaces..]) {
        return Form::Spaced(Span::new(span.end, span.end + spaces));
    }
    let is_index = before.ends_with(|last: char| {
        last.is_alphanumeric()
            || matches!(last, ']' | ')' | '`' | '#' | '&' | '<' | '!' | '\\' | '[')
    });
    if is_index || behind.starts_with([']', '(']) || is_text(label) {
        return Form::Text;
    }
    let is_full = source[span.range()].contains("][");
    let has_markup = label.contains(['`', '_', '*']) || label.starts_with('@');
    match is_full || has_markup {
        true => Form::Link,
        false => Form::Unsure,
    }
}

/// Whether a text starts with a target in parentheses.
pub(super) fn is_target(text: &str) -> bool {
    let inner = text.strip_prefix('(').unwrap_or_default();
    let inner = &inner[..inner.find([')', ' ', '\n']).unwrap_or(0)];
    inner.starts_with("https://") || inner.starts_with("http://") || inner.starts_with("@/")
}

/// Whether a text in brackets is certainly no label.
fn is_text(label: &str) -> bool {
    let is_short = label.chars().count() < 2;
    let is_number = label.chars().all(|character| !character.is_alphabetic());
    let is_code = label.contains([';', '=', '<', '>', '{', '}', '|', '"']) || label.contains("..");
    // Half-open intervals pair a bracket with a parenthesis.
    let is_interval = label.matches('(').count() != label.matches(')').count()
        || label.find(')') < label.find('(');
    let words = ["sic", "...", "…", "citation needed"];
    is_short
        || is_number
        || is_code
        || is_interval
        || label.starts_with(['^', '!', '&'])
        || words.contains(&label.to_lowercase().as_str())
}
