use newsletter_parse::Span;

use crate::context::{Context, Findings};
use crate::diagnostic::Severity;
use crate::rule::{Rule, Topic};

pub(super) const RULE: Rule = Rule {
    code: "unknown-shortcode",
    topic: Topic::Text,
    severity: Severity::Error,
    is_on: true,
    page: r#"# unknown-shortcode: a shortcode that the site does not have

Zola runs `{{ name() }}` and `{% name() %}…{% end %}` as shortcodes, also in code, and does not build a site that has no file of that name
in `templates/shortcodes`, of its own or of its theme. To show such text: `{{/* name() */}}`. The rule needs the site.

## Wrong

```text site
templates/shortcodes/video.html
```

```markdown wrong
The demo: {{ vidoe(id="boot") }}
```

```markdown wrong
Write `{{ include(path="x") }}` into the template.

{% quote(author = "ada-f") %}
It boots.
{% end %}
```

## Right

```markdown right
The demo: {{ video(id="boot") }}
```

```markdown right
Write `{{/* include(path="x") */}}` into the template, not `{{ include }}` or `{% if ready() %}`.
```
"#,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let Some(site) = context.site else {
        return;
    };
    let start = context.page.body_start;
    let body = &context.source()[start..];
    // The body of a shortcode has to end somewhere.
    let last_end = memchr::memmem::rfind(body.as_bytes(), b"{% end").unwrap_or(0);
    for at in memchr::memchr_iter(b'{', body.as_bytes()) {
        let is_shortcode = match body.as_bytes().get(at + 1) {
            Some(b'{') => true,
            Some(b'%') => at < last_end,
            _ => false,
        };
        if is_shortcode
            && let Some((from, name)) = name_in(&body[at..])
            && !site.has_shortcode(name)
        {
            let from = start + at + from;
            findings
                .report(
                    Span::new(from, from + name.len()),
                    format!("the site has no shortcode `{name}`"),
                )
                .help(format!(
                    "correct its name; to show it as text, write `{{{{/* {name}() */}}}}`"
                ));
        }
    }
}

/// The name of the shortcode that a text starts with, and where it stands: `{{ name(…`, with arguments that have names.
fn name_in(text: &str) -> Option<(usize, &str)> {
    let behind = text[2..].trim_start();
    let length = behind.find(|it: char| !it.is_ascii_alphanumeric() && it != '_')?;
    let (name, rest) = behind.split_at(length);
    let arguments = rest.trim_start().strip_prefix('(')?.trim_start();
    let word = arguments.trim_start_matches(|it: char| it.is_ascii_alphanumeric() || it == '_');
    let is_named = word.len() < arguments.len() && word.trim_start().starts_with('=');
    let is_call = is_named || arguments.starts_with(')');
    let is_name = name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_');
    (is_call && is_name).then(|| (text.len() - behind.len(), name))
}
