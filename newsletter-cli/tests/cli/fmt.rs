use std::fs;

use crate::place::{PAGE, Place, printed};

/// Not in canonical form.
const LOOSE: &str = "+++\ntitle='June'\n+++\n\n\nHello!\n";

/// With a comment, which canonical form has none of.
const COMMENTED: &str = "+++\n# The month\ntitle = \"June\"\n\n[extra]\nauthors = [\n    # add yourself here\n    \"a\",\n]\n+++\n\nHello!\n";

#[test]
fn one_page_is_printed() {
    let place = Place::new().with("june.md", LOOSE);
    assert_eq!(printed(&place.run(&["fmt", "june.md"])), PAGE);
    assert_eq!(printed(&place.run_with_input(&["fmt"], LOOSE)), PAGE);
    assert_eq!(place.text("june.md"), LOOSE);
}

#[test]
fn a_check_shows_what_differs() {
    let place = Place::new()
        .with("content/a.md", PAGE)
        .with("content/b.md", LOOSE)
        .with("content/c.md", "");
    insta::assert_snapshot!(place.shown(&["fmt", "--check", "content"]));
    assert_eq!(place.text("content/b.md"), LOOSE);
    assert_eq!(
        place.run(&["fmt", "--check", "content/a.md"]).status.code(),
        Some(0)
    );
    assert_eq!(
        place
            .run_with_input(&["fmt", "--check"], LOOSE)
            .status
            .code(),
        Some(1)
    );
    let colored = place.run(&["fmt", "--check", "--color", "always", "content/b.md"]);
    assert!(
        String::from_utf8(colored.stdout)
            .unwrap()
            .contains("\x1b[32m+title = \"June\"\x1b[0m\n")
    );
}

#[test]
fn pages_are_rewritten_in_place() {
    let place = Place::new()
        .with("content/a.md", PAGE)
        .with("content/b.md", LOOSE)
        .with("content/c.md", "");
    insta::assert_snapshot!(place.shown(&["fmt", "--write", "content"]));
    assert_eq!(place.text("content/b.md"), PAGE);
    assert_eq!(
        place.files(),
        ["content/a.md", "content/b.md", "content/c.md"]
    );
}

#[cfg(unix)]
#[test]
fn a_page_in_canonical_form_is_not_touched() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};

    let inode = |place: &Place, file: &str| fs::metadata(place.path(file)).unwrap().ino();
    let place = Place::new().with("a.md", PAGE).with("b.md", LOOSE);
    fs::set_permissions(place.path("a.md"), fs::Permissions::from_mode(0o444)).unwrap();
    let before = inode(&place, "a.md");
    assert_eq!(printed(&place.run(&["fmt", "--write", "a.md", "b.md"])), "");
    assert_eq!(inode(&place, "a.md"), before);
}

#[test]
fn comments_are_kept_from_being_lost() {
    let place = Place::new().with("a.md", COMMENTED).with("b.md", LOOSE);
    insta::assert_snapshot!(place.shown(&["fmt", "--write", "a.md", "b.md"]));
    assert_eq!(place.text("a.md"), COMMENTED);
    assert_eq!(place.text("b.md"), PAGE);
    insta::assert_snapshot!(place.shown(&["fmt", "a.md"]));
    assert_eq!(place.run(&["fmt", "--quiet", "a.md"]).stderr, b"");
    assert_eq!(
        printed(&place.run(&["fmt", "--write", "--drop-comments", "a.md"])),
        ""
    );
    assert!(!place.text("a.md").contains('#'));
}

#[test]
fn arguments_that_do_not_fit_together() {
    let place = Place::new().with("a.md", PAGE).with("b.md", PAGE);
    insta::assert_snapshot!(place.shown(&["fmt", "a.md", "b.md"]));
    insta::assert_snapshot!(place.shown(&["fmt", "--write"]));
    for arguments in [
        &["fmt", "."][..],
        &["fmt", "--write", "-"],
        &["fmt", "--write", "--check", "a.md"],
    ] {
        assert_eq!(place.run(arguments).status.code(), Some(2), "{arguments:?}");
    }
}
