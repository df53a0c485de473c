use foldhash::HashMap;

use newsletter_parse::Span;

use crate::context::{Context, Findings};
use crate::diagnostic::Severity;
use crate::page::Passage;
use crate::rule::{Rule, Topic};
use crate::tags::HtmlTag;

pub(super) const RULE: Rule = Rule {
    code: "unclosed-html",
    topic: Topic::Text,
    severity: Severity::Error,
    is_on: true,
    page: r#"# unclosed-html: HTML that is opened and not closed

An element of HTML is opened in a paragraph, a heading, a cell or an item, and not closed there; or it is closed and was never
opened. Browsers guess where it ends: half of the page may turn grey. Elements that stand in lines of their own, such as
`<details>`, may hold whole paragraphs; elements that need no end, such as `<br>` and `<p>`, are left alone.

## Wrong

```markdown wrong
- [Fix a typo](https://example.org/1) <span class="gray">(thanks to [@ada-f](https://github.com/ada-f))
- [Fix a link](https://example.org/2)
```

```markdown wrong
It is fast</b>, and it is small.
```

```markdown wrong
<span class="gray">(Section written by Ada)<span>
```

```markdown wrong
<details>
<summary>All changes</summary>

We fixed a bug.
```

## Right

```markdown right
- [Fix a typo](https://example.org/1) <span class="gray">(thanks to [@ada-f](https://github.com/ada-f))</span>
- one line<br>another line <img src="board.png">
```

```markdown right
<details><summary>All changes</summary>

We fixed a **bug**.

</details>
```
"#,
    check,
};

/// Elements whose end HTML lets one leave out.
const OPTIONAL: [&str; 18] = [
    "p", "li", "dt", "dd", "rt", "rp", "option", "optgroup", "thead", "tbody", "tfoot", "tr", "td",
    "th", "colgroup", "html", "head", "body",
];

/// Elements that stand in text.
const INLINE: [&str; 14] = [
    "span", "b", "i", "em", "strong", "small", "sub", "sup", "code", "kbd", "u", "s", "mark", "a",
];

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let (page, source) = (&context.page, context.source());
    let mut blocks = page.html_blocks.iter().peekable();
    let mut around = Open::default();
    let mut ends_expected: HashMap<String, usize> = HashMap::default();
    for passage in &page.passages {
        while let Some(block) = blocks.next_if(|block| block.start < passage.span.start) {
            read_block(
                source,
                context.tags_in(*block),
                &mut around,
                &mut ends_expected,
                findings,
            );
        }
        if !passage.has_html {
            continue;
        }
        let left = read_passage(context, passage, &mut around, findings);
        if let [.., first, last] = left[..]
            && is_end(context, passage, &first, &last)
        {
            report_end(&last, findings);
            continue;
        }
        for left in left {
            *ends_expected
                .entry(left.name.to_ascii_lowercase())
                .or_default() += 1;
            report_in_passage(context, passage, &left, findings);
        }
    }
    for block in blocks {
        read_block(
            source,
            context.tags_in(*block),
            &mut around,
            &mut ends_expected,
            findings,
        );
    }
    for left in around.tags {
        report(&left, findings);
    }
}

/// The elements that are open.
#[derive(Default)]
struct Open<'s> {
    tags: Vec<HtmlTag<'s>>,
    counts: HashMap<String, usize>,
}

impl<'s> Open<'s> {
    fn push(&mut self, tag: HtmlTag<'s>) {
        *self
            .counts
            .entry(tag.name.to_ascii_lowercase())
            .or_default() += 1;
        self.tags.push(tag);
    }

    /// Closes the last element of this name, and gives those that were open inside of it.
    fn close(&mut self, name: &str) -> Option<Vec<HtmlTag<'s>>> {
        if self
            .counts
            .get(&name.to_ascii_lowercase())
            .is_none_or(|count| *count == 0)
        {
            return None;
        }
        let mut inside = Vec::new();
        while let Some(tag) = self.tags.pop() {
            if let Some(count) = self.counts.get_mut(&tag.name.to_ascii_lowercase()) {
                *count -= 1;
            }
            if tag.name.eq_ignore_ascii_case(name) {
                break;
            }
            inside.push(tag);
        }
        Some(inside)
    }
}

fn read_block<'s>(
    source: &'s str,
    tags: &[HtmlTag<'s>],
    around: &mut Open<'s>,
    ends_expected: &mut HashMap<String, usize>,
    findings: &mut Findings<'_>,
) {
    for &tag in tags {
        if !needs_end(&tag, source) {
            continue;
        }
        if !tag.is_closing {
            around.push(tag);
        } else if let Some(inside) = around.close(tag.name) {
            inside.iter().for_each(|left| report(left, findings));
        } else {
            match ends_expected.get_mut(&tag.name.to_ascii_lowercase()) {
                Some(count) if *count > 0 => *count -= 1,
                _ => report(&tag, findings),
            }
        }
    }
}

/// Reads the tags of a passage, and gives those that it leaves open.
fn read_passage<'s>(
    context: &Context<'s>,
    passage: &Passage<'_>,
    around: &mut Open<'s>,
    findings: &mut Findings<'_>,
) -> Vec<HtmlTag<'s>> {
    let source: &'s str = context.document.source();
    let mut open = Open::default();
    let mut slips = Vec::new();
    for piece in context.page.html_of(passage) {
        for &tag in context.tags_in(piece.span) {
            if let Some(meant) = tag.meant() {
                // Another rule reports it.
                match tag.is_closing {
                    true => drop(open.close(meant)),
                    false => slips.push(meant),
                }
                continue;
            }
            if !needs_end(&tag, source) {
                continue;
            }
            if !tag.is_closing {
                open.push(tag);
            } else if let Some(inside) = open.close(tag.name) {
                inside.iter().for_each(|left| report(left, findings));
            } else if slips.last() == Some(&tag.name) {
                slips.pop();
            } else {
                around.close(tag.name);
                report(&tag, findings);
            }
        }
    }
    open.tags
}

fn needs_end(tag: &HtmlTag<'_>, source: &str) -> bool {
    let is_optional = OPTIONAL
        .iter()
        .any(|name| tag.name.eq_ignore_ascii_case(name));
    tag.is_element() && !tag.is_void() && !is_optional && !tag.is_generic(source)
}

/// Whether the last tag of a passage is a start where an end is meant: `<span>` for `</span>`.
fn is_end(
    context: &Context<'_>,
    passage: &Passage<'_>,
    first: &HtmlTag<'_>,
    last: &HtmlTag<'_>,
) -> bool {
    let is_last = context.source()[last.span.end..passage.span.end.max(last.span.end)]
        .trim()
        .is_empty();
    is_last && first.name == last.name && last.attributes.is_empty()
}

fn report_end(tag: &HtmlTag<'_>, findings: &mut Findings<'_>) {
    let name = tag.name;
    findings
        .report(
            tag.span,
            format!("`<{name}>` opens an element where one is to be closed"),
        )
        .fix("write the end", tag.span, format!("</{name}>"));
}

fn report(tag: &HtmlTag<'_>, findings: &mut Findings<'_>) {
    let name = tag.name;
    if tag.is_closing {
        let message = format!("`</{name}>` closes an element that is not open here");
        findings
            .report(tag.span, message)
            .help(format!("remove it, or open `<{name}>` before it"));
    } else if tag.attributes.ends_with('/') {
        let message = format!("`<{name} … />` opens an element and does not close it");
        findings
            .report(tag.span, message)
            .help(format!("write `<{name} …></{name}>`"))
            .hint();
    } else {
        findings
            .report(tag.span, format!("`<{name}>` is never closed"))
            .help(format!("write `</{name}>` where it ends"));
    }
}

fn report_in_passage(
    context: &Context<'_>,
    passage: &Passage<'_>,
    tag: &HtmlTag<'_>,
    findings: &mut Findings<'_>,
) {
    let name = tag.name;
    let end = passage.span.end;
    let rest = &context.source()[tag.span.end.min(end)..end];
    // The text of a link ends before the text around it.
    let is_certain = INLINE.contains(&name)
        && name != "a"
        && !rest.contains('<')
        && !rest.contains('\n')
        && !rest.trim().is_empty();
    if tag.attributes.ends_with('/') || !is_certain {
        return report(tag, findings);
    }
    findings
        .report(
            tag.span,
            format!("`<{name}>` is not closed before the text ends"),
        )
        .fix(
            "close it at the end",
            Span::new(end, end),
            format!("</{name}>"),
        );
}
