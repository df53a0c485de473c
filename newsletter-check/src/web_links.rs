//! The places from which links lead into the web.

use std::collections::BTreeSet;

use newsletter_model::{Block, Definition};
use newsletter_parse::{Document, Span};

use crate::address::{is_web, without_fragment};
use crate::outline::Outline;
use crate::page::Page;

/// The URLs of the web that the links, images and definitions of an issue lead to: each once, without its fragment.
///
/// ```
/// use newsletter_parse::{Options, parse};
///
/// let source = "+++\ntitle = \"June\"\n+++\n[a](https://example.org/a#b), [b], [c](mailto:c@example.org)\n\n[b]: http://example.org\n";
/// let urls = newsletter_check::urls(&parse(source, &Options::default())?);
/// assert_eq!(urls.into_iter().collect::<Vec<_>>(), ["http://example.org", "https://example.org/a"]);
/// # Ok::<(), newsletter_parse::ParseError>(())
/// ```
pub fn urls(document: &Document) -> BTreeSet<String> {
    let (page, outline) = (Page::new(document), Outline::new(document));
    let links = web_links(&page, &outline, document.source());
    let urls = links.iter().map(|link| without_fragment(link.url));
    urls.map(str::to_owned).collect()
}

/// A place from which a link leads into the web.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct WebLink<'p> {
    /// Where the URL stands.
    pub(crate) span: Span,
    pub(crate) url: &'p str,
}

/// The places from which links lead into the web; that of a link with a reference is its definition.
pub(crate) fn web_links<'p>(
    page: &'p Page<'_>,
    outline: &'p Outline<'_>,
    source: &str,
) -> Vec<WebLink<'p>> {
    let definitions = outline.blocks.iter().filter_map(|block| match block.block {
        Block::Definition(definition) => Some(WebLink {
            span: url_span(definition, block.span, source),
            url: definition.url.as_str(),
        }),
        _ => None,
    });
    let mut links: Vec<_> = definitions.collect();
    let defined: BTreeSet<&str> = links.iter().map(|link| link.url).collect();
    for link in &page.links {
        let url = link.destination.as_ref();
        let is_reference = !link.is_inline() && !link.is_autolink();
        if !(is_reference && defined.contains(url)) {
            let span = link.destination_span();
            links.push(WebLink { span, url });
        }
    }
    links.retain(|link| is_web(link.url));
    links
}

/// Where the URL of a definition stands; the whole definition where it is not written as it reads.
fn url_span(definition: &Definition, span: Span, source: &str) -> Span {
    let text = &source[span.range()];
    let url = definition.url.as_str();
    let behind_label = text.find("]:").map_or(0, |at| at + 2);
    match text[behind_label..].find(url) {
        Some(at) => {
            let start = span.start + behind_label + at;
            Span::new(start, start + url.len())
        }
        None => span,
    }
}
