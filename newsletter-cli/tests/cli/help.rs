use crate::place::{Place, printed};

/// The commands, with those of `add` by their words.
pub(crate) const COMMANDS: [&str; 21] = [
    "to-json",
    "from-json",
    "fmt",
    "query",
    "edit",
    "check",
    "new",
    "add",
    "add project",
    "add change",
    "add personal",
    "add task",
    "add news",
    "add author",
    "publish",
    "export",
    "import",
    "init",
    "schema",
    "completions",
    "man",
];

fn help(arguments: &[&str]) -> String {
    // clap leaves spaces on the blank lines between paragraphs.
    let text = printed(&Place::new().run(arguments));
    text.lines()
        .map(|line| format!("{}\n", line.trim_end()))
        .collect()
}

#[test]
fn every_command_has_help() {
    for command in COMMANDS {
        let arguments: Vec<&str> = command.split(' ').chain(["--help"]).collect();
        let name = format!("help_of_{}", command.replace(' ', "_"));
        insta::assert_snapshot!(name, help(&arguments));
    }
    insta::assert_snapshot!("help", help(&["--help"]));
    insta::assert_snapshot!("short_help", help(&["-h"]));
}

#[test]
fn a_command_is_required() {
    assert_eq!(Place::new().run(&[]).status.code(), Some(2));
    assert_eq!(Place::new().run(&["to-jsn"]).status.code(), Some(2));
    assert_eq!(Place::new().run(&["--version"]).status.code(), Some(0));
}

#[test]
fn the_manual_page_tells_of_all_commands() {
    let page = printed(&Place::new().run(&["man"]));
    for command in [
        "TO-JSON",
        "FROM-JSON",
        "FMT",
        "QUERY",
        "EDIT",
        "CHECK",
        "ADD",
        "ADD PROJECT",
        "ADD CHANGE",
        "ADD PERSONAL",
        "ADD TASK",
        "ADD NEWS",
        "ADD AUTHOR",
        "NEW",
        "PUBLISH",
        "EXPORT",
        "IMPORT",
        "INIT",
        "SCHEMA",
        "COMPLETIONS",
        "MAN",
    ] {
        assert_eq!(
            page.matches(&format!(".SH \"NEWSLETTER {command}\"\n"))
                .count(),
            1,
            "{command}"
        );
    }
    assert!(page.contains(".SH \"EXIT STATUS\"\n"));
    assert_eq!(page.matches(".ie ").count(), 1);
}

#[test]
fn completions_know_the_commands() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = printed(&Place::new().run(&["completions", shell]));
        assert!(
            [
                "from-json",
                "drop-comments",
                "lossless",
                "query",
                "edit",
                "argjson",
                "no-archive"
            ]
            .iter()
            .all(|word| script.contains(word)),
            "{shell}"
        );
    }
}

#[test]
fn the_schema_is_the_committed_one() {
    let committed = concat!(env!("CARGO_MANIFEST_DIR"), "/../schema/newsletter-1.json");
    // A packaged crate stands alone.
    if let Ok(committed) = std::fs::read_to_string(committed) {
        assert!(printed(&Place::new().run(&["schema"])) == committed);
    }
}
