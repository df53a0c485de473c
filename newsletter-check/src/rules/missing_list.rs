use crate::context::{Context, Findings};
use crate::diagnostic::Severity;
use crate::introduction::Behind;
use crate::promise::promise;
use crate::rule::{Rule, Topic};

pub(super) const RULE: Rule = Rule {
    code: "missing-list",
    topic: Topic::Sections,
    severity: Severity::Warning,
    is_on: true,
    page: r#"# missing-list: an introduction without what it introduces

The last sentence of a section or an entry ends with a colon, or it announces "the following changes", and then
nothing comes, or only thanks. The list has been forgotten, or stands elsewhere by mistake.

## Wrong

```markdown wrong
## Project Updates

### [`bootkit`](https://github.com/mira-l/bootkit)

We merged the following changes this month:

### [`ovens`](https://github.com/mira-l/ovens)

- [Add a timer](https://github.com/mira-l/ovens/pull/3)
```

```markdown wrong
## Project Updates

### [`bootkit`](https://github.com/mira-l/bootkit)

We merged the following changes this month:

<!-- - [Title](link) -->

Thanks to [@ada-f](https://github.com/ada-f) for their contributions!
```

```markdown wrong
## Project Updates

### [`bootkit`](https://github.com/mira-l/bootkit)

We merged the following:

Thanks to [@ada-f](https://github.com/ada-f)!
```

## Right

```markdown right
## Project Updates

The following projects have news:

### [`bootkit`](https://github.com/mira-l/bootkit)

We merged the following changes this month:

- [GPT disks](https://github.com/mira-l/bootkit/pull/12)
- [MBR disks](https://github.com/mira-l/bootkit/pull/13)
```

```markdown right
We merged the following changes this month:

#### Features

- [GPT disks](https://github.com/mira-l/bootkit/pull/12)
- [MBR disks](https://github.com/mira-l/bootkit/pull/13)

We thank:

[@ada-f](https://github.com/ada-f)
```

```markdown right
We look for the following features: a timer,
a lamp, and a door.
```
"#,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let page = &context.page;
    for introduction in context.introductions() {
        let sentence = introduction.sentence.clone();
        let text = &page.text[sentence.clone()];
        let ends_with_colon = text.ends_with(':') && !ends_with_emoji(text);
        let is_missing = match introduction.behind {
            Behind::Nothing => ends_with_colon || announces_in_words(text),
            Behind::Thanks => ends_with_colon && (announces(text) || text.ends_with("following:")),
            Behind::Items(_) | Behind::Other => false,
        };
        if is_missing {
            findings
                .report(
                    page.span_of(sentence),
                    "a list is announced, and none follows",
                )
                .help("add the list, or remove the announcement");
        }
    }
}

/// Whether a sentence certainly announces something that a list would hold.
fn announces(text: &str) -> bool {
    promise(text).is_some_and(|promise| !promise.is_vague)
}

/// Whether a sentence that has gone on without a colon announces "the following changes".
fn announces_in_words(text: &str) -> bool {
    let behind = text.rfind("following").map(|at| &text[at..]);
    behind.is_some_and(|behind| !behind.contains(": ")) && announces(text)
}

/// Whether a sentence ends with a shortcode, as `:tada:`.
fn ends_with_emoji(text: &str) -> bool {
    let word = text
        .strip_suffix(':')
        .and_then(|text| text.rsplit_once(':'));
    word.is_some_and(|(_, name)| !name.is_empty() && !name.contains(char::is_whitespace))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_colon_of_an_emoji_announces_nothing() {
        assert!(ends_with_emoji("It boots :tada:"));
        assert!(!ends_with_emoji("It boots:"));
        assert!(!ends_with_emoji("Note: we merged these:"));
    }
}
