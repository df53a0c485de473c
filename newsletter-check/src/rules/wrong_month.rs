use newsletter_model::Block;
use newsletter_parse::Span;

use crate::context::{Context, Findings};
use crate::diagnostic::Severity;
use crate::front_matter::{is_month_name, month_in, month_of};
use crate::introduction::Behind;
use crate::rule::{Rule, Topic};

pub(super) const RULE: Rule = Rule {
    code: "wrong-month",
    topic: Topic::Sections,
    severity: Severity::Warning,
    is_on: true,
    page: r#"# wrong-month: a sentence of the template with the month of another issue

The sentence before a list says "In April, we merged the following changes:", and this is the issue of May. Or the
introduction of the page calls it by the name of another month. Such sentences are copied from issue to issue.

Months elsewhere are not looked at: people write about other months. In a comment, which readers do not see, it is a hint.

## Wrong

```markdown wrong
In April, we merged the following changes:

- [Faster boot](https://example.org/1)
```

```markdown wrong
Welcome to _"This Month in Example OS"_ (April 2031)!

<!-- This is a draft of "This Month in Example OS (April 2031)". -->
```

## Right

```markdown right
In May, we merged the following changes:

- [Faster boot](https://example.org/1)
- [Slower shutdown](https://example.org/3)

The following changes were already merged in April, but not mentioned in the last issue:

- [Smaller images](https://example.org/4)
- [Louder beeps](https://example.org/5)

They landed in early June, but we mention them here:

- [Smaller images](https://example.org/2)
```

```markdown right
There is more in ["This Month in Example OS" (April 2031)](https://example.org/april).

- [This Month in Other OS (April 2031)](https://example.org/other)

We began in April.

In April and May, we merged the following changes:

- [Faster boot](https://example.org/1)
- [Slower shutdown](https://example.org/3)
```
"#,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let Some(month) = month_of(context) else {
        return;
    };
    let help = format!("write {month}, if that is meant");
    for (word, span) in list_months(context) {
        if word != month.name() {
            let message = format!("the issue of {month} tells of {word}");
            findings.report(span, message).help(help.clone());
        }
    }
    let Some(name) = newsletter_name(context) else {
        return;
    };
    let outline = &context.outline;
    let body = outline
        .sections
        .first()
        .map_or(outline.blocks.len(), |section| section.blocks.start);
    for block in outline.body(&(0..body)) {
        let Some((other, span)) =
            named_month(context, name, block.span).filter(|(other, _)| *other != month)
        else {
            continue;
        };
        let diagnostic = findings.report(
            span,
            format!("the issue of {month} is called that of {other}"),
        );
        diagnostic.help(help.clone());
        if matches!(block.block, Block::Comment(_)) {
            diagnostic.hint();
        }
    }
}

/// What a sentence says that tells of another month on purpose.
const LATE: [&str; 6] = ["already", "but ", "earlier", "forgot", "last ", "late"];

/// The months in which the changes of a list were merged, as the sentences before them say.
fn list_months<'c>(context: &'c Context<'_>) -> impl Iterator<Item = (&'c str, Span)> {
    let page = &context.page;
    context
        .introductions()
        .iter()
        .filter_map(move |introduction| {
            if !matches!(introduction.behind, Behind::Items(_)) {
                return None;
            }
            let text = &page.text[introduction.sentence.clone()];
            let is_template = text.starts_with("In ") || text.contains("following");
            if !is_template || LATE.iter().any(|word| text.contains(word)) {
                return None;
            }
            let words = text.split(|character: char| !character.is_alphanumeric());
            let mut months = words.filter(|word| is_month_name(word));
            let (month, other) = (months.next()?, months.next());
            let at = month.as_ptr() as usize - text.as_ptr() as usize;
            let is_in = text[..at].ends_with(" in ") || text.starts_with("In ") && at == 3;
            let start = introduction.sentence.start + at;
            let is_linked = page
                .piece_at(start)
                .is_some_and(|piece| piece.link.is_some());
            let is_certain = is_in && other.is_none() && !is_linked;
            is_certain.then(|| (month, page.span_of(start..start + month.len())))
        })
}

/// The name of the newsletter: the title up to its month.
fn newsletter_name<'c>(context: &Context<'c>) -> Option<&'c str> {
    let title = context.document.issue().front_matter.title.as_str();
    let (_, range) = month_in(title)?;
    let name =
        title[..range.start].trim_end_matches(|character: char| !character.is_alphanumeric());
    (!name.is_empty()).then_some(name)
}

/// The month behind the newsletter's name in a part of the source, not in a link.
fn named_month(
    context: &Context<'_>,
    name: &str,
    part: Span,
) -> Option<(newsletter_model::Month, Span)> {
    let text = &context.source()[part.range()];
    let behind = text.find(name)? + name.len();
    let (month, range) = month_in(text[behind..].lines().next()?)?;
    let start = part.start + behind + range.start;
    let between = &text[behind..behind + range.start];
    let is_called = !between.contains(char::is_alphanumeric);
    let is_linked = context
        .page
        .links_in(part)
        .iter()
        .any(|link| link.span.range().contains(&start));
    (is_called && !is_linked).then(|| (month, Span::new(start, start + range.len())))
}
