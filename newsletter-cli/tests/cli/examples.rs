//! The examples in the help of each command, run as they stand there.

use std::process::Command;

use crate::help::COMMANDS;
use crate::place::{Place, printed};
use crate::shell;

const ISSUE: &str = "\
+++
title = \"Example OS: May 2031\"
date = 2031-06-04

[extra]
month = \"May 2031\"
authors = [\"ada-f\"]
+++

## Other News

- [A kit](https://example.org/kit)

## Project Updates

### [`bootkit`](https://example.org/bootkit)

- [Boot](https://example.org/bootkit/pull/1)

## Call for Participation

<span class=\"gray\">No tasks were proposed for this section.</span>

## Other Projects

### [`mira-l/kettle`](https://example.org/kettle)

It boils.
";

const JUNE: &str = r#"{"schema":"newsletter/1","path":"2031-06/index.md","front_matter":{"title":"Example OS: June 2031","extra":{"month":"June 2031"}}}"#;

/// The folder of a site, with a draft and what may be read into it.
fn site() -> Place {
    let link = r#"{"title": "Cook", "url": "https://example.org/cook"}"#;
    let template = "+++\ntitle = \"Example OS: {month-name} {year}\"\n+++\n";
    let draft = ISSUE.replace("May 2031", "June 2031");
    let draft = draft
        .replace("2031-06-04", "0000-01-01")
        .replace("kit\n", "kit-2\n")
        .replace("pull/1", "pull/2")
        .replace("authors = [\"ada-f\"]\n", "authors = []\n");
    Place::new()
        .with("site/config.toml", "base_url = \"https://example.org\"\n")
        .with("site/content/2031-05/index.md", ISSUE)
        .with("site/2031-06.md", draft)
        .with(
            "site/draft.md",
            "+++\ntitle = \"A page\"\ndraft = true\n+++\n\nHello!\n",
        )
        .with("site/template.md", template)
        .with("site/issue.json", JUNE.replace("June", "July"))
        .with("site/issues.ndjson", JUNE)
        .with(
            "site/entry.json",
            r#"{"name": "cooker", "url": "https://example.org/cooker"}"#,
        )
        .with("site/item.json", link)
        .with("site/task.json", link)
        .with("other/config.toml", "base_url = \"https://example.org\"\n")
        .with("site/.local/share/man/man1/x", "")
        .with("site/.local/share/bash-completion/completions/x", "")
        .with("site/.config/fish/completions/x", "")
}

/// The lines below "Examples:" in the help of a command.
fn examples(command: &str) -> Vec<String> {
    let arguments: Vec<&str> = command.split(' ').chain(["--help"]).collect();
    let help = printed(&Place::new().run(&arguments));
    let (_, examples) = help.split_once("\nExamples:\n").unwrap_or_default();
    let lines = examples.lines().map_while(|line| line.strip_prefix("  "));
    lines.map(str::to_owned).collect()
}

#[test]
fn every_example_of_the_help_works() {
    let has_jq = Command::new("jq").arg("--version").output().is_ok();
    let mut wrong = Vec::new();
    for command in COMMANDS {
        let examples = examples(command);
        assert!(!examples.is_empty(), "{command} has no example");
        for example in examples {
            let named = command.split(' ').next().unwrap_or_default();
            assert!(
                example.contains(&format!("newsletter {named}")) || example.contains("help"),
                "{example}"
            );
            if example.contains("| jq ") && !has_jq {
                continue;
            }
            let place = site();
            let home = place.path("site");
            let output = shell::command(&example)
                .current_dir(&home)
                .env("HOME", &home)
                .env_remove("XDG_CACHE_HOME")
                .output()
                .expect("a shell is there");
            if !output.status.success() {
                wrong.push(format!(
                    "$ {example}\n{}",
                    String::from_utf8_lossy(&output.stdout)
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_command_is_among_them() {
    let help = printed(&Place::new().run(&["--help"]));
    let commands = help
        .split_once("\nCommands:\n")
        .map(|(_, commands)| commands);
    let lines = commands.unwrap_or_default().lines();
    let names = lines.map_while(|line| line.strip_prefix("  ")?.split(' ').next());
    for name in names.filter(|name| !name.is_empty() && *name != "help") {
        assert!(COMMANDS.contains(&name), "{name}");
    }
}
