use std::ops::Range;

use crate::context::{Context, Findings};
use crate::diagnostic::Severity;
use crate::page::{Page, Passage, PieceKind};
use crate::rule::{Rule, Topic};

pub(super) const RULE: Rule = Rule {
    code: "duplicated-word",
    topic: Topic::Text,
    severity: Severity::Warning,
    is_on: true,
    page: r#"# duplicated-word: the same word twice

A word stands twice in a row, with white space alone in between; the edge of a link does not part them for readers.
Code and numbers may be repeated, and so may the few words that are: "had had", "that that".

## Wrong

```markdown wrong
I merged a few few changes.
```

```markdown wrong
See [in the book](https://example.org/book) how it works. In [in our last issue](https://example.org/last), we told more.
```

## Right

```markdown right
The book: "how to" to the last page. We knew that that was it, and had had to.
```

```markdown right
The example of `of` and `x` `x`, and 16 16-bit words.
```
"#,
    check,
};

/// Words that English repeats.
const REPEATED: [&str; 3] = ["that", "had", "is"];

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let page = &context.page;
    for passage in &page.passages {
        let mut last: Option<Range<usize>> = None;
        for word in words(page, passage) {
            if let Some(before) = last.replace(word.clone())
                && is_repeated(page, &before, &word)
            {
                report(context, findings, before, word);
            }
        }
    }
}

fn report(context: &Context<'_>, findings: &mut Findings<'_>, before: Range<usize>, word: Range<usize>) {
    let page = &context.page;
    let text = &page.text[word.clone()];
    let is_in_one_piece = page.piece_at(before.start) == page.piece_at(word.start);
    let diagnostic = findings.report(page.span_of(word.clone()), format!("the word \"{text}\" stands twice"));
    if is_in_one_piece {
        diagnostic.fix("remove one", page.span_of(before.end..word.end), "");
    } else {
        diagnostic.help("remove one of them");
    }
}

/// The words of a passage, also parts of code; punctuation belongs to the word that it touches.
fn words<'p>(page: &'p Page<'_>, passage: &Passage<'_>) -> impl Iterator<Item = Range<usize>> + use<'p> {
    let start = passage.text.start;
    let text = &page.text[passage.text.clone()];
    text.split_ascii_whitespace().map(move |word| {
        let at = start + (word.as_ptr() as usize - text.as_ptr() as usize);
        at..at + word.len()
    })
}

fn is_repeated(page: &Page<'_>, before: &Range<usize>, word: &Range<usize>) -> bool {
    let (first, second) = (&page.text[before.clone()], &page.text[word.clone()]);
    let bare = second.trim_end_matches(['.', ',', ';', ':', '!', '?', ')']);
    let is_word = !first.is_empty() && first.chars().all(|character| character.is_alphabetic() || character == '\'');
    is_word
        && first.eq_ignore_ascii_case(bare)
        && !REPEATED.contains(&first.to_ascii_lowercase().as_str())
        && [before, word].iter().all(|word| is_text(page, word))
}

fn is_text(page: &Page<'_>, word: &Range<usize>) -> bool {
    page.piece_at(word.start).is_some_and(|piece| piece.kind == PieceKind::Text)
}
