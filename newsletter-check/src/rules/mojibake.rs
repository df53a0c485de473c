use std::ops::Range;

use newsletter_parse::Span;

use crate::context::{Context, Findings};
use crate::diagnostic::Severity;
use crate::rule::{Rule, Topic};

pub(super) const RULE: Rule = Rule {
    code: "mojibake",
    topic: Topic::Text,
    severity: Severity::Error,
    is_on: true,
    page: r#"# mojibake: wrongly decoded text

UTF-8 that was read as Windows-1252 shows `â€¦` for "…" and `Ã¼` for "ü"; text that could not be decoded at all shows the
replacement character. Both are fine in code, where they may be what the text is about.

## Wrong

```markdown wrong
This month, we didnâ€™t do much â€¦
```

```markdown wrong
Thanks to JÃ¼rgen! ðŸŽ‰
```

```markdown wrong
A small caf� in town.
```

```markdown wrong
ï»¿Welcome to a new issue!
```

## Right

```markdown right
This month, we didn’t do much … Thanks to Jürgen and René! 🎉 „Spaß“, café—“so”, ÀÉÎ, 25 °C, £5, and naïve ±½.
```

```markdown right
The fallback is `�`, and `â€¦` is a sign of a wrong encoding.
```
"#,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let page = &context.page;
    let front_matter = Span::new(0, page.body_start);
    let passages = page.passages.iter();
    let passages = passages.filter(|passage| !passage.bytes.is_ascii());
    let pieces = passages.flat_map(|passage| page.pieces_of(passage));
    let pieces = pieces.filter(|piece| piece.is_exact());
    let pieces = pieces.map(|piece| piece.span);
    for span in std::iter::once(front_matter).chain(pieces) {
        let text = &context.source()[span.range()];
        if text.is_ascii() {
            continue;
        }
        for run in foreign_runs(text) {
            check_run(text, run, span.start, findings);
        }
    }
}

/// The runs of characters beyond ASCII.
fn foreign_runs(text: &str) -> impl Iterator<Item = Range<usize>> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + bytes[at..].iter().position(|byte| !byte.is_ascii())?;
        let len = bytes[start..]
            .iter()
            .take_while(|byte| !byte.is_ascii())
            .count();
        at = start + len;
        Some(start..at)
    })
}

fn check_run(text: &str, run: Range<usize>, offset: usize, findings: &mut Findings<'_>) {
    let mut at = run.start;
    while let Some(character) = text[at..run.end].chars().next() {
        let rest = &text[at..run.end];
        let span = |len: usize| Span::new(offset + at, offset + at + len);
        let lost = rest.len() - rest.trim_start_matches('\u{FFFD}').len();
        at += if lost > 0 {
            findings
                .report(span(lost), "a character that could not be decoded")
                .help("write the character that is meant");
            lost
        } else if rest.starts_with(BYTE_ORDER_MARK) {
            findings
                .report(
                    span(BYTE_ORDER_MARK.len()),
                    "a wrongly decoded byte order mark",
                )
                .fix("remove it", span(BYTE_ORDER_MARK.len()), "");
            BYTE_ORDER_MARK.len()
        } else if let Some((len, meant)) = decoded(rest) {
            findings
                .report(
                    span(len),
                    format!("\"{}\" is wrongly decoded text", &rest[..len]),
                )
                .fix(format!("write \"{meant}\""), span(len), meant);
            len
        } else if rest.starts_with("â€") {
            findings
                .report(span("â€".len()), "\"â€\" is wrongly decoded text")
                .help("write the character that is meant, such as a dash or a quotation mark");
            "â€".len()
        } else {
            character.len_utf8()
        };
    }
}

/// U+FEFF, read as Windows-1252.
const BYTE_ORDER_MARK: &str = "ï»¿";

/// How many characters are decoded at once.
const DECODED: usize = 64;

/// What the start of a run was before it was read as Windows-1252, if it was: its length now, and its text then.
fn decoded(run: &str) -> Option<(usize, String)> {
    let mut first = run.chars().map(windows_1252);
    let (Some(Some(0xC2..=0xF4)), Some(Some(0x80..=0xBF))) = (first.next(), first.next()) else {
        return None;
    };
    let bytes: Vec<u8> = run.chars().take(DECODED).map_while(windows_1252).collect();
    let valid = match std::str::from_utf8(&bytes) {
        Ok(_) => bytes.len(),
        Err(error) => error.valid_up_to(),
    };
    let text = std::str::from_utf8(&bytes[..valid]).ok()?;
    let len = run.chars().take(valid).map(char::len_utf8).sum();
    is_plausible(text).then(|| (len, text.to_owned()))
}

/// One character may be chance, as in "Spaß“", unless it is one that wrong decoding is known by.
fn is_plausible(text: &str) -> bool {
    let is_known = |character: char| matches!(character, '\u{A0}'..='\u{17F}' | '\u{2000}'..='\u{27BF}' | '\u{FEFF}' | '\u{1F000}'..='\u{1FAFF}');
    text.chars().next().is_some_and(is_known) || text.chars().count() > 2
}

/// The byte of a character in Windows-1252, beyond ASCII.
fn windows_1252(character: char) -> Option<u8> {
    const HIGH: [char; 27] = [
        '€', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', 'Ž', '‘', '’', '“', '”', '•',
        '–', '—', '˜', '™', 'š', '›', 'œ', 'ž', 'Ÿ',
    ];
    const BYTES: [u8; 27] = [
        0x80, 0x82, 0x83, 0x84, 0x85, 0x86, 0x87, 0x88, 0x89, 0x8A, 0x8B, 0x8C, 0x8E, 0x91, 0x92,
        0x93, 0x94, 0x95, 0x96, 0x97, 0x98, 0x99, 0x9A, 0x9B, 0x9C, 0x9E, 0x9F,
    ];
    let high = HIGH.iter().position(|known| *known == character);
    let byte = high.map(|at| BYTES[at]);
    byte.or_else(|| {
        u8::try_from(u32::from(character))
            .ok()
            .filter(|byte| *byte >= 0x80)
    })
}
