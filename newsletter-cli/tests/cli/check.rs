use crate::place::{Place, printed};

/// The front matter of an issue with nothing wrong.
pub(crate) fn front_matter(month: &str, date: &str) -> String {
    format!(
        "+++\ntitle = \"This Month in Example OS ({month} 2031)\"\ndate = {date}\n\n[extra]\nmonth = \"{month} 2031\"\n+++\n\n"
    )
}

/// The issue of April, with nothing wrong.
pub(crate) fn april() -> String {
    front_matter("April", "2031-05-05") + "## News\n\n- [A shell](https://example.org/shell)\n"
}

/// The issue of May, with an item that April has had.
pub(crate) fn may() -> String {
    front_matter("May", "2031-06-04")
        + "## News\n\n- [How to write a shell](https://example.org/shell/)\n"
}

/// An issue with an error and a warning that fixes are known for.
pub(crate) fn june() -> String {
    front_matter("June", "2031-07-03")
        + "Come to [our chat](htps://example.org/chat): it is quite quite new.\n"
}

/// A newsletter with an issue of each kind.
pub(crate) fn newsletter() -> Place {
    Place::new()
        .with("news/2031-04/index.md", april())
        .with("news/2031-05/index.md", may())
        .with("news/2031-06/index.md", june())
}

fn status(place: &Place, arguments: &[&str]) -> Option<i32> {
    place.run(arguments).status.code()
}

#[test]
fn findings_are_shown_and_pages_that_cannot_be_read_are_reported() {
    let place = newsletter().with("news/2031-07.md", "+++\ntitle = 7\n+++\n");
    insta::assert_snapshot!(place.shown(&["check", "news"]));
}

#[test]
fn findings_stand_in_the_same_order_however_many_work() {
    let place = newsletter();
    let one = place.run(&["check", "--jobs", "1", "news"]);
    let many = place.run(&["check", "--jobs", "4", "news"]);
    assert_eq!(one, many);
}

#[test]
fn errors_alone_fail() {
    let place = newsletter();
    assert_eq!(printed(&place.run(&["check", "news/2031-04/index.md"])), "");
    assert_eq!(status(&place, &["check", "news/2031-05"]), Some(0));
    assert_eq!(status(&place, &["check", "news/2031-06"]), Some(1));
    assert_eq!(status(&place, &["check", "news/2031-08"]), Some(1));
    let denied = ["check", "--deny", "warnings", "news/2031-05/index.md"];
    assert_eq!(status(&place, &denied), Some(1));
}

#[test]
fn the_summary_counts_for_one_page_and_for_many() {
    let place = newsletter();
    let summary = |arguments: &[&str]| {
        String::from_utf8(place.run(&[&["check"], arguments].concat()).stderr).unwrap()
    };
    assert_eq!(
        summary(&["news"]),
        "1 error and 2 warnings in 2 of 3 files\n"
    );
    assert_eq!(
        summary(&["news/2031-06/index.md"]),
        "1 error and 1 warning\n"
    );
    assert_eq!(summary(&["news/2031-05/index.md"]), "1 warning\n");
    assert_eq!(summary(&["--quiet", "news"]), "");
}

#[test]
fn levels_come_from_the_command_line() {
    let place = newsletter();
    let found = |arguments: &[&str]| {
        let arguments = [&["check", "--format", "github"], arguments, &["news"]].concat();
        String::from_utf8(place.run(&arguments).stdout).unwrap()
    };
    let allowed = found(&["--allow", "malformed-url", "--allow", "duplicated-word"]);
    assert_eq!(allowed.lines().count(), 1);
    assert!(allowed.starts_with("::warning "), "{allowed}");
    assert!(
        found(&["--warn", "malformed-url"])
            .lines()
            .all(|line| line.starts_with("::warning "))
    );
    assert_eq!(
        found(&["--deny", "duplicated-word"])
            .matches("::error ")
            .count(),
        2
    );
    assert_eq!(
        found(&["--deny", "warnings"]).matches("::error ").count(),
        3
    );
    let all = [
        "--allow",
        "malformed-url",
        "--warn",
        "malformed-url",
        "--deny",
        "malformed-url",
    ];
    assert_eq!(found(&all).matches("::error ").count(), 1);
}

const DUPLICATE: &str = "duplicate-item-cross-issue";

fn has_duplicate(place: &Place, arguments: &[&str]) -> bool {
    let output = place.run(&[&["check"], arguments].concat());
    assert_eq!(output.status.code(), Some(0), "{arguments:?}");
    String::from_utf8(output.stdout)
        .unwrap()
        .contains(DUPLICATE)
}

#[test]
fn a_page_is_compared_with_the_other_issues_of_its_newsletter() {
    let place = newsletter()
        .with("flat/2031-04.md", april())
        .with("flat/2031-05.md", may())
        .with("mixed/2031-04/index.md", april())
        .with("mixed/2031-05.md", may())
        .with("alone/2031-05.md", may());
    for page in [
        "news/2031-05/index.md",
        "flat/2031-05.md",
        "mixed/2031-05.md",
    ] {
        assert!(has_duplicate(&place, &[page]), "{page}");
        assert!(!has_duplicate(&place, &["--no-archive", page]), "{page}");
    }
    assert!(!has_duplicate(&place, &["alone/2031-05.md"]));
    assert!(has_duplicate(
        &place,
        &["--archive", "news", "alone/2031-05.md"]
    ));
    // Those that are given are compared wherever they stand.
    assert!(has_duplicate(&place, &["alone", "news/2031-04/index.md"]));
    assert!(has_duplicate(
        &place,
        &["--no-archive", "alone", "flat/2031-04.md"]
    ));
}

#[test]
fn the_other_issues_are_found_from_within_their_folders() {
    let place = newsletter();
    let script = |folder: &str, page: &str| {
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_newsletter"))
            .args(["check", page])
            .current_dir(place.path(folder))
            .output()
            .unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    assert!(script("news/2031-05", "index.md").contains("--> ../2031-04/index.md:11\n"));
    assert!(script("news", "2031-05/index.md").contains("--> 2031-04/index.md:11\n"));
}

#[test]
fn standard_input_is_compared_with_the_archive_that_is_named() {
    let place = newsletter();
    let output = place.run_with_input(&["check", "--archive", "news"], may());
    assert!(
        String::from_utf8(output.stdout)
            .unwrap()
            .contains(DUPLICATE)
    );
    let output = place.run_with_input(&["check", "-"], may());
    assert_eq!(printed(&output), "");
}

#[test]
fn other_files_beside_a_page_are_no_issues() {
    let place = newsletter()
        .with("news/README.md", "# Notes\n")
        .with("news/_index.md", "+++\ntitle = 1\n+++\n")
        .with("news/.hidden.md", "+++\ntitle = 1\n+++\n")
        .with("news/pictures/a.png", "");
    assert_eq!(printed(&place.run(&["check", "news/2031-04/index.md"])), "");
    // An issue that cannot be read is missing in the comparison.
    let place = place.with("news/2031-03.md", "+++\ntitle = 1\n+++\n");
    insta::assert_snapshot!(place.shown(&["check", "news/2031-04/index.md"]));
}

#[test]
fn arguments_that_do_not_fit_together() {
    let place = newsletter();
    for arguments in [
        &["check", "--diff", "news"][..],
        &["check", "--fix", "-", "news"],
        &["check", "--archive", "news", "--no-archive", "news"],
        &["check", "--archive", "nowhere", "news"],
        &["check", "--config", "nowhere.toml", "news"],
        &["check", "--list", "news"],
        &["check", "--explain", "malformed-url", "news"],
        &["check", "--format", "xml", "news"],
        &["check", "--allow", "warnings", "news"],
    ] {
        assert_eq!(status(&place, arguments), Some(2), "{arguments:?}");
    }
}

#[test]
fn an_unknown_code_names_the_nearest() {
    let place = newsletter();
    for option in ["--explain", "--deny", "--warn", "--allow"] {
        let output = place.run(&["check", option, "malformd-url"]);
        assert_eq!(output.status.code(), Some(2));
        let message = String::from_utf8(output.stderr).unwrap();
        assert!(
            message.contains("\n  tip: a similar value exists: 'malformed-url'\n"),
            "{message}"
        );
    }
}

#[test]
fn the_rules_are_listed_by_topic() {
    let list = printed(&Place::new().run(&["check", "--list"]));
    let rules = newsletter_check::rules();
    let listed: Vec<&str> = list
        .lines()
        .filter_map(|line| line.strip_prefix("  ")?.split_whitespace().next())
        .collect();
    assert_eq!(
        listed,
        rules.iter().map(|rule| rule.code).collect::<Vec<_>>()
    );
    assert!(list.starts_with("links\n"));
    let line = list
        .lines()
        .find(|line| line.starts_with("  malformed-url "));
    let words: Vec<&str> = line.unwrap().split_whitespace().take(2).collect();
    assert_eq!(words, ["malformed-url", "error"]);
}

#[test]
fn a_rule_is_explained() {
    let page = printed(&Place::new().run(&["check", "--explain", DUPLICATE]));
    assert!(page.starts_with("# duplicate-item-cross-issue: "));
    assert!(page.contains("\nIn an earlier issue:\n\n```markdown\n"));
    assert!(!page.contains("```markdown wrong"));
}

#[test]
fn the_page_of_all_rules_is_the_committed_one() {
    let committed = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/rules.md");
    // A packaged crate stands alone.
    if let Ok(committed) = std::fs::read_to_string(committed) {
        let all = printed(&Place::new().run(&["check", "--explain", "all"]));
        assert!(
            all == committed,
            "run: newsletter check --explain all > docs/rules.md"
        );
    }
}
