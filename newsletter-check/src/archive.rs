use std::collections::hash_map::Entry;
use std::ops::Range;
use std::sync::Arc;

use foldhash::{HashMap, HashSet};
use newsletter_model::{Block, Issue, Month};
use newsletter_parse::Document;

use crate::address::{self, Forge};
use crate::name::push_bare;
use crate::outline::{ItemAt, Outline, project_heading};

/// What the issues of a newsletter have brought: their items, and the names of their projects.
///
/// ```
/// use newsletter_check::{Archive, Checker};
/// use newsletter_parse::{Options, parse};
///
/// let april = "+++\ntitle = \"April\"\ndate = 2031-05-02\n+++\n- [Add a shell](https://example.org/shell)\n";
/// let june = "+++\ntitle = \"June\"\ndate = 2031-07-03\n+++\n- [A shell](https://example.org/shell)\n";
/// let (april, june) = (parse(april, &Options::default())?, parse(june, &Options::default())?);
/// let mut archive = Archive::default();
/// archive.add("2031-04.md", &april);
/// archive.add("2031-06.md", &june);
/// let found = Checker::default().with_archive(archive).check(&june, Some("2031-06.md"));
/// assert_eq!(found[0].code, "duplicate-item-cross-issue");
/// # Ok::<(), newsletter_parse::ParseError>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct Archive {
    /// The first item of each page: an issue is only asked for what was there before it.
    items: HashMap<String, ArchivedItem>,
    names: HashMap<String, Vec<ArchivedName>>,
    /// The paragraphs in the bodies of sections that have entries or lists.
    introductions: HashSet<String>,
}

/// An item of some issue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ArchivedItem {
    pub(crate) when: When,
    pub(crate) path: Arc<str>,
    /// The line of the item, from 1.
    pub(crate) line: usize,
    /// The Markdown of its title.
    pub(crate) title: String,
}

impl ArchivedItem {
    /// What says which of two items is the earlier one.
    fn place(&self) -> (&When, &str, usize) {
        (&self.when, &self.path, self.line)
    }
}

/// The name that an issue gives the project at some URL.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ArchivedName {
    pub(crate) when: When,
    pub(crate) name: String,
    pub(crate) path: String,
}

/// How many names of one project are kept: more than a newsletter has issues, and few enough to look through
/// for each entry.
const MOST_NAMES: usize = 500;

/// What says which of two issues is the earlier one: digits of the year, the month and the day, where known.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct When(Arc<str>);

impl When {
    /// Of an issue at a path: the date that the path names (`2031-05`), else the month, else the date of
    /// publication. An issue without any of them is the latest.
    pub(crate) fn of(path: Option<&str>, issue: &Issue) -> Self {
        let front_matter = &issue.front_matter;
        let month = || {
            front_matter
                .extra
                .month
                .map(|month| format!("{:04}-{:02}", month.year(), month.number()))
        };
        let date = || {
            let date = front_matter
                .date
                .as_ref()
                .filter(|date| !date.is_placeholder())?;
            Some(date.to_string())
        };
        let when = path.and_then(date_in).or_else(month).or_else(date);
        Self(when.unwrap_or_else(|| "9999".to_owned()).into())
    }
}

/// The last date in a path, as `2031-05` or `2031-05-02`; its parts may be folders, as in `2031/05.md`.
pub(crate) fn date_in(path: &str) -> Option<String> {
    let (month, Range { start, end }) = Month::in_path(path)?;
    let sign = &path[start + 4..start + 5];
    let day = path[end..].strip_prefix(sign).and_then(|day| day.get(..2));
    let day = day.filter(|day| day.bytes().all(|byte| byte.is_ascii_digit()));
    let day = day.map(|day| format!("-{day}")).unwrap_or_default();
    Some(format!("{:04}-{:02}{day}", month.year(), month.number()))
}

impl Archive {
    /// Adds an issue.
    pub fn add(&mut self, path: &str, document: &Document) {
        let outline = Outline::new(document);
        let when = When::of(Some(path), document.issue());
        let mut lines = Lines::new(document.source());
        let shared_path: Arc<str> = path.into();
        self.items.reserve(outline.items.len());
        for item in &outline.items {
            let line = lines.line_of(item.span.start);
            let Some(page) = listed_page(&outline, item) else {
                continue;
            };
            let item = ArchivedItem {
                when: when.clone(),
                path: Arc::clone(&shared_path),
                line,
                title: item.item.title.to_string(),
            };
            match self.items.entry(page) {
                Entry::Vacant(entry) => drop(entry.insert(item)),
                Entry::Occupied(mut entry) if item.place() < entry.get().place() => {
                    entry.insert(item);
                }
                Entry::Occupied(_) => {}
            }
        }
        self.add_introductions(&outline);
        for entry in &outline.entries {
            let heading = project_heading(entry.entry);
            let named = heading.and_then(|heading| {
                Some((
                    address::page_of(outline.url_of_heading(heading)?)?,
                    heading.name.to_string(),
                ))
            });
            if let Some((page, name)) = named {
                let path = path.to_owned();
                let names = self.names.entry(page).or_default();
                if names.len() < MOST_NAMES {
                    let when = when.clone();
                    names.push(ArchivedName { when, name, path });
                }
            }
        }
    }

    fn add_introductions(&mut self, outline: &Outline<'_>) {
        for section in &outline.sections {
            let body = || outline.body(&section.blocks).map(|block| block.block);
            let is_content = |block: &Block| {
                matches!(
                    block,
                    Block::List(_) | Block::Tasks(_) | Block::Placeholder(_)
                )
            };
            if section.entries.is_empty() && !body().any(is_content) {
                continue;
            }
            let prose = body().filter_map(|block| match block {
                Block::Prose(prose) => Some(paragraph_key(prose.markdown.as_str())),
                _ => None,
            });
            self.introductions.extend(prose);
        }
    }

    /// Whether a section of some issue has this paragraph beside its content.
    pub(crate) fn has_introduction(&self, key: &str) -> bool {
        self.introductions.contains(key)
    }

    /// The first of the items that an earlier issue has for a page.
    pub(crate) fn earlier_item(&self, page: &str, when: &When) -> Option<&ArchivedItem> {
        self.items.get(page).filter(|item| item.when < *when)
    }

    /// The names that issues give the project at a page.
    pub(crate) fn names_of(&self, page: &str) -> &[ArchivedName] {
        self.names.get(page).map_or(&[], Vec::as_slice)
    }
}

/// The letters of a paragraph, without the destinations of its links: what stays the same when it is copied.
pub(crate) fn paragraph_key(markdown: &str) -> String {
    let mut key = String::with_capacity(markdown.len());
    for (number, part) in markdown.split("](").enumerate() {
        let text = match number {
            0 => part,
            _ => part.split_once(')').map_or("", |(_, behind)| behind),
        };
        push_bare(text, &mut key);
    }
    key
}

/// The page that an item brings: that of the link it starts with. A call for participation is repeated until
/// somebody answers it; profiles and front pages of repositories and sites are named again and again.
pub(crate) fn listed_page(outline: &Outline<'_>, item: &ItemAt<'_>) -> Option<String> {
    let title = item.item.title.as_str();
    let is_number = title.starts_with('#') && title[1..].bytes().all(|byte| byte.is_ascii_digit());
    // Marks of emphasis and emoji may stand before the link.
    let before = item.item.before.as_str();
    let has_words_before = before.contains(|it: char| it.is_alphanumeric() || "([<`".contains(it));
    let is_item = !has_words_before && !item.item.is_mention() && !is_number;
    if !is_item || outline.is_call(item) {
        return None;
    }
    let url = outline.url_of(item.item)?;
    let page = address::page_of(url)?;
    let is_front_page = match Forge::of(url) {
        Some(Forge::Profile { .. } | Forge::Repository { .. }) => true,
        Some(Forge::Page { .. }) => false,
        None => !page.contains(['/', '?']) || address::package_of(url).is_some(),
    };
    (!is_front_page).then_some(page)
}

/// Counts the lines of a source, at places that come in its order.
struct Lines<'s> {
    source: &'s str,
    at: usize,
    line: usize,
}

impl<'s> Lines<'s> {
    fn new(source: &'s str) -> Self {
        Self {
            source,
            at: 0,
            line: 1,
        }
    }

    fn line_of(&mut self, byte: usize) -> usize {
        if byte > self.at {
            self.line += self.source[self.at..byte].matches('\n').count();
            self.at = byte;
        }
        self.line
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_date_of_a_path_is_found() {
        for (path, expected) in [
            ("news/2030-01/2031-05/index.md", Some("2031-05")),
            ("news/2031-05-02-a.md", Some("2031-05-02")),
            ("2031/05.md", Some("2031-05")),
            ("news/2030/12/2031/05/index.md", Some("2031-05")),
            ("blog/2031/05/02/a.md", Some("2031-05-02")),
            ("blog/2031/2030-12.md", Some("2030-12")),
            ("blog/12031/05.md", None),
            ("blog/2031/056.md", None),
            ("ä2031/05ä.md", Some("2031-05")),
            ("may.md", None),
        ] {
            assert_eq!(date_in(path).as_deref(), expected, "{path}");
        }
    }
}
