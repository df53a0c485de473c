use std::ops::Range;

use crate::context::{Context, Findings};
use crate::diagnostic::Severity;
use crate::page::{Page, PieceKind};
use crate::rule::{Rule, Topic};

pub(super) const RULE: Rule = Rule {
    code: "duplicated-word",
    topic: Topic::Text,
    severity: Severity::Warning,
    is_on: true,
    page: r#"# duplicated-word: the same word twice

A word stands twice in a row, with white space alone in between; the edge of a link does not part them for readers. So does a
pair of words ("to the to the"), or a preposition with nothing but an article in between ("of the of").
Code and numbers may be repeated, footnotes and images part words, and so may the few words that are: "had had", "very very", "on and on and on".
A fix is known for words such as "the" that never stand twice.

## Wrong

```markdown wrong
I merged a few few changes.
```

```markdown wrong
See [in the book](https://example.org/book) how it works. In [in our last issue](https://example.org/last), we told more.
```

```markdown wrong
This is an example of the of a trace. We moved it to the to the end.
```

```markdown wrong
You log in in the morning.
```

```markdown wrong
Read [the the book].

[the the book]: https://example.org/book
```

## Right

```markdown right
We boot[^1] and[^2] and halt, and ![](/boot.png) and all that.

[^1]: On one board.
[^2]: Sometimes.
```

```markdown right
The book: "how to" to the last page. We knew that that was it, and had had to.
```

```markdown right
The example of `of` and `x` `x`, and 16 16-bit words. It goes on and on and on, bit by bit by bit, in a for loop for a test. Bye bye, New York New York!
```
"#,
    check,
};

/// Words that English and its neighbours repeat.
const REPEATED: [&str; 26] = [
    "that", "had", "very", "really", "many", "much", "far", "so", "long", "no", "bye", "ha",
    "tick", "tock", "knock", "there", "now", "well", "blah", "cha", "hear", "aye", "nous", "vous",
    "das", "die",
];

/// Words that never stand twice: that one of them goes is certain. "What it was was a bug" and "if you like it it is yours" are sentences.
const NEVER_REPEATED: [&str; 23] = [
    "a", "an", "the", "and", "or", "but", "nor", "of", "to", "into", "onto", "than", "if",
    "because", "we", "our", "your", "their", "its", "few", "quite", "also", "only",
];

/// Words that may end a part of a sentence and start the next one: "you log in in the morning", "what it is is a bug".
const PARTICLES: [&str; 9] = ["in", "on", "out", "up", "off", "by", "over", "down", "is"];

const ARTICLES: [&str; 3] = ["the", "a", "an"];

const PREPOSITIONS: [&str; 9] = ["of", "in", "to", "with", "from", "by", "at", "on", "into"];

/// Words in the middle of "on and on" and "bit by bit".
const BETWEEN: [&str; 5] = ["and", "by", "or", "after", "to"];

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let text = context.page.text.as_bytes();
    let mut words: Vec<Range<usize>> = Vec::with_capacity(256);
    for passage in &context.page.passages {
        words.clear();
        // Nearly all words are seen to be other ones by their first letters.
        let (mut one_before, mut two_before) = (b' ', b' ');
        let mut start = passage.text.start;
        while start < passage.text.end {
            let end = word_end(text, start);
            if start < end {
                words.push(start..end);
                let first = text[start].to_ascii_lowercase();
                if first == one_before || first == two_before {
                    check_word(context, &words[words.len().saturating_sub(4)..], findings);
                }
                (two_before, one_before) = (one_before, first);
            }
            start = end + 1;
        }
    }
}

/// Where the white space behind a word starts. Words are short, so eight bytes are looked at together.
fn word_end(text: &[u8], start: usize) -> usize {
    const EACH: u64 = 0x0101_0101_0101_0101;
    let mut at = start;
    while let Some(eight) = text[at..].first_chunk() {
        let eight = u64::from_le_bytes(*eight);
        // The first byte with a high bit here is the first that is no more than a space.
        let spaces = eight.wrapping_sub(EACH * u64::from(b' ' + 1)) & !eight & (EACH << 7);
        if spaces != 0 {
            return at + spaces.trailing_zeros() as usize / 8;
        }
        at += 8;
    }
    let rest = text[at..].iter().position(|byte| *byte <= b' ');
    rest.map_or(text.len(), |rest| at + rest)
}

/// Looks at the last of some words that follow each other.
fn check_word(context: &Context<'_>, words: &[Range<usize>], findings: &mut Findings<'_>) {
    let page = &context.page;
    let [.., before, word] = words else { return };
    if is_repeated(page, before, word) {
        if !is_emphasis(context, before, word) && !is_parted(context, &words[words.len() - 2..]) {
            report(context, findings, before.clone(), word.clone());
        }
        return;
    }
    let first = words.len().checked_sub(3);
    if first.is_some_and(|first| is_repeated(page, &words[first], word))
        && is_pair(page, words)
        && !is_parted(context, words)
    {
        let is_whole = words.len() == 4 && is_repeated(page, &words[0], before);
        report_pair(
            page,
            findings,
            &words[usize::from(words.len() == 4 && !is_whole)..],
        );
    }
}

/// Whether something stands between the last words that readers see and that is no text: the number of a footnote, an image.
fn is_parted(context: &Context<'_>, words: &[Range<usize>]) -> bool {
    let [first, .., last] = &words[words.len().saturating_sub(3)..] else {
        return false;
    };
    let (first, last) = (
        context.page.span_of(first.clone()),
        context.page.span_of(last.clone()),
    );
    let between = context
        .source()
        .get(first.end..last.start)
        .unwrap_or_default();
    between.contains("[^") || between.contains("![")
}

/// Whether one of two words alone is emphasized, as in "it may actually *actually* work".
fn is_emphasis(context: &Context<'_>, before: &Range<usize>, word: &Range<usize>) -> bool {
    let page = &context.page;
    let (Some(first), Some(second)) = (page.piece_at(before.start), page.piece_at(word.start))
    else {
        return false;
    };
    let between = &context.source()[first.span.end.min(second.span.start)..second.span.start];
    first.link == second.link && between.contains(['*', '_'])
}

/// Whether the last words are a pair that stands twice, or the start of one.
fn is_pair(page: &Page<'_>, words: &[Range<usize>]) -> bool {
    let text = |word: &Range<usize>| page.text[word.clone()].to_ascii_lowercase();
    let [.., preposition, article, _] = words else {
        return false;
    };
    let (first, second) = (text(preposition), text(article));
    if !is_text(page, article) || BETWEEN.contains(&second.as_str()) || second == first {
        return false;
    }
    let is_name = [preposition, article]
        .iter()
        .all(|word| page.text[(*word).clone()].starts_with(char::is_uppercase));
    if is_name {
        return false;
    }
    let is_started = PREPOSITIONS.contains(&first.as_str()) && ARTICLES.contains(&second.as_str());
    let is_whole = words.len() == 4
        && is_repeated(page, &words[0], article)
        && !BETWEEN.contains(&first.as_str());
    is_started || is_whole
}

fn report_pair(page: &Page<'_>, findings: &mut Findings<'_>, words: &[Range<usize>]) {
    let (Some(first), Some(last)) = (words.first(), words.last()) else {
        return;
    };
    let text = &page.text[first.start..last.end];
    findings
        .report(
            page.span_of(first.start..last.end),
            format!("words stand twice: \"{text}\""),
        )
        .help("remove one of the two");
}

fn report(
    context: &Context<'_>,
    findings: &mut Findings<'_>,
    before: Range<usize>,
    word: Range<usize>,
) {
    let page = &context.page;
    let text = &page.text[word.clone()];
    let bare = text.trim_end_matches(END);
    let is_in_one_piece = page.piece_at(before.start) == page.piece_at(word.start);
    let is_particle = PARTICLES.iter().any(|word| bare.eq_ignore_ascii_case(word));
    let may_part_sentence = is_particle && is_in_one_piece && is_behind_word(page, &before);
    let diagnostic = findings.report(
        page.span_of(word.start..word.start + bare.len()),
        format!("the word \"{bare}\" stands twice"),
    );
    let is_name = is_capital(page, &before) && is_capital(page, &word);
    if is_name && is_behind_word(page, &before) {
        diagnostic.help("remove one of them, unless it is a name");
    } else if is_in_one_piece && page.text[before.clone()] == *bare && is_never_repeated(bare) {
        diagnostic.fix(
            "remove one",
            page.span_of(before.end..word.start + bare.len()),
            "",
        );
    } else if may_part_sentence {
        diagnostic
            .help("remove one of them, unless they belong to two parts of the sentence")
            .hint();
    } else {
        diagnostic.help("remove one of them, unless both are meant");
    }
}

fn is_never_repeated(word: &str) -> bool {
    NEVER_REPEATED
        .iter()
        .any(|known| word.eq_ignore_ascii_case(known))
}

fn is_capital(page: &Page<'_>, word: &Range<usize>) -> bool {
    page.text[word.clone()].starts_with(char::is_uppercase)
}

/// Whether another word of the same sentence stands before a word.
fn is_behind_word(page: &Page<'_>, word: &Range<usize>) -> bool {
    let before = page.text[..word.start].strip_suffix(' ');
    before.is_some_and(|before| before.ends_with(char::is_alphanumeric))
}

/// What a sentence puts behind a word.
const END: [char; 7] = ['.', ',', ';', ':', '!', '?', ')'];

fn is_repeated(page: &Page<'_>, before: &Range<usize>, word: &Range<usize>) -> bool {
    let bytes = page.text.as_bytes();
    if word.len() < before.len() || !bytes[before.start].eq_ignore_ascii_case(&bytes[word.start]) {
        return false;
    }
    let (first, second) = (&page.text[before.clone()], &page.text[word.clone()]);
    let is_like = first
        .bytes()
        .zip(second.bytes())
        .all(|(first, second)| first.eq_ignore_ascii_case(&second));
    let is_word = |word: &str| {
        word.chars()
            .all(|letter| letter.is_alphabetic() || letter == '\'')
    };
    is_like
        && second.trim_end_matches(END).len() == first.len()
        && is_word(first)
        && !REPEATED.iter().any(|word| first.eq_ignore_ascii_case(word))
        && is_text(page, before)
        && is_text(page, word)
}

fn is_text(page: &Page<'_>, word: &Range<usize>) -> bool {
    page.piece_at(word.start)
        .is_some_and(|piece| piece.kind == PieceKind::Text)
}
