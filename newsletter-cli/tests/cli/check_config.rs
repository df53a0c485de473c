//! The table `[check]` of `newsletter.toml`.

use crate::check::{front_matter, newsletter};
use crate::place::{Place, printed};

const REPEATED: &str = "It is quite quite new.\n\n## Other News\n\nIt is quite quite old.\n";

fn configured(config: &str) -> Place {
    Place::new().with("site/newsletter.toml", config).with(
        "site/content/2031-05.md",
        front_matter("May", "2031-06-04") + REPEATED,
    )
}

/// The severities of what is found, in order.
fn severities(place: &Place, arguments: &[&str]) -> Vec<String> {
    let arguments = [&["check", "--format", "json"], arguments].concat();
    let found = String::from_utf8(place.run(&arguments).stdout).unwrap();
    let objects = found
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    objects
        .map(|object| object["severity"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn a_file_sets_levels_for_all_sections_and_for_some() {
    for (config, expected) in [
        ("", &["warning", "warning"][..]),
        ("[check.rules]\nduplicated-word = \"off\"\n", &[]),
        (
            "[check.rules]\nduplicated-word = \"hint\"\n",
            &["hint", "hint"],
        ),
        (
            "[check.sections.news]\nduplicated-word = \"off\"\n",
            &["warning"],
        ),
        (
            "[check]\nrules.duplicated-word = \"off\"\nsections.news = { duplicated-word = \"error\" }\n",
            &["error"],
        ),
    ] {
        assert_eq!(
            severities(&configured(config), &["site"]),
            expected,
            "{config}"
        );
    }
}

#[test]
fn the_command_line_goes_before_the_file() {
    let place = configured(
        "[check.rules]\nduplicated-word = \"off\"\n[check.sections.news]\nduplicated-word = \"hint\"\n",
    );
    assert_eq!(severities(&place, &["site"]), ["hint"]);
    assert_eq!(
        severities(&place, &["--deny", "duplicated-word", "site"]),
        ["error", "error"]
    );
    assert_eq!(
        severities(&place, &["--warn", "duplicated-word", "site"]),
        ["warning", "warning"]
    );
    assert_eq!(
        severities(&place, &["--allow", "duplicated-word", "site"]),
        [""; 0]
    );
    let warned = ["--warn", "duplicated-word", "--deny", "warnings", "site"];
    assert_eq!(severities(&place, &warned), ["error", "error"]);
}

#[test]
fn the_nearest_file_counts_and_another_can_be_named() {
    let off = "[check.rules]\nduplicated-word = \"off\"\n";
    let place = configured("")
        .with("newsletter.toml", off)
        .with("other.toml", off);
    assert_eq!(severities(&place, &["site"]).len(), 2);
    assert_eq!(
        severities(&place, &["--config", "other.toml", "site"]).len(),
        0
    );
    std::fs::remove_file(place.path("site/newsletter.toml")).unwrap();
    assert_eq!(severities(&place, &["site"]).len(), 0);
    // Standard input is checked as a page of the folder that the command runs in.
    let page = place.text("site/content/2031-05.md");
    assert_eq!(printed(&place.run_with_input(&["check"], page)), "");
}

#[test]
fn a_folder_in_the_place_of_the_file_is_told() {
    let place = configured("").with("site/content/newsletter.toml/x", "");
    insta::assert_snapshot!(place.shown(&["check", "site"]));
}

#[test]
fn mistakes_are_shown_in_their_place() {
    let config = "[chek]\n[check.rule]\n[check.rules]\nmalformd-url = \"off\"\nmalformed-url = \"eror\"\nduplicated-word = 3\n[check.sections.newz]\n[check.sections]\nnews = [\"off\"]\n";
    insta::assert_snapshot!(configured(config).shown(&["check", "site"]));
    insta::assert_snapshot!(configured("[check\n").shown(&["check", "site"]));
}

#[test]
fn levels_are_those_of_the_site_that_a_page_is_in() {
    let place = newsletter()
        .with(
            "newsletter.toml",
            "[check.rules]\nmalformed-url = \"off\"\n",
        )
        .with(
            "strict/newsletter.toml",
            "[check.rules]\nmalformed-url = \"warning\"\n",
        )
        .with("strict/2031-06.md", crate::check::june());
    let found = severities(
        &place,
        &[
            "--allow",
            "duplicated-word",
            "strict",
            "news/2031-06/index.md",
        ],
    );
    assert_eq!(found, ["warning"]);
}
