//! What goes wrong while drafts, issues and sites are written.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;

use crate::check::front_matter;
use crate::faults::{messages, run_as_nobody, shell, write_meanwhile};
use crate::place::Place;

/// A page that is longer than the limit of the tests.
fn long_page(month: &str) -> String {
    let body = "## Other News\n\n- [A kit](https://example.org/kit)\n\n";
    front_matter(month, "0000-01-01") + body + &"A long line.\n\n".repeat(1_500)
}

/// The JSON of two pages, of which the second one is long and there already, both changed.
fn archive() -> String {
    let june = r#"{"schema":"newsletter/1","front_matter":{"title":"June","extra":{"month":"June 2031"}}}"#;
    let place = Place::new().with("2031-05.md", long_page("May"));
    let may = place.run(&["to-json", "--ndjson", "2031-05.md"]).stdout;
    let may = String::from_utf8(may).expect("JSON is UTF-8");
    format!("{june}\n{}", may.replace("A kit", "The kit"))
}

/// A site with a long draft.
fn site() -> Place {
    Place::new()
        .with("content/news/2031-05.md", long_page("May"))
        .with("issues.ndjson", archive())
}

/// The commands that write files into the site.
const COMMANDS: [&[&str]; 4] = [
    &["new", "--from", "content/news"],
    &[
        "add",
        "news",
        "content/news/2031-05.md",
        "--title",
        "A pot",
        "--url",
        "https://example.org/pot",
    ],
    &[
        "publish",
        "content/news/2031-05.md",
        "--date",
        "2031-06-04",
        "--force",
    ],
    &["export", "--site", ".", "issues.ndjson"],
];

#[test]
fn a_file_that_cannot_grow_leaves_all_as_it_was() {
    for command in COMMANDS {
        let place = site();
        let words: Vec<String> = command.iter().map(|word| format!("'{word}'")).collect();
        let script = format!("trap '' XFSZ; ulimit -f 8; newsletter {}", words.join(" "));
        let output = shell(&place, &script);
        assert_eq!(output.status.code(), Some(1), "{command:?}");
        assert!(
            messages(&output).contains("file too large"),
            "{}",
            messages(&output)
        );
        assert_eq!(place.files(), ["content/news/2031-05.md", "issues.ndjson"]);
        assert_eq!(place.text("content/news/2031-05.md"), long_page("May"));
    }
}

#[test]
fn a_folder_that_takes_no_files_stays_as_it_is() {
    for command in COMMANDS {
        let place = site();
        let news = place.path("content/news");
        fs::set_permissions(place.path(""), Permissions::from_mode(0o755)).expect("it is ours");
        fs::set_permissions(&news, Permissions::from_mode(0o555)).expect("it is ours");
        match run_as_nobody(&place, command, "content/news/probe") {
            Ok(output) => {
                assert_eq!(output.status.code(), Some(1), "{command:?}");
                assert!(
                    messages(&output).contains("permission denied"),
                    "{}",
                    messages(&output)
                );
                assert_eq!(place.files(), ["content/news/2031-05.md", "issues.ndjson"]);
                assert_eq!(place.text("content/news/2031-05.md"), long_page("May"));
            }
            Err(error) => {
                println!("skipped, since the command cannot run as another user: {error}");
            }
        }
        fs::set_permissions(&news, Permissions::from_mode(0o755)).expect("it is ours");
    }
}

#[test]
fn a_draft_that_somebody_else_changes_meanwhile_is_kept() {
    let add = [
        "add",
        "news",
        "--title",
        "A pot",
        "--url",
        "https://example.org/pot",
    ];
    for command in [&add[..], &["publish", "--date", "2031-06-04", "--force"]] {
        let place = Place::new().with("content/b.md", front_matter("April", "2031-05-05"));
        let change = |page: &std::path::Path| fs::write(page, "mine").expect("the folder is ours");
        let output = write_meanwhile(&place, command, &long_page("May"), change);
        assert_eq!(output.status.code(), Some(1), "{command:?}");
        assert_eq!(place.text("content/a.md"), "mine");
        assert_eq!(place.files(), ["content/a.md", "content/b.md"]);
    }
}
