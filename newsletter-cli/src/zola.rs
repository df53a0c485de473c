//! The Zola site that a page is in.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use newsletter_check::Site;
use newsletter_parse::Document;
use toml::{Table, Value};
use walkdir::WalkDir;

use crate::config::Config;
use crate::input::{self, Page};
use crate::output::diagnostics::Problem;
use crate::output::excerpt::Excerpt;

/// The names that Zola's configuration may have.
const CONFIG_NAMES: [&str; 2] = ["zola.toml", "config.toml"];

/// The root of the site that a folder is in: the nearest with Zola's configuration and a folder `content`.
pub(crate) fn root_above(folder: &Path) -> Option<PathBuf> {
    let is_root = |folder: &&Path| config_in(folder).is_some() && folder.join("content").is_dir();
    folder.ancestors().find(is_root).map(Path::to_owned)
}

fn config_in(root: &Path) -> Option<PathBuf> {
    let files = CONFIG_NAMES.map(|name| root.join(name));
    files.into_iter().find(|file| file.is_file())
}

/// A path below a folder, with `/` between the parts.
pub(crate) fn path_below(root: &Path, file: &Path) -> Option<String> {
    let below = file.strip_prefix(root).ok()?;
    let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
    Some(parts.join("/"))
}

/// Reads what a site has: its files, what its configuration says, and the anchors that some pages link to.
///
/// What cannot be read is told, and is not there then.
pub(crate) fn read<'d>(
    root: &Path,
    pages: impl Iterator<Item = &'d Document>,
    config: &Arc<Config>,
) -> (Site, Vec<Problem>) {
    let mut reader = Reader {
        root,
        site: Site::default(),
        problems: Vec::new(),
    };
    let zola = reader.config();
    // A file of the site goes before that of its theme; both are named as if they were the site's.
    if let Some(theme) = zola.get("theme").and_then(Value::as_str) {
        let theme = root.join("themes").join(theme);
        reader.files(&theme, &["static", "templates"]);
    }
    reader.files(root, &["content", "static", "templates"]);
    reader.configure(&zola);
    let linked: BTreeSet<&str> = pages.flat_map(|page| linked(page.source())).collect();
    for path in linked {
        reader.page(path, config);
    }
    (reader.site, reader.problems)
}

struct Reader<'r> {
    root: &'r Path,
    site: Site,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    fn config(&mut self) -> Table {
        let Some(file) = config_in(self.root) else {
            return Table::new();
        };
        let read = fs::read_to_string(&file)
            .map_err(|error| Problem::of_system("read", &file, &error))
            .and_then(|text| parsed(&text, &file));
        read.unwrap_or_else(|problem| {
            self.problems.push(problem);
            Table::new()
        })
    }

    /// Adds what the configuration says.
    fn configure(&mut self, config: &Table) {
        let languages = config.get("languages").and_then(Value::as_table);
        let languages = languages.into_iter().flat_map(Table::values);
        let tables = std::iter::once(config).chain(languages.filter_map(Value::as_table));
        for taxonomies in tables.filter_map(|table| table.get("taxonomies")?.as_array()) {
            for name in taxonomies
                .iter()
                .filter_map(|taxonomy| taxonomy.get("name")?.as_str())
            {
                self.site.add_taxonomy(name);
            }
        }
        let markdown = config
            .get("markdown")
            .and_then(|markdown| markdown.get("render_emoji"));
        if markdown.and_then(Value::as_bool) == Some(true) {
            self.site.render_emoji();
        }
    }

    /// Adds the files of folders.
    fn files(&mut self, root: &Path, folders: &[&str]) {
        let folders = folders.iter().map(|folder| root.join(folder));
        for folder in folders.filter(|folder| folder.is_dir()) {
            for entry in WalkDir::new(folder).follow_links(true) {
                match entry {
                    Ok(entry) if entry.file_type().is_file() => {
                        self.site
                            .add_file(path_below(root, entry.path()).unwrap_or_default());
                    }
                    Ok(_) => {}
                    Err(error) => {
                        let path = error.path().unwrap_or(root).to_owned();
                        self.problems
                            .push(Problem::of_system("read", &path, &error.into()));
                    }
                }
            }
        }
    }

    /// Adds the anchors of a page below `content`, where it is there.
    fn page(&mut self, path: &str, config: &Arc<Config>) {
        let path = format!("content/{path}");
        if !self.site.has_file(&path) {
            return;
        }
        // A page that cannot be read has anchors that nobody knows; it fails where it is checked itself.
        let page = Page::of(&self.root.join(&path)).with_config(config.clone());
        if let Ok(document) = page.read() {
            self.site.add_page(&path, &document);
        }
    }
}

fn parsed(text: &str, file: &Path) -> Result<Table, Problem> {
    text.parse().map_err(|error: toml::de::Error| {
        let span = error.span().unwrap_or_default();
        let title = format!(
            "found invalid TOML ({}), expected Zola's configuration",
            error.message()
        );
        let excerpt = Excerpt::of(
            text.as_bytes(),
            newsletter_parse::Span::new(span.start, span.end),
        );
        Problem::new(title)
            .in_file(input::shown_path(file))
            .with_excerpt(excerpt)
    })
}

/// The paths of pages, below `content`, that a source links to with an anchor: `@/news/2031-05.md#links`.
fn linked(source: &str) -> impl Iterator<Item = &str> {
    source.match_indices("@/").filter_map(|(at, start)| {
        let rest = &source[at + start.len()..];
        let end = rest.find(|character: char| {
            character.is_whitespace() || matches!(character, ')' | '>' | '"' | '#')
        })?;
        let path = rest[..end].trim_start_matches('/');
        (rest[end..].starts_with('#') && path.ends_with(".md")).then_some(path)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_to_anchors_of_pages_are_found() {
        let source =
            "[a](@/a.md) [b](@/b/index.md#x \"b\")\n[c]: @/c.md#y\n[d](<@/d d.md#z>) me@/e";
        assert_eq!(linked(source).collect::<Vec<_>>(), ["b/index.md", "c.md"]);
    }

    const CONFIG: &str = "theme = 'plain'\ntaxonomies = [{ name = 'tags' }]\n[languages.de]\ntaxonomies = [{ name = 'orte' }]\n[markdown]\nrender_emoji = true\n";

    fn site_of(config: &str) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (path, text) in [
            ("config.toml", config),
            ("content/a.md", "+++\ntitle = 'A'\n+++\n## The end\n"),
            ("content/b/index.md", "+++\ntitle = 'B'\n+++\n## The end\n"),
            ("content/b/board.png", ""),
            ("static/x/y.png", ""),
            ("templates/page.html", ""),
            ("themes/plain/static/z.css", ""),
            ("themes/plain/templates/theme.html", ""),
            ("public/a/index.html", ""),
        ] {
            let file = folder.path().join(path);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, text).unwrap();
        }
        folder
    }

    #[test]
    fn a_site_has_what_its_folders_and_its_configuration_say() {
        let folder = site_of(CONFIG);
        let source =
            "+++\ntitle = 'C'\n+++\n[A](@/a.md#the-end), [B](@/b/index.md), [C](@/c.md#c)\n";
        let document =
            newsletter_parse::parse(source, &newsletter_parse::Options::default()).unwrap();
        let (site, problems) = read(folder.path(), [&document].into_iter(), &Arc::default());
        assert!(problems.is_empty());
        for file in [
            "content/a.md",
            "content/b/board.png",
            "static/x/y.png",
            "static/z.css",
            "templates/page.html",
            "templates/theme.html",
        ] {
            assert!(site.has_file(file), "{file}");
        }
        assert!(!site.has_file("public/a/index.html"));
        assert!(site.has_taxonomy("tags") && site.has_taxonomy("orte"));
        assert!(!site.has_taxonomy("authors"));
        assert!(site.has_emoji());
        assert_eq!(site.has_anchor("content/a.md", "the-end"), Some(true));
        assert_eq!(site.has_anchor("content/a.md", "end"), Some(false));
        // Nobody links to an anchor of it.
        assert_eq!(site.has_anchor("content/b/index.md", "the-end"), None);
    }

    #[test]
    fn the_root_is_the_nearest_folder_with_configuration_and_content() {
        let folder = site_of("");
        let root = folder.path();
        assert_eq!(root_above(&root.join("content/b")).as_deref(), Some(root));
        assert_eq!(root_above(root).as_deref(), Some(root));
        fs::create_dir(root.join("content/content")).unwrap();
        assert_eq!(root_above(&root.join("content/b")).as_deref(), Some(root));
        fs::rename(root.join("config.toml"), root.join("zola.toml")).unwrap();
        assert_eq!(root_above(&root.join("content/b")).as_deref(), Some(root));
        fs::remove_file(root.join("zola.toml")).unwrap();
        assert_eq!(root_above(&root.join("content/b")), None);
    }

    #[test]
    fn a_configuration_that_is_no_toml_is_told() {
        let folder = site_of("theme = ");
        let (site, problems) = read(folder.path(), std::iter::empty(), &Arc::default());
        assert_eq!(problems.len(), 1);
        assert!(site.has_file("content/a.md"));
    }
}
