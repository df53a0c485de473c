//! The targets that a page writes: of its links and images, and of its definitions.

use newsletter_model::Block;
use newsletter_parse::Span;

use crate::context::Context;

/// Where a link, an image or a definition leads, and where that is written.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Target<'c> {
    pub(crate) url: &'c str,
    pub(crate) span: Span,
    pub(crate) is_image: bool,
    /// Whether it is written as `<url>`.
    pub(crate) is_autolink: bool,
}

impl<'c> Context<'c> {
    /// All targets: of links and images, of definitions, and in HTML.
    pub(crate) fn targets(&self) -> impl Iterator<Item = Target<'_>> {
        let links = self.page.links.iter();
        let links = links.filter(|link| link.is_inline() || link.is_autolink());
        let links = links.map(|link| Target {
            url: &link.destination,
            span: link.destination_span(),
            is_image: link.is_image,
            is_autolink: link.is_autolink(),
        });
        links.chain(self.other_targets().iter().copied())
    }

    /// The targets of definitions and in HTML, all that there are in a page.
    pub(crate) fn find_other_targets(&self) -> Vec<Target<'c>> {
        let targets = self.defined_targets().chain(self.html_targets());
        targets.collect()
    }

    fn html_targets(&self) -> impl Iterator<Item = Target<'c>> {
        let source = self.source();
        let spans = (self.page.html())
            .filter(|span| !source[span.range()].trim_start().starts_with("<!--"));
        spans.flat_map(move |span| attributes(&source[span.range()], span.start))
    }

    fn defined_targets(&self) -> impl Iterator<Item = Target<'c>> {
        let blocks = self.outline.blocks.iter();
        blocks.filter_map(|block| {
            let Block::Definition(definition) = block.block else {
                return None;
            };
            Some(Target {
                url: definition.url.as_str(),
                span: url_span(self.source(), block.span, definition.url.as_str()),
                is_image: false,
                is_autolink: false,
            })
        })
    }

    /// The path of the issue in the site, which starts with `content/`.
    pub(crate) fn site_path(&self) -> Option<String> {
        let path = self.path?;
        match path.starts_with("content/") {
            true => Some(path.to_owned()),
            false => Some(format!("content/{path}")),
        }
    }
}

/// Where a definition's URL stands; the whole definition where it is written in another way.
pub(crate) fn url_span(source: &str, definition: Span, url: &str) -> Span {
    let text = &source[definition.range()];
    let Some(label) = memchr::memmem::find(text.as_bytes(), b"]:") else {
        return definition;
    };
    let behind = text[label + 2..].trim_start();
    // Nearly all URLs stand there bare.
    let at = match behind.starts_with(url) {
        true => Some(0),
        false => behind.find(url),
    };
    match at.map(|at| definition.end - behind.len() + at) {
        Some(start) if !url.is_empty() => Span::new(start, start + url.len()),
        _ => definition,
    }
}

/// The values of `href` and `src` in HTML that starts at a byte of the source; those with the braces of a
/// template left out.
fn attributes(html: &str, start: usize) -> impl Iterator<Item = Target<'_>> {
    let names = [" href=", " src="].into_iter();
    let names = names.filter(|_| memchr::memchr(b'=', html.as_bytes()).is_some());
    names.flat_map(move |name| {
        html.match_indices(name).filter_map(move |(at, _)| {
            let value = at + name.len();
            let rest = &html[value..html.floor_char_boundary(value + LONGEST)];
            let (from, url) = match rest.chars().next()? {
                '"' => (value + 1, rest[1..].split('"').next()?),
                _ if !is_in_tag(&html[..at]) => return None,
                '\'' => (value + 1, rest[1..].split('\'').next()?),
                _ => (value, rest.split([' ', '\t', '\n', '>']).next()?),
            };
            let span = Span::new(start + from, start + from + url.len());
            (!url.contains('{')).then_some(Target {
                url,
                span,
                is_image: name == " src=",
                is_autolink: false,
            })
        })
    })
}

/// Whether a text ends in a tag, and there in no value.
fn is_in_tag(html: &str) -> bool {
    let near = &html[html.floor_char_boundary(html.len().saturating_sub(LONGEST))..];
    let tag = near.rfind('<').map(|open| &near[open..]);
    tag.is_some_and(|tag| {
        let is_even = |quote: char| tag.matches(quote).count() % 2 == 0;
        !tag.contains('>') && is_even('"') && is_even('\'')
    })
}

/// How long a URL may be, in bytes.
const LONGEST: usize = 4096;
