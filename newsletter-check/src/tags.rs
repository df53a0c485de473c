//! Tags in HTML.

use newsletter_parse::Span;

use crate::context::Context;

/// A tag in HTML.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct HtmlTag<'s> {
    pub(crate) span: Span,
    /// The name of its element, as written.
    pub(crate) name: &'s str,
    /// What stands behind the name.
    pub(crate) attributes: &'s str,
    pub(crate) is_closing: bool,
}

impl<'c> Context<'c> {
    /// The tags in a part of the source that is HTML.
    pub(crate) fn tags_in(&self, html: Span) -> &[HtmlTag<'c>] {
        let tags = self.tags();
        let from = tags.partition_point(|tag| tag.span.start < html.start);
        let to = tags.partition_point(|tag| tag.span.start < html.end);
        &tags[from..to.max(from)]
    }

    /// The tags in all HTML of the page, in the order of the source.
    pub(crate) fn find_tags(&self) -> Vec<HtmlTag<'c>> {
        let source = self.source();
        let mut found = Vec::new();
        (self.page.html()).for_each(|html| add_tags(source, html, &mut found));
        // Blocks that the Markdown parser lets overlap have some of them twice.
        found.sort_by_key(|tag| tag.span);
        found.dedup_by_key(|tag| tag.span);
        let mut end = 0;
        found.retain(|tag| {
            let is_outside = tag.span.start >= end;
            if is_outside && tag.is_opaque() {
                end = end_of_opaque(source, tag);
            }
            is_outside
        });
        found
    }
}

/// Adds the tags in a part of the source that is HTML; what stands in comments, scripts and drawings is left out.
fn add_tags<'s>(source: &'s str, span: Span, tags: &mut Vec<HtmlTag<'s>>) {
    let html = &source[span.range()];
    let mut at = 0;
    while let Some(open) = html[at..].find('<').map(|found| at + found) {
        at = if html[open..].starts_with("<!--") {
            behind(html, open + 4, "-->")
        } else if let Some(tag) = tag_at(html, open) {
            let end = open + tag.span.end;
            let is_opaque = tag.is_opaque();
            tags.push(HtmlTag {
                span: Span::new(span.start + open, span.start + end),
                ..tag
            });
            match is_opaque {
                true => html[end..]
                    .find(&format!("</{}", tag.name))
                    .map_or(html.len(), |found| end + found),
                false => end,
            }
        } else {
            open + 1
        };
    }
}

/// Elements that have a language of their own inside.
const OPAQUE: [&str; 4] = ["math", "script", "style", "svg"];

/// Where an element in text ends that has a language of its own inside; behind its start where no end is near.
fn end_of_opaque(source: &str, tag: &HtmlTag<'_>) -> usize {
    const LONGEST: usize = 4096;
    let start = tag.span.end;
    let inside = &source[start..source.floor_char_boundary(start + LONGEST)];
    let end = inside.find(&format!("</{}", tag.name));
    end.map_or(start, |at| start + at)
}

fn behind(html: &str, from: usize, end: &str) -> usize {
    memchr::memmem::find(&html.as_bytes()[from..], end.as_bytes())
        .map_or(html.len(), |found| from + found + end.len())
}

/// The tag that starts here, with a span from its own start.
fn tag_at(html: &str, open: usize) -> Option<HtmlTag<'_>> {
    let tag = &html[open..];
    let is_closing = tag.starts_with("</");
    let from = 1 + usize::from(is_closing);
    let rest = &tag[from..];
    if !rest.starts_with(|first: char| first.is_ascii_alphabetic()) {
        return None;
    }
    let name = &rest[..rest
        .find(|next: char| !(next.is_ascii_alphanumeric() || next == '-'))
        .unwrap_or(rest.len())];
    let behind = &rest[name.len()..];
    let attributes = &behind[..closing_angle(behind).unwrap_or(behind.len())];
    let end = (from + name.len() + attributes.len() + 1).min(tag.len());
    Some(HtmlTag {
        span: Span::new(0, end),
        name,
        attributes,
        is_closing,
    })
}

/// Where the `>` stands that is in no quotes.
fn closing_angle(attributes: &str) -> Option<usize> {
    let mut quote = None;
    attributes.bytes().position(|byte| {
        match (quote, byte) {
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
        quote.is_none() && byte == b'>'
    })
}

impl HtmlTag<'_> {
    /// Whether HTML has such an element, or allows that a page makes it.
    pub(crate) fn is_element(&self) -> bool {
        let lower = |byte: u8| byte.to_ascii_lowercase();
        let order = |known: &&str| known.bytes().cmp(self.name.bytes().map(lower));
        self.name.contains('-') || ELEMENTS.binary_search_by(order).is_ok() || self.is_void()
    }

    /// The element of text that its name is nearly, where it can be no type: `<sapn class="gray">`, `</sapn>`.
    pub(crate) fn meant(&self) -> Option<&'static str> {
        const USUAL: [&str; 6] = ["span", "strong", "small", "code", "mark", "abbr"];
        let is_near = |name: &&&str| strsim::osa_distance(name, self.name) == 1;
        let is_tag = self.is_closing || self.attributes.contains('=');
        let is_slip = is_tag && !self.is_element();
        USUAL.iter().filter(|_| is_slip).find(is_near).copied()
    }

    /// Whether it starts an element that has a language of its own inside.
    fn is_opaque(&self) -> bool {
        !self.is_closing && OPAQUE.contains(&self.name)
    }

    /// Whether its element has no end.
    pub(crate) fn is_void(&self) -> bool {
        VOID.iter().any(|name| self.name.eq_ignore_ascii_case(name))
    }

    /// Whether it is what a generic type of Rust is read as, such as `<Option>` behind `Vec`.
    pub(crate) fn is_generic(&self, source: &str) -> bool {
        let before = source[..self.span.start].chars().next_back();
        let is_behind_name =
            before.is_some_and(|before| before.is_alphanumeric() || "_:<&".contains(before));
        let is_type = self
            .name
            .starts_with(|first: char| first.is_ascii_uppercase());
        !self.is_closing && is_behind_name && is_type
    }

    /// Whether it is words in angle brackets, as templates have them: `<your project updates>`.
    pub(crate) fn is_words(&self) -> bool {
        let is_word = |word: &str| {
            word.bytes()
                .all(|byte| byte.is_ascii_lowercase() || b",-".contains(&byte))
        };
        !self.is_closing
            && self.name.len() > 1
            && !self.is_element()
            && is_word(self.name)
            && !self.attributes.trim().is_empty()
            && self.attributes.split_ascii_whitespace().all(is_word)
    }
}

const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
];

/// In the order of the alphabet.
#[rustfmt::skip]
const ELEMENTS: [&str; 112] = [
    "a", "abbr", "acronym", "address", "article", "aside", "audio", "b", "bdi", "bdo", "big",
    "blockquote", "body", "button", "canvas", "caption", "center", "cite", "code", "colgroup",
    "data", "datalist", "dd", "del", "details", "dfn", "dialog", "div", "dl", "dt", "em",
    "fieldset", "figcaption", "figure", "font", "footer", "form", "frame", "frameset", "h1",
    "h2", "h3", "h4", "h5", "h6", "head", "header", "hgroup", "html", "i", "iframe", "ins",
    "kbd", "label", "legend", "li", "main", "map", "mark", "marquee", "math", "menu", "meter",
    "nav", "nobr", "noframes", "noscript", "object", "ol", "optgroup", "option", "output", "p",
    "picture", "pre", "progress", "q", "rp", "rt", "ruby", "s", "samp", "script", "search",
    "section", "select", "slot", "small", "span", "strike", "strong", "style", "sub", "summary",
    "sup", "svg", "table", "tbody", "td", "template", "textarea", "tfoot", "th", "thead",
    "time", "title", "tr", "tt", "u", "ul", "var", "video",
];
