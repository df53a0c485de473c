//! The newsletter of a site: where its issues lie.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use newsletter_export::PathPattern;
use walkdir::WalkDir;

use crate::config::Config;
use crate::input::dated_path;
use crate::output::diagnostics::Problem;
use crate::session::{Session, Stop};
use crate::zola;

/// What people have agreed on for a site; `None`, and a message, where there is no such folder.
pub(crate) fn config(root: &Path, session: &mut Session) -> Result<Option<Arc<Config>>, Stop> {
    if root.is_dir() {
        return Ok(Some(session.configs.of_folder(root)?));
    }
    let title = format!(
        "found no folder `{}`, expected the root of a site",
        root.display()
    );
    let problem =
        Problem::new(title).with_help("check the spelling of the path, or make the folder first");
    session.reporter.fail(&problem);
    Ok(None)
}

/// Where the issues of a site lie: where it is said, else where the most of them are.
pub(crate) fn pattern(
    given: Option<&PathPattern>,
    config: &Config,
    root: &Path,
) -> Option<PathPattern> {
    let said = given.or(config.path.as_ref()).cloned();
    said.or_else(|| found(root))
}

/// Where the issues of a site lie, one of which has that path below it.
pub(crate) fn pattern_of(path: &str) -> Option<PathPattern> {
    dated_path::pattern_of(path)?.parse().ok()
}

/// The pattern that most pages of a site are named by; of several such, the first by name.
pub(crate) fn found(root: &Path) -> Option<PathPattern> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    // What cannot be read has no page that could be counted.
    for entry in WalkDir::new(root.join("content"))
        .follow_links(true)
        .into_iter()
        .flatten()
    {
        let path = zola::path_below(root, entry.path());
        let pattern = path.filter(|_| entry.file_type().is_file());
        if let Some(pattern) = pattern.and_then(|path| dated_path::pattern_of(&path)) {
            *counts.entry(pattern).or_default() += 1;
        }
    }
    let valid = counts
        .into_iter()
        .filter_map(|(pattern, count)| Some((count, pattern.parse().ok()?)));
    // The last of equals is taken, so they are turned around.
    let ordered: Vec<(usize, PathPattern)> = valid.collect();
    let most = ordered.into_iter().rev().max_by_key(|(count, _)| *count);
    most.map(|(_, pattern)| pattern)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn issues_lie_where_the_most_of_them_are() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(found(folder.path()), None);
        for (page, expected) in [
            ("about.md", None),
            ("news/2031-05.md", Some("content/news/{year}-{month}.md")),
            (
                "blog/2031-05/index.md",
                Some("content/blog/{year}-{month}/index.md"),
            ),
            ("news/2031-06.md", Some("content/news/{year}-{month}.md")),
        ] {
            let file = folder.path().join("content").join(page);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, "").unwrap();
            let found = found(folder.path()).map(|pattern| pattern.to_string());
            assert_eq!(found.as_deref(), expected);
        }
    }
}
