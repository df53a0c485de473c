use crate::context::{Context, Findings};
use crate::diagnostic::Severity;
use crate::rule::{Rule, Topic};

pub(super) const RULE: Rule = Rule {
    code: "placeholder-date",
    topic: Topic::FrontMatter,
    severity: Severity::Error,
    is_on: true,
    page: r#"# placeholder-date: an issue without a day of publication

The date is `0000-01-01`, which a draft has before it is scheduled, or there is none. Published like this, the issue stands at
the end of all lists and feeds, or not in them at all. With `draft = true`, Zola leaves it out of the site. All this is looked
for only in an issue that is about to be published.

## Wrong

```markdown wrong publication
+++
title = "This Month in Example OS (May 2031)"
date = 0000-01-01
+++
```

```markdown wrong publication
+++
title = "This Month in Example OS (May 2031)"
date = "0000-01-01"
+++
```

```markdown wrong publication
+++
title = "This Month in Example OS (May 2031)"
date = 2031-06-04
draft = true
+++
```

```markdown wrong publication
+++
title = "This Month in Example OS (May 2031)"
+++
```

## Right

```markdown right publication
+++
title = "This Month in Example OS (May 2031)"
date = 2031-06-04
+++
```

A draft:

```markdown right
+++
title = "This Month in Example OS (May 2031)"
date = 0000-01-01
draft = true
+++
```
"#,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    if !context.is_for_publication {
        return;
    }
    let front_matter = &context.document.issue().front_matter;
    let (title, date) = (context.keys().at(&["title"]), context.keys().at(&["date"]));
    let is_placeholder = front_matter.date.is_some_and(|date| date.is_placeholder());
    if let Some(at) = date.filter(|_| is_placeholder) {
        let message = "the date of a draft in an issue that is to be published";
        findings
            .report(at.value, message)
            .help("write the day of publication");
    } else if let Some(at) = title.filter(|_| front_matter.date.is_none()) {
        let message = "no date in an issue that is to be published";
        findings
            .report(at.whole(), message)
            .help("write the day of publication behind it, as `date = 2031-06-04`");
    }
    let draft = context.keys().at(&["draft"]);
    if let Some(at) = draft.filter(|_| front_matter.draft == Some(true)) {
        findings
            .report(at.whole(), "Zola leaves a draft out of the site")
            .help("remove the line, or publish the issue with `newsletter publish`");
    }
}
