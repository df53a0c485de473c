use crate::address::Forge;
use crate::context::{Context, Findings};
use crate::diagnostic::Severity;
use crate::rule::{Rule, Topic};

pub(super) const RULE: Rule = Rule {
    code: "number-mismatch",
    topic: Topic::Links,
    severity: Severity::Error,
    is_on: true,
    page: r#"# number-mismatch: a number with a link to another one

The whole text of a link is the number of a pull request or an issue, as `#12`, `PR #12`, `PR 12` or `ada-f/ovens#12`, and the link
leads to another one. Only one of them can be meant. A number among other words is left alone;
"issue #12" may lead to the pull request that closes it.

## Wrong

```markdown wrong
We added a door ([#12](https://github.com/ada-f/ovens/pull/13)).
```

```markdown wrong
We added a door ([ada-f/ovens#12](https://github.com/ada-f/ovens/issues/21)).
```

```markdown wrong
We added a door ([PR #12](https://github.com/ada-f/ovens/pull/13)).
```

```markdown wrong
We wrote [RFC 3855](https://github.com/example-os/rfcs/pull/3856) and [PR 12](https://github.com/ada-f/ovens/pull/13).
```

## Right

```markdown right
We added a door ([#12](https://github.com/ada-f/ovens/pull/12#issuecomment-1)).
```

```markdown right
- [Changelog for #12](https://github.com/ada-f/ovens/pull/13)
- [RFC 3855](https://github.com/example-os/kernel/pull/9)
- [Version 12](https://github.com/ada-f/ovens/pull/14)
```
"#,
    check,
};

/// How long a text with a number is looked at, in bytes: images may stand in each other, each with the text of all in it.
const LONGEST: usize = 200;

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for link in &context.page.links {
        let text = context.page.link_text(link);
        let is_numbered = text.ends_with(|last: char| last.is_ascii_digit());
        if !is_numbered || text.len() > LONGEST {
            continue;
        }
        let by_kind = || {
            let (kind, number) = text.rsplit_once(' ')?;
            is_kind(kind, &link.destination).then_some((kind, number))
        };
        let Some((before, number)) = text.rsplit_once('#').or_else(by_kind) else {
            continue;
        };
        let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
        let Some(meant) =
            number_in(&link.destination).filter(|_| is_number && !is_among_words(before))
        else {
            continue;
        };
        if meant != number {
            findings
                .report(link.span, format!("`#{number}` leads to `#{meant}`"))
                .help("correct the text or the target");
        }
    }
}

/// Kinds of pages that have numbers.
const KINDS: [&str; 4] = ["pr", "pull request", "mr", "merge request"];

/// Whether a word is the kind of the page that a URL is: "PR", and "RFC" for a pull request to the RFCs.
fn is_kind(word: &str, url: &str) -> bool {
    let word = word.to_lowercase();
    KINDS.contains(&word.as_str()) || word == "rfc" && url.contains("/rfcs/pull/")
}

/// Whether words stand before a number that are more than its kind.
fn is_among_words(before: &str) -> bool {
    before.contains(' ') && !KINDS.contains(&before.trim_end().to_lowercase().as_str())
}

/// The number of the pull request, issue or discussion that a URL is.
fn number_in(url: &str) -> Option<&str> {
    let Some(Forge::Page { rest, .. }) = Forge::of(url) else {
        return None;
    };
    let kinds = ["pull/", "issues/", "discussions/"];
    let number = kinds.iter().find_map(|kind| rest.strip_prefix(kind))?;
    let number = number.split('/').next()?;
    let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then_some(number)
}
