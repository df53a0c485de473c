use newsletter_model::{Byline, Person};
use newsletter_parse::Span;

use crate::context::{Context, Findings};
use crate::diagnostic::Severity;
use crate::page::{Passage, PieceKind};
use crate::rule::{Rule, Topic};

pub(super) const RULE: Rule = Rule {
    code: "unlinked-handle",
    topic: Topic::People,
    severity: Severity::Warning,
    is_on: true,
    page: r#"# unlinked-handle: somebody is named without a link

A handle in a thanks sentence or behind "by" has no link, or a byline names somebody without one. Readers cannot find the person; GitHub
makes a link of `@ada-f`, Zola does not.

## Wrong

```markdown wrong
Thanks to [@mira-l](https://github.com/mira-l) and @ada-f for their contributions!
```

```markdown wrong
Kudos to @ada-f!
```

```markdown wrong
## Personal Projects

### `ovens`

<span class="maintainers">(Section written by Ada)</span>

We have an oven.
```

```markdown wrong
- [Add a shell](https://github.com/mira-l/ovens/pull/3) (thanks to noor-9)
```

## Right

```markdown right
Thanks to [@ada-f](https://github.com/ada-f), and to everybody who wrote to ada@example.org!
```

```markdown right
## Personal Projects

### `ovens`

<span class="maintainers">(Section written by [Ada](https://example.org/ada))</span>

The `@media` rule and @media, thanks to all.
```
"#,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let entries = context.outline.entries.iter();
    let bylines: Vec<_> = entries.filter_map(|entry| entry.byline).collect();
    for (byline, span) in &bylines {
        check_byline(context, findings, byline, *span);
    }
    for passage in &context.page.passages {
        let next = bylines.partition_point(|(_, byline)| byline.end <= passage.span.start);
        let is_byline = bylines
            .get(next)
            .is_some_and(|(_, byline)| byline.start <= passage.span.start);
        let text = context.page.text_of(passage);
        if !passage.bytes.has_any(b"@(") {
            continue;
        }
        if !is_byline
            && ["hank", "udos", " by @"]
                .iter()
                .any(|word| text.contains(word))
        {
            check_passage(context, findings, passage);
        }
    }
}

fn check_byline(
    context: &Context<'_>,
    findings: &mut Findings<'_>,
    byline: &Byline,
    mut rest: Span,
) {
    for person in byline.people().filter(|person| is_without_link(person)) {
        let handle = person
            .handle
            .as_ref()
            .map(|handle| format!("@{}", handle.as_str()));
        let name = handle.or_else(|| Some(person.name.as_ref()?.to_string()));
        let Some(name) = name.filter(|name| is_name(name)) else {
            continue;
        };
        let Some(at) = context.source()[rest.range()].find(&name) else {
            report(findings, rest, &name);
            return;
        };
        let span = Span::new(rest.start + at, rest.start + at + name.len());
        report(findings, span, &name);
        rest.start = span.end;
    }
}

fn is_without_link(person: &Person) -> bool {
    person.url.is_none() && person.reference.is_none() && person.name_url.is_none()
}

/// Whether a name is one of a person, not "the community".
fn is_name(name: &str) -> bool {
    !name.contains(' ') || name.starts_with(char::is_uppercase)
}

fn report(findings: &mut Findings<'_>, span: Span, name: &str) {
    let handle = name.strip_prefix('@').unwrap_or("handle");
    findings
        .report(span, format!("`{name}` has no link"))
        .help(format!(
            "write `[@{handle}](https://github.com/{handle})`, or another link"
        ));
}

/// Looks for handles in a sentence that thanks or behind "by", and for names in "(thanks to …)".
fn check_passage(context: &Context<'_>, findings: &mut Findings<'_>, passage: &Passage<'_>) {
    let page = &context.page;
    let pieces = page.pieces_of(passage).iter();
    for piece in pieces.filter(|piece| piece.kind == PieceKind::Text && piece.link.is_none()) {
        let start = piece.text.start;
        let text = &page.text[piece.text.clone()];
        let handles = text.match_indices('@').filter_map(|(at, _)| {
            let before = &page.text[passage.text.start..start + at];
            let length = handle_length(&text[at + 1..]);
            let is_word = before.is_empty() || before.ends_with([' ', '(', ',', '/', '"']);
            let is_handle = length > 0 && is_word && !is_address(&text[at + 1 + length..]);
            (is_handle && is_credit(before)).then_some(at..at + 1 + length)
        });
        let names = text.match_indices("(thanks to ").filter_map(|(at, words)| {
            let at = at + words.len();
            let length = handle_length(&text[at..]);
            is_thanked(&text[at..], length).then_some(at..at + length)
        });
        for found in handles.chain(names) {
            let span = page.span_of(start + found.start..start + found.end);
            report(findings, span, &text[found]);
        }
    }
}

/// Whether a text ends in a sentence that thanks, or behind "by".
fn is_credit(before: &str) -> bool {
    let start = before.ceil_char_boundary(before.len().saturating_sub(SENTENCE));
    let sentence = before[start..]
        .rsplit(['.', '!', '?'])
        .next()
        .unwrap_or_default();
    sentence.contains("hank") || sentence.contains("udos") || before.ends_with(" by ")
}

/// How far a thanks sentence is read back, in bytes.
const SENTENCE: usize = 500;

fn handle_length(text: &str) -> usize {
    let end = text.find(|character: char| !(character.is_ascii_alphanumeric() || character == '-'));
    text[..end.unwrap_or(text.len())]
        .trim_end_matches('-')
        .len()
}

/// Whether a handle goes on as that of another site, or as the name of a package: `@a@b`, `@a/b`.
fn is_address(behind: &str) -> bool {
    behind.starts_with(['@', '/', '_', '('])
}

/// Whether the word behind "(thanks to " is a name alone.
fn is_thanked(text: &str, length: usize) -> bool {
    let words = [
        "all",
        "everyone",
        "everybody",
        "them",
        "him",
        "her",
        "you",
        "both",
        "contributors",
        "us",
        "it",
        "rust",
    ];
    let behind = text[length..].trim_start_matches('!');
    length > 1
        && behind.starts_with(')')
        && !words.contains(&text[..length].to_lowercase().as_str())
}
