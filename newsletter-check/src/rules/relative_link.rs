use crate::context::{Context, Findings};
use crate::diagnostic::Severity;
use crate::rule::{Rule, Topic};
use crate::site::candidates;

pub(super) const RULE: Rule = Rule {
    code: "relative-link",
    topic: Topic::Links,
    severity: Severity::Warning,
    is_on: true,
    page: r#"# relative-link: a relative link that leads nowhere

A link is relative to the page, and there is no such page or file. Most often the text of a template was left
in the target, or a file of the repository is meant: Zola finds pages only by `@/` and their path.

With the site at hand, the page must exist. Without it, only what can be told for sure is reported: Markdown files, mentions and words of a
template. Images and other files are looked at by `missing-file`, paths that start with `@/` by `missing-page`.

## Wrong

```markdown wrong
See [the book](book.md) of [@ada-f](@ada-f), and [the repository](link-to-repo).
```

```text site
content/2031-04/index.md
```

```markdown wrong
See [last month](../2031-03/).
```

## Right

```markdown right
See [last month](../2031-04/#chat) and [the month before](https://example.org/2031-03/).
```

```markdown right
See [the book](https://example.org/book.md) and [below](#book).
```
"#,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for target in context.targets() {
        let Some(path) = relative_path(target.url).filter(|_| !target.is_image) else {
            continue;
        };
        if let Some(help) = flaw(context, path) {
            findings
                .report(target.span, "a relative link that leads nowhere")
                .help(help);
        }
    }
}

/// The path of a target that is relative to its page, without the query and the anchor.
pub(super) fn relative_path(url: &str) -> Option<&str> {
    // Nearly all URLs are seen to be others like this.
    if url.starts_with("https://") {
        return None;
    }
    let path = url.split(['#', '?']).next().unwrap_or(url);
    let is_relative = !path.is_empty()
        && !path.starts_with("@/")
        && !path.starts_with('/')
        && !path.contains([':', ' '])
        && !path.contains("//");
    is_relative.then_some(path)
}

/// The ending of the file that a path leads to, as `png`.
pub(super) fn ending(path: &str) -> Option<&str> {
    let (name, ending) = path.rsplit('/').next()?.rsplit_once('.')?;
    let is_ending = !name.is_empty() && (1..=5).contains(&ending.len());
    (is_ending && ending.bytes().all(|byte| byte.is_ascii_alphanumeric())).then_some(ending)
}

fn flaw(context: &Context<'_>, path: &str) -> Option<&'static str> {
    let ending = ending(path);
    if path.starts_with('@') {
        return Some("write the whole URL of the profile");
    }
    if ending.is_some_and(|ending| ending.eq_ignore_ascii_case("md")) {
        return Some("write `@/` and the path of the page below `content`, or the whole URL");
    }
    if is_template_text(path) {
        return Some("write where it leads");
    }
    let is_page = ending.is_none_or(|ending| ending.starts_with("htm"));
    let site = context.site.filter(|_| is_page)?;
    let found = candidates(&context.site_path()?, path)?;
    let exists = found.iter().any(|path| site.has_file(path));
    (!exists).then_some("correct the path, or write the whole URL")
}

/// Whether a target is what templates have in the place of one.
fn is_template_text(path: &str) -> bool {
    let words = [
        "url", "link", "todo", "tbd", "fixme", "xxx", "...", "…", "here",
    ];
    let path = path.to_ascii_lowercase();
    words.contains(&path.as_str()) || path.starts_with("link-to-") || path.starts_with("link_to_")
}
