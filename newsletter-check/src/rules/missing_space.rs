use newsletter_parse::Span;

use crate::context::{Context, Findings};
use crate::diagnostic::{Diagnostic, Severity};
use crate::page::{Page, Passage, PassageKind, Piece, PieceKind};
use crate::rule::{Rule, Topic};

pub(super) const RULE: Rule = Rule {
    code: "missing-space",
    topic: Topic::Text,
    severity: Severity::Warning,
    is_on: true,
    page: r#"# missing-space: words that run into each other

A word follows a link or code without a space, or stands before one; or a sentence starts right behind a full stop. The marker of a heading or
an item without a space behind it is text: `###Title`, `-[a](b)`. Endings that belong to the word, such as the "s" of a plural, are fine, and so are `join`ed and un`wrap`.

## Wrong

```markdown wrong
Thanks to [@ada-f](https://github.com/ada-f)for their contribution!
```

```markdown wrong
The crate`serial`boots.It is small,but fast.
```

```markdown wrong
Thanks to [@ada-f](https://github.com/ada-f),[@mira-l](https://github.com/mira-l).The[crate](https://example.org/1)(thanks to
Ada) is [new](https://example.org/2),and it is [fast](https://example.org/3).We like it.
```

```markdown wrong
- [A fix](https://example.org/4)<span class="gray">(published)</span>
-[A shell](https://example.org/5)
```

```markdown wrong
-**A door**: it `opens`**wide**.

1.[A shell](https://example.org/5)
```

```markdown wrong
###[`ovens`](https://example.org/ovens)

We bake.
```

## Right

```markdown right
- [A fix](https://example.org/4) <span class="gray">(published)</span>
- *[A shell](https://example.org/5)*, see #12 and ##.

***All** of it* is new. 2.5 is more than 2.[^1]

[^1]: Or not.

Tag it #linux, or
\#\#Title.
```

```markdown right
- [Use `Arc`s, which can be `join`ed](https://example.org/5)
```

```markdown right
A task can be `join`ed, `Vec`s are [vector](https://example.org/1)s, and [Ada](https://example.org/ada)'s un`wrap` is gone.
```

```markdown right
The values are `drop`ped. 中[文](https://example.org/3)字. We use example.org, Node.Js, 1,000 files and x,y. A pre[built](https://example.org/2) one.
```
"#,
    check,
};

/// Endings that are written right behind a name.
#[rustfmt::skip]
const ENDINGS: [&str; 48] = [
    "s", "es", "ed", "d", "ing", "er", "ers", "r", "rs", "ly", "n", "en", "able", "ible", "ish",
    "ized", "ised", "ify", "ness", "less", "ful", "y", "ies", "th", "nd", "st", "rd", "ation",
    "ization", "isms", "ism", "ity", "ically", "ability", "ator", "ators", "ations", "ions",
    "ment", "ments", "ified", "ifies", "ifying", "ification", "ementation", "ementations",
    "ure", "ures",
];

/// What is written right before a name.
const BEGINNINGS: [&str; 20] = [
    "un", "re", "pre", "non", "de", "sub", "multi", "co", "dis", "mis", "over", "under", "micro",
    "uni", "auto", "semi", "anti", "meta", "inter", "pseudo",
];

/// Words that start a sentence, or go on with one behind a comma.
#[rustfmt::skip]
const STARTS: [&str; 40] = [
    "The", "This", "That", "These", "Those", "There", "They", "Then", "Thanks", "Thank", "We",
    "It", "In", "If", "For", "You", "Your", "However", "And", "But", "With", "When", "While",
    "Also", "Our", "As", "At", "On", "To", "Please", "Unfortunately", "Additionally",
    "Furthermore", "See", "After", "Since", "Now", "Here", "Next", "Finally",
];

const JOINS: [&str; 22] = [
    "and", "but", "or", "so", "which", "the", "that", "this", "we", "it", "for", "with", "as",
    "to", "in", "where", "because", "while", "when", "is", "by", "of",
];

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let page = &context.page;
    for passage in &page.passages {
        // Where a backtick is left over, code is not what was meant as code.
        let is_odd = has_backtick(page, passage);
        let is_code = |piece: &Piece| piece.kind == PieceKind::Code;
        let pairs = page.pieces_of(passage).windows(2);
        for pair in pairs.filter(|pair| !(is_odd && pair.iter().any(is_code))) {
            check_edge(context, &pair[0], &pair[1], findings);
        }
        if passage.bytes.has_any(b"(") {
            for three in page.pieces_of(passage).windows(3) {
                check_tag(context, &three[0], &three[1], &three[2], findings);
            }
        }
        check_sentences(page, passage, findings);
        check_markers(context, passage, findings);
    }
}

/// Whether a backtick stands in the text of a passage.
fn has_backtick(page: &Page<'_>, passage: &Passage<'_>) -> bool {
    let is_left = |piece: &Piece| {
        piece.kind == PieceKind::Text && page.text[piece.text.clone()].contains('`')
    };
    passage.bytes.has_any(b"`") && page.pieces_of(passage).iter().any(is_left)
}

/// Reports a tag that opens right behind a link, with a note in it: `[a](b)<span>(new)</span>`.
fn check_tag(
    context: &Context<'_>,
    link: &Piece,
    tag: &Piece,
    note: &Piece,
    findings: &mut Findings<'_>,
) {
    let is_link = link.link.is_some() && link.kind != PieceKind::Html;
    let is_outside = tag.link.is_none() && note.link.is_none();
    let is_tag =
        tag.kind == PieceKind::Html && context.source()[tag.span.range()].starts_with("<span");
    let inside = &context.page.text[note.text.clone()];
    let is_note = note.kind == PieceKind::Text && inside.starts_with('(');
    if is_link && is_outside && is_tag && is_note {
        let what = "no space between this and the link before it";
        with_space(findings.report(tag.span, what), tag.span.start);
    }
}

/// Reports the marker of a heading or an item without a space behind it, so that it is text: `###Title`, `-[a](b)`.
fn check_markers(context: &Context<'_>, passage: &Passage<'_>, findings: &mut Findings<'_>) {
    let source = context.source();
    let starts_so = context
        .page
        .text_of(passage)
        .starts_with(|first: char| "#-*+".contains(first) || first.is_ascii_digit());
    let has_lines = || memchr::memchr(b'\n', source[passage.span.range()].as_bytes()).is_some();
    if passage.kind != PassageKind::Paragraph || !(starts_so || has_lines()) {
        return;
    }
    let mut start = source[..passage.span.start]
        .rfind('\n')
        .map_or(0, |at| at + 1);
    let end = source[passage.span.end..].find('\n');
    let end = end.map_or(source.len(), |at| passage.span.end + at);
    for line in source[start..end].split_inclusive('\n') {
        let text = line.trim_start();
        if let Some(marker) = bare_marker(text.trim_end()) {
            let at = start + line.len() - text.len();
            let span = Span::new(at, at + marker);
            let diagnostic = findings.report(span, "no space behind the marker, so it is text");
            with_space(diagnostic, at + marker);
        }
        start += line.len();
    }
}

/// How long the marker is that a line starts with, where no space stands behind it.
fn bare_marker(line: &str) -> Option<usize> {
    let hashes = line.len() - line.trim_start_matches('#').len();
    let behind = &line[hashes..];
    if (2..=6).contains(&hashes)
        && behind.starts_with(|next: char| next.is_alphabetic() || "[`".contains(next))
    {
        return Some(hashes);
    }
    let digits = line.len()
        - line
            .trim_start_matches(|it: char| it.is_ascii_digit())
            .len();
    let marker = match digits {
        0 => line.strip_prefix(['-', '*', '+']).map(|_| 1),
        _ => line[digits..].strip_prefix(['.', ')']).map(|_| digits + 1),
    };
    let item = &line[marker?..];
    let is_link = item.starts_with('[') && item.contains("](");
    // `*[a](b)*` is emphasis.
    let is_strong = !line.starts_with('*') && item.starts_with("**") && item[2..].contains("**");
    (is_link && !item.contains('*') || is_strong).then_some(marker?)
}

/// Reports two pieces that run into each other.
fn check_edge(context: &Context<'_>, first: &Piece, second: &Piece, findings: &mut Findings<'_>) {
    let page = &context.page;
    let is_text = |piece: &Piece| {
        let is_image = piece.link.is_some_and(|link| page.links[link].is_image);
        matches!(piece.kind, PieceKind::Text | PieceKind::Code) && !is_image
    };
    let is_edge = first.link != second.link || first.kind != second.kind;
    if !(is_text(first) && is_text(second) && is_edge) {
        return;
    }
    if let Some(word) = word_behind(page, first, second) {
        report(word, context, first, second, findings);
    } else if let Some(word) = word_before(page, first, second) {
        report(word, context, first, second, findings);
    }
}

/// The word that stands right behind a link or code.
fn word_behind(page: &Page<'_>, first: &Piece, second: &Piece) -> Option<Span> {
    let before = &page.text[first.text.clone()];
    let behind = &page.text[second.text.clone()];
    let is_behind = first.kind == PieceKind::Code || first.link.is_some();
    if !is_behind || second.kind != PieceKind::Text {
        return None;
    }
    let changes_link = first.link != second.link;
    let touches = match first.kind {
        PieceKind::Code => !before.ends_with(' '),
        _ => before.ends_with(is_spaced),
    };
    let is_open = || changes_link && is_parenthesis(behind);
    let is_mention = || changes_link && second.link.is_some() && behind.starts_with('@');
    let word = leading_word(behind);
    let is_part = || is_ending(word) && (second.link.is_none() || !changes_link);
    let is_word = || word.starts_with(char::is_alphabetic) && !is_part();
    if !(is_open() || (touches && (is_mention() || is_word()))) {
        return None;
    }
    let end = match second.is_exact() {
        true => second.span.start + word.len().max(1),
        false => second.span.end,
    };
    Some(Span::new(second.span.start, end))
}

/// The word or comma that stands right before a link or code.
fn word_before(page: &Page<'_>, first: &Piece, second: &Piece) -> Option<Span> {
    let before = &page.text[first.text.clone()];
    let behind = &page.text[second.text.clone()];
    let is_before = second.kind == PieceKind::Code || second.link.is_some();
    let is_plain = first.kind == PieceKind::Text && first.link.is_none();
    if !is_before || !is_plain {
        return None;
    }
    let last = trailing_word(before);
    if !is_joined(before, last, behind) {
        return None;
    }
    let start = match first.is_exact() {
        true => first.span.end - last.len().max(1),
        false => first.span.start,
    };
    Some(Span::new(start, first.span.end))
}

/// Whether a text ends in a word or a comma that runs into what stands behind it.
fn is_joined(before: &str, last: &str, behind: &str) -> bool {
    if !behind.starts_with(|first: char| is_spaced(first) || first == '@') {
        return false;
    }
    if let Some(before) = before.strip_suffix([',', ';']) {
        let is_behind = |last: char| last.is_alphabetic() || " )".contains(last);
        return before.is_empty() || before.ends_with(is_behind);
    }
    let is_lower = last.bytes().skip(1).all(|byte| byte.is_ascii_lowercase());
    let is_word = last.len() > 1 && last.starts_with(|first: char| first.is_ascii_alphabetic());
    let rest = &before[..before.len() - last.len()];
    is_word
        && is_lower
        && !rest.ends_with(['-', '_', '/', '.', ':', '@', '#', '\'', '’'])
        && !BEGINNINGS
            .iter()
            .any(|known| known.eq_ignore_ascii_case(last))
}

fn is_parenthesis(text: &str) -> bool {
    let inside = text.strip_prefix('(').map(leading_word);
    inside.is_some_and(|word| word.len() > 3 || word == "by" || word == "see")
}

/// Whether a word is an ending, also one with a doubled letter, as in `drop`ped.
fn is_ending(word: &str) -> bool {
    let is_doubled = |rest: &str| ["ed", "ing", "er", "able"].contains(&rest);
    ENDINGS.contains(&word) || word.get(1..).is_some_and(is_doubled)
}

/// Whether it is a letter or digit of a script that parts words by spaces.
fn is_spaced(character: char) -> bool {
    character.is_alphanumeric() && character < '\u{E00}'
}

fn leading_word(text: &str) -> &str {
    let end = text.find(|character: char| !is_spaced(character));
    &text[..end.unwrap_or(text.len())]
}

fn trailing_word(text: &str) -> &str {
    let start = text
        .char_indices()
        .rev()
        .find(|(_, character)| !is_spaced(*character));
    &text[start.map_or(0, |(at, character)| at + character.len_utf8())..]
}

fn report(
    span: Span,
    context: &Context<'_>,
    first: &Piece,
    second: &Piece,
    findings: &mut Findings<'_>,
) {
    let edge = edge(context, first, second);
    let is_before = span.end <= edge;
    let what = match is_before {
        true => "no space between this and what follows",
        false => "no space between this and what stands before it",
    };
    with_space(findings.report(span, what), edge);
}

/// The byte at which the space is missing.
fn edge(context: &Context<'_>, first: &Piece, second: &Piece) -> usize {
    let links = &context.page.links;
    match (first.link, second.link) {
        (_, Some(link)) if first.link != second.link => links[link].span.start,
        (Some(link), None) => links[link].span.end,
        // Marks of emphasis may stand between.
        _ if first.kind == PieceKind::Code => first.span.end,
        _ => second.span.start,
    }
}

fn with_space(diagnostic: &mut Diagnostic, at: usize) {
    diagnostic.fix("add a space", Span::new(at, at), " ");
}

/// The marks of a sentence that have a letter right behind them.
fn marks_before_letters(bytes: &[u8]) -> impl Iterator<Item = usize> {
    let marks = memchr::memchr2_iter(b',', b'.', bytes);
    let marks = marks.chain(memchr::memchr2_iter(b'!', b'?', bytes));
    marks.filter(|at| bytes.get(at + 1).is_some_and(u8::is_ascii_alphabetic))
}

/// Reports marks of a sentence with a word right behind them.
fn check_sentences(page: &Page<'_>, passage: &Passage<'_>, findings: &mut Findings<'_>) {
    if !passage.bytes.has_letter_behind_mark() {
        return;
    }
    let pieces = page.pieces_of(passage).iter().enumerate();
    for (number, piece) in pieces.filter(|(_, piece)| piece.is_exact()) {
        let text = &page.text[piece.text.clone()];
        for at in marks_before_letters(text.as_bytes()) {
            let before = text[..at].rfind([' ', ',', '.', '!', '?']);
            // Behind its first mark, a token is no word any more.
            if before.is_some_and(|before| !text[before..].starts_with(' ')) {
                continue;
            }
            let token = &text[before.map_or(0, |space| space + 1)..at];
            if is_end(token, number > 0) && is_start(text, at) {
                let end = at + 1 + leading_word(&text[at + 1..]).len();
                let span = Span::new(piece.span.start + at, piece.span.start + end);
                let diagnostic =
                    findings.report(span, format!("no space behind \"{}\"", &text[at..=at]));
                with_space(diagnostic, piece.span.start + at + 1);
            }
        }
    }
}

/// Whether a word alone stands before a mark: what is in this piece, or a link or code before it.
fn is_end(token: &str, has_before: bool) -> bool {
    let word = token.trim_start_matches(['(', '"']);
    match token.is_empty() {
        true => has_before,
        false => word.chars().nth(1).is_some() && word.chars().all(char::is_alphabetic),
    }
}

/// Whether a word stands right behind a mark that a sentence may start or go on with.
fn is_start(text: &str, at: usize) -> bool {
    let behind = leading_word(&text[at + 1..]);
    let known: &[&str] = match text.as_bytes()[at] {
        b',' => &JOINS,
        _ => &STARTS,
    };
    known.contains(&behind) && text[at + 1 + behind.len()..].starts_with([' ', ',', '’', '\''])
}
