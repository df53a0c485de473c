use percent_encoding::percent_decode_str;

use super::relative_link::{ending, relative_path};
use crate::context::{Context, Findings};
use crate::diagnostic::Severity;
use crate::rule::{Rule, Topic};
use crate::site::candidates;

pub(super) const RULE: Rule = Rule {
    code: "missing-file",
    topic: Topic::Links,
    severity: Severity::Error,
    is_on: true,
    page: r#"# missing-file: an image or a file that the site does not have

An image or a link leads to a file of the site: one beside the page, or one below `static`. There is no such file.
Images in HTML count. The rule needs the site.

## Wrong

```text site
content/2031-05/board.png
static/logo.svg
```

```markdown wrong
![The board](bord.png)
```

```markdown wrong
<img src="img/board.png">

Here are [the plans](plans.pdf).
```

## Right

```markdown right
Here are [the feed](/atom.xml) and [the map](/sitemap.xml).
```

```markdown right
![The board](board.png) ![Our logo](/logo.svg)
```

```markdown right
<img src="./board.png"> ![A photo](https://example.org/photo.jpg)
```
"#,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let (Some(site), Some(page)) = (context.site, context.site_path()) else {
        return;
    };
    for target in context.targets() {
        let path = relative_path(target.url).or_else(|| absolute_path(target.url));
        let path = path.filter(|path| target.is_image || ending(path).is_some_and(is_file));
        let path = path.map(|path| percent_decode_str(path).decode_utf8_lossy());
        let path = path.filter(|path| !is_generated(path));
        let found = path.and_then(|path| candidates(&page, &path));
        if found.is_some_and(|paths| !paths.iter().any(|path| site.has_file(path))) {
            findings
                .report(target.span, "the site has no such file")
                .help("add the file beside the page, or correct the path");
        }
    }
}

/// The path of a target that starts at the root of the site, without the query and the anchor.
fn absolute_path(url: &str) -> Option<&str> {
    let path = url.split(['#', '?']).next().unwrap_or(url);
    (path.starts_with('/') && !path.starts_with("//")).then_some(path)
}

/// Whether Zola makes a file of that name, with its usual configuration.
fn is_generated(path: &str) -> bool {
    const NAMES: [&str; 6] = [
        "atom.xml",
        "rss.xml",
        "feed.xml",
        "sitemap.xml",
        "robots.txt",
        "elasticlunr.min.js",
    ];
    let name = path.rsplit('/').next().unwrap_or(path);
    NAMES.contains(&name) || name.starts_with("search_index.")
}

/// Whether files of an ending are no pages of the site.
fn is_file(ending: &str) -> bool {
    !ending.eq_ignore_ascii_case("md")
        && !ending.starts_with("htm")
        && !ending.bytes().all(|byte| byte.is_ascii_digit())
}
