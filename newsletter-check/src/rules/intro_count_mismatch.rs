use std::ops::Range;

use crate::context::{Context, Findings};
use crate::diagnostic::Severity;
use crate::introduction::Behind;
use crate::promise::{Count, Promise, plural_of, promise};
use crate::rule::{Rule, Topic};

pub(super) const RULE: Rule = Rule {
    code: "intro-count-mismatch",
    topic: Topic::Sections,
    severity: Severity::Warning,
    is_on: true,
    page: r#"# intro-count-mismatch: a sentence that counts otherwise than its list

The sentence before a list says "the following change", and the list has several items; or it gives a number, and
the list has more or fewer. Such sentences are copied from month to month, and the lists change.

Several promised and one item is a hint: the sentence may be the same in every issue.
"We merged a fix:" before several items is a hint too, since several items can make one fix.

## Wrong

```markdown wrong
We merged the following improvement this month:

- [Faster boot](https://example.org/1)
- [Smaller images](https://example.org/2)
```

```markdown wrong
The following fix was merged:

- [Faster boot](https://example.org/1)
- [Smaller images](https://example.org/2)

We also published the following two releases:

- [1.0](https://example.org/3)
- [1.1](https://example.org/4)
- [1.2](https://example.org/5)
```

```markdown wrong
We merged the following changes:

- [Faster boot](https://example.org/1)
```

## Right

```markdown right
We merged the following improvements this month:

- [Faster boot](https://example.org/1)
- [Smaller images](https://example.org/2)
```

```markdown right
The following list of changes is long, and the following change is the best. Here are all:

- [Faster boot](https://example.org/1)
- [Smaller images](https://example.org/2)
```

```markdown right
The following change has two parts:

- the kernel
- the shell
```

```markdown right
In addition to one breaking change, we merged these:

- [Faster boot](https://example.org/5)
- [Smaller images](https://example.org/6)

The following change is an important one, among others:

- [Faster boot](https://example.org/3)
- [Smaller images](https://example.org/4)

We merged the following fix and cleanups:

- [Faster boot](https://example.org/1)
- [Smaller images](https://example.org/2)
```
"#,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for introduction in context.introductions() {
        let Behind::Items(count) = introduction.behind else {
            continue;
        };
        let sentence = introduction.sentence.clone();
        let Some(promise) = promise(&context.page.text[sentence.clone()]) else {
            continue;
        };
        let word = sentence.start + promise.word.start..sentence.start + promise.word.end;
        report(context, findings, &promise, word, count);
    }
}

fn report(
    context: &Context<'_>,
    findings: &mut Findings<'_>,
    promise: &Promise,
    word: Range<usize>,
    count: usize,
) {
    let text = &context.page.text[word.clone()];
    let span = context.page.span_of(word);
    match promise.count {
        Count::One if count > 1 => {
            let message = format!("one {text} is announced, and the list has {count} items");
            let diagnostic = findings.report(span, message);
            match plural_of(text).filter(|_| !promise.has_agreement) {
                Some(plural) => diagnostic.fix(format!("write `{plural}`"), span, plural),
                None => diagnostic.help("write the sentence for several"),
            };
            if promise.is_vague {
                diagnostic.hint();
            }
        }
        Count::Many if count == 1 => {
            let message = format!("several {text} are announced, and the list has one item");
            findings
                .report(span, message)
                .help("write the sentence for one")
                .hint();
        }
        Count::Exactly(number) if number != count => {
            let message = format!(
                "{text} items are announced, and the list has {}",
                items(count)
            );
            findings
                .report(span, message)
                .help("correct the number, or the list");
        }
        _ => {}
    }
}

fn items(count: usize) -> String {
    match count {
        1 => "one item".to_owned(),
        _ => format!("{count} items"),
    }
}
