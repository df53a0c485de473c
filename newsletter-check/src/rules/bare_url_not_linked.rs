use std::ops::Range;

use newsletter_parse::Span;

use crate::context::{Context, Findings};
use crate::diagnostic::Severity;
use crate::page::{Page, Passage, Piece, PieceKind};
use crate::rule::{Rule, Topic};

pub(super) const RULE: Rule = Rule {
    code: "bare-url-not-linked",
    topic: Topic::Links,
    severity: Severity::Warning,
    is_on: true,
    page: r#"# bare-url-not-linked: a URL that is text only

A URL stands in the text as it is. GitHub shows it as a link, Zola does not: readers cannot click on it.

URLs in code, in links, and those of the reader's own machine are left alone.

## Wrong

```markdown wrong
- https://example.org/#/chat
```

```markdown wrong
Come to our chat (https://example.org/chat). We also have www.example.org.
```

```markdown wrong
There is [a fix]https://example.org/470) of it.
```

```markdown wrong
There is [a fix]{https://example.org/470}, and [a `lamp]`(https://example.org/471).
```

## Right

```markdown right
Come to our chat (<https://example.org/chat>), see [example.org](https://example.org).
```

```markdown right
Open `https://example.org` or http://localhost:8000, or <a href="https://example.org">https://example.org</a>.
```
"#,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let page = &context.page;
    let has = |text: &[u8]| memchr::memmem::find(page.text.as_bytes(), text).is_some();
    if !has(b"://") && !has(b"www.") {
        return;
    }
    for passage in &page.passages {
        let text = page.text_of(passage);
        if !(text.contains("://") || text.contains("www."))
            || text.starts_with(['{', '[']) && text[1..].starts_with(['{', '%'])
        {
            continue;
        }
        for piece in plain_pieces(context, passage) {
            for url in urls(&page.text[piece.text.clone()]) {
                let url = piece.text.start + url.start..piece.text.start + url.end;
                report(context.source(), page, findings, url);
            }
        }
    }
}

/// The pieces of text that stand in no link, also none of HTML.
fn plain_pieces<'c>(
    context: &'c Context<'_>,
    passage: &Passage<'_>,
) -> impl Iterator<Item = &'c Piece> {
    let mut is_open = false;
    context.page.pieces_of(passage).iter().filter(move |piece| {
        if piece.kind == PieceKind::Html {
            let tag = context.source()[piece.span.range()].to_ascii_lowercase();
            let is_code = ["<a ", "<code", "<pre", "<kbd"]
                .iter()
                .any(|start| tag.starts_with(start));
            let is_end = ["</a", "</code", "</pre", "</kbd"]
                .iter()
                .any(|end| tag.starts_with(end));
            is_open = (is_open || is_code) && !is_end;
        }
        !is_open && piece.kind == PieceKind::Text && piece.link.is_none()
    })
}

/// The URLs in a text, without the punctuation behind them.
fn urls(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut from = 0;
    text.match_indices(['h', 'w']).filter_map(move |(at, _)| {
        let rest = &text[at..];
        let is_start = ["https://", "http://", "www."]
            .iter()
            .any(|start| rest.starts_with(start));
        if at < from || !is_start {
            return None;
        }
        let length =
            rest.find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '`' | '|'));
        from = at + length.unwrap_or(rest.len());
        let end = at + url_length(&text[at..from]);
        let is_part = text[..at].ends_with(|last: char| {
            last.is_alphanumeric() || matches!(last, '/' | '.' | '@' | '-' | '=')
        });
        (!is_part && !is_target(&text[..at]) && is_page(&text[at..end])).then_some(at..end)
    })
}

/// Whether a URL behind a text is meant as the target of a link.
fn is_target(before: &str) -> bool {
    let before = before.strip_suffix('(').unwrap_or_default();
    before.trim_end_matches(' ').ends_with(']')
}

/// How long a URL is without the punctuation at its end, and without brackets that it does not open.
fn url_length(text: &str) -> usize {
    let opened = text.matches('(').count();
    let mut closed = text.matches(')').count();
    let has_braces = text.contains('{');
    let end = text.trim_end_matches(|last: char| match last {
        ')' if closed > opened => {
            closed -= 1;
            true
        }
        '}' => !has_braces,
        last => ".,;:!?'*_]’”".contains(last),
    });
    end.len()
}

/// Whether a URL leads to a site, not to the reader's machine.
fn is_page(url: &str) -> bool {
    let host = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = host.split(['/', ':', '?', '#']).next().unwrap_or(host);
    let labels = || host.split('.');
    let has_letters = host.contains(|character: char| character.is_alphabetic());
    has_letters
        && labels().count() > 1 + usize::from(host.starts_with("www."))
        && labels().all(|label| !label.is_empty())
}

fn report(source: &str, page: &Page<'_>, findings: &mut Findings<'_>, url: Range<usize>) {
    let (text, span) = (page.text[url.clone()].to_owned(), page.span_of(url));
    let diagnostic = findings.report(span, "a URL that is not a link");
    if text.starts_with("www.") {
        diagnostic.help(format!("write `<https://{text}>`"));
    } else if stands_alone(source, span, &text) {
        diagnostic.fix("put it in `<` and `>`", span, format!("<{text}>"));
    } else if is_behind_brackets(source, span) {
        diagnostic.help("put it in `(` and `)`, if it is the target of the text before it");
    } else {
        diagnostic.help("put it in `<` and `>`");
    }
}

/// Whether a URL is what somebody meant as the target of the text before it: it stands in a bracket right behind that.
fn is_behind_brackets(source: &str, span: Span) -> bool {
    let before = &source[..span.start];
    let outside = before.trim_end_matches(['(', '{', '[']);
    outside.ends_with(']')
        || outside.len() < before.len() && outside.ends_with(|last: char| !last.is_whitespace())
}

/// Whether the source has the URL as it is, no brackets before it whose target it was meant to be, and nothing behind it
/// that may belong to it.
fn stands_alone(source: &str, span: Span, url: &str) -> bool {
    let behind = source[span.end..].trim_start_matches(['.', ',', ';', ':', '!', '?', ')']);
    let is_end = behind.is_empty() || behind.starts_with(char::is_whitespace);
    is_end && !is_behind_brackets(source, span) && source[span.range()] == *url
}
