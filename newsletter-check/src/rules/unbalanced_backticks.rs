use newsletter_parse::Span;

use crate::context::{Context, Findings};
use crate::diagnostic::Severity;
use crate::marks::marks;
use crate::page::Passage;
use crate::rule::{Rule, Topic};

pub(super) const RULE: Rule = Rule {
    code: "unbalanced-backticks",
    topic: Topic::Text,
    severity: Severity::Error,
    is_on: true,
    page: r#"# unbalanced-backticks: a backtick that is left over

Code stands between runs of backticks of the same length. A run without its like is shown to readers, and what should be
code is text.

## Wrong

```markdown wrong
- [Add `from_slice`` to the address](https://example.org/1)
```

```markdown wrong
The function `read is fast.
```

## Right

```markdown right
- [Add `from_slice` to the address](https://example.org/1)
```

```markdown right
A backtick in code is `` ` ``, and in text it is \`.
```
"#,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let passages = context.page.passages.iter();
    for passage in passages.filter(|passage| passage.bytes.has_any(b"`")) {
        for pair in runs(context, passage).chunks(2) {
            report(context, pair, findings);
        }
    }
}

/// The runs of backticks in the text of a passage.
fn runs(context: &Context<'_>, passage: &Passage<'_>) -> Vec<Span> {
    let mut runs: Vec<Span> = Vec::new();
    for mark in marks(&context.page, context.source(), passage, *b"``") {
        match runs.last_mut() {
            Some(last) if last.end == mark.source => last.end += 1,
            _ => runs.push(Span::new(mark.source, mark.source + 1)),
        }
    }
    runs
}

fn report(context: &Context<'_>, runs: &[Span], findings: &mut Findings<'_>) {
    let &[open, close] = runs else {
        for run in runs {
            findings
                .report(*run, "a backtick is left over")
                .help("close the code with as many backticks as open it, or write `\\``");
        }
        return;
    };
    let lengths = [open.range().len(), close.range().len()];
    let (wrong, right) = if lengths[0] > lengths[1] {
        (open, close)
    } else {
        (close, open)
    };
    let diagnostic = findings.report(wrong, "the backticks on both sides of the code differ");
    diagnostic
        .related
        .push(context.related(right, "the backticks on the other side"));
    let source = context.source();
    let code = &source[open.end..close.start];
    let is_certain = lengths.contains(&1)
        && lengths.contains(&2)
        && !code.contains(['\n', '`'])
        && code.trim() == code;
    match is_certain {
        true => diagnostic.fix("write one backtick", wrong, "`"),
        false => diagnostic.help("write as many backticks behind the code as before it"),
    };
}
