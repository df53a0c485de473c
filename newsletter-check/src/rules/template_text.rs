use std::ops::Range;

use newsletter_parse::Span;

use crate::context::{Context, Findings};
use crate::diagnostic::Severity;
use crate::front_matter::is_month_name;
use crate::introduction::Behind;
use crate::page::{Page, Passage, PassageKind, PieceKind};
use crate::rule::{Rule, Topic};

pub(super) const RULE: Rule = Rule {
    code: "template-text",
    topic: Topic::Text,
    severity: Severity::Warning,
    is_on: true,
    page: r#"# template-text: text of the template that nobody has replaced

A draft has places to fill in: "This month, ...", `TODO`, `<<your project updates>>`, `repo_name`, `[Title](https://example.com)`. Readers should not see
them. Comments may keep them, and three dots in a sentence that says something are fine.

## Wrong

```markdown wrong
## Personal Projects

### A kernel

This month, ...
```

```markdown wrong
### [`repo_name`](https://github.com/example-os/repo_name)

…
```

```markdown wrong
Thank you for reading! In May, …

TODO: Update publication date
```

```markdown wrong
<<your project updates>>
```

```markdown wrong
## News

- [Title](https://example.com)
```

```markdown wrong
This month, we ...
```

```markdown wrong
This month …

In May, we….
```

## Right

```markdown right
This month, we waited ... and then it booted.

<!--
    ### [`repo_name`](https://github.com/example-os/repo_name)
    This month, ...<<your project updates>>...
-->
```

```markdown right
- [Resolve some TODOs](https://example.org/1) in the function `todo`
```
"#,
    check,
};

/// Names that templates have in the place of a project or a person.
const NAMES: [&str; 15] = [
    "@author",
    "your_github_name",
    "owner_name/repo_name",
    "TODO",
    "repo_name",
    "repo-name",
    "crate_name",
    "crate-name",
    "project_name",
    "project-name",
    "maintainer_1",
    "your_name",
    "username_1",
    "Title",
    "Issue Description",
];

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let page = &context.page;
    for (number, passage) in page.passages.iter().enumerate() {
        let text = page.text_of(passage).trim();
        if text.is_empty() {
            continue;
        }
        let left = left(page, number, text).filter(|part| !leads_to_list(context, part));
        if let Some(part) = left.or_else(|| placeholder(page, passage)) {
            report(page.span_of(part), context, findings);
        } else if let Some(span) = words_in_angles(context, passage) {
            report(span, context, findings);
        }
    }
    for block in &page.html_blocks {
        let tags = context.tags_in(*block).iter();
        for tag in tags.filter(|tag| tag.is_words()) {
            report(tag.span, context, findings);
        }
    }
}

fn report(span: Span, context: &Context<'_>, findings: &mut Findings<'_>) {
    let shown: String = context.source()[span.range()].chars().take(60).collect();
    let shown = shown.replace('\n', " ");
    findings
        .report(span, format!("\"{shown}\" is left over from a template"))
        .help("write what it stands for, or remove it");
}

/// A passage that is a place to fill in.
fn left(page: &Page<'_>, number: usize, text: &str) -> Option<Range<usize>> {
    let passage = &page.passages[number];
    let start = passage.text.start
        + (page.text_of(passage).len() - page.text_of(passage).trim_start().len());
    let whole = start..start + text.len();
    let is_note = ["TODO", "FIXME", "TBA", "TBD", "XXX"].iter().any(|note| {
        let rest = text.strip_prefix(note);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(':') || rest == "!")
    });
    let mut pieces = page.pieces_of(passage).iter();
    let mut is_text = || pieces.all(|piece| piece.link.is_none() && piece.kind != PieceKind::Code);
    if passage.kind == PassageKind::Cell {
        return None;
    }
    if is_note
        && page
            .pieces_of(passage)
            .first()
            .is_some_and(|piece| piece.link.is_none())
    {
        return Some(whole);
    }
    let cut = text.trim_end_matches(['.', '…']);
    let before = (text.len() - cut.len() > 2).then_some(cut)?;
    let sentence = before.rfind(['.', '!', '?']).map_or(0, |end| end + 1);
    let last = before[sentence..].trim();
    let start = whole.start + text.len() - text[sentence..].trim_start().len();
    let is_alone = before.trim().is_empty() && is_text();
    (is_alone || is_opening(last)).then_some(start..whole.end)
}

/// Whether a part is "This month …" before a list, which ends the sentence.
fn leads_to_list(context: &Context<'_>, part: &Range<usize>) -> bool {
    if !context.page.text[part.clone()].starts_with("This month") {
        return false;
    }
    let introductions = context.introductions();
    let behind = introductions.partition_point(|it| it.sentence.end <= part.start);
    let introduction = introductions.get(behind);
    introduction
        .is_some_and(|it| it.sentence.start < part.end && matches!(it.behind, Behind::Items(_)))
}

/// The start of a sentence that says nothing yet: "This month,", "In May,", "The `x` crate".
fn is_opening(sentence: &str) -> bool {
    let words: Vec<&str> = sentence.split_whitespace().collect();
    if words == ["This", "month"] {
        return true;
    }
    let [first, .., last] = words[..] else {
        return false;
    };
    let is_time = words.len() < 5 && last.ends_with(',') && ["This", "In", "Last"].contains(&first);
    let is_start = (3..5).contains(&words.len())
        && (sentence.starts_with("This month") || first == "In" && is_month(words[1]))
        && ["we", "I"].contains(&last);
    let is_project =
        words.len() < 5 && first == "The" && ["crate", "project", "library"].contains(&last);
    is_time || is_start || is_project
}

/// A month with a comma behind it.
fn is_month(word: &str) -> bool {
    word.strip_suffix(',').is_some_and(is_month_name)
}

/// A name of the template, in code, in a link or in the place of a heading; or words in double angles.
fn placeholder(page: &Page<'_>, passage: &Passage<'_>) -> Option<Range<usize>> {
    let mut pieces = page.pieces_of(passage).iter();
    let is_heading = matches!(passage.kind, PassageKind::Heading { .. });
    let name = pieces.find(|piece| {
        let text = &page.text[piece.text.clone()];
        let bare = text.trim_start_matches('@');
        let is_name = piece.kind == PieceKind::Code || piece.link.is_some();
        is_name
            && (NAMES.contains(&bare) || NAMES.contains(&text))
            && (text != "TODO" || is_heading)
    });
    name.map(|piece| piece.text.clone()).or_else(|| {
        let text = page.text_of(passage);
        passage.bytes.has_any(b"<").then_some(())?;
        let open = memchr::memmem::find(text.as_bytes(), b"<<")?;
        let close = open + text[open..].find(">>")? + 2;
        let words = &text[open + 2..close - 2];
        let is_words =
            words.starts_with(|first: char| first.is_alphabetic()) && words.contains(' ');
        let range = passage.text.start + open..passage.text.start + close;
        let is_text = page
            .piece_at(range.start)
            .is_some_and(|piece| piece.kind == PieceKind::Text);
        (is_words && is_text).then_some(range)
    })
}

/// Words in angle brackets, which are read as a tag.
fn words_in_angles(context: &Context<'_>, passage: &Passage<'_>) -> Option<Span> {
    context.page.html_of(passage).find_map(|piece| {
        let tag = context.tags_in(piece.span).first()?;
        tag.is_words().then_some(tag.span)
    })
}
