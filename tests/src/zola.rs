//! Real Zola, where it is at hand: the program that `NEWSLETTER_ZOLA` names, or `zola` on the path.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use newsletter_parse::{Options, parse};
use serde_json::Value;

/// The program; `None`, and a line that says so, where there is none.
///
/// # Panics
///
/// When `NEWSLETTER_ZOLA` names a program that does not run.
#[expect(
    clippy::print_stderr,
    reason = "whoever runs the tests learns what they left out"
)]
pub fn program(test: &str) -> Option<PathBuf> {
    let named = std::env::var_os("NEWSLETTER_ZOLA").map(PathBuf::from);
    let program = named.clone().unwrap_or_else(|| PathBuf::from("zola"));
    match Command::new(&program).arg("--version").output() {
        Ok(_) => Some(program),
        Err(error) if named.is_some() => panic!("NEWSLETTER_ZOLA does not run: {error}"),
        Err(_) => {
            eprintln!(
                "{test}: skipped, since there is no zola on the path and NEWSLETTER_ZOLA names none"
            );
            None
        }
    }
}

/// The configuration of a site whose pages may lead to pages that it does not have; what it has of
/// taxonomies stands in its second half.
const CONFIGURATION: &str = "\
base_url = \"https://example.org\"
compile_sass = false
build_search_index = false

[link_checker]
internal_level = \"warn\"

";

/// A page as the data that Zola has of it.
const PAGE_TEMPLATE: &str = r#"{
"path": {{ page.relative_path | json_encode() | safe }},
"title": {{ page.title | json_encode() | safe }},
"description": {{ page.description | default(value="none") | json_encode() | safe }},
"date": {{ page.date | default(value="none") | json_encode() | safe }},
"updated": {{ page.updated | default(value="none") | json_encode() | safe }},
"draft": {{ page.draft | json_encode() | safe }},
"slug": {{ page.slug | json_encode() | safe }},
"extra": {{ page.extra | json_encode() | safe }},
"taxonomies": {{ page.taxonomies | json_encode() | safe }},
"summary": {{ page.summary | default(value="none") | json_encode() | safe }},
"content": {{ page.content | json_encode() | safe }}
}"#;

/// A shortcode of the fixtures, which shows what it is given.
const SHORTCODE: &str = "<i>{{ id | default(value=\"\") }}{{ author | default(value=\"\") }}{{ body | default(value=\"\") }}</i>";

/// The template of everything that is no page.
const OTHER_TEMPLATE: &str = "nothing";

/// Builds a site of pages, and reads what Zola has of each: the fields of its template, by path.
///
/// # Panics
///
/// When a file cannot be written or Zola refuses a page.
pub fn pages(
    program: &Path,
    folder: &Path,
    sources: &[(String, String)],
) -> BTreeMap<String, Value> {
    write_site(folder, sources);
    let output = build(program, folder);
    assert!(output.status.success(), "{}", message(&output));
    let files = walkdir::WalkDir::new(folder.join("public")).into_iter();
    let texts = files.filter_map(|file| {
        let file = file.expect("the site can be read").into_path();
        file.ends_with("index.html")
            .then(|| fs::read_to_string(&file).expect("the page can be read"))
    });
    let pages = texts.filter(|text| text.starts_with('{')).map(|text| {
        let page: Value =
            serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}\n{text}"));
        (page["path"].as_str().unwrap_or_default().to_owned(), page)
    });
    pages.collect()
}

/// Whether Zola builds a page, and what it says where it does not.
///
/// # Errors
///
/// What Zola says of a page that it refuses.
///
/// # Panics
///
/// When a file cannot be written.
pub fn accepts(program: &Path, folder: &Path, source: &str) -> Result<(), String> {
    write_site(folder, &[("page.md".to_owned(), source.to_owned())]);
    let output = build(program, folder);
    if output.status.success() {
        return Ok(());
    }
    Err(message(&output))
}

fn message(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned() + &String::from_utf8_lossy(&output.stdout)
}

fn write_site(folder: &Path, sources: &[(String, String)]) {
    let mut taxonomies = BTreeSet::from(["tags".to_owned()]);
    let mut templates = BTreeSet::from(["page.html".to_owned()]);
    for (path, source) in sources {
        write(&folder.join("content").join(path), source);
        if sources.len() > 1 {
            let document = parse(source, &Options::default()).expect("the page can be read");
            let front_matter = &document.issue().front_matter;
            taxonomies.extend(
                front_matter
                    .taxonomies
                    .iter()
                    .flatten()
                    .map(|(name, _)| name.clone()),
            );
            templates.extend(front_matter.template.clone());
        }
    }
    for template in templates {
        write(&folder.join("templates").join(template), PAGE_TEMPLATE);
    }
    for name in ["youtube", "quote"] {
        write(
            &folder.join(format!("templates/shortcodes/{name}.html")),
            SHORTCODE,
        );
    }
    for name in ["index", "section", "taxonomy_list", "taxonomy_single"] {
        write(
            &folder.join(format!("templates/{name}.html")),
            OTHER_TEMPLATE,
        );
    }
    let taxonomies = taxonomies.into_iter();
    let taxonomies =
        taxonomies.map(|name| format!("[[taxonomies]]\nname = {}\n", toml::Value::from(name)));
    write(
        &folder.join("config.toml"),
        &(CONFIGURATION.to_owned() + &taxonomies.collect::<String>()),
    );
}

fn write(file: &Path, text: &str) {
    let folder = file.parent().expect("a file is in a folder");
    fs::create_dir_all(folder).expect("the folder can be made");
    fs::write(file, text).expect("the file can be written");
}

fn build(program: &Path, folder: &Path) -> Output {
    run(program, folder, &["build", "--drafts", "--force"])
}

/// Runs Zola in the folder of a site.
///
/// # Panics
///
/// When Zola does not run.
pub fn run(program: &Path, folder: &Path, arguments: &[&str]) -> Output {
    Command::new(program)
        .args(arguments)
        .current_dir(folder)
        .output()
        .expect("Zola runs")
}
