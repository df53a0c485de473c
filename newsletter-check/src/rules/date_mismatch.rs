use newsletter_model::Month;
use newsletter_parse::Span;

use crate::archive::date_in;
use crate::context::{Context, Findings};
use crate::diagnostic::Severity;
use crate::front_matter::{month_in, month_of_path};
use crate::rule::{Rule, Topic};

pub(super) const RULE: Rule = Rule {
    code: "date-mismatch",
    topic: Topic::FrontMatter,
    severity: Severity::Warning,
    is_on: true,
    page: r#"# date-mismatch: date, month, title and path that disagree

The title, `month` in `[extra]` and the path (`2031-05`, `2031/05`) name different months; or the date is before the month that the
issue reports on, or more than three months behind it. Front matter is copied from the last issue, and
in January, people write the year that has ended.

A date in the first two thirds of the month itself is a hint. A file that has a whole date in its name
(`2031-05-02-news.md`) should have that date.

## Wrong

```markdown wrong
+++
title = "This Month in Example OS (April 2031)"
date = 2031-06-04

[extra]
month = "May 2031"
+++
```

```markdown wrong
+++
title = "This Month in Example OS: May 2031"
date = 2030-06-04

[extra]
month = "Mai 2031"
+++
```

```markdown wrong
+++
title = "This Month in Example OS: June 2031"
date = 2031-06-05

[extra]
month = "June 2031"
+++
```

```markdown wrong
+++
title = "This Month in Example OS: Mya 2031"
date = 2031-06-05

[extra]
month = "May 2031"
+++
```

## Right

```markdown right
+++
title = "This Month in Example OS (May 2031)"
date = 2031-06-04

[extra]
month = "May 2031"
+++
```

```markdown right
+++
title = "This Month in Example OS (April and May 2031)"
date = 0000-01-01
+++
```
"#,
    check,
};

/// A place that names a month.
struct Named {
    what: &'static str,
    month: Month,
    span: Span,
}

/// How many months behind its month an issue may be published.
const MAX_DELAY: i32 = 3;

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let (title, month) = (title(context), month(context));
    let folder = month_of_path(context.path);
    let months: Vec<Month> = [&title, &month]
        .into_iter()
        .flatten()
        .map(|named| named.month)
        .chain(folder)
        .collect();
    let count = |month: &Month| months.iter().filter(|other| *other == month).count();
    let agreed = months.iter().copied().find(|month| count(month) > 1);
    let meant = agreed
        .or(folder)
        .or(title.as_ref().map(|title| title.month))
        .or(months.first().copied());
    if let Some(meant) = meant {
        for named in [&title, &month]
            .into_iter()
            .flatten()
            .filter(|named| named.month != meant)
        {
            let message = format!(
                "{} {}, and this is the issue of {meant}",
                named.what, named.month
            );
            let diagnostic = findings.report(named.span, message);
            match agreed {
                Some(_) => {
                    diagnostic.fix(format!("write `{meant}`"), named.span, meant.to_string())
                }
                None => diagnostic.help("write the same month everywhere"),
            };
        }
        check_spelling(context, findings, meant);
        if title.is_none() {
            check_title(context, findings, meant);
        }
        check_folder(findings, folder, meant, month.or(title));
    }
    check_date(context, findings, meant);
}

fn title(context: &Context<'_>) -> Option<Named> {
    let title = &context.document.issue().front_matter.title;
    let (month, _) = month_in(title)?;
    let span = span_in(context, &["title"], &month)?;
    Some(Named {
        what: "the title names",
        month,
        span,
    })
}

fn month(context: &Context<'_>) -> Option<Named> {
    let month = context.document.issue().front_matter.extra.month?;
    let span = span_in(context, &["extra", "month"], &month)?;
    Some(Named {
        what: "`month` is",
        month,
        span,
    })
}

/// Where a value names a month.
fn span_in(context: &Context<'_>, path: &[&str], month: &Month) -> Option<Span> {
    let value = context.keys().at(path)?.value;
    let found = month_in(&context.source()[value.range()]);
    let (_, range) = found.filter(|(found, _)| found == month)?;
    Some(Span::new(
        value.start + range.start,
        value.start + range.end,
    ))
}

/// Reports a `month` that is nearly the month meant.
fn check_spelling(context: &Context<'_>, findings: &mut Findings<'_>, meant: Month) {
    let extra = &context.document.issue().front_matter.extra;
    let Some(newsletter_model::Value::String(text)) = extra.other.get("month") else {
        return;
    };
    let is_near = strsim::osa_distance(text, &meant.to_string()) <= 2;
    if let Some(at) = context.keys().at(&["extra", "month"]).filter(|_| is_near) {
        findings.report(at.value, "`month` is no month").fix(
            format!("write `{meant}`"),
            at.value,
            format!("\"{meant}\""),
        );
    }
}

/// Reports a title that nearly names the month meant: "Apirl 2031".
fn check_title(context: &Context<'_>, findings: &mut Findings<'_>, meant: Month) {
    let Some(value) = context.keys().at(&["title"]).map(|at| at.value) else {
        return;
    };
    let title = &context.source()[value.range()];
    let Some(year) = title.find(&format!(" {:04}", meant.year())) else {
        return;
    };
    let before = &title[..year];
    let word = before.trim_end_matches(char::is_alphabetic).len();
    let (named, name) = (&before[word..], meant.name());
    // Short words are near to many others.
    let slips = if name.len() > 3 { 1..=2 } else { 1..=1 };
    let is_near = slips.contains(&strsim::osa_distance(named, name));
    if is_near && named.chars().next() == name.chars().next() {
        let span = Span::new(value.start + word, value.start + year);
        findings.report(span, "the title names no month").fix(
            format!("write `{}`", meant.name()),
            span,
            meant.name(),
        );
    }
}

/// Reports a folder that names another month than the page agrees on.
fn check_folder(
    findings: &mut Findings<'_>,
    folder: Option<Month>,
    meant: Month,
    named: Option<Named>,
) {
    if let Some((folder, named)) = folder.filter(|folder| *folder != meant).zip(named) {
        findings
            .report(
                named.span,
                format!("an issue of {meant}, the path of which names {folder}"),
            )
            .help("move the page, or write the same month everywhere");
    }
}

fn check_date(context: &Context<'_>, findings: &mut Findings<'_>, meant: Option<Month>) {
    let date = context.document.issue().front_matter.date;
    let Some(date) = date.filter(|date| !date.is_placeholder()) else {
        return;
    };
    let (Some(day), Some(at)) = (date.as_datetime().date, context.keys().at(&["date"])) else {
        return;
    };
    let Some(meant) = meant else {
        let in_path = context.path.and_then(date_in);
        if let Some(in_path) = in_path.filter(|path| path.len() == 10 && *path != day.to_string()) {
            let message = format!("the date is {day}, and the name of the file says {in_path}");
            findings
                .report(at.value, message)
                .help("write the same date in both");
        }
        return;
    };
    let months = |year: u16, month: u8| i32::from(year) * 12 + i32::from(month);
    let delay = months(day.year, day.month) - months(meant.year(), meant.number());
    let message = match delay {
        ..0 => format!("a date before {meant}, the month that the issue reports on"),
        0 if day.day < 20 => {
            format!("a date early in {meant}, the month that the issue reports on")
        }
        0..=MAX_DELAY => return,
        _ => format!("a date long after {meant}, the month that the issue reports on"),
    };
    let diagnostic = findings
        .report(at.value, message)
        .help("correct the date, or the month");
    if delay == 0 {
        diagnostic.hint();
    }
}
