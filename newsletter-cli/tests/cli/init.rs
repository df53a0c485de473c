use crate::check::{april, front_matter, may};
use crate::place::{Place, printed};

const ZOLA: &str = "base_url = \"https://example.org\"\n";

/// A site with the issues of three months.
fn site() -> Place {
    let sections = "\n## Project Updates\n\n<span class=\"gray\">No updates.</span>\n\n## Survey\n\n## Join Us?\n";
    let may = may().replace("month = ", "authors = [\"ada-f\", \"mira-l\"]\nmonth = ");
    let march = front_matter("March", "2031-04-04") + "## News\n\n## Join Us?\n";
    Place::new()
        .with("site/config.toml", ZOLA)
        .with("site/content/news/2031-03/index.md", march)
        .with("site/content/news/2031-04/index.md", april() + sections)
        .with(
            "site/content/news/2031-05/index.md",
            may + &sections
                .replace("No updates", "Nothing")
                .replace("## Survey\n\n", ""),
        )
}

#[test]
fn the_file_says_what_the_issues_show() {
    let place = site();
    let shown = place.shown(&["init", "site/content/news"]);
    assert_eq!(
        shown,
        "status: 0\n--- printed\n--- messages\nwrote `site/newsletter.toml`, made of 3 issues\n"
    );
    insta::assert_snapshot!(place.text("site/newsletter.toml"));
    // It can be read.
    let written = place.run(&["new", "--from", "site/content/news", "-o", "-"]);
    assert!(String::from_utf8_lossy(&written.stdout).contains("\nauthors = [\"ada-f\"]\n"));
}

#[test]
fn the_folder_is_found_from_within_the_site() {
    let place = Place::new()
        .with("config.toml", ZOLA)
        .with("content/2031-01.md", "")
        .with("content/news/2031-04.md", april())
        .with("content/news/2031-05.md", may());
    let printed = printed(&place.run(&["init", "-o", "-"]));
    assert!(printed.contains("\npath = \"content/news/{year}-{month}.md\"\n"));
    assert_eq!(place.files().len(), 4);
}

#[test]
fn without_a_site_the_file_stands_where_the_pages_find_it() {
    let place = Place::new().with("news/2031-04.md", april());
    assert_eq!(place.run(&["init", "news"]).status.code(), Some(0));
    assert_eq!(place.files(), ["news/2031-04.md", "news/newsletter.toml"]);
    assert!(!place.text("news/newsletter.toml").contains("path ="));
}

#[test]
fn nothing_is_overwritten() {
    let place = site().with("site/newsletter.toml", "title = \"mine\"\n");
    insta::assert_snapshot!(place.shown(&["init", "site/content/news"]));
    assert_eq!(place.text("site/newsletter.toml"), "title = \"mine\"\n");
}

#[test]
fn a_folder_without_issues_is_refused() {
    let place = Place::new().with("notes.md", "Notes\n");
    insta::assert_snapshot!("no_folder", place.shown(&["init"]));
    insta::assert_snapshot!("no_issues", place.shown(&["init", "."]));
    insta::assert_snapshot!("missing_folder", place.shown(&["init", "nowhere"]));
}
