//! Other Markdown tools, which know nothing of issues, on the bodies of pages.

use std::hint::black_box;

use comrak::{Arena, format_commonmark, parse_document};
use newsletter_tests::html::zola_options;
use newsletter_tests::works::{Work, body};
use pulldown_cmark::Parser;

/// What they do.
pub(crate) const PEERS: &[Work] = &[
    Work {
        name: "comrak",
        prepare: |page| {
            let (body, options) = (body(page), comrak_options());
            Box::new(move || {
                black_box(parse_document(&Arena::new(), body, &options));
            })
        },
    },
    Work {
        name: "comrak to CommonMark",
        prepare: |page| {
            let (body, options) = (body(page), comrak_options());
            Box::new(move || {
                let arena = Arena::new();
                let mut text = String::new();
                format_commonmark(parse_document(&arena, body, &options), &options, &mut text)
                    .expect("a text takes all that is written");
                black_box(text);
            })
        },
    },
    Work {
        name: "pulldown-cmark-to-cmark",
        prepare: |page| {
            let body = body(page);
            Box::new(move || {
                let mut text = String::new();
                pulldown_cmark_to_cmark::cmark(Parser::new_ext(body, zola_options()), &mut text)
                    .expect("the Markdown can be written");
                black_box(text);
            })
        },
    },
];

fn comrak_options() -> comrak::Options<'static> {
    let mut options = comrak::Options::default();
    options.extension.table = true;
    options.extension.footnotes = true;
    options.extension.strikethrough = true;
    options.extension.tasklist = true;
    options
}
