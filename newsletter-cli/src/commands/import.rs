use std::io::Write;
use std::sync::Arc;

use crate::arguments::ImportArguments;
use crate::config::Config;
use crate::input::Page;
use crate::input::neighbors;
use crate::output;
use crate::output::diagnostics::Problem;
use crate::pipeline::for_pages;
use crate::session::{Session, Stop};
use crate::site;
use crate::zola;

/// Writes the issues of a site as JSON, one a line.
pub(crate) fn run(arguments: &ImportArguments, session: &mut Session) -> Result<(), Stop> {
    let Some(config) = site::config(&arguments.site, session)? else {
        return Ok(());
    };
    let Session { pool, reporter, .. } = session;
    let pages = match pages(arguments, &config) {
        Ok(pages) => pages,
        Err(problem) => {
            reporter.fail(&problem);
            return Ok(());
        }
    };
    let mut out = output::standard_output();
    let read = |page: Page| json(&page, arguments);
    for_pages(
        pool,
        reporter,
        pages.into_iter().map(Ok),
        read,
        |json, reporter| {
            // A page without front matter is no issue.
            if let Some(json) = json {
                writeln!(out, "{json}")?;
            }
            reporter.done();
            Ok(())
        },
    )?;
    Ok(out.flush()?)
}

/// The pages beside which the issues of a site lie, each with its path below the site.
fn pages(arguments: &ImportArguments, config: &Arc<Config>) -> Result<Vec<Page>, Problem> {
    let root = &arguments.site;
    let pattern = site::pattern(arguments.path.as_ref(), config, root);
    let folder = root.join(pattern.section());
    if !folder.is_dir() {
        let title = format!(
            "found no folder `{}`, expected that of the issues",
            folder.display()
        );
        return Err(Problem::new(title).with_help(
            "say where they lie: --path 'content/news/{year}-{month}/index.md', or `path` in `newsletter.toml`",
        ));
    }
    let pages = neighbors::issues_in(&folder)?.into_iter();
    let pages = pages.map(|page| Page {
        path: page
            .file
            .as_deref()
            .and_then(|file| zola::path_below(root, file)),
        config: config.clone(),
        ..page
    });
    Ok(pages.collect())
}

fn json(page: &Page, arguments: &ImportArguments) -> Result<Option<String>, Problem> {
    let document = page.read_if_page()?;
    Ok(document.map(|document| page.record(document, arguments.lossless).to_json_line()))
}
