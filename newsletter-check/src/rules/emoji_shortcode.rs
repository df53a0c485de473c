use newsletter_parse::Span;

use crate::context::{Context, Findings};
use crate::diagnostic::Severity;

use crate::rule::{Rule, Topic};
use crate::site::Site;

pub(super) const RULE: Rule = Rule {
    code: "emoji-shortcode",
    topic: Topic::Text,
    severity: Severity::Warning,
    is_on: true,
    page: r#"# emoji-shortcode: `:tada:` where it stays text

GitHub shows `:tada:` as an emoji. Zola does so only where `render_emoji` is set in the site's configuration; readers see the
colons otherwise. Where the configuration is not at hand, this is a hint.

## Wrong

```text site
content/2031-05/index.md
```

```markdown wrong
The first release is out :tada:
```

```markdown wrong
Thank you :+1: for your work!
```

## Right

```markdown right
The first release is out 🎉, and `:tada:` is code.
```

```markdown right
The path core::rocket::fire, the time 10:30:45, and the address :8080: are no emoji.
```
"#,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    if context.site.is_some_and(Site::has_emoji) {
        return;
    }
    let page = &context.page;
    let passages = page.passages.iter();
    let pieces = passages
        .filter(|passage| passage.bytes.has_any(b":"))
        .flat_map(|passage| page.pieces_of(passage));
    for piece in pieces.filter(|piece| piece.is_exact()) {
        let text = &page.text[piece.text.clone()];
        let mut colons = memchr::memchr_iter(b':', text.as_bytes()).peekable();
        while let Some(open) = colons.next() {
            let Some(&close) = colons.peek() else { break };
            let Some(emoji) = emoji(text, open, close) else {
                continue;
            };
            let span = Span::new(piece.span.start + open, piece.span.start + close + 1);
            let diagnostic = findings.report(span, format!("`{}` stays text", &text[open..=close]));
            if context.site.is_some() {
                diagnostic.fix(format!("write {emoji}"), span, emoji);
            } else {
                diagnostic
                    .help(format!(
                        "write {emoji}, unless the site sets `render_emoji`"
                    ))
                    .hint();
            }
            colons.next();
        }
    }
}

/// The emoji that is named between two colons, if no word or colon touches them.
fn emoji(text: &str, open: usize, close: usize) -> Option<&'static str> {
    let touches = |next: char| next.is_alphanumeric() || next == ':' || next == '_';
    let is_free = !text[..open].ends_with(touches) && !text[close + 1..].starts_with(touches);
    let name = &text[open + 1..close];
    let is_name =
        !name.is_empty() && name.len() <= 40 && name.bytes().any(|byte| !byte.is_ascii_digit());
    let emoji = emojis::get_by_shortcode(name).filter(|_| is_free && is_name)?;
    Some(emoji.as_str())
}
