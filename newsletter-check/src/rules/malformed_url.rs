use newsletter_parse::Span;

use crate::address::Forge;
use crate::context::{Context, Findings};
use crate::diagnostic::Severity;
use crate::host::{FORGES, is_domain, is_host, is_nearly};
use crate::rule::{Rule, Topic};
use crate::scheme::{is_web, misspelt, scheme};
use crate::target::Target;

pub(super) const RULE: Rule = Rule {
    code: "malformed-url",
    topic: Topic::Links,
    severity: Severity::Error,
    is_on: true,
    page: r#"# malformed-url: a link that leads nowhere

The target of a link, an image or a definition is empty, has a scheme that is misspelt, doubled or missing, has
no host that can be, or has white space. Pages of forges must be of a kind that there is, as `pull/12`. Links and images in HTML count. The link is there, but no browser follows it; without a scheme, browsers
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

/// What is wrong with a target, and the text that mends it where that is certain.
struct Flaw {
    message: &'static str,
    help: &'static str,
    mended: Option<String>,
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for target in context.targets() {
        if let Some(flaw) = flaw(target) {
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

fn report(findings: &mut Findings<'_>, span: Span, flaw: Flaw) {
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
    let is_url = target.contains("://") && target.trim().contains(' ');
    is_url.then(|| Span::new(start, start + target.len()))
}

/// How long a target may be, in bytes.
const LONGEST: usize = 1000;

/// Whether a URL is a page of the forge that most links lead to, spelt as usual.
fn is_usual(url: &str) -> bool {
    let Some(rest) = url.strip_prefix("https://github.com/") else {
        return false;
    };
    rest.starts_with(|first: char| first.is_ascii_alphanumeric())
        && (rest.bytes()).fold(true, |is_usual, byte| is_usual & USUAL[usize::from(byte)])
}

/// Whether each byte is one of usual URLs: a table is read quicker than such a match.
const USUAL: [bool; 256] = {
    let mut usual = [false; 256];
    let mut byte = 0;
    while byte < usual.len() {
        usual[byte] = (byte as u8).is_ascii_alphanumeric()
            || matches!(
                byte as u8,
                b'-' | b'_' | b'.' | b'/' | b'#' | b'?' | b'=' | b'&' | b'%' | b'+'
            );
        byte += 1;
    }
    usual
};

fn flaw(target: Target<'_>) -> Option<Flaw> {
    let url = target.url;
    if is_usual(url) {
        return forge_flaw(url);
    }
    let found = |message, help, mended| {
        Some(Flaw {
            message,
            help,
            mended,
        })
    };
    if url.trim().is_empty() {
        let message = if target.is_image {
            "an image without a file"
        } else {
            "a link that leads nowhere"
        };
        return found(message, "write where it leads", None);
    }
    if url.contains("://") && url.contains(char::is_whitespace) {
        return found("white space in a URL", "write `%20`, or remove it", None);
    }
    if url.starts_with(['#', '/', '?', '.'])
        || url.starts_with("@/")
        || target.is_autolink && !url.contains("//")
    {
        return None;
    }
    match scheme(url) {
        Some((scheme, rest)) if is_web(scheme) => web_flaw(url, rest),
        Some((scheme, _)) if runs_script(scheme) => {
            found("a link that runs a script", "link to a page", None)
        }
        Some((scheme, rest)) => match misspelt(scheme) {
            Some(meant) => {
                let mended = format!("{meant}://{}", rest.trim_start_matches(['/', ':']));
                found(
                    "a scheme that no browser knows",
                    "correct the scheme",
                    Some(mended),
                )
            }
            None => None,
        },
        None => schemeless_flaw(url),
    }
}

/// Whether browsers run what stands behind a scheme.
fn runs_script(scheme: &str) -> bool {
    ["javascript", "vbscript"]
        .iter()
        .any(|it| scheme.eq_ignore_ascii_case(it))
}

/// What is wrong with a URL of the web, behind its `https:`.
fn web_flaw(url: &str, rest: &str) -> Option<Flaw> {
    let bare = rest.trim_start_matches(['/', ':']);
    let first = bare.split(['/', ':']).next().unwrap_or(bare);
    let scheme = &url[..url.len() - rest.len()];
    if is_web(first) {
        let behind = bare[first.len()..].trim_start_matches(['/', ':']);
        let mended = Some(format!("{first}://{behind}"));
        let (message, help) = ("a URL with two schemes", "remove one");
        return Some(Flaw {
            message,
            help,
            mended,
        });
    }
    if !rest.starts_with("//") || rest[2..].starts_with(['/', ':']) {
        let mended = (!bare.is_empty()).then(|| format!("{scheme}//{bare}"));
        let (message, help) = (
            "a scheme without the two slashes of a host",
            "write `://` behind the scheme",
        );
        return Some(Flaw {
            message,
            help,
            mended,
        });
    }
    let host = bare.split(['/', '?', '#']).next().unwrap_or(bare);
    if !is_host(host) {
        let (message, help) = ("a URL of a host that cannot be", "correct the host");
        return Some(Flaw {
            message,
            help,
            mended: None,
        });
    }
    if !FORGES.contains(&host) && FORGES.iter().any(|forge| is_nearly(host, forge)) {
        let (message, help) = ("a host that is nearly that of a forge", "correct the host");
        return Some(Flaw {
            message,
            help,
            mended: None,
        });
    }
    forge_flaw(url)
}

/// What is wrong with a page of a forge.
fn forge_flaw(url: &str) -> Option<Flaw> {
    let path = url.strip_prefix("https://github.com/");
    if let Some(path) = path.filter(|path| path.starts_with('/')) {
        let mended = format!("https://github.com/{}", path.trim_start_matches('/'));
        let (message, help) = ("a path with two slashes", "write one");
        return Some(Flaw {
            message,
            help,
            mended: Some(mended),
        });
    }
    let Some(Forge::Page { rest, .. }) = Forge::of(url) else {
        return None;
    };
    number_flaw(rest).or_else(|| kind_flaw(url, rest))
}

/// What the pages of a repository are.
const KINDS: [&str; 5] = ["pull", "issues", "commit", "releases", "discussions"];

/// A kind of page that is nearly one that there is, before a number: `pul/12`.
fn kind_flaw(url: &str, rest: &str) -> Option<Flaw> {
    let (kind, number) = rest.split_once('/')?;
    let is_number = number.starts_with(|first: char| first.is_ascii_digit());
    let known = ["pulls", "commits", "issue"];
    if !is_number || KINDS.contains(&kind) || known.contains(&kind) {
        return None;
    }
    let meant = KINDS.iter().find(|meant| is_nearly(kind, meant))?;
    let start = url.len() - rest.len();
    let (message, help) = ("a kind of page that no forge has", "correct it");
    Some(Flaw {
        message,
        help,
        mended: Some(format!("{}{meant}/{number}", &url[..start])),
    })
}

/// Pull requests and issues have numbers.
fn number_flaw(rest: &str) -> Option<Flaw> {
    let kinds = ["pull", "issues/"];
    let number = kinds.iter().find_map(|kind| rest.strip_prefix(kind))?;
    let number = number.trim_start_matches('/').split('/').next()?;
    let number = number
        .strip_suffix(".diff")
        .or_else(|| number.strip_suffix(".patch"))
        .unwrap_or(number);
    if rest.starts_with("pulls") {
        return None;
    }
    let words = ["new", "assigned", "created_by", "mentioned", "templates"];
    let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    if is_number || words.contains(&number) {
        return None;
    }
    let (message, help) = (
        "a pull request or an issue without a number",
        "write its number",
    );
    Some(Flaw {
        message,
        help,
        mended: None,
    })
}

/// What is wrong with a target that has no scheme.
fn schemeless_flaw(url: &str) -> Option<Flaw> {
    if let Some((before, _)) = url.split_once("://")
        && !before.contains(['/', '?', '#', '='])
    {
        let letters = before.trim_start_matches(|first: char| !first.is_ascii_alphanumeric());
        let opened = before.len() - letters.len();
        let inner = url[opened..].trim_end_matches(')');
        // A target in parentheses of its own loses both.
        let inner = if url.ends_with(')') && url.starts_with('(') {
            inner
        } else {
            &url[opened..]
        };
        let mended = is_web(letters).then(|| inner.to_owned());
        let (message, help) = ("a scheme that no browser knows", "correct the scheme");
        return Some(Flaw {
            message,
            help,
            mended,
        });
    }
    let first = url.split(['/', '?', '#']).next().unwrap_or(url);
    let behind = &url[first.len()..];
    if behind.starts_with("//") && (is_web(first) || misspelt(first).is_some()) {
        let scheme = if is_web(first) { first } else { "https" };
        let mended = Some(format!("{scheme}:{behind}"));
        let (message, help) = ("a scheme without its colon", "write `:` behind the scheme");
        return Some(Flaw {
            message,
            help,
            mended,
        });
    }
    if behind.is_empty()
        && url
            .split_once('@')
            .is_some_and(|(name, host)| !name.is_empty() && is_host(host))
    {
        let mended = Some(format!("mailto:{url}"));
        let (message, help) = (
            "an address of mail without its scheme",
            "write `mailto:` before it",
        );
        return Some(Flaw {
            message,
            help,
            mended,
        });
    }
    let is_site = is_domain(first, !behind.is_empty());
    is_site.then(|| Flaw {
        message: "a URL without its scheme",
        help: "write `https://` before it",
        mended: Some(format!("https://{url}")),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mended(url: &str) -> Option<Option<String>> {
        let target = Target {
            url,
            span: Span::default(),
            is_image: false,
            is_autolink: false,
        };
        flaw(target).map(|flaw| flaw.mended)
    }

    #[test]
    fn misspelt_urls_are_mended() {
        for url in [
            "ttps://example.org/a",
            "htps://example.org/a",
            "hhttps://example.org/a",
            "https//example.org/a",
            "https:://example.org/a",
            "https:/example.org/a",
            "https:///example.org/a",
            "https://https://example.org/a",
            "https:https://example.org/a",
            "https://https//example.org/a",
            "(https://example.org/a",
        ] {
            assert_eq!(
                mended(url),
                Some(Some("https://example.org/a".to_owned())),
                "{url}"
            );
        }
        assert_eq!(
            mended("docs.rs/a"),
            Some(Some("https://docs.rs/a".to_owned()))
        );
        assert_eq!(
            mended("ada@example.org"),
            Some(Some("mailto:ada@example.org".to_owned()))
        );
    }

    #[test]
    fn urls_without_a_certain_change_are_found() {
        for url in [
            "",
            " ",
            "https://",
            "https://github/a",
            "https://a b.org",
            "https://gihub.com/a",
            "https://github.com/a/b/pull/",
            "https://a..org",
        ] {
            assert_eq!(mended(url), Some(None), "{url}");
        }
    }

    #[test]
    fn other_targets_are_left_alone() {
        for url in [
            "https://web.archive.org/web/2031/https://example.org/",
            "https://example.org?from=https://example.com",
            "https://ada@example.org:8080/a:b",
            "https://münchen.example/straße",
            "http://localhost:8000",
            "http://[::1]/",
            "https://github.com/a/b/pull/12/files#r1",
            "https://github.com/a/b/issues/new",
            "https://github.com/a/b/pulls?q=is%3Apr",
            "https://gitlab.com/a/b",
            "mailto:ada@example.org",
            "matrix:r/a:example.org",
            "ftps://example.org",
            "tel:+1",
            "@/2031-04/index.md",
            "#https",
            "/about/",
            "../main.rs",
            "main.rs",
            "board.png",
            "//example.org/a",
        ] {
            assert_eq!(mended(url), None, "{url}");
        }
    }
}
