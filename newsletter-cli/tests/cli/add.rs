use crate::check::{self, front_matter};
use crate::place::Place;

const KIT: &str = "## Project Updates\n\nWhat is new.\n\n### [`kit`](https://example.org/kit)\n\nIt boots.\n\n- [Old](https://example.org/kit/1)\n\n## Call for Participation\n\n- [Old](https://example.org/kit/9)\n\n## Personal Projects\n\n### [`mine`](https://example.org/mine)\n\nIt runs.\n";

/// The issues of April and May, with their items in a section of news.
fn april() -> String {
    check::april().replace("## News", "## Other News")
}

fn may() -> String {
    check::may().replace("## News", "## Other News")
}

/// A newsletter whose latest issue lacks most sections.
fn place() -> Place {
    Place::new()
        .with("2031-04.md", april() + "\n" + KIT)
        .with("2031-05.md", may())
}

fn status(place: &Place, arguments: &[&str]) -> Option<i32> {
    place.run(arguments).status.code()
}

const NEWS: [&str; 7] = [
    "add",
    "news",
    "2031-05.md",
    "--title",
    "A *new* one",
    "--url",
    "https://example.org/2",
];

fn with_news() -> String {
    may() + "- [A \\*new\\* one](https://example.org/2)\n"
}

#[test]
fn each_thing_goes_to_its_place() {
    for (thing, arguments) in [
        (
            "project",
            &[
                "--name",
                "acpi",
                "--url",
                "https://example.org/acpi",
                "--maintainer",
                "ada-f",
                "--maintainer",
                "mira-l",
                "--text",
                "It is *new*.",
            ][..],
        ),
        (
            "change",
            &[
                "--project",
                "kit",
                "--title",
                "New",
                "--url",
                "https://example.org/kit/2",
            ],
        ),
        (
            "personal",
            &["--name", "x", "--author", "mira-l", "--text", "It boils."],
        ),
        (
            "task",
            &[
                "--repository",
                "kit",
                "--title",
                "Do",
                "--url",
                "https://example.org/kit/3",
            ],
        ),
        (
            "news",
            &[
                "--section",
                "Other News",
                "--title",
                "New",
                "--url",
                "https://example.org/4",
            ],
        ),
        ("author", &["mira-l"]),
    ] {
        let place = place();
        let arguments = [&["add", thing, "2031-05.md"], arguments].concat();
        insta::assert_snapshot!(format!("add_{thing}"), place.shown(&arguments));
        assert_ne!(place.text("2031-05.md"), may(), "{thing}");
        assert_eq!(place.text("2031-04.md"), april() + "\n" + KIT);
    }
}

#[test]
fn json_says_the_same_as_arguments() {
    for (arguments, json) in [
        (
            &["project"][..],
            r#"{"name":"acpi","body":[{"type":"prose","markdown":"New."}]}"#,
        ),
        (
            &["change", "--project", "kit"],
            r#"{"title":"New","url":"https://example.org/5"}"#,
        ),
        (
            &["personal"],
            r#"{"name":"acpi","body":[{"type":"prose","markdown":"New."}]}"#,
        ),
        (
            &["task"],
            r#"{"repository":"kit","title":"New","url":"https://example.org/5"}"#,
        ),
        (
            &["news"],
            r#"{"title":"New","url":"https://example.org/5"}"#,
        ),
    ] {
        let link = ["--title", "New", "--url", "https://example.org/5"];
        let flags = match arguments[0] {
            "project" | "personal" => &["--name", "acpi", "--text", "New."][..],
            "task" => &[
                "--repository",
                "kit",
                "--title",
                "New",
                "--url",
                "https://example.org/5",
            ],
            _ => &link,
        };
        let (by_json, by_file, by_flags) = (place(), place().with("it.json", json), place());
        let start = [&["add"], arguments, &["2031-05.md"]].concat();
        let run = by_json.run_with_input(&[&start[..], &["--json", "-"]].concat(), json);
        assert!(run.status.success(), "{arguments:?}");
        by_file.run(&[&start[..], &["--json", "it.json"]].concat());
        by_flags.run(&[&start[..], flags].concat());
        assert_ne!(by_json.text("2031-05.md"), may());
        assert_eq!(by_json.text("2031-05.md"), by_flags.text("2031-05.md"));
        assert_eq!(by_file.text("2031-05.md"), by_flags.text("2031-05.md"));
    }
}

#[test]
fn what_is_there_is_added_on_demand_alone() {
    let place = place();
    assert_eq!(status(&place, &NEWS), Some(0));
    assert_eq!(place.text("2031-05.md"), with_news());
    insta::assert_snapshot!(place.shown(&NEWS));
    assert_eq!(place.text("2031-05.md"), with_news());
    assert_eq!(status(&place, &[&NEWS[..], &["--again"]].concat()), Some(0));
    let twice = place.text("2031-05.md");
    assert_eq!(twice.matches("https://example.org/2)").count(), 2);
}

#[test]
fn a_dry_run_shows_the_change_alone() {
    let (place, written) = (place(), place());
    let dry = place.run(&[&NEWS[..], &["--dry-run"]].concat());
    assert_eq!(place.text("2031-05.md"), may());
    assert_eq!(dry, written.run(&NEWS));
    assert_eq!(written.text("2031-05.md"), with_news());
}

#[test]
fn line_ends_are_kept() {
    let place = Place::new().with("2031-05.md", may().replace('\n', "\r\n"));
    assert_eq!(status(&place, &NEWS), Some(0));
    assert_eq!(place.text("2031-05.md"), with_news().replace('\n', "\r\n"));
}

#[test]
fn later_issues_are_no_models() {
    let place = Place::new()
        .with("2031-05.md", may())
        .with("2031-07.md", front_matter("July", "2031-08-04") + KIT);
    insta::assert_snapshot!(
        "no_section",
        place.shown(&["add", "personal", "2031-05.md", "--name", "x"])
    );
    assert_eq!(place.text("2031-05.md"), may());
}

#[test]
fn an_author_may_be_json() {
    let (by_json, by_flag) = (place(), place());
    let add = ["add", "author", "2031-05.md"];
    by_json.run_with_input(&[&add[..], &["--json", "-"]].concat(), "\"oskar2\"");
    by_flag.run(&[&add[..], &["oskar2"]].concat());
    assert_ne!(by_json.text("2031-05.md"), may());
    assert_eq!(by_json.text("2031-05.md"), by_flag.text("2031-05.md"));
    assert_eq!(status(&place(), &add), Some(2));
}

#[test]
fn mistakes_in_json_are_shown_in_their_place() {
    let mut shown = String::new();
    for (thing, json) in [
        (
            &["project"][..],
            r#"{"name": "a", "maintainers": {"people": [{"handel": "b"}]}}"#,
        ),
        (
            &["personal"],
            r#"{"name": "a", "body": [{"type": "prose"}]}"#,
        ),
        (&["news"], r#"{"title": "a", "title": "b"}"#),
        (&["task"], r#"{"title": 7}"#),
        (&["task"], "[]"),
        (&["author"], "[]"),
        (&["author"], "\"a b\""),
        (&["change", "--project", "pot"], "{\n  \"title\": \n}"),
        (&["news"], "{} {}"),
        (
            &["news"],
            r#"{"title":"a"}]}],"sections":[{"kind":"other"}"#,
        ),
    ] {
        let place = place().with("it.json", json);
        let arguments = [&["add"], thing, &["2031-05.md", "--json", "it.json"]].concat();
        shown.push_str(&format!("$ newsletter {}\n{json}\n", arguments.join(" ")));
        shown.push_str(&place.shown(&arguments));
        shown.push('\n');
        assert_eq!(place.text("2031-05.md"), may());
    }
    insta::assert_snapshot!(shown);
}

#[test]
fn what_cannot_be_added_is_refused() {
    let place = place().with("it.json", r#"{"titel":"New"}"#);
    let change = ["add", "change", "2031-05.md", "--project", "pot"];
    let link = ["--title", "New", "--url", "https://example.org/5"];
    insta::assert_snapshot!("no_project", place.shown(&[&change[..], &link].concat()));
    insta::assert_snapshot!(
        "no_item",
        place.shown(&["add", "news", "2031-05.md", "--json", "it.json"])
    );
    let steering = "{\"\\u001b[2J\":1}";
    let run = place.run_with_input(&["add", "news", "2031-05.md", "--json", "-"], steering);
    assert!(String::from_utf8_lossy(&run.stderr).contains("`\\u{1b}[2J`"));
    for arguments in [
        &["add", "news", "2031-05.md"][..],
        &["add", "news", "2031-05.md", "--title", "x"],
        &[
            "add",
            "news",
            "2031-05.md",
            "--title",
            "x",
            "--json",
            "it.json",
        ],
        &["add", "news", "-", "--json", "it.json"],
        &["add", "personal", "2031-05.md", "--name", "a\nb"],
        &[
            "add",
            "personal",
            "2031-05.md",
            "--name",
            "a",
            "--text",
            "b\n\nc",
        ],
        &["add", "author", "2031-05.md", "a b"],
    ] {
        assert_eq!(status(&place, arguments), Some(2), "{arguments:?}");
    }
    assert_eq!(place.text("2031-05.md"), may());
}

#[test]
fn handles_may_have_the_mark_that_people_write_before_them() {
    let place = place();
    let added =
        |arguments: &[&str]| assert_eq!(status(&place, arguments), Some(0), "{arguments:?}");
    added(&["add", "author", "2031-05.md", "@oskar2"]);
    added(&[
        "add",
        "project",
        "2031-05.md",
        "--name=acpi",
        "--maintainer=@ada-f",
        "--maintainer",
        "ada-f",
    ]);
    let text = place.text("2031-05.md");
    assert!(text.contains("\"oskar2\""), "{text}");
    assert!(
        text.contains("Maintained by [@ada-f](https://github.com/ada-f)</span>"),
        "{text}"
    );
    assert_eq!(
        status(&place, &["add", "author", "2031-05.md", "oskar2"]),
        Some(1)
    );
}

#[test]
fn a_title_may_start_with_a_hyphen() {
    let place = place();
    let add = [
        "add",
        "news",
        "2031-05.md",
        "--title",
        "-Z build-std",
        "--url",
        "https://example.org/2",
    ];
    assert_eq!(status(&place, &add), Some(0));
    assert!(
        place
            .text("2031-05.md")
            .contains("Z build-std](https://example.org/2)")
    );
}

#[test]
fn the_page_of_a_section_is_no_issue() {
    let place = place().with("_index.md", "+++\ntitle = \"News\"\n+++\n");
    insta::assert_snapshot!(
        "section_page",
        place.shown(&["add", "author", "_index.md", "ada-f"])
    );
    let publish = ["publish", "_index.md", "--date", "2031-06-04"];
    insta::assert_snapshot!("section_page_published", place.shown(&publish));
}

#[test]
fn what_cannot_be_written_or_read_is_told() {
    let place = place();
    let text = [
        "add",
        "project",
        "2031-04.md",
        "--name",
        "x",
        "--text",
        "<!-- x",
    ];
    insta::assert_snapshot!("unwritable", place.shown(&text));
    let author = ["add", "author", "2031-05.md", "--json", "-"];
    insta::assert_snapshot!(
        "no_handle",
        place.shown_with_input(&author, "{\"name\": \"ada\"}")
    );
    let section = [
        "add",
        "news",
        "2031-04.md",
        "--title",
        "x",
        "--url",
        "https://example.org/5",
        "--section",
        "Project Updates",
    ];
    insta::assert_snapshot!("other_kind", place.shown(&section));
}

#[test]
fn a_project_may_be_named_as_its_repository() {
    let project = "### [`kit`](https://github.com/ada-f/kit)\n\nIt boots.\n";
    let place = Place::new().with(
        "2031-04.md",
        front_matter("April", "2031-05-05") + "## Project Updates\n\n" + project,
    );
    let add = |project: &str| {
        let item = [
            "--title",
            "A",
            "--url",
            "https://example.org/1",
            "--dry-run",
        ];
        let arguments = [
            &["add", "change", "2031-04.md", "--project", project],
            &item[..],
        ];
        place.shown(&arguments.concat())
    };
    for project in [
        "kit",
        "ada-f/kit",
        "Ada-F/Kit",
        "https://github.com/ada-f/kit/",
    ] {
        assert!(add(project).starts_with("status: 0\n"), "{project}");
    }
    for project in ["f/kit", "ada-f/", "/kit", "github.com/ada-f"] {
        assert!(add(project).starts_with("status: 1\n"), "{project}");
    }
    insta::assert_snapshot!(add("kit/ada-f"));
}

#[test]
fn a_url_has_no_white_space() {
    let arguments = [
        "add",
        "news",
        "2031-05.md",
        "--title",
        "A",
        "--url",
        "not a url",
    ];
    insta::assert_snapshot!(place().shown(&arguments));
}
