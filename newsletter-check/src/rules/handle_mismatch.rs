use newsletter_model::Handle;

use crate::address::Forge;
use crate::context::{Context, Findings};
use crate::diagnostic::Severity;
use crate::name::is_near_miss;
use crate::page::Link;
use crate::rule::{Rule, Topic};

pub(super) const RULE: Rule = Rule {
    code: "handle-mismatch",
    topic: Topic::People,
    severity: Severity::Error,
    is_on: true,
    page: r#"# handle-mismatch: a name with a link to somebody else

A link says `@ada-f` and leads to the profile of somebody else: the handle is misspelt, or the target was copied from
another link. Or it leads to no profile at all: somebody is thanked, and the link leads to the pull request, or to a repository of theirs.

A handle that differs from the profile in case alone is a hint: the link works. A name without `@` is
reported, as a warning, where it is one word that is nearly the handle. On Twitter people may have another handle, so only one that is nearly the same is reported.

## Wrong

```markdown wrong
Thanks to [@ada-f](https://github.com/ada-f) and [@mira-l](https://github.com/ada-f)!
```

```markdown wrong
- [Add a shell](https://github.com/mira-l/ovens/pull/3) (thanks to [noor](https://github.com/mira-l/ovens/pull/3))
- [Add a door](https://github.com/mira-l/ovens/pull/4) by [@noor](https://github.com/mira-l/ovens/pull/4)
```

```markdown wrong
Thanks to [@ada-f](https://github.com/ada-f) and [noor](https://github.com/mira-l/ovens/pull/3)!
```

```markdown wrong
Thanks to [@Adaf](https://github.com/AdaF)!
```

```markdown wrong
Thanks to [@mira-l](https://github.com/mira-l/ovens), and to [oskarr](https://github.com/oskar)!
```

## Right

```markdown right
Thanks to [@mira-l](https://github.com/orgs/ovens/people/mira-l), [@mender[bot]](https://github.com/apps/mender) and [Noor / n0](https://github.com/n0)!
```

```markdown right
Tell [@n_oor](https://twitter.com/n_oor/) how [@ada-f](https://example.org/ada) wrote it, in [@mira-l's change](https://github.com/ada-f/ovens/pull/6), thanks to [this fix](https://github.com/ada-f/ovens/pull/5).
```
"#,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for (number, link) in context.page.links.iter().enumerate() {
        let text = context.page.link_text(link);
        if link.is_image || text.is_empty() {
            continue;
        }
        match text.strip_prefix('@') {
            // "@ada-f's change" is no name.
            Some(handle) if Handle::new(handle).is_err() => {}
            Some(handle) => check_mention(findings, link, handle),
            None if !is_handle(text) => {}
            None if is_thanked(context, number) => report_page(findings, link, text),
            None => check_name(findings, link, text),
        }
    }
}

/// Reports a handle without its `@` that is nearly the one of the profile.
fn check_name(findings: &mut Findings<'_>, link: &Link<'_>, text: &str) {
    let Some(Forge::Profile { name }) = Forge::of(link.destination.as_ref()) else {
        return;
    };
    // A name may be told from its handle by more than a slip.
    let is_alike = text.len() > 4 && text.to_lowercase() != name.to_lowercase();
    if is_alike && is_near_miss(text, name) {
        let message = format!("`{text}` leads to the profile of `@{name}`");
        let diagnostic = findings.report(link.span, message);
        diagnostic.severity = Severity::Warning;
        diagnostic.help(format!("write `@{name}`, or correct the target"));
    }
}

fn check_mention(findings: &mut Findings<'_>, link: &Link<'_>, handle: &str) {
    let url = link.destination.as_ref();
    let Some(name) = profile_of(url) else {
        let forge = Forge::of(url);
        let is_page = matches!(forge, Some(Forge::Page { rest, .. }) if is_change(rest));
        if is_page && !url.contains('#') {
            report_page(findings, link, handle);
        } else if matches!(forge, Some(Forge::Repository { owner, .. }) if owner == handle) {
            report_repository(findings, link, handle);
        }
        return;
    };
    let handle = handle.rsplit('/').next().unwrap_or(handle);
    let handle = handle.strip_suffix("[bot]").unwrap_or(handle);
    let handle = handle
        .trim_end_matches(['.', ',', ':', ';', '!', '?'])
        .trim();
    let name = name.strip_suffix("[bot]").unwrap_or(name);
    let name = name.strip_prefix('@').unwrap_or(name);
    if handle == name || handle.contains(['@', ' ']) {
        return;
    }
    let is_case_only = handle.to_lowercase() == name.to_lowercase();
    let is_comparable = is_case_only || Forge::of(url).is_some() || is_near_miss(handle, name);
    if !is_comparable {
        return;
    }
    let message = match is_case_only {
        true => format!("`@{handle}` is written `@{name}` in the link"),
        false => format!("`@{handle}` leads to the profile of `@{name}`"),
    };
    let diagnostic = findings.report(link.span, message);
    if is_case_only {
        diagnostic.hint().help("write both alike");
    } else {
        diagnostic.help(format!(
            "write `@{name}`, or correct the target to the profile of `@{handle}`"
        ));
    }
}

/// The name of the profile that a URL is, on forges and on Twitter.
fn profile_of(url: &str) -> Option<&str> {
    if let Some(Forge::Profile { name }) = Forge::of(url) {
        return Some(name);
    }
    let sites = [
        "https://twitter.com/",
        "https://x.com/",
        "https://www.twitter.com/",
    ];
    let path = sites.iter().find_map(|site| url.strip_prefix(site))?;
    let name = path
        .split(['?', '#'])
        .next()
        .unwrap_or(path)
        .trim_end_matches('/');
    (!name.is_empty() && !name.contains('/')).then_some(name)
}

/// Whether a page of a repository is a change or an issue.
fn is_change(rest: &str) -> bool {
    [
        "pull/",
        "issues/",
        "commit/",
        "merge_requests/",
        "-/merge_requests/",
    ]
    .iter()
    .any(|start| rest.starts_with(start))
}

/// Whether a link to a change names a person: in a run of people, or whom somebody thanks for that change.
fn is_thanked(context: &Context<'_>, number: usize) -> bool {
    let page = &context.page;
    let link = &page.links[number];
    let is_page =
        matches!(Forge::of(&link.destination), Some(Forge::Page { rest, .. }) if is_change(rest));
    let passage = &page.passages[link.passage];
    if !is_page {
        return false;
    }
    let before = &page.text[passage.text.start..link.text.start];
    let start = before.len().saturating_sub(200);
    let before = before
        .get(before.ceil_char_boundary(start)..)
        .unwrap_or_default()
        .to_lowercase();
    let is_credit = before.ends_with("thanks to ") || before.ends_with("by ");
    let others = page.links[..number].iter().rev().take(NEAR);
    let mut others = others
        .take_while(|other| other.passage == link.passage)
        .peekable();
    let is_in_run = others.peek().is_some_and(|last| {
        let between = page
            .text
            .get(last.text.end..link.text.start)
            .unwrap_or_default();
        page.link_text(last).starts_with('@') && [", ", " and ", ", and "].contains(&between)
    });
    is_in_run || is_credit && others.any(|other| other.destination == link.destination)
}

/// How many links before a name are looked at.
const NEAR: usize = 8;

fn is_handle(text: &str) -> bool {
    text.bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        && !text.bytes().all(|byte| byte.is_ascii_digit())
}

fn report_repository(findings: &mut Findings<'_>, link: &Link<'_>, handle: &str) {
    let span = link.destination_span();
    findings
        .report(span, format!("the name `@{handle}` leads to a repository"))
        .help(format!(
            "write the URL of the profile, as `https://github.com/{handle}`"
        ));
}

fn report_page(findings: &mut Findings<'_>, link: &Link<'_>, handle: &str) {
    let span = link.destination_span();
    findings
        .report(
            span,
            format!("the name `{handle}` leads to a change, not to a profile"),
        )
        .help(format!(
            "write the URL of the profile, as `https://github.com/{handle}`"
        ));
}
