//! Pages that Zola refuses and we refuse, and the reverse.

use newsletter_parse::{Options, parse};
use newsletter_tests::zola;

/// Who takes a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Taken {
    Both,
    Nobody,
    /// Where Zola is more lenient, with the reason.
    Zola(&'static str),
    /// Where we are more lenient, with the reason.
    We(&'static str),
}

use Taken::{Both, Nobody, We, Zola};

const PAGES: &[(&str, Taken)] = &[
    ("+++\ntitle = \"a\"\n+++\nx", Both),
    ("+++\ntitle = \"a\"\n+++", Both),
    ("\n\n  +++\ntitle = \"a\"\n+++\nx", Both),
    ("+++\r\ntitle = \"a\"\r\n+++\r\nx", Both),
    ("\u{feff}+++\ntitle = \"a\"\n+++\nx", Both),
    ("+++\ntitle = \"a\"\nunknown = 1\n+++\nx", Both),
    ("+++\ntitle = \"a\"\ndate = 2031-05-02\n+++\nx", Both),
    ("+++\ntitle = \"a\"\ndate = 0000-01-01\n+++\nx", Both),
    ("+++\ntitle = \"a\" +++\nx", Both),
    ("", Nobody),
    ("x", Nobody),
    ("+++\ntitle = \"a\"\nx", Nobody),
    ("+++\ntitle = a\n+++\nx", Nobody),
    ("+++\ntitle = 1\n+++\nx", Nobody),
    ("+++\ntitle = \"a\"\ndate = \"soon\"\n+++\nx", Nobody),
    ("+++\ntitle = \"a\"\ndate = 10:00:00\n+++\nx", Nobody),
    ("+++\ntitle = \"a\"\ndraft = \"yes\"\n+++\nx", Nobody),
    ("+++\ntitle = \"a\"\nweight = -1\n+++\nx", Nobody),
    ("+++\ntitle = \"a\"\nslug = \"\"\n+++\nx", Nobody),
    ("+++\ntitle = \"a\"\npath = \"\"\n+++\nx", Nobody),
    ("+++\ntitle = \"a\"\nauthors = \"x\"\n+++\nx", Nobody),
    ("+++\ntitle = \"a\"\ntaxonomies = 1\n+++\nx", Nobody),
    (
        "+++\ntitle = \"a\"\n[taxonomies]\ntags = \"x\"\n+++\nx",
        Nobody,
    ),
    ("+++\ntitle = \"a\"\nextra = 1\n+++\nx", Nobody),
    ("+++\ntitle = \"a\"\ntitle = \"b\"\n+++\nx", Nobody),
    ("+++\ntitle = \"\"\"\n+++\n\"\"\"\n+++\nx", Nobody),
    ("+++\ndraft = true\n+++\nx", Zola("an issue has a title")),
    ("+++\n+++\nx", Zola("an issue has a title")),
    (
        "---\ntitle: a\n---\nx",
        Zola("front matter in YAML is not read yet"),
    ),
    (
        "+++\ntitle = \"a\"\n[taxonomies]\nunknown = [\"x\"]\n+++\nx",
        We("the taxonomies of the site are not known"),
    ),
    (
        "+++\ntitle = \"a\"\ntemplate = \"unknown.html\"\n+++\nx",
        We("the templates of the site are not known"),
    ),
    (
        "+++\ntitle = \"a\"\n+++\n{{ unknown() }}",
        We("shortcodes are text"),
    ),
    ("+++\ntitle = \"a\"\nupdated = \"soon\"\n+++\nx", Nobody),
];

#[test]
fn zola_and_we_take_the_same_pages() {
    let Some(program) = zola::program("zola_and_we_take_the_same_pages") else {
        return;
    };
    let folder = tempfile::tempdir().expect("a folder can be made");
    let mut unlike = Vec::new();
    for (source, taken) in PAGES {
        let by_zola = zola::accepts(&program, folder.path(), source);
        let by_us = parse(source, &Options::default());
        let (zola_takes, we_take) = match taken {
            Both => (true, true),
            Nobody => (false, false),
            Zola(_) => (true, false),
            We(_) => (false, true),
        };
        if by_zola.is_ok() != zola_takes || by_us.is_ok() != we_take {
            unlike.push(format!(
                "{source:?}: expected {taken:?}\n  Zola: {by_zola:?}\n  we: {:?}",
                by_us.map(|_| ())
            ));
        }
    }
    assert!(unlike.is_empty(), "{}", unlike.join("\n"));
}
