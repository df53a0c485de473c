use newsletter_parse::Span;

use crate::context::{Context, Findings};
use crate::diagnostic::Severity;
use crate::rule::{Rule, Topic};

pub(super) const RULE: Rule = Rule {
    code: "leftover-comment",
    topic: Topic::Text,
    severity: Severity::Warning,
    is_on: true,
    page: r#"# leftover-comment: a comment says that something is to be done

A comment in the page or in its front matter has the word `TODO`, `FIXME` or `XXX`. Readers do not see it, but what it asks for may not
have been done. It is looked for only in an issue that is about to be published. (`newsletter publish` removes the comments
that consist of such lines alone.)

## Wrong

```markdown wrong publication
We thank everybody. <!-- todo: name them -->
```

```markdown wrong publication
<!--
This section is new.
FIXME: is the list complete?
-->
```

```markdown wrong publication
+++
title = "This Month in Example OS (May 2031)"
date = 2031-06-04 # TODO: the day
+++
```

## Right

```markdown right publication
We thank everybody.

<!-- Please add your project here. The mastodon stays. -->
```

```markdown right publication
- [Remove a `TODO`](https://example.org/1) from `<!-- TODO -->`
```

A draft:

```markdown right
<!-- TODO: Update publication date -->
```
"#,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    if !context.is_for_publication {
        return;
    }
    for comment in context.document.front_matter_comments() {
        check_comment(context, *comment, findings);
    }
    for span in context.page.html() {
        for comment in comments_in(context.source(), span) {
            check_comment(context, comment, findings);
        }
    }
}

/// The comments in some HTML.
fn comments_in(source: &str, span: Span) -> Vec<Span> {
    let html = &source[span.range()];
    let find = |from: usize, mark: &str| {
        let found = memchr::memmem::find(&html.as_bytes()[from..], mark.as_bytes());
        found.map(|at| from + at)
    };
    let mut comments = Vec::new();
    let mut at = 0;
    while let Some(open) = find(at, "<!--") {
        let close = find(open + 4, "-->").unwrap_or(html.len());
        comments.push(Span::new(span.start + open, span.start + close));
        at = close;
    }
    comments
}

/// Reports the first word that says so.
fn check_comment(context: &Context<'_>, comment: Span, findings: &mut Findings<'_>) {
    let text = &context.source()[comment.range()];
    let is_in_word = |it: char| it.is_alphanumeric() || it == '_';
    let mut start = 0;
    for part in text.split_inclusive(|it: char| !is_in_word(it)) {
        let word = part.trim_end_matches(|it: char| !is_in_word(it));
        if says_so(word) {
            let at = comment.start + start;
            findings
                .report(
                    Span::new(at, at + word.len()),
                    "a comment says that something is to be done",
                )
                .help("do it, and remove the comment");
            return;
        }
        start += part.len();
    }
}

fn says_so(word: &str) -> bool {
    let mut notes = ["todo", "fixme"].iter();
    word == "XXX" || notes.any(|note| word.eq_ignore_ascii_case(note))
}
