use foldhash::{HashMap, HashSet};
use newsletter_parse::{Document, Span};

use crate::page::{Page, PassageKind};

/// What a Zola site has that links and front matter can name.
///
/// Paths are relative to the site's root, with `/` between the parts, as `content/2031-05/index.md`.
/// Somebody who can read files fills it; what is not told is not there.
///
/// ```
/// use newsletter_check::Site;
///
/// let mut site = Site::default();
/// site.add_file("content/2031-05/board.png");
/// assert!(site.has_file("content/2031-05/board.png"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Site {
    files: HashSet<String>,
    anchors: HashMap<String, HashSet<String>>,
    taxonomies: HashSet<String>,
    has_emoji: bool,
}

impl Site {
    /// Adds a file: a page, a template, an image.
    pub fn add_file(&mut self, path: impl Into<String>) {
        self.files.insert(path.into());
    }

    /// Adds a page, with the anchors of its headings.
    pub fn add_page(&mut self, path: &str, document: &Document) {
        self.add_file(path);
        let anchors = anchors(&Page::new(document), document.source());
        self.anchors.insert(path.to_owned(), anchors);
    }

    /// Adds a taxonomy of the site's configuration.
    pub fn add_taxonomy(&mut self, name: impl Into<String>) {
        self.taxonomies.insert(name.into());
    }

    /// Says that the site renders `:tada:` as an emoji (`render_emoji` of Zola's configuration).
    pub fn render_emoji(&mut self) {
        self.has_emoji = true;
    }

    /// Whether there is such a file.
    pub fn has_file(&self, path: &str) -> bool {
        self.files.contains(path)
    }

    /// Whether a page has such an anchor; `None` where its anchors are not known.
    pub fn has_anchor(&self, path: &str, anchor: &str) -> Option<bool> {
        let anchors = self.anchors.get(path)?;
        Some(anchors.contains(anchor))
    }

    /// Whether the site or one of its themes has a shortcode of that name.
    pub(crate) fn has_shortcode(&self, name: &str) -> bool {
        let has = |extension| self.has_template(&format!("shortcodes/{name}.{extension}"));
        has("html") || has("md")
    }

    /// Whether the site or one of its themes has such a template.
    pub fn has_template(&self, name: &str) -> bool {
        let is_of_theme = |path: &String| {
            let path = path.strip_prefix("themes/");
            let below = path.and_then(|path| path.split_once("/templates/"));
            below.is_some_and(|(_, template)| template == name)
        };
        self.has_file(&format!("templates/{name}")) || self.files.iter().any(is_of_theme)
    }

    /// Whether the site's configuration has such a taxonomy.
    pub fn has_taxonomy(&self, name: &str) -> bool {
        self.taxonomies.contains(name)
    }

    /// Whether `:tada:` is rendered as an emoji.
    pub fn has_emoji(&self) -> bool {
        self.has_emoji
    }
}

/// The anchors of the headings, as Zola makes them: the id given, else the slug of the text, with `-1`, `-2` …
/// behind it where it was there before; and the ids and names in HTML.
pub(crate) fn anchors(page: &Page<'_>, source: &str) -> HashSet<String> {
    let mut anchors = HashSet::default();
    let headings = page
        .passages
        .iter()
        .filter_map(|passage| match &passage.kind {
            PassageKind::Heading { id, .. } => Some((id, page.text_of(passage))),
            _ => None,
        });
    let headings: Vec<_> = headings.collect();
    anchors.extend(
        headings
            .iter()
            .filter_map(|(id, _)| id.as_ref().map(ToString::to_string)),
    );
    let mut numbers: HashMap<String, usize> = HashMap::default();
    for (_, text) in headings.iter().filter(|(id, _)| id.is_none()) {
        let slug = slug_of(text);
        if anchors.insert(slug.clone()) {
            continue;
        }
        // Smaller numbers are taken: they were when this slug was there last.
        let next = numbers.entry(slug.clone()).or_insert(1);
        while !anchors.insert(format!("{slug}-{next}")) {
            *next += 1;
        }
    }
    let has_value = |tag: &Span| memchr::memchr(b'=', &source.as_bytes()[tag.range()]).is_some();
    for tag in page.html().filter(has_value) {
        anchors.extend(ids(&source[tag.range()]).map(str::to_owned));
    }
    anchors
}

/// Where a path of the site is kept: the page or the file, relative to the site's root; a URL's path
/// starts with `/`, others stand beside the page at `page`. `None` for what leads out of the site.
pub(crate) fn candidates(page: &str, path: &str) -> Option<[String; 5]> {
    let folder = folder_of(page);
    let mut parts: Vec<&str> = match path.starts_with('/') {
        true => Vec::new(),
        false => folder.split('/').collect(),
    };
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    parts.retain(|part| !part.is_empty());
    let path = parts.join("/");
    let page = path.trim_end_matches("index.html").trim_end_matches('/');
    Some([
        format!("content/{path}"),
        format!("static/{path}"),
        format!("content/{page}/index.md"),
        format!("content/{page}/_index.md"),
        format!("content/{page}.md"),
    ])
}

/// The folder that a page is served at: `2031-05` for `content/2031-05/index.md` and for `content/2031-05.md`.
fn folder_of(page: &str) -> &str {
    let page = page.strip_prefix("content/").unwrap_or(page);
    let page = page.strip_suffix(".md").unwrap_or(page);
    let (folder, file) = page.rsplit_once('/').unwrap_or(("", page));
    if file == "index" || file == "_index" {
        return folder;
    }
    page
}

/// The values of the attributes `id` and `name` in HTML.
fn ids(html: &str) -> impl Iterator<Item = &str> {
    let attributes = ["id=", "name="].into_iter();
    attributes.flat_map(move |attribute| {
        let places = memchr::memmem::find_iter(html.as_bytes(), attribute.as_bytes());
        places.filter_map(move |at| {
            let value = &html[at + attribute.len()..];
            let quote = value.chars().next()?;
            match quote {
                '"' | '\'' => value[1..].split(quote).next(),
                _ => value.split([' ', '>', '/']).next(),
            }
        })
    })
}

/// The slug that Zola makes of a text.
fn slug_of(text: &str) -> String {
    if !text.is_ascii() {
        return slug::slugify(text);
    }
    let mut slug = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() {
            slug.push(char::from(byte.to_ascii_lowercase()));
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_slugs_are_those_of_other_texts() {
        for text in [
            "",
            "-",
            "`x86_64` (**new**)",
            "A  B",
            " a-b! ",
            "What's new?",
            "v0.1.2",
        ] {
            assert_eq!(slug_of(text), slug::slugify(text), "{text}");
        }
    }
}
