use newsletter_parse::Span;

use crate::context::{Context, Findings};
use crate::diagnostic::Severity;
use crate::rule::{Rule, Topic};
use crate::url_flaw::UrlFlaw;

pub(super) const RULE: Rule = Rule {
    code: "malformed-url",
    topic: Topic::Links,
    severity: Severity::Error,
    is_on: true,
    page: r#"# malformed-url: a link that leads nowhere

The target of a link, an image or a definition is empty, has a scheme that is misspelt, doubled or missing, has
no host that can be, or has white space; or it is an address for git. Pages of forges must be of a kind that there is, as `pull/12`. Links and images in HTML count. The link is there, but no browser follows it; without a scheme, browsers
look for a page below this one.

Other schemes, as `mailto:`, are left alone, and so are `@/2031-05/index.md`, `#anchor` and relative paths.

## Wrong

```markdown wrong
Come to [our chat](htps://example.org/chat), or to [the other one](https//example.org/chat).
```

```markdown wrong
Come to [our chat]() or <a href="https:/example.org">our page</a>.
```

```markdown wrong
The [book] has a [new chapter](github.com/ada-f/book) and [a forum](https://https://example.org).

[book]: www.example.org/book
```

```markdown wrong
Read [the report](https://example.org/the report) and [the fix](https://github.com/ada-f/ovens/pull/12x).
```

```markdown wrong
See [a driver]((https://example.org/a)) for more.
```

```markdown wrong
The code is in [our repository](git@example.org:ada-f/ovens.git).
```

```markdown wrong
[Our page](javascript:location='https://example.org')
```

```markdown wrong
- [A fix](https://github.com/ada-f/ovens/pul/12)
- [Another](https://github.com//ada-f/ovens/pull/13)
```

## Right

```markdown right
[The change](https://github.com/ada-f/ovens/pull/12.diff), [as a patch](https://github.com/ada-f/ovens/pull/12.patch)
```

```markdown right
Come to [our chat](https://example.org/chat), or [write to us](mailto:ada@example.org).
```

```markdown right
[Last month](@/2031-04/index.md#chat), [a copy](https://web.archive.org/web/2031/https://example.org/), [below](#chat).

## Chat

We talk there.
```
"#,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for target in context.targets() {
        if let Some(flaw) = UrlFlaw::of(target) {
            report(findings, target.span, flaw);
        }
    }
    for undefined in &context.page.undefined {
        if let Some(span) = spaced_target(context.source(), undefined.span) {
            let message = "white space in a target, so there is no link";
            let help = "write `%20` for each space, or put the target in `<` and `>`";
            findings.report(span, message).help(help);
        }
    }
}

fn report(findings: &mut Findings<'_>, span: Span, flaw: UrlFlaw) {
    let diagnostic = findings.report(span, flaw.message);
    match flaw.mended {
        Some(mended) => diagnostic.fix(flaw.help, span, mended),
        None => diagnostic.help(flaw.help),
    };
}

/// The target behind a text in brackets that is no link for the space in its target: `[a](https://b c)`.
pub(super) fn spaced_target(source: &str, brackets: Span) -> Option<Span> {
    let start = brackets.end + 1;
    let target = source[brackets.end..].strip_prefix('(')?;
    let target = &target[..target.floor_char_boundary(LONGEST)];
    let line = target.lines().next()?;
    let target = &line[..line.find(')')?];
    // With these, the target or its title does not end where it should.
    let is_target = !target.contains(['[', '"', '\'']);
    let is_url = is_target && target.contains("://") && target.trim().contains(' ');
    is_url.then(|| Span::new(start, start + target.len()))
}

/// How long a target may be, in bytes.
const LONGEST: usize = 1000;
