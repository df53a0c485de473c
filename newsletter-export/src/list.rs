use std::borrow::Cow;

use newsletter_model::{Block, Bullet, Item, List};
use newsletter_parse::{needed_gaps, starts_on_marker_line};

use crate::block;
use crate::link::Link;

/// How far the items of a list stand in, in spaces.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Layout {
    /// How many stand before a bullet.
    pub(crate) indentation: usize,
    /// How many stand between a bullet and its item, from 1 to 4.
    pub(crate) padding: usize,
}

impl Default for Layout {
    fn default() -> Self {
        Self {
            indentation: 0,
            padding: 1,
        }
    }
}

impl Layout {
    /// The layout of a list before a block with some indentation, so that the block is no part of the last item.
    ///
    /// Items that start with code or below their bullet may not stand four spaces behind it; they stand further
    /// in instead.
    pub(crate) fn before<'i>(
        indentation: usize,
        items: impl IntoIterator<Item = &'i Item>,
    ) -> Self {
        const FURTHER: usize = 3;
        if indentation == 0 {
            return Self::default();
        }
        if !items
            .into_iter()
            .all(|item| starts_on_marker_line(item) && !starts_with_code(item))
        {
            return Self {
                indentation: FURTHER,
                padding: 1,
            };
        }
        Self {
            indentation: indentation.saturating_sub(4).min(FURTHER),
            padding: 4,
        }
    }

    /// Whether bullets stand at the start of their lines.
    pub(crate) fn is_flush(self) -> bool {
        self.indentation == 0
    }
}

/// The text of a list, without its last line end.
pub(crate) fn write<'i>(
    items: impl Iterator<Item = Cow<'i, Item>>,
    bullet: Bullet,
    spaced: bool,
    layout: Layout,
) -> String {
    let items: Vec<String> = items
        .map(|item| write_item(&item, bullet, spaced, layout))
        .collect();
    items.join(if spaced { "\n\n" } else { "\n" })
}

/// The text of a list, without its last line end.
pub(crate) fn write_list(list: &List, layout: Layout) -> String {
    let items = list.items.iter().map(Cow::Borrowed);
    write(items, list.bullet, list.spaced, layout)
}

/// The text of an item with its bullet, without its last line end.
pub(crate) fn write_item(item: &Item, bullet: Bullet, spaced: bool, layout: Layout) -> String {
    mark(item, &write_content(item, spaced), bullet, layout)
}

fn starts_with_code(item: &Item) -> bool {
    !item.has_text()
        && matches!(item.blocks.first(), Some(Block::Prose(prose)) if prose.markdown.as_str().starts_with(' '))
}

/// Puts a bullet before the text of an item.
fn mark(item: &Item, content: &str, bullet: Bullet, layout: Layout) -> String {
    let indentation = " ".repeat(layout.indentation);
    let padding = " ".repeat(layout.padding);
    let bullet = bullet.as_char();
    if content.is_empty() {
        return format!("{indentation}{bullet}");
    }
    // The indentation of a list would belong to the marker before it.
    let is_indented_list = content.starts_with(' ') && !starts_with_code(item);
    let on_marker_line = starts_on_marker_line(item) && !is_indented_list;
    let prefix = format!("{indentation} {padding}");
    let content = indented(content, &prefix);
    if on_marker_line {
        let content = content.strip_prefix(&prefix).unwrap_or(&content);
        format!("{indentation}{bullet}{padding}{content}")
    } else {
        format!("{indentation}{bullet}\n{content}")
    }
}

/// The text of an item, without its bullet.
fn write_content(item: &Item, spaced: bool) -> String {
    let mut parts: Vec<String> = Vec::with_capacity(item.blocks.len() + 1);
    if item.has_text() {
        parts.push(write_text(item));
    }
    parts.extend(block::write_all(&item.blocks));
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
    content
}

/// The paragraph of an item.
pub(crate) fn write_text(item: &Item) -> String {
    let link = Link {
        title: item.title.as_str(),
        url: item.url.as_ref(),
        reference: item.reference.as_ref(),
        tooltip: item.tooltip.as_deref(),
    };
    let (before, after) = (item.before.as_str(), item.after.as_str());
    format!("{before}{}{after}", link.write(before, after))
}

fn indented(text: &str, indentation: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    for line in text.split_inclusive('\n') {
        if !line.trim_end_matches('\n').is_empty() {
            out.push_str(indentation);
        }
        out.push_str(line);
    }
    out
}
