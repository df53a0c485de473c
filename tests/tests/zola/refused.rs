//! Pages that Zola refuses and we refuse, and the reverse.

use newsletter_parse::{Options, parse};
use newsletter_tests::zola;

/// Who takes a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Taken {
    ByBoth,
    ByNone,
    /// Where Zola is more lenient, with the reason.
    ByZola(&'static str),
    /// Where we are more lenient, with the reason.
    ByUs(&'static str),
}

use Taken::{ByBoth, ByNone, ByUs, ByZola};

const PAGES: &[(&str, Taken)] = &[
    ("+++\ntitle = \"a\"\n+++\nx", ByBoth),
    ("+++\ntitle = \"a\"\n+++", ByBoth),
    ("\n\n  +++\ntitle = \"a\"\n+++\nx", ByBoth),
    ("+++\r\ntitle = \"a\"\r\n+++\r\nx", ByBoth),
    ("\u{feff}+++\ntitle = \"a\"\n+++\nx", ByBoth),
    ("+++\ntitle = \"a\"\nunknown = 1\n+++\nx", ByBoth),
    ("+++\ntitle = \"a\"\ndate = 2031-05-02\n+++\nx", ByBoth),
    ("+++\ntitle = \"a\"\ndate = 0000-01-01\n+++\nx", ByBoth),
    ("+++\ntitle = \"a\" +++\nx", ByBoth),
    ("", ByNone),
    ("x", ByNone),
    ("+++\ntitle = \"a\"\nx", ByNone),
    ("+++\ntitle = a\n+++\nx", ByNone),
    ("+++\ntitle = 1\n+++\nx", ByNone),
    ("+++\ntitle = \"a\"\ndate = \"soon\"\n+++\nx", ByNone),
    ("+++\ntitle = \"a\"\ndate = 10:00:00\n+++\nx", ByNone),
    ("+++\ntitle = \"a\"\ndraft = \"yes\"\n+++\nx", ByNone),
    ("+++\ntitle = \"a\"\nweight = -1\n+++\nx", ByNone),
    ("+++\ntitle = \"a\"\nslug = \"\"\n+++\nx", ByNone),
    ("+++\ntitle = \"a\"\npath = \"\"\n+++\nx", ByNone),
    ("+++\ntitle = \"a\"\nauthors = \"x\"\n+++\nx", ByNone),
    ("+++\ntitle = \"a\"\ntaxonomies = 1\n+++\nx", ByNone),
    (
        "+++\ntitle = \"a\"\n[taxonomies]\ntags = \"x\"\n+++\nx",
        ByNone,
    ),
    ("+++\ntitle = \"a\"\nextra = 1\n+++\nx", ByNone),
    ("+++\ntitle = \"a\"\ntitle = \"b\"\n+++\nx", ByNone),
    ("+++\ntitle = \"\"\"\n+++\n\"\"\"\n+++\nx", ByNone),
    ("+++\ndraft = true\n+++\nx", ByZola("an issue has a title")),
    ("+++\n+++\nx", ByZola("an issue has a title")),
    (
        "---\ntitle: a\n---\nx",
        ByZola("front matter in YAML is not read yet"),
    ),
    (
        "+++\ntitle = \"a\"\n[taxonomies]\nunknown = [\"x\"]\n+++\nx",
        ByUs("the taxonomies of the site are not known"),
    ),
    (
        "+++\ntitle = \"a\"\ntemplate = \"unknown.html\"\n+++\nx",
        ByUs("the templates of the site are not known"),
    ),
    (
        "+++\ntitle = \"a\"\n+++\n{{ unknown() }}",
        ByUs("shortcodes are text"),
    ),
    ("+++\ntitle = \"a\"\nupdated = \"soon\"\n+++\nx", ByNone),
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
            ByBoth => (true, true),
            ByNone => (false, false),
            ByZola(_) => (true, false),
            ByUs(_) => (false, true),
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
