use crate::address::without_fragment;
use crate::answers::Answer;
use crate::context::{Context, Findings};
use crate::diagnostic::Severity;
use crate::rule::{Rule, Topic};

pub(super) const RULE: Rule = Rule {
    code: "moved-link",
    topic: Topic::Links,
    severity: Severity::Hint,
    is_on: true,
    page: r#"# moved-link: a link to a page that has moved for good

The server of the page says that it has moved for good, and where to (301 or 308; a renamed repository of GitHub). The
old link works until somebody needs the name for something else. Redirects for now (302, 303, 307) do not count.
Where the page is the same but for `https`, that is certain to be right.
The rule needs the network: `newsletter check --links`.

## Wrong

```text answers
https://github.com/mira-l/bootkit moved https://github.com/example-os/bootkit
http://example.org/notes moved https://example.org/notes
http://example.org moved https://example.org/
https://example.org/notes 200
```

```markdown wrong
There is a new release of [`bootkit`](https://github.com/mira-l/bootkit#readme).
```

```markdown wrong
Read [the notes](http://example.org/notes#june) of [our site].

[our site]: http://example.org
```

## Right

```markdown right
Read [the notes](https://example.org/notes#june).
```

```markdown right
There is a new release of [`bootkit`](https://github.com/example-os/bootkit).
```
"#,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for (link, answer) in context.answered_links() {
        let Answer::Moved(place) = answer else {
            continue;
        };
        let finding = findings.report(link.span, "a link to a page that has moved for good");
        match with_https(link.url, place) {
            Some(url) if &context.source()[link.span.range()] == link.url => {
                finding.fix("write `https`", link.span, url);
            }
            _ => {
                finding.help(format!("link to {}", with_fragment_of(link.url, place)));
            }
        }
    }
}

/// The URL with `https`, where that is where the page has moved to.
fn with_https(url: &str, place: &str) -> Option<String> {
    let (scheme, rest) = url.split_at_checked("http".len())?;
    if !scheme.eq_ignore_ascii_case("http") || !rest.starts_with(':') {
        return None;
    }
    let secure = format!("https{rest}");
    let page = without_fragment(&secure);
    // The path of a host alone is `/`, written or not.
    let is_same = page == place || place.strip_suffix('/') == Some(page) && is_host(page);
    is_same.then_some(secure)
}

fn is_host(url: &str) -> bool {
    url.split_once("://")
        .is_some_and(|(_, host)| !host.contains(['/', '?']))
}

/// The new place of a page, at the part of it that a URL names.
fn with_fragment_of(url: &str, place: &str) -> String {
    match url.split_once('#') {
        Some((_, fragment)) if !place.contains('#') => format!("{place}#{fragment}"),
        _ => place.to_owned(),
    }
}
