use newsletter_parse::Span;

use crate::context::{Context, Findings};
use crate::diagnostic::Severity;
use crate::rule::{Rule, Topic};
use crate::tags::HtmlTag;

pub(super) const RULE: Rule = Rule {
    code: "generic-parsed-as-html",
    topic: Topic::Text,
    severity: Severity::Error,
    is_on: true,
    page: r#"# generic-parsed-as-html: a type in angle brackets that is lost

`Vec<u8>` outside of code is the word "Vec" and a tag of HTML: browsers do not know the element `u8`, and readers do not see
it. `<core::fmt>` even becomes a link. Angle brackets with anything else in them, such as `<&[u8]>` and `<->`, are text.

## Wrong

```markdown wrong
- [Return a Vec<u8>](https://example.org/1)
```

```markdown wrong
It gives a Result<Option<String>, Error> back, and an Arc<core::Lock>.
```

```markdown wrong
The argument is <name>.
```

## Right

```markdown right
- [Return a `Vec<u8>`](https://example.org/1)
```

```markdown right
- [Add TryFrom<&[u8]> for Time](https://example.org/2), and path <-> text, with <b>HTML</b> and <my-element></my-element>
```
"#,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let (page, source) = (&context.page, context.source());
    let mut unknown: Vec<Span> = Vec::new();
    let tags = context.tags().iter();
    for tag in tags.filter(|tag| is_lost(tag, source)) {
        match tag.meant() {
            Some(meant) => report_slip(tag, meant, findings),
            None => unknown.push(tag.span),
        }
    }
    let links = page.links.iter();
    let paths = links.filter(|link| link.is_autolink() && is_path(&link.destination));
    let paths: Vec<Span> = paths.map(|link| link.span).collect();
    let mut end = 0;
    unknown.extend(&paths);
    unknown.sort();
    for span in unknown {
        if span.start >= end {
            end = report(source, span, paths.binary_search(&span).is_ok(), findings);
        }
    }
}

fn is_lost(tag: &HtmlTag<'_>, source: &str) -> bool {
    (!tag.is_element() || tag.is_generic(source)) && !tag.is_words()
}

/// Reports a tag whose name has a slip.
fn report_slip(tag: &HtmlTag<'_>, meant: &str, findings: &mut Findings<'_>) {
    let slash = if tag.is_closing { "/" } else { "" };
    findings
        .report(tag.span, format!("HTML has no element `{}`", tag.name))
        .help(format!(
            "write `<{slash}{meant}>`, or put it in backticks if it is code"
        ));
}

/// Whether an address is a path of Rust.
fn is_path(destination: &str) -> bool {
    destination.contains("::") && !destination.contains("://")
}

/// Reports a tag, and gives the end of the type that it belongs to.
fn report(source: &str, tag: Span, is_link: bool, findings: &mut Findings<'_>) -> usize {
    let text = &source[tag.range()];
    let what = if is_link {
        "a link"
    } else {
        "HTML, and readers do not see it"
    };
    let shown: String = text.chars().take(60).collect();
    let diagnostic = findings.report(tag, format!("`{shown}` is read as {what}"));
    let Some(whole) = type_around(source, tag) else {
        diagnostic.help("put it in backticks if it is code, else write `\\<`");
        return tag.end;
    };
    let code = format!("`{}`", &source[whole.range()]);
    diagnostic.fix("put it in backticks", whole, code);
    whole.end
}

/// How many characters of a type may stand before a tag.
const LONGEST: usize = 100;

/// The type that a tag is the end of, such as `Vec<Option<u8>>`, where it is certain what belongs to it.
fn type_around(source: &str, tag: Span) -> Option<Span> {
    let is_part = |part: &char| part.is_ascii_alphanumeric() || "_:<&".contains(*part);
    let before = source[..tag.start]
        .chars()
        .rev()
        .take(LONGEST)
        .take_while(is_part);
    let start = tag.start - before.count();
    let is_type = source[start..tag.start].starts_with(|first: char| first.is_ascii_alphabetic());
    let (mut depth, mut end) = (0, None);
    for (at, character) in source[start..].char_indices().take(2 * LONGEST) {
        match character {
            '<' => depth += 1,
            '>' => depth -= 1,
            _ if character.is_ascii_alphanumeric() || "_:&, '()[];".contains(character) => {}
            _ => return None,
        }
        if depth == 0 && character == '>' {
            end = Some(start + at + 1);
            break;
        }
    }
    let end = end.filter(|end| *end >= tag.end && is_type)?;
    let goes_on =
        source[end..].starts_with(|next: char| next.is_alphanumeric() || "_:(<>`".contains(next));
    (!goes_on && !source[..start].ends_with('`')).then(|| Span::new(start, end))
}
