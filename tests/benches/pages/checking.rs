//! What the rules cost, beside reading: all pages are read, what they bring is gathered, and each is checked.

use std::hint::black_box;

use newsletter_check::{Archive, Checker};
use newsletter_parse::{Document, Options, parse};
use newsletter_tests::corpus::Page;
use newsletter_tests::works::Prepared;

/// Work on all pages together, and its name.
pub(crate) type Work = (&'static str, fn(&[Page]) -> Prepared<'_>);

/// Each does what those before it do.
pub(crate) const WORKS: [Work; 3] = [
    ("read", |pages| Box::new(|| drop(black_box(read(pages))))),
    ("read + archive", |pages| {
        Box::new(|| {
            let documents = read(pages);
            black_box(gathered(&documents));
        })
    }),
    ("read + archive + check", |pages| {
        Box::new(|| {
            let documents = read(pages);
            let checker = Checker::default().with_archive(gathered(&documents));
            for (path, document) in &documents {
                black_box(checker.check(document, Some(path)));
            }
        })
    }),
];

fn read(pages: &[Page]) -> Vec<(&str, Document)> {
    let documents = pages.iter().map(|page| {
        let document = parse(&page.source, &Options::default());
        (page.path.as_str(), document.expect("the page can be read"))
    });
    documents.collect()
}

fn gathered(documents: &[(&str, Document)]) -> Archive {
    let mut archive = Archive::default();
    for (path, document) in documents {
        archive.add(path, document);
    }
    archive
}
