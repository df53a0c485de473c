//! `export` and `import`: the issues of a site, and back.

use crate::check::{april, front_matter, may};
use crate::place::{Place, printed};

const ZOLA: &str = "base_url = \"https://example.org\"\n";

fn site() -> Place {
    Place::new()
        .with("site/config.toml", ZOLA)
        .with("site/content/news/_index.md", "+++\n+++\n")
        .with("site/content/news/2031-04/index.md", april())
        .with("site/content/news/2031-04/board.svg", "<svg/>")
        .with(
            "site/content/news/2031-05/index.md",
            may().replace('\n', "\r\n"),
        )
        .with("site/content/news/notes.md", "Notes\n")
}

fn status(place: &Place, arguments: &[&str]) -> Option<i32> {
    place.run(arguments).status.code()
}

/// The JSON of the site's issues.
fn issues(place: &Place, arguments: &[&str]) -> String {
    let arguments = [&["import", "--site", "site", "-q"], arguments].concat();
    printed(&place.run(&arguments))
}

#[test]
fn a_site_is_read_and_written_back_unchanged() {
    let place = site();
    for lossless in [&[][..], &["--lossless"]] {
        let json = issues(&place, lossless);
        assert_eq!(json.lines().count(), 2);
        let before: Vec<String> = place.files();
        let output = place.run_with_input(&["export", "--site", "site"], json);
        assert_eq!(output.status.code(), Some(0));
        assert_eq!(output.stdout, b"");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "2 unchanged\n");
        assert_eq!(place.files(), before);
        assert_eq!(
            place.text("site/content/news/2031-05/index.md"),
            may().replace('\n', "\r\n")
        );
    }
}

#[test]
fn a_page_that_is_there_is_updated_and_others_are_written() {
    let place = site();
    let json = issues(&place, &[]).replace("A shell", "The shell");
    let june = r#"{"schema":"newsletter/1","front_matter":{"title":"June","extra":{"month":"June 2031"}}}"#;
    let json = format!("{json}{june}\n");
    let dry = place.shown_with_input(&["export", "--site", "site", "--dry-run"], &json);
    insta::assert_snapshot!("dry_run", dry);
    assert_eq!(place.text("site/content/news/2031-04/index.md"), april());
    let dry = ["export", "--site", "site", "--dry-run", "--diff"];
    insta::assert_snapshot!("dry_diff", place.shown_with_input(&dry, &json));
    assert!(!place.exists("site/content/news/2031-06"));
    let shown = place.shown_with_input(&["export", "--site", "site"], &json);
    insta::assert_snapshot!("written", shown);
    assert_eq!(
        place.text("site/content/news/2031-04/index.md"),
        april().replace("A shell", "The shell")
    );
    assert!(place.exists("site/content/news/2031-06/index.md"));
    assert_eq!(place.text("site/content/news/2031-04/board.svg"), "<svg/>");
    assert_eq!(place.text("site/content/news/_index.md"), "+++\n+++\n");
}

#[test]
fn a_new_site_gets_the_page_of_its_section_and_the_path_that_is_said() {
    let config = "title = \"Example OS\"\npath = \"content/this-month/{year}-{month}.md\"\n";
    for (config, arguments, page, section) in [
        ("", &[][..], "content/news/2031-04/index.md", "Newsletter"),
        (config, &[], "content/this-month/2031-04.md", "Example OS"),
        (
            config,
            &["--path", "content/{year}/{month}.md"],
            "content/2031/04.md",
            "Example OS",
        ),
    ] {
        let place = site().with("new/newsletter.toml", config);
        let json = issues(&place, &[]);
        let export = [&["export", "--site", "new"], arguments].concat();
        let written = place.run_with_input(&export, json);
        assert_eq!(written.status.code(), Some(0));
        let shown = String::from_utf8(written.stdout).unwrap();
        assert!(shown.starts_with(&format!("written {page}\n")), "{shown}");
        assert!(place.exists(&format!("new/{page}")));
        let folder = page.trim_end_matches(|it: char| !it.is_ascii_digit() && it != '/');
        let folder = folder.split("/2031").next().unwrap();
        let index = place.text(&format!("new/{folder}/_index.md"));
        assert_eq!(
            index,
            format!("+++\ntitle = \"{section}\"\nsort_by = \"date\"\n+++\n")
        );
    }
}

#[test]
fn an_issue_that_is_refused_does_not_hold_back_the_others() {
    let place = site();
    let june = r#"{"schema":"newsletter/1","front_matter":{"title":"June","extra":{"month":"June 2031"}}}"#;
    let records = [
        r#"{"schema":"newsletter/1","front_matter":{"title":"?"}}"#,
        r#"{"schema":"newsletter/1","path":"../x.md","front_matter":{"title":"?"}}"#,
        r#"{"schema":"newsletter/1","path":"_index.md","front_matter":{"title":"?"}}"#,
        r#"{"schema":"newsletter/1","front_matter":{"titel":"?"}}"#,
        june,
        june,
    ];
    let place = place.with("issues.ndjson", records.join("\n"));
    let export = ["export", "--site", "site", "issues.ndjson"];
    insta::assert_snapshot!(place.shown(&export));
    assert_eq!(status(&place, &export), Some(1));
    assert!(place.exists("site/content/news/2031-06/index.md"));
}

#[test]
fn a_page_that_was_changed_since_it_was_read_is_kept() {
    let json =
        issues(&site(), &["--lossless"]).replace("\"title\":\"A shell\"", "\"title\":\"My shell\"");
    let page = april().replace("A shell", "Your shell");
    let place = site().with("site/content/news/2031-04/index.md", &page);
    let export = ["export", "--site", "site"];
    insta::assert_snapshot!(place.shown_with_input(&export, json));
    assert_eq!(place.text("site/content/news/2031-04/index.md"), page);
}

#[test]
fn what_is_no_site_is_refused() {
    let place = Place::new().with("x/config.toml", ZOLA);
    insta::assert_snapshot!("no_site", place.shown(&["import", "--site", "nowhere"]));
    insta::assert_snapshot!("no_issues", place.shown(&["import", "--site", "x"]));
    let export = ["export", "--site", "nowhere"];
    assert_eq!(place.run_with_input(&export, "").status.code(), Some(1));
    insta::assert_snapshot!(
        "no_json",
        place.shown_with_input(&["export", "--site", "x"], "")
    );
    assert_eq!(
        status(&place, &["export", "--site", "x", "-", "-"]),
        Some(2)
    );
    let wrong = ["export", "--site", "x", "--path", "news/{year}.md"];
    insta::assert_snapshot!("no_pattern", place.shown(&wrong));
    assert_eq!(place.files(), ["x/config.toml"]);
}

#[cfg(unix)]
#[test]
fn a_place_that_is_taken_is_refused() {
    // The folder of June is a file.
    let place = site().with("site/content/news/2031-06", "mine");
    let june = r#"{"schema":"newsletter/1","front_matter":{"title":"June","extra":{"month":"June 2031"}}}"#;
    insta::assert_snapshot!(place.shown_with_input(&["export", "--site", "site"], june));
    assert_eq!(place.text("site/content/news/2031-06"), "mine");
}

#[cfg(unix)]
#[test]
fn a_section_that_is_a_link_is_refused() {
    let place = site();
    std::fs::create_dir_all(place.path("linked/content")).unwrap();
    std::os::unix::fs::symlink("../../site/content/news", place.path("linked/content/news"))
        .unwrap();
    let before = place.files();
    let june = r#"{"schema":"newsletter/1","front_matter":{"title":"June","extra":{"month":"June 2031"}}}"#;
    insta::assert_snapshot!(place.shown_with_input(&["export", "--site", "linked"], june));
    assert_eq!(place.files(), before);
    let read = |site: &str| printed(&place.run(&["import", "-q", "--site", site]));
    assert_eq!(read("linked"), read("site"));
}

#[test]
fn what_leads_out_of_the_site_is_refused() {
    let place = site();
    let json = r#"{"schema":"newsletter/1","path":"a/b/c.md","front_matter":{"title":"June"}}
{"schema":"newsletter/1","front_matter":{"title":"June","aliases":["../../june"],"extra":{"month":"June 2031"}}}
"#;
    insta::assert_snapshot!(place.shown_with_input(&["export", "--site", "site"], json));
    assert!(!place.exists("site/content/news/2031-06"));
}

#[test]
fn a_backup_is_restored_to_its_place() {
    let place = site();
    let backup = issues(&place, &["--lossless"]);
    std::fs::remove_dir_all(place.path("site/content/news/2031-04")).unwrap();
    std::fs::remove_dir_all(place.path("site/content/news/2031-05")).unwrap();
    let output = place.run_with_input(&["export", "--site", "site"], &backup);
    assert_eq!(
        String::from_utf8_lossy(&output.stdout),
        "written content/news/2031-04/index.md\nwritten content/news/2031-05/index.md\n"
    );
    assert_eq!(issues(&place, &["--lossless"]), backup);
}

#[test]
fn a_missing_page_of_the_section_is_written_beside_pages_that_stay() {
    let place = site();
    std::fs::remove_file(place.path("site/content/news/_index.md")).unwrap();
    let json = issues(&place, &[]);
    let shown = place.shown_with_input(&["export", "--site", "site"], json);
    assert_eq!(
        shown,
        "status: 0\n--- printed\nwritten content/news/_index.md\n--- messages\n1 written, 2 unchanged\n"
    );
}

#[test]
fn a_page_that_cannot_be_read_is_named() {
    let place = site().with(
        "site/content/news/2031-06/index.md",
        "+++\ntitle = x\n+++\n",
    );
    let june = r#"{"schema":"newsletter/1","front_matter":{"title":"June","extra":{"month":"June 2031"}}}"#;
    insta::assert_snapshot!(place.shown_with_input(&["export", "--site", "site"], june));
}

#[test]
fn an_array_is_no_issue() {
    let input = r#"[{"schema":"newsletter/1","front_matter":{"title":"June"}}]"#;
    insta::assert_snapshot!(site().shown_with_input(&["export", "--site", "site"], input));
}

#[test]
fn issues_in_folders_of_a_year_are_found_again() {
    let place = site();
    let json = issues(&place, &[]);
    let pattern = ["--path", "content/blog/{year}/{month}/index.md"];
    let export = [&["export", "--site", "site"], &pattern[..]].concat();
    insta::assert_snapshot!(place.shown_with_input(&export, &json));
    let again = issues(&place, &pattern);
    let path = |json: &str| json.replace("content/news/2031-", "content/blog/2031/");
    assert_eq!(again, path(&json));
    // No other command has to be told.
    std::fs::remove_dir_all(place.path("site/content/news")).unwrap();
    assert_eq!(issues(&place, &[]), again);
    let output = place.run_with_input(&["export", "--site", "site"], &again);
    assert_eq!(String::from_utf8_lossy(&output.stderr), "2 unchanged\n");
    let draft = place.run(&["new", "--from", "site/content/blog"]);
    assert_eq!(draft.status.code(), Some(0));
    assert!(place.exists("site/content/blog/2031/06/index.md"));
}

#[test]
fn what_is_no_issue_is_told() {
    let place = site();
    insta::assert_snapshot!(place.shown(&[
        "import",
        "--site",
        "site",
        "--path",
        "content/blog/{year}/{month}.md"
    ]));
    std::fs::create_dir(place.path("site/content/blog")).unwrap();
    insta::assert_snapshot!(
        "no_page",
        place.shown(&[
            "import",
            "--site",
            "site",
            "--path",
            "content/blog/{year}/{month}.md"
        ])
    );
    let place = place.with("site/content/blog/notes.md", "Notes\n");
    insta::assert_snapshot!(
        "no_front_matter",
        place.shown(&[
            "import",
            "--site",
            "site",
            "--path",
            "content/blog/{year}/{month}.md"
        ])
    );
}

#[test]
fn the_issues_of_a_series_without_month_keep_their_place() {
    let page = front_matter("June", "2031-07-03").replace("\n[extra]\nmonth = \"June 2031\"\n", "");
    let place = site().with("site/content/news/special.md", &page);
    let json = issues(&place, &[]).replace("(June 2031)", "(a special one)");
    place.run_with_input(&["export", "--site", "site"], json);
    assert_eq!(
        place.text("site/content/news/special.md"),
        page.replace("(June 2031)", "(a special one)")
    );
}
