//! `newsletter.toml`, as all commands read it.

use crate::check::{april, front_matter, may};
use crate::place::{Place, printed};

const CONFIG: &str = "\
title = \"Example OS\"
path = \"content/news/{year}-{month}/index.md\"

[draft]
authors = [\"ada-f\", \"mira-l\"]
reminder = \"TODO: Set the date\"

[[sections]]
title = \"Posts\"
kind = \"news\"
placeholder = \"Nobody wrote a post.\"

[[sections]]
title = \"Crates\"
kind = \"project-updates\"
";

fn page(month: &str, body: &str) -> String {
    front_matter(month, "2031-05-05").replace("[extra]\n", "[extra]\nauthors = []\n") + body
}

fn site() -> Place {
    let body = "## Posts\n\n- [A shell](https://example.org/shell)\n\n## Crates\n\nThese are ours.\n\n## Join Us?\n";
    Place::new()
        .with("newsletter.toml", CONFIG)
        .with("content/news/2031-04/index.md", page("April", body))
}

#[test]
fn sections_have_the_kinds_that_are_configured() {
    let place = site();
    for arguments in [
        &["query", "-r", ".sections[].kind", "content"][..],
        &[
            "query",
            "-r",
            ".sections[].kind",
            "content/news/2031-04/index.md",
        ],
        &["query", "-r", "--slurp", ".[].sections[].kind", "."],
        &[
            "query",
            "-r",
            "--config",
            "newsletter.toml",
            ".sections[].kind",
            "content",
        ],
    ] {
        assert_eq!(
            printed(&place.run(arguments)),
            "news\nproject-updates\nother\n"
        );
    }
    let json = printed(&place.run(&["to-json", "content"]));
    assert!(json.contains("\"kind\": \"news\""));
    // Standard input belongs to the folder that the command runs in.
    let page = place.text("content/news/2031-04/index.md");
    let input = place.run_with_input(&["query", "-r", ".sections[0].kind"], page);
    assert_eq!(printed(&input), "news\n");
}

#[test]
fn a_nearer_file_goes_before_one_above_it() {
    let place = Place::new()
        .with("newsletter.toml", CONFIG)
        .with("a/newsletter.toml", "")
        .with("a/2031-04.md", page("April", "## Posts\n"))
        .with("b/2031-04.md", page("April", "## Posts\n"));
    let kinds = place.run(&["query", "-r", ".sections[].kind", "."]);
    assert_eq!(printed(&kinds), "other\nnews\n");
}

#[test]
fn a_draft_starts_as_is_configured() {
    let place = site();
    let shown = place.shown(&["new"]);
    assert_eq!(
        shown,
        "status: 0\n--- printed\n--- messages\nwrote `content/news/2031-05/index.md`, made of `content/news/2031-04/index.md`\n"
    );
    insta::assert_snapshot!(place.text("content/news/2031-05/index.md"));
    let config = CONFIG.replace("TODO: Set the date", "");
    let place = site().with("newsletter.toml", config);
    place.run(&["new"]);
    assert!(!place.text("content/news/2031-05/index.md").contains("<!--"));
}

#[test]
fn a_draft_has_the_entries_that_are_configured() {
    let config = CONFIG.replace("[draft]\n", "[draft]\nentries = [\"ovens\", \"pans\"]\n");
    let entry = "## Crates\n\n### [`ovens`](https://example.org/ovens)\n\nIt bakes. In April, it baked bread.\n";
    let place = site()
        .with("newsletter.toml", config)
        .with("content/news/2031-04/index.md", page("April", entry));
    insta::assert_snapshot!(place.shown(&["new", "-o", "-"]));
}

#[test]
fn what_is_added_goes_among_the_sections_that_are_configured() {
    let bare = page("May", "## Crates\n\n## Join Us?\n");
    let place = site().with("content/news/2031-05/index.md", &bare);
    let news = [
        "add",
        "news",
        "content/news/2031-05/index.md",
        "--title",
        "A kit",
        "--url",
        "https://example.org/kit",
    ];
    assert_eq!(place.run(&news).status.code(), Some(0));
    let posts = "## Posts\n\n- [A kit](https://example.org/kit)\n\n## Crates";
    assert_eq!(
        place.text("content/news/2031-05/index.md"),
        bare.replace("## Crates", posts)
    );
}

#[test]
fn a_template_is_the_start_of_a_draft() {
    let template = "+++\ntitle = \"Example OS: {month-name} {year}\"\n[extra]\nmonth = \"{month-name} {year}\"\nauthors = []\n+++\n\n## Posts\n\n<span class=\"gray\">None yet.</span>\n";
    let place = site().with("template.md", template);
    let arguments = ["new", "--template", "template.md"];
    insta::assert_snapshot!("of_template", place.shown(&arguments));
    insta::assert_snapshot!("template", place.text("content/news/2031-05/index.md"));
    // The first issue of a newsletter.
    let first = || {
        Place::new()
            .with("newsletter.toml", CONFIG)
            .with("template.md", template)
    };
    let place = first();
    insta::assert_snapshot!("template_without_month", place.shown(&arguments));
    let arguments = ["new", "2032-01", "--template", "template.md"];
    assert_eq!(place.run(&arguments).status.code(), Some(0));
    assert!(place.exists("content/news/2032-01/index.md"));
    let place = Place::new().with("template.md", template);
    insta::assert_snapshot!("template_without_place", place.shown(&arguments));
    let place = first().with("template.md", "Hello!\n");
    insta::assert_snapshot!("no_template", place.shown(&arguments));
    assert_eq!(place.files().len(), 2);
}

#[test]
fn the_layout_of_the_latest_issue_goes_before_the_configured_path_where_they_differ() {
    let place = Place::new()
        .with("newsletter.toml", CONFIG)
        .with("content/other/2031-04.md", april())
        .with("content/other/2031-05.md", may());
    place.run(&["new", "--from", "content/other"]);
    assert!(place.exists("content/other/2031-06.md"));
}

#[test]
fn mistakes_are_shown_in_their_place() {
    let config = "\
titel = 1
title = 1
path = \"news/{year}.md\"

[draft]
author = []
authors = [\"ada f\", 7]
reminder = \"a --> b\"

[[sections]]
title = \"News\\nand more\"
kind = \"news\"

[[sections]]
title = \"Posts\"

[[sections]]
titel = \"Posts\"
kind = \"newz\"

[[sections]]
title = \"A\"
kind = \"news\"

[[sections]]
title = \"A\"
kind = \"other\"
placeholder = \"a\\n\\nb\"
";
    let place = site().with("newsletter.toml", config);
    insta::assert_snapshot!(place.shown(&["to-json", "content"]));
    assert_eq!(place.run(&["to-json", "content"]).stdout, b"");
    insta::assert_snapshot!(
        "sections_table",
        site()
            .with("newsletter.toml", "sections = 3\npath = 1\n")
            .shown(&["fmt", "--check", "content"])
    );
    for command in [
        &["new"][..],
        &["check", "content"],
        &["edit", "--write", ".", "content"],
        &["export", "--site", "."],
        &["import", "--site", "."],
        &[
            "publish",
            "content/news/2031-04/index.md",
            "--date",
            "2031-05-06",
        ],
        &["add", "author", "content/news/2031-04/index.md", "mira-l"],
        &["from-json"],
    ] {
        let output = place.run_with_input(command, "");
        assert_eq!(output.status.code(), Some(2), "{command:?}");
    }
}
