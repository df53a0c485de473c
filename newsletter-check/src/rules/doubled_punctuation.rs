use newsletter_parse::Span;

use crate::context::{Context, Findings};
use crate::diagnostic::Severity;
use crate::rule::{Rule, Topic};

pub(super) const RULE: Rule = Rule {
    code: "doubled-punctuation",
    topic: Topic::Text,
    severity: Severity::Warning,
    is_on: true,
    page: r#"# doubled-punctuation: two marks where one is meant

Two marks stand behind a word where a sentence has one: `!.`, `..`, `,,`, `.,`. Three dots, `?!`, abbreviations such as
"etc.,", ranges, and a title that ends with a mark of its own are fine.

## Wrong

```markdown wrong
Thanks to [@ada-f](https://github.com/ada-f) for their contribution!.
```

```markdown wrong
It boots,, and it shuts down..
```

## Right

```markdown right
Really?! It boots... Lists, maps, etc., are in 0..10, `a..b` and ../path.
```

```markdown right
We answer ["What is a kernel?"](https://example.org/kernel). See [Hello!](https://example.org/hello).
```
"#,
    check,
};

/// Words that end with a full stop of their own.
const ABBREVIATIONS: [&str; 22] = [
    "etc", "e.g", "i.e", "al", "vs", "inc", "ltd", "corp", "co", "jr", "sr", "dr", "approx", "resp", "incl", "cf", "ca",
    "a.k.a", "p.m", "a.m", "misc", "no",
];

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let page = &context.page;
    for piece in page.pieces.iter().filter(|piece| piece.is_exact()) {
        let text = &page.text[piece.text.clone()];
        let bytes = text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            let len = bytes[at..].iter().take_while(|byte| b".,;:!?".contains(byte)).count();
            if len == 2 && is_wrong(text, at) {
                let span = Span::new(piece.span.start + at, piece.span.start + at + 2);
                report(&text[at..at + 2], span, findings);
            }
            at += len.max(1);
        }
    }
}

fn is_wrong(text: &str, at: usize) -> bool {
    let before = &text[..at];
    let behind = text[at + 2..].chars().next();
    let is_behind_word = before.ends_with(|last: char| last.is_alphanumeric() || ")]\"'”’".contains(last));
    let ends = behind.is_none_or(|next| next.is_whitespace() || ")]\"'”’".contains(next));
    is_behind_word
        && ends
        && match &text.as_bytes()[at..at + 2] {
            b"!." | b"?." | b".." | b",," | b",." | b";;" | b";." | b";," | b":." | b",;" => true,
            b".," => !is_abbreviation(before),
            _ => false,
        }
}

fn is_abbreviation(before: &str) -> bool {
    let word = before.rsplit(|character: char| character.is_whitespace() || "(\"'".contains(character)).next();
    let word = word.unwrap_or_default();
    let is_initials = word.chars().count() == 1 || word.contains('.');
    let is_name = word.starts_with(|first: char| first.is_uppercase());
    is_initials || is_name || ABBREVIATIONS.iter().any(|known| word.eq_ignore_ascii_case(known))
}

fn report(marks: &str, span: Span, findings: &mut Findings<'_>) {
    let meant = match marks {
        "!." | "?." | ".." | ",," | ";;" => Some(&marks[..1]),
        ",." | ";." | ":." => Some("."),
        _ => None,
    };
    let diagnostic = findings.report(span, format!("the marks \"{marks}\" stand where one is meant"));
    match meant {
        Some(meant) => diagnostic.fix(format!("write \"{meant}\""), span, meant),
        None => diagnostic.help("keep one of the two"),
    };
}
