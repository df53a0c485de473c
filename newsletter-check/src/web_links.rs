//! The places from which links lead into the web.

use std::collections::BTreeSet;

use newsletter_model::Block;
use newsletter_parse::{Document, Span};

use crate::address::{is_web, without_fragment};
use crate::outline::Outline;
use crate::page::Page;
use crate::target::url_span;

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
            span: url_span(source, block.span, definition.url.as_str()),
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
