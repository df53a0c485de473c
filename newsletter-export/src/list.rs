use std::borrow::Cow;

use newsletter_model::{Bullet, Item};
use newsletter_parse::{needed_gaps, starts_on_marker_line};

use crate::block;
use crate::link::Link;

/// The text of a list, without its last line end.
pub(crate) fn write<'i>(
    items: impl Iterator<Item = Cow<'i, Item>>,
    bullet: Bullet,
    spaced: bool,
) -> String {
    let items: Vec<String> = items
        .map(|item| write_item(&item, bullet, spaced))
        .collect();
    items.join(if spaced { "\n\n" } else { "\n" })
}

fn write_item(item: &Item, bullet: Bullet, spaced: bool) -> String {
    let mut parts: Vec<String> = Vec::with_capacity(item.blocks.len() + 1);
    if item.has_text() {
        parts.push(write_text(item));
    }
    parts.extend(item.blocks.iter().map(block::write));
    let mut content = String::new();
    let gaps = needed_gaps(item);
    for (number, part) in parts.iter().enumerate() {
        if number > 0 {
            content.push_str(if spaced || gaps[number - 1] {
                "\n\n"
            } else {
                "\n"
            });
        }
        content.push_str(part);
    }
    let content = indented(&content);
    match (content.is_empty(), starts_on_marker_line(item)) {
        (true, _) => bullet.as_char().to_string(),
        (false, true) => format!("{} {}", bullet.as_char(), &content[INDENTATION.len()..]),
        (false, false) => format!("{}\n{content}", bullet.as_char()),
    }
}

/// The paragraph of an item.
fn write_text(item: &Item) -> String {
    let link = Link {
        title: item.title.as_str(),
        url: item.url.as_ref(),
        reference: item.reference.as_ref(),
        tooltip: item.tooltip.as_deref(),
    };
    let (before, after) = (item.before.as_str(), item.after.as_str());
    format!("{before}{}{after}", link.write(before, after))
}

const INDENTATION: &str = "  ";

fn indented(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    for line in text.split_inclusive('\n') {
        if !line.trim_end_matches('\n').is_empty() {
            out.push_str(INDENTATION);
        }
        out.push_str(line);
    }
    out
}
