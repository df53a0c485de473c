use crate::context::{Context, Findings};
use crate::diagnostic::Severity;
use crate::rule::{Rule, Topic};

pub(super) const RULE: Rule = Rule {
    code: "placeholder-date",
    topic: Topic::FrontMatter,
    severity: Severity::Error,
    is_on: true,
    page: r#"# placeholder-date: an issue without a day of publication

The date is `0000-01-01`, which a draft has before it is scheduled. Published like this, the issue stands at the end of all
lists and feeds. It is looked for only in an issue that is about to be published.

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
+++
```
"#,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let date = context.document.issue().front_matter.date;
    if !context.is_for_publication || !date.is_some_and(|date| date.is_placeholder()) {
        return;
    }
    if let Some(at) = context.keys().at(&["date"]) {
        findings
            .report(
                at.value,
                "the date of a draft in an issue that is to be published",
            )
            .help("write the day of publication");
    }
}
