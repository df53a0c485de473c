//! Issues written into the folder of a site.

use std::fs;
use std::path::Path;

use newsletter_export::{Outcome, PathPattern, Record, SiteError, SiteWriter};
use newsletter_model::{Block, FrontMatter, Issue};
use newsletter_parse::{Options, parse};

fn issue(month: &str) -> Issue {
    let month = month.parse().expect("a month and a year");
    let front_matter = FrontMatter::new("Example OS").with_month(month);
    Issue::new(front_matter).with_block(Block::prose("Hello!"))
}

fn at_path(path: &str) -> Record {
    let mut record = Record::new(Issue::new(FrontMatter::new("t")));
    record.path = Some(path.to_owned());
    record
}

/// All files below a folder, with their texts.
fn files(folder: &Path) -> Vec<(String, String)> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).expect("the folder can be read") {
            let path = entry.expect("the folder can be read").path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let below = path.strip_prefix(folder).expect("it lies below");
            let text = fs::read_to_string(&path).expect("the file can be read");
            files.push((below.display().to_string(), text));
        }
    }
    files.sort();
    files
}

const PAGE: &str = "+++\r\ntitle = \"Example OS\" # still\r\n[extra]\r\nmonth = \"May 2031\"\r\n+++\r\n\r\nHello,\r\nworld!\r\n";

#[test]
fn new_pages_are_written_beside_a_page_of_the_section() {
    let folder = tempfile::tempdir().unwrap();
    let mut writer = SiteWriter::new(folder.path()).with_title("Example OS");
    let planned = writer.plan(&Record::new(issue("May 2031"))).unwrap();
    assert_eq!(
        planned,
        (
            "content/newsletter/2031-05/index.md".to_owned(),
            Outcome::Written
        )
    );
    assert_eq!(files(folder.path()), []);
    writer.write().unwrap();
    let text = "+++\ntitle = \"Example OS\"\n\n[extra]\nmonth = \"May 2031\"\n+++\n\nHello!\n";
    assert_eq!(
        files(folder.path()),
        [
            (
                "content/newsletter/2031-05/index.md".to_owned(),
                text.to_owned()
            ),
            (
                "content/newsletter/_index.md".to_owned(),
                "+++\ntitle = \"Example OS\"\nsort_by = \"date\"\n+++\n".to_owned()
            ),
        ]
    );
}

#[test]
fn pages_that_are_there_are_updated_and_all_else_stays() {
    let folder = tempfile::tempdir().unwrap();
    let page = folder.path().join("content/news/2031-05");
    fs::create_dir_all(&page).unwrap();
    fs::write(page.join("index.md"), PAGE).unwrap();
    fs::write(page.join("board.svg"), "<svg/>").unwrap();
    fs::write(folder.path().join("content/news/_index.md"), "+++\n+++\n").unwrap();
    let pattern: PathPattern = "content/news/{year}-{month}/index.md".parse().unwrap();
    let writer = || SiteWriter::new(folder.path()).with_pattern(pattern.clone());

    let mut issue = parse(PAGE, &Options::default()).unwrap().into_issue();
    let mut same = writer();
    let (_, outcome) = same.plan(&Record::new(issue.clone())).unwrap();
    assert_eq!(outcome, Outcome::Unchanged);
    same.write().unwrap();

    issue.front_matter.title = "Example OS 5".to_owned();
    let mut changed = writer();
    let (_, outcome) = changed.plan(&Record::new(issue)).unwrap();
    assert_eq!(outcome, Outcome::Updated);
    changed.write().unwrap();
    let text = PAGE.replace("Example OS", "Example OS 5");
    let expected = [
        ("content/news/2031-05/board.svg", "<svg/>"),
        ("content/news/2031-05/index.md", &text),
        ("content/news/_index.md", "+++\n+++\n"),
    ];
    assert_eq!(
        files(folder.path()),
        expected.map(|(path, text)| (path.to_owned(), text.to_owned()))
    );
}

#[test]
fn a_page_that_is_not_the_source_of_the_issue_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let page = folder.path().join("content/newsletter/2031-05.md");
    fs::create_dir_all(page.parent().unwrap()).unwrap();
    fs::write(&page, PAGE).unwrap();
    let mut issue = parse(PAGE, &Options::default()).unwrap().into_issue();
    issue.front_matter.title = "Example OS 5".to_owned();
    let plan = |source: &str| {
        let record = Record::new(issue.clone()).with_source(source);
        let mut writer = SiteWriter::new(folder.path());
        writer.plan(&record).map(|(_, outcome)| outcome)
    };
    assert_eq!(plan(PAGE).unwrap(), Outcome::Updated);
    // An issue that was not edited takes back no edit of the page either.
    let stale = PAGE.replace("world", "moon");
    let unedited = parse(&stale, &Options::default()).unwrap().into_issue();
    let record = Record::new(unedited).with_source(&stale);
    let planned = SiteWriter::new(folder.path()).plan(&record);
    assert!(matches!(planned, Err(SiteError::Changed(_))));
    let error = plan(&PAGE.replace("world", "moon")).unwrap_err();
    assert_eq!(
        error.to_string(),
        "found another text in `content/newsletter/2031-05.md` than the `source` of the issue, expected that one"
    );
}

#[test]
fn what_is_planned_can_be_seen() {
    let folder = tempfile::tempdir().unwrap();
    let mut writer = SiteWriter::new(folder.path());
    writer.plan(&Record::new(issue("May 2031"))).unwrap();
    let section = ("content/newsletter/_index.md".to_owned(), Outcome::Written);
    assert_eq!(writer.plan_sections(), [section]);
    assert_eq!(writer.plan_sections(), []);
    let changes: Vec<_> = writer
        .changes()
        .map(|(path, before, _)| (path, before))
        .collect();
    assert_eq!(
        changes,
        [
            ("content/newsletter/2031-05/index.md", None),
            ("content/newsletter/_index.md", None)
        ]
    );
}

#[test]
fn an_issue_without_month_goes_to_its_own_path_in_the_section() {
    let folder = tempfile::tempdir().unwrap();
    let mut writer = SiteWriter::new(folder.path());
    let mut path_of = |path| writer.plan(&at_path(path)).unwrap().0;
    assert_eq!(path_of("special.md"), "content/newsletter/special.md");
    assert_eq!(
        path_of("content/newsletter/other.md"),
        "content/newsletter/other.md"
    );
    assert_eq!(
        path_of("content/news/of/may/index.md"),
        "content/newsletter/may/index.md"
    );
    let nowhere = Record::new(Issue::new(FrontMatter::new("t")));
    assert!(matches!(writer.plan(&nowhere), Err(SiteError::NoPlace)));
}

#[test]
fn a_page_that_is_there_is_found_by_its_own_path_or_in_the_other_layout() {
    for (page, own, expected) in [
        (
            "2031-06/index.md",
            Some("2031-06/index.md"),
            "2031-06/index.md",
        ),
        // The issue of May is kept in the folder of June.
        (
            "2031-06/index.md",
            Some("content/newsletter/2031-06/index.md"),
            "2031-06/index.md",
        ),
        ("2031-05.md", None, "2031-05.md"),
        ("2031-05.md", Some("index.md"), "2031-05.md"),
        (
            "2031-06/index.md",
            Some("../newsletter/2031-06/index.md"),
            "2031-05/index.md",
        ),
        ("2031-06/index.md", None, "2031-05/index.md"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("content/newsletter").join(page);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, PAGE).unwrap();
        let mut record = Record::new(issue("May 2031"));
        record.path = own.map(str::to_owned);
        let planned = SiteWriter::new(folder.path()).plan(&record);
        assert_eq!(planned.unwrap().0, format!("content/newsletter/{expected}"));
    }
}

#[test]
fn the_page_of_a_section_is_no_issue() {
    let folder = tempfile::tempdir().unwrap();
    let error = SiteWriter::new(folder.path()).plan(&at_path("_index.md"));
    assert_eq!(
        error.unwrap_err().to_string(),
        "found the page of a section in the path `content/newsletter/_index.md`, expected a path such as `2022-06/index.md`"
    );
}

#[test]
fn a_new_page_is_one_that_is_found_again() {
    let folder = tempfile::tempdir().unwrap();
    let mut writer = SiteWriter::new(folder.path());
    for (path, found) in [
        ("_index.de.md", "the page of a section"),
        ("x/_INDEX.md", "folders below that of the issues"),
        ("_INDEX.md", "the page of a section"),
        ("index.md", "the page of a folder of issues"),
        ("Index.md", "the page of a folder of issues"),
        ("a/b.md", "folders below that of the issues"),
        ("a/b/index.md", "folders below that of the issues"),
        (".hidden.md", "a hidden file or folder"),
        (".git/index.md", "a hidden file or folder"),
    ] {
        let refused = writer.plan(&at_path(path)).unwrap_err();
        let expected = format!(
            "found {found} in the path `content/newsletter/{path}`, expected a path such as `2022-06/index.md`"
        );
        assert_eq!(refused.to_string(), expected);
    }
    writer.plan(&at_path("a/index.md")).unwrap();
    for path in ["a.md", "A.md", "A/index.md"] {
        let refused = writer.plan(&at_path(path));
        assert!(matches!(refused, Err(SiteError::Repeated(_))), "{path}");
    }
}

#[test]
fn folders_between_a_section_and_its_issues_get_pages_too() {
    let folder = tempfile::tempdir().unwrap();
    let pattern: PathPattern = "content/news/{year}/{month}/index.md".parse().unwrap();
    let mut writer = SiteWriter::new(folder.path()).with_pattern(pattern);
    for month in ["May 2031", "June 2031", "June 2032"] {
        writer.plan(&Record::new(issue(month))).unwrap();
    }
    writer.write().unwrap();
    let files = files(folder.path());
    let sections = files.iter().filter(|(path, _)| path.ends_with("_index.md"));
    let sections: Vec<_> = sections
        .map(|(path, text)| (path.as_str(), text.as_str()))
        .collect();
    let year = |year: &str| {
        format!("+++\ntitle = \"{year}\"\nsort_by = \"date\"\ntransparent = true\n+++\n")
    };
    assert_eq!(
        sections,
        [
            ("content/news/2031/_index.md", year("2031").as_str()),
            ("content/news/2032/_index.md", &year("2032")),
            (
                "content/news/_index.md",
                "+++\ntitle = \"Newsletter\"\nsort_by = \"date\"\n+++\n"
            ),
        ]
    );
}

#[test]
fn no_address_leads_out_of_the_site() {
    let folder = tempfile::tempdir().unwrap();
    let refused = |front_matter: FrontMatter| {
        let record = Record::new(Issue::new(
            front_matter.with_month("May 2031".parse().unwrap()),
        ));
        let refused = SiteWriter::new(folder.path()).plan(&record);
        refused.map_or_else(|error| error.to_string(), |(path, _)| path)
    };
    let mut aliases = FrontMatter::new("t");
    aliases.aliases = Some(vec!["old".to_owned(), "x/../../../y".to_owned()]);
    assert_eq!(
        refused(aliases),
        "found `.` or `..` in the address `x/../../../y`, expected one within the site"
    );
    let mut path = FrontMatter::new("t");
    path.path = Some("..\\x".to_owned());
    assert_eq!(
        refused(path),
        "found a backslash in the address `..\\x`, expected one within the site"
    );
    let mut slug = FrontMatter::new("t");
    slug.slug = Some("../x".to_owned());
    assert_eq!(
        refused(slug),
        "found `.` or `..` in the address `../x`, expected one within the site"
    );
    for (address, found) in [
        ("/", "the root of the site"),
        ("/sitemap.xml", "a file of the site"),
    ] {
        let mut taken = FrontMatter::new("t");
        taken.aliases = Some(vec![address.to_owned()]);
        let expected =
            format!("found {found} in the address `{address}`, expected one within the site");
        assert_eq!(refused(taken), expected);
    }
    let mut within = FrontMatter::new("t");
    within.path = Some("/news/may/".to_owned());
    within.aliases = Some(vec!["/2031/05.html".to_owned()]);
    assert_eq!(refused(within), "content/newsletter/2031-05/index.md");
}

#[test]
fn no_path_leads_out_of_the_folder() {
    let folder = tempfile::tempdir().unwrap();
    let mut writer = SiteWriter::new(folder.path().join("site"));
    for path in [
        "../x.md",
        "a/../../../x.md",
        "content/newsletter/../../../x.md",
        "C:\\x.md",
        "a\0.md",
        "nul.md",
        "com1/x.md",
        "a./x.md",
        "x.html",
        "a\u{202e}b.md",
    ] {
        let refused = writer.plan(&at_path(path));
        assert!(
            matches!(refused, Err(SiteError::Path(_))),
            "{path}: {refused:?}"
        );
    }
    writer.write().unwrap();
    assert_eq!(files(folder.path()), []);
}

#[cfg(unix)]
#[test]
fn links_are_not_followed() {
    let folder = tempfile::tempdir().unwrap();
    let (site, outside) = (folder.path().join("site"), folder.path().join("outside"));
    fs::create_dir_all(site.join("content")).unwrap();
    fs::create_dir(&outside).unwrap();
    std::os::unix::fs::symlink(&outside, site.join("content/newsletter")).unwrap();
    let mut writer = SiteWriter::new(&site);
    let refused = writer.plan(&Record::new(issue("May 2031")));
    assert!(matches!(refused, Err(SiteError::Link(_))), "{refused:?}");
    writer.write().unwrap();
    assert_eq!(files(folder.path()), []);
}

#[test]
fn two_issues_of_a_month_are_one_too_many() {
    let mut writer = SiteWriter::new("site");
    writer.plan(&Record::new(issue("May 2031"))).unwrap();
    let refused = writer.plan(&Record::new(issue("May 2031"))).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "found a second issue for `content/newsletter/2031-05/index.md`, expected one for each page"
    );
}

#[test]
fn nothing_is_written_where_a_page_cannot_be() {
    let folder = tempfile::tempdir().unwrap();
    let mut writer = SiteWriter::new(folder.path());
    for month in ["May 2031", "June 2031"] {
        writer.plan(&Record::new(issue(month))).unwrap();
    }
    // Somebody makes a folder of that name after the plan.
    fs::create_dir_all(folder.path().join("content/newsletter/2031-06/index.md")).unwrap();
    assert!(matches!(writer.write(), Err(SiteError::System { .. })));
    assert_eq!(files(folder.path()), []);
    // The folder that was made for May is gone.
    let left = fs::read_dir(folder.path().join("content/newsletter")).unwrap();
    assert_eq!(left.count(), 1);
}

#[test]
fn a_page_that_has_changed_since_the_plan_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let page = folder.path().join("content/newsletter/2031-05/index.md");
    fs::create_dir_all(page.parent().unwrap()).unwrap();
    fs::write(&page, PAGE).unwrap();
    let mut writer = SiteWriter::new(folder.path());
    writer.plan(&Record::new(issue("May 2031"))).unwrap();
    fs::write(&page, "somebody else's").unwrap();
    let error = writer.write().unwrap_err();
    assert_eq!(
        error.to_string(),
        "cannot write `content/newsletter/2031-05/index.md`: the file has changed since it was read"
    );
    assert_eq!(fs::read_to_string(&page).unwrap(), "somebody else's");
}

#[test]
fn patterns_tell_months_apart() {
    for (pattern, error) in [
        (
            "content/news/{year}/index.md",
            "found no `{month}` in the path `content/news/{year}/index.md`, expected a path such as `content/news/{year}-{month}/index.md`",
        ),
        (
            "content/{year}-{month}-{day}.md",
            "found another placeholder than `{year}` and `{month}` in the path `content/{year}-{month}-{day}.md`, expected a path such as `content/news/{year}-{month}/index.md`",
        ),
        (
            "../{year}-{month}.md",
            "found `.` or `..` in the path `../2031-05.md`, expected a path such as `2022-06/index.md`",
        ),
        (
            "news/{year}-{month}.md",
            "found another folder than `content` in the path `news/{year}-{month}.md`, expected a path such as `content/news/{year}-{month}/index.md`",
        ),
    ] {
        assert_eq!(
            pattern.parse::<PathPattern>().unwrap_err().to_string(),
            error
        );
    }
    let pattern: PathPattern = "content/{year}/{month}/x/{year}{month}.md".parse().unwrap();
    let month = "May 2031".parse().unwrap();
    assert_eq!(pattern.path_of(month), "content/2031/05/x/203105.md");
    assert_eq!(pattern.month_of("content/2031/05/x/203105.md"), Some(month));
    assert_eq!(pattern.month_of("content/2031/05/x/203106.md"), None);
    assert_eq!(pattern.month_of("content"), None);
    assert_eq!(pattern.section(), "content");
}
