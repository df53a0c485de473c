//! What the benchmarks measure: the kinds of work on a page, and the pages.

use std::hint::black_box;

use newsletter_export::{Edit, from_json, to_json, to_markdown, update};
use newsletter_model::{Block, Inline, Issue};
use newsletter_parse::{Document, Options, parse};
use pulldown_cmark::Parser;

use crate::corpus::{Page, fixtures, real_pages};
use crate::edits::bodies_mut;
use crate::html::{split, zola_options};

/// Work on a page that can be done again and again.
pub type Prepared<'a> = Box<dyn Fn() + 'a>;

/// A kind of work.
#[derive(Debug, Clone, Copy)]
pub struct Work {
    /// How tables name it.
    pub name: &'static str,
    /// Makes what it needs of a page, which is not measured.
    pub prepare: fn(&Page) -> Prepared<'_>,
}

/// What all others are compared with: the Markdown parser alone, with Zola's options.
pub const DRAIN: Work = work("drain of pulldown-cmark", |page| {
    let body = body(page);
    Box::new(move || {
        for event in Parser::new_ext(body, zola_options()).into_offset_iter() {
            black_box(event);
        }
    })
});

/// What is done with a page.
pub const WORKS: &[Work] = &[
    work("parse", |page| {
        Box::new(|| drop(black_box(read(&page.source))))
    }),
    work("parse + to_markdown", |page| {
        Box::new(|| write(&read(&page.source)))
    }),
    work("parse + update", |page| {
        Box::new(|| {
            let document = read(&page.source);
            let text = update(&document, document.issue());
            black_box(text.expect("the issue can be written"));
        })
    }),
    work("parse + edit + update", |page| {
        Box::new(|| {
            let text = read(&page.source).edit(edit);
            black_box(text.expect("the issue can be written"));
        })
    }),
    work("parse + to_json", |page| {
        Box::new(|| drop(black_box(to_json(read(&page.source).issue()))))
    }),
];

/// Parts of it, with an issue or its JSON that is there already.
pub const PARTS: &[Work] = &[
    work("to_markdown", |page| {
        let document = read(&page.source);
        Box::new(move || write(&document))
    }),
    work("to_json", |page| {
        let document = read(&page.source);
        Box::new(move || drop(black_box(to_json(document.issue()))))
    }),
    work("from_json", |page| {
        let json = to_json(read(&page.source).issue());
        Box::new(move || drop(black_box(from_json(&json).expect("the JSON can be read"))))
    }),
];

const fn work(name: &'static str, prepare: fn(&Page) -> Prepared<'_>) -> Work {
    Work { name, prepare }
}

fn read(source: &str) -> Document {
    parse(source, &Options::default()).expect("the page can be read")
}

fn write(document: &Document) {
    let text = to_markdown(document.issue(), document.options());
    black_box(text.expect("the issue can be written"));
}

/// Changes the text behind the first link of an issue, or else the title.
fn edit(issue: &mut Issue) {
    for block in bodies_mut(issue).into_iter().flatten() {
        if let Block::List(list) = block
            && let Some(item) = list.items.iter_mut().find(|item| item.is_link())
        {
            item.after = Inline::plain(", edited");
            return;
        }
    }
    issue.front_matter.title.push_str(" (edited)");
}

/// The Markdown of a page.
///
/// # Panics
///
/// When the page has no front matter.
pub fn body(page: &Page) -> &str {
    split(&page.source).expect("a page has front matter").1
}

/// How many bytes the fixtures have when they are repeated.
const FIXTURE_BYTES: usize = 1_000_000;

/// The real newsletters, else the fixtures, again and again, up to a megabyte.
pub fn pages() -> Vec<Page> {
    real_pages("real newsletters are not measured, but the fixtures").unwrap_or_else(|| {
        let fixtures = fixtures();
        let times = FIXTURE_BYTES / bytes(&fixtures) + 1;
        let count = fixtures.len() * times;
        fixtures.into_iter().cycle().take(count).collect()
    })
}

/// The bytes of some pages.
pub fn bytes(pages: &[Page]) -> usize {
    pages.iter().map(|page| page.source.len()).sum()
}

/// A page whose body is that of another, so many times.
pub fn longer(page: &Page, times: usize) -> Page {
    let body = body(page);
    let before = page.source.len() - body.len();
    let source = page.source[..before].to_owned() + &body.repeat(times);
    Page {
        path: page.path.clone(),
        source,
    }
}

/// The length that a newsletter has, more or less.
const USUAL_BYTES: usize = 20_000;

/// The page that is most like a newsletter in its length.
///
/// # Panics
///
/// When there are no pages.
pub fn usual_page(pages: &[Page]) -> &Page {
    let usual = pages
        .iter()
        .min_by_key(|page| page.source.len().abs_diff(USUAL_BYTES));
    usual.expect("there are pages")
}
