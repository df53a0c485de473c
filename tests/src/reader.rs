//! An independent reader of newsletters: what a scan of the source finds, to compare the model with.
//!
//! It shares no code with `newsletter-parse`: headings, bylines and mentions come from lines and
//! patterns, items and paragraphs from the events of the Markdown parser.

use std::sync::LazyLock;

use pulldown_cmark::{Event, LinkType, Parser, Tag, TagEnd};
use regex::Regex;

use crate::html;

static HIDDEN: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?s)<!--.*?-->|(?m-s:^```)(?s:.*?)(?m-s:^```$)"));
static LINK: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\[((?:[^\[\]]|\[[^\]]*\])*)\]\(([^()\s]*)\)"));
static MENTION: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?:^|[\s\[(])@([A-Za-z0-9][A-Za-z0-9_-]*(?:\[bot\])?)"));
static BYLINE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r#"^<span class="(?:maintainers|gray)">(.*) by (.*)</span>$"#));

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("the pattern is valid")
}

/// What a scan of a page finds.
#[derive(Debug, Default)]
pub struct Facts {
    /// The titles of the level-2 headings, as plain text.
    pub sections: Vec<String>,
    /// The level-3 headings.
    pub entries: Vec<EntryFact>,
    /// The items of bullet lists outside of quotes and other lists that have a link in their own text.
    pub items: Vec<ItemFact>,
    /// The handles mentioned in paragraphs that start with "Thanks to".
    pub thanked: Vec<String>,
    /// How many such paragraphs mention somebody.
    pub thanks: usize,
    /// The handles mentioned anywhere, in comments and code as well.
    pub mentions: usize,
}

/// A level-3 heading.
#[derive(Debug)]
pub struct EntryFact {
    /// The number of the section that it stands in.
    pub section: usize,
    /// The heading as plain text.
    pub name: String,
    /// The destination of its first link.
    pub url: Option<String>,
    /// The people of the byline directly behind it: their handles, or else their names.
    pub byline: Option<Vec<String>>,
}

/// An item of a list.
#[derive(Debug, PartialEq)]
pub struct ItemFact {
    /// The Markdown of its first link's text, white space made single spaces.
    pub title: String,
    /// Where the link leads.
    pub url: String,
}

/// Scans a page.
///
/// # Panics
///
/// When the page has no front matter.
pub fn scan(page: &str) -> Facts {
    let (_, body) = html::split(page).expect("a page has front matter");
    let body = body.replace("\r\n", "\n");
    let mut facts = Facts {
        mentions: handles(&body).len(),
        ..Facts::default()
    };
    scan_lines(&body, &mut facts);
    scan_events(&body, &mut facts);
    facts
}

/// The handles that a text mentions.
pub fn handles(text: &str) -> Vec<String> {
    MENTION
        .captures_iter(text)
        .map(|captures| captures[1].to_owned())
        .collect()
}

/// Markdown in one line as plain text: links and code by their content, without emphasis.
pub fn plain(markdown: &str) -> String {
    let linked = LINK.replace_all(markdown, "$1");
    let attributes = linked
        .rfind(" {#")
        .filter(|_| linked.ends_with('}'))
        .unwrap_or(linked.len());
    linked[..attributes]
        .replace(['`', '*'], "")
        .replace('\\', "")
        .trim()
        .to_owned()
}

fn scan_lines(body: &str, facts: &mut Facts) {
    let visible = HIDDEN.replace_all(body, "");
    let mut behind_heading = false;
    for line in visible.lines() {
        if let Some(title) = line.strip_prefix("## ") {
            facts.sections.push(plain(title));
            behind_heading = false;
        } else if let Some(heading) = line.strip_prefix("### ") {
            let url = LINK
                .captures(heading)
                .map(|captures| captures[2].to_owned());
            let section = facts.sections.len().saturating_sub(1);
            facts.entries.push(EntryFact {
                section,
                name: plain(heading),
                url,
                byline: None,
            });
            behind_heading = true;
        } else if behind_heading && !line.trim().is_empty() {
            behind_heading = false;
            if let (Some(captures), Some(entry)) =
                (BYLINE.captures(line.trim()), facts.entries.last_mut())
            {
                entry.byline = Some(people(&captures[2]));
            }
        }
    }
}

/// The handles of a byline, or its names where it has none.
fn people(text: &str) -> Vec<String> {
    let handles = handles(text);
    if handles.is_empty() {
        vec![plain(text).trim_end_matches(')').to_owned()]
    } else {
        handles
    }
}

/// How deep the scan is in what, and the link that it is in.
#[derive(Default)]
struct Place {
    lists: usize,
    /// Quotes, numbered lists and footnotes.
    others: usize,
    /// Whether the item has had its link, or cannot have one any more.
    done: bool,
    link: Option<(String, Option<std::ops::Range<usize>>)>,
}

fn scan_events(body: &str, facts: &mut Facts) {
    let mut place = Place::default();
    for (event, range) in Parser::new_ext(body, html::zola_options()).into_offset_iter() {
        match event {
            Event::Start(Tag::Paragraph) => thanks(&body[range], facts),
            Event::Start(Tag::List(None)) => {
                place.lists += 1;
                place.done |= place.lists > 1;
            }
            Event::End(TagEnd::List(false)) => place.lists -= 1,
            Event::Start(Tag::List(Some(_)) | Tag::BlockQuote(_) | Tag::FootnoteDefinition(_)) => {
                place.others += 1;
            }
            Event::End(TagEnd::List(true) | TagEnd::BlockQuote(_) | TagEnd::FootnoteDefinition) => {
                place.others -= 1;
            }
            Event::Start(Tag::Item) if place.lists == 1 && place.others == 0 => place.done = false,
            Event::End(TagEnd::Paragraph) if place.lists == 1 => place.done = true,
            Event::Start(Tag::Link {
                link_type,
                dest_url,
                ..
            }) if place.lists == 1 && place.others == 0 && !place.done => {
                let inner = matches!(link_type, LinkType::Autolink | LinkType::Email)
                    .then(|| range.start + 1..range.end - 1);
                place.link = Some((dest_url.into_string(), inner));
                place.done = true;
            }
            Event::End(TagEnd::Link) => {
                if let Some((url, inner)) = place.link.take() {
                    facts.items.push(ItemFact {
                        title: words(&body[inner.unwrap_or_default()]),
                        url,
                    });
                }
            }
            _ => {
                if let Some((_, inner)) = &mut place.link {
                    let start = inner
                        .as_ref()
                        .map_or(range.start, |inner| inner.start.min(range.start));
                    *inner = Some(
                        start
                            ..inner
                                .as_ref()
                                .map_or(range.end, |inner| inner.end.max(range.end)),
                    );
                }
            }
        }
    }
}

fn thanks(paragraph: &str, facts: &mut Facts) {
    let thanked = handles(paragraph);
    if paragraph.starts_with("Thanks to") && !thanked.is_empty() {
        facts.thanks += 1;
        facts.thanked.extend(thanked);
    }
}

/// The text with single spaces.
pub fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
