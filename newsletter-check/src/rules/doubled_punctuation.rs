use newsletter_parse::Span;

use crate::context::{Context, Findings};
use crate::diagnostic::Severity;
use crate::marks::near_end;
use crate::page::{Page, Piece, PieceKind};
use crate::rule::{Rule, Topic};

pub(super) const RULE: Rule = Rule {
    code: "doubled-punctuation",
    topic: Topic::Text,
    severity: Severity::Warning,
    is_on: true,
    page: r#"# doubled-punctuation: two marks where one is meant

Two marks stand behind a word where a sentence has one: `!.`, `..`, `,,`, `.,`, or `::` at its end. The first may
end the text of a link. Three dots, `?!`, abbreviations such as
"etc.,", ranges, and a title that ends with a mark of its own are fine.

## Wrong

```markdown wrong
Thanks to [@ada-f](https://github.com/ada-f) for their contribution!.
```

```markdown wrong
It boots,, and it, , shuts down.. It is [fast](https://example.org/fast)..
```

```markdown wrong
See [our shell.](https://example.org/shell). We merged these::

- [A fix](https://example.org/1)
```

## Right

```markdown right
Really?! It boots... Lists, maps, etc., are in 0..10, `a..b` and ../path. We replaced Yahoo!, and Go!.
```

```markdown right
We answer ["What is a kernel?"](https://example.org/kernel). See [Hello!](https://example.org/hello).
```
"#,
    check,
};

/// Words that end with a full stop of their own.
const ABBREVIATIONS: [&str; 30] = [
    "etc", "e.g", "i.e", "al", "vs", "inc", "ltd", "corp", "co", "jr", "sr", "dr", "approx",
    "resp", "incl", "cf", "ca", "a.k.a", "p.m", "a.m", "misc", "no", "min", "max", "sec", "hrs",
    "viz", "fig", "vol", "est",
];

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let page = &context.page;
    for passage in &page.passages {
        if !passage.bytes.has_mark_behind_mark_or_space() {
            continue;
        }
        let pieces = page.pieces_of(passage);
        for (number, piece) in pieces
            .iter()
            .enumerate()
            .filter(|(_, piece)| piece.is_exact())
        {
            let is_shown =
                |piece: &Piece| !matches!(piece.kind, PieceKind::Html | PieceKind::Break);
            let before = number > 0 && is_shown(&pieces[number - 1]);
            let behind = pieces.get(number + 1).is_some_and(is_shown);
            check_piece(
                &page.text[piece.text.clone()],
                piece.span.start,
                before,
                behind,
                findings,
            );
        }
        for pair in pieces.windows(2) {
            check_edge(page, &pair[0], &pair[1], findings);
        }
        if let Some(last) = pieces.last() {
            check_colons(page, last, findings);
        }
    }
}

/// Reports two colons at the end of a passage; in code and in titles they end a path.
fn check_colons(page: &Page<'_>, last: &Piece, findings: &mut Findings<'_>) {
    let text = page.text[last.text.clone()].strip_suffix("::");
    let is_sentence =
        text.is_some_and(|text| text.contains(' ') && text.ends_with(char::is_alphabetic));
    if is_sentence && last.is_exact() && last.link.is_none() {
        let span = Span::new(last.span.end - 2, last.span.end);
        report("::", span, false, findings);
    }
}

/// Reports a full stop at the end of a link's text, and another one behind the link.
fn check_edge(page: &Page<'_>, first: &Piece, second: &Piece, findings: &mut Findings<'_>) {
    let is_text = |piece: &Piece| piece.kind == PieceKind::Text && piece.is_exact();
    if first.link.is_none() || second.link.is_some() || !is_text(first) || !is_text(second) {
        return;
    }
    let before = &page.text[first.text.clone()];
    let behind = &page.text[second.text.clone()];
    let sentence = before.strip_suffix('.').unwrap_or_default();
    let is_end = sentence.ends_with(char::is_alphanumeric) && !is_abbreviation(sentence);
    let rest = behind.strip_prefix('.');
    if is_end && rest.is_some_and(|rest| !rest.starts_with(|next: char| !next.is_whitespace())) {
        let span = Span::new(second.span.start, second.span.start + 1);
        findings
            .report(span, "a full stop behind that of the link")
            .fix("remove it", span, "");
    }
}

/// Looks at a text that stands at a byte of the source, and may have code or a link before and behind it.
fn check_piece(text: &str, start: usize, before: bool, behind: bool, findings: &mut Findings<'_>) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(next) = bytes[at..].iter().position(is_mark) {
        at += next;
        let len = bytes[at..].iter().take_while(|byte| is_mark(byte)).count();
        let is_inside = (at > 0 || before) && (at + 2 < bytes.len() || !behind);
        if len == 2 && is_inside && is_wrong(text, at) {
            let rest = text[at + 2..].trim_start();
            let goes_on = rest.starts_with(char::is_lowercase);
            report(
                &text[at..at + 2],
                Span::new(start + at, start + at + 2),
                goes_on,
                findings,
            );
        }
        check_commas(bytes, at, start, findings);
        at += len;
    }
}

fn is_mark(byte: &u8) -> bool {
    matches!(byte, b'.' | b',' | b';' | b':' | b'!' | b'?')
}

/// Reports two commas with spaces in between.
fn check_commas(bytes: &[u8], at: usize, start: usize, findings: &mut Findings<'_>) {
    if !bytes[at..].starts_with(b", ") {
        return;
    }
    let behind = bytes[at + 1..].iter().position(|byte| *byte != b' ');
    let behind = behind.map(|spaces| at + 1 + spaces);
    if let Some(second) = behind.filter(|second| bytes[*second] == b',') {
        let span = Span::new(start + at, start + second + 1);
        findings
            .report(span, "two commas with nothing in between")
            .fix("write one", span, ",");
    }
}

fn is_wrong(text: &str, at: usize) -> bool {
    let before = &text[..at];
    let behind = text[at + 2..].chars().next();
    let is_behind_word = before.is_empty()
        || before.ends_with(|last: char| last.is_alphanumeric() || ")]\"'”’".contains(last));
    let ends = behind.is_none_or(|next| next.is_whitespace() || ")]\"'”’".contains(next));
    is_behind_word
        && ends
        && match &text.as_bytes()[at..at + 2] {
            b"!." if has_name_before(before) => false,
            b"!." | b"?." | b".." | b",," | b",." | b";;" | b";." | b";," | b":." | b",;" => true,
            b".," | b".!" | b".:" => !is_abbreviation(before),
            _ => false,
        }
}

/// Whether a name that ends with a mark stands not far before, as in "Hello World!, again".
fn has_name_before(before: &str) -> bool {
    let near = before.as_bytes();
    let near = &near[near.len().saturating_sub(1000)..];
    memchr::memmem::find(near, b"!,").is_some()
}

fn is_abbreviation(before: &str) -> bool {
    let word = near_end(before)
        .rsplit(|character: char| character.is_whitespace() || "(\"'".contains(character))
        .next();
    let word = word.unwrap_or_default();
    let is_initials = word.chars().count() == 1 || word.contains('.');
    let is_name = word.len() < 5 && word.starts_with(|first: char| first.is_uppercase());
    is_initials
        || is_name
        || ABBREVIATIONS
            .iter()
            .any(|known| word.eq_ignore_ascii_case(known))
}

fn report(marks: &str, span: Span, goes_on: bool, findings: &mut Findings<'_>) {
    let meant = match marks {
        ".." if goes_on => None,
        "!." | "?." | ".." | ",," | ";;" | "::" => Some(&marks[..1]),
        ",." | ";." | ":." => Some("."),
        _ => None,
    };
    let diagnostic = findings.report(
        span,
        format!("the marks \"{marks}\" stand where one is meant"),
    );
    match meant {
        Some(meant) => diagnostic.fix(format!("write \"{meant}\""), span, meant),
        None if marks == ".." => diagnostic.help("write one, or three"),
        None => diagnostic.help("keep one of the two"),
    };
}
