use newsletter_parse::Span;

use crate::context::{Context, Findings};
use crate::diagnostic::Severity;
use crate::marks::{Mark, marks, near_end, near_start};
use crate::page::{Page, Passage, PassageKind};
use crate::rule::{Rule, Topic};

pub(super) const RULE: Rule = Rule {
    code: "stray-parenthesis",
    topic: Topic::Text,
    severity: Severity::Warning,
    is_on: true,
    page: r#"# stray-parenthesis: a parenthesis without its like

A parenthesis is left over behind a link, or opens in a sentence and does not close; or one item of a list stands in
parentheses and the others do not. Smileys, counters such as `a)`, and parentheses around several paragraphs are fine.

## Wrong

```markdown wrong
- [Fix a typo](https://example.org/1))
- [Fix a link](https://example.org/2)
```

```markdown wrong
- [Fix a typo](https://example.org/1)
- ([Fix a link](https://example.org/2))
```

```markdown wrong
It is small (and fast.
```

```markdown wrong
- ([Faster boot](https://example.org/6)
- [Smaller images](https://example.org/7) (since `v2`))
```

## Right

```markdown right
Please try it! :) It can a) boot and b) halt, for numbers in [0, 10) and (0, 1]. The call `f(` is code (it does not count).
```

```markdown right
(It took long.

And then it was done.)
```

```markdown right
- ([Fix a typo](https://example.org/1))
- ([Fix a link](https://example.org/2))
```
"#,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let page = &context.page;
    let mut opened: Vec<(usize, Mark)> = Vec::new();
    let report_all = |opened: &mut Vec<(usize, Mark)>, findings: &mut Findings<'_>| {
        opened
            .drain(..)
            .for_each(|(_, mark)| report_open(mark, findings));
    };
    for (number, passage) in page.passages.iter().enumerate() {
        if matches!(passage.kind, PassageKind::Heading { .. }) {
            report_all(&mut opened, findings);
        }
        if !passage.bytes.has_any(b"()") {
            continue;
        }
        let (open, close) = unmatched(context, passage);
        for mark in close {
            let is_last = page.text[mark.text + 1..passage.text.end]
                .trim_matches(['.', '!', '?', ' '])
                .is_empty();
            if is_last && opened.last().is_some_and(|(from, _)| *from < number) {
                opened.pop();
            } else {
                report_close(context, passage, mark, findings);
            }
        }
        for mark in open {
            let is_first = mark.text == passage.text.start && !starts_item(context, passage);
            match is_first || is_introduction(page, passage) {
                true => opened.push((number, mark)),
                false => report_open(mark, findings),
            }
        }
    }
    report_all(&mut opened, findings);
    check_lists(context, findings);
}

/// Whether a passage is the first of a list's item: the next item does not go on with it.
fn starts_item(context: &Context<'_>, passage: &Passage<'_>) -> bool {
    let before = near_end(&context.source()[..passage.span.start]);
    let line = before.rsplit('\n').next().unwrap_or_default();
    matches!(line.trim(), "-" | "*" | "+")
}

/// Whether a list or another paragraph goes on with its sentence.
fn is_introduction(page: &Page<'_>, passage: &Passage<'_>) -> bool {
    page.text_of(passage).ends_with([':', ','])
}

/// The parentheses of a passage that have no like, by kind; smileys, counters and those of addresses aside.
fn unmatched(context: &Context<'_>, passage: &Passage<'_>) -> (Vec<Mark>, Vec<Mark>) {
    let page = &context.page;
    let (mut open, mut close): (Vec<Mark>, Vec<Mark>) = Default::default();
    let mut smileys = 0;
    for mark in marks(page, context.source(), passage, *b"()") {
        let before = near_end(&page.text[passage.text.start..mark.text]);
        if mark.link.is_some_and(|link| page.links[link].is_autolink()) {
            continue;
        }
        if mark.byte == b'(' {
            if !is_smiley(before) {
                open.push(mark);
            }
        } else if is_smiley(before) {
            smileys += 1;
        } else if open.pop().is_none() && !is_counter(before) && !is_interval(before) {
            close.push(mark);
        }
    }
    open.truncate(open.len().saturating_sub(smileys));
    let text = |mark: &Mark| near_start(&page.text[mark.text..passage.text.end]);
    open.retain(|mark| !starts_interval(text(mark)));
    open.retain(|mark| {
        !context.source()[..mark.source]
            .trim_end_matches(' ')
            .ends_with(']')
    });
    (open, close)
}

/// Whether a parenthesis behind it makes a smiley.
fn is_smiley(before: &str) -> bool {
    const EYES: [char; 4] = [':', ';', '=', '8'];
    let face = before.trim_end_matches(['(', ')']);
    let eyes = face
        .strip_suffix(['-', '^', '\'', 'o', 'D', 'P'])
        .unwrap_or(face);
    let is_face = |face: &str| {
        let rest = face.strip_suffix(EYES);
        rest.is_some_and(|rest| {
            !face.ends_with('8') && !rest.ends_with(|last: char| last.is_alphanumeric())
        })
    };
    is_face(face) || is_face(eyes) || face.ends_with("^^") || face.ends_with("xD")
}

/// Whether a parenthesis behind it makes a counter, as in `a)`, `12)`, `3b)`, `c.)` and `iv)`.
fn is_counter(before: &str) -> bool {
    let word = before
        .rsplit(char::is_whitespace)
        .next()
        .unwrap_or_default();
    let word = word.trim_start_matches('(').trim_end_matches('.');
    let number = word.trim_end_matches(|last: char| last.is_ascii_lowercase());
    let is_number = (1..=3).contains(&number.len())
        && word.len() <= number.len() + 1
        && number.bytes().all(|byte| byte.is_ascii_digit());
    let is_roman = word.len() <= 4 && word.bytes().all(|byte| b"ivx".contains(&byte));
    let is_letter = word.len() == 1 && word.bytes().all(|byte| byte.is_ascii_alphabetic());
    !word.is_empty() && (is_number || is_roman || is_letter)
}

/// Whether it starts with an interval such as `(0, 1]`.
fn starts_interval(text: &str) -> bool {
    let inside = text.split_once(']').map(|(inside, _)| inside);
    inside.is_some_and(|inside| inside.contains(',') && !inside.contains(['[', ')']))
}

/// Whether a parenthesis behind it ends an interval such as `[0, 10)`.
fn is_interval(before: &str) -> bool {
    let tail = before.rfind('[').map(|open| &before[open + 1..]);
    tail.is_some_and(|inside| inside.contains(',') && !inside.contains(']'))
}

fn report_open(mark: Mark, findings: &mut Findings<'_>) {
    findings
        .report(
            Span::new(mark.source, mark.source + 1),
            "a parenthesis that nothing closes",
        )
        .help("remove it, or write `)` where it ends");
}

fn report_close(
    context: &Context<'_>,
    passage: &Passage<'_>,
    mark: Mark,
    findings: &mut Findings<'_>,
) {
    let page = &context.page;
    let span = Span::new(mark.source, mark.source + 1);
    let before = page
        .links
        .partition_point(|link| link.span.start < mark.source);
    let link = before.checked_sub(1).map(|last| &page.links[last]);
    let link = link.filter(|link| link.span.end == mark.source && mark.link.is_none());
    let is_all = link.is_some_and(|link| {
        link.text.start == passage.text.start
            && mark.text + 1 == passage.text.end
            && link.text.end == mark.text
    });
    if is_all {
        findings
            .report(span, "a parenthesis is left over behind the link")
            .fix("remove the parenthesis", span, "");
    } else {
        findings
            .report(span, "a parenthesis that nothing opens")
            .help("remove it, or write `(` where it starts");
    }
}

/// Reports items in parentheses whose siblings stand in none.
fn check_lists(context: &Context<'_>, findings: &mut Findings<'_>) {
    let lists = (context.outline.items).chunk_by(|item, next| item.list == next.list);
    for items in lists.filter(|items| items.len() > 1) {
        let mut wrapped = items
            .iter()
            .filter_map(|item| parentheses(context, item.span));
        let (Some((open, close)), None) = (wrapped.next(), wrapped.next()) else {
            continue;
        };
        findings
            .report(
                Span::new(open, close + 1),
                "this item alone stands in parentheses",
            )
            .fix("remove the parentheses", Span::new(open, open + 1), "")
            .fix("", Span::new(close, close + 1), "");
    }
}

/// The parentheses of an item that is a link in parentheses.
fn parentheses(context: &Context<'_>, item: Span) -> Option<(usize, usize)> {
    let page = &context.page;
    let passage = page.passages_in(item).first()?;
    let link = page.links_in(passage.span).first()?;
    let text = passage.text.clone();
    let is_wrapped = page.text_of(passage).starts_with('(')
        && page.text_of(passage).ends_with(')')
        && link.text == (text.start + 1..text.end - 1)
        && passage.span.start + 1 == link.span.start
        && passage.span.end == link.span.end + 1;
    is_wrapped.then_some((passage.span.start, link.span.end))
}
