use std::io::Write;
use std::path::Path;
use std::sync::Arc;

use newsletter_draft::series_title;
use newsletter_model::{Issue, Month};

use crate::arguments::ImportArguments;
use crate::config::Config;
use crate::input::Page;
use crate::input::folder::Folder;
use crate::input::neighbors;
use crate::output;
use crate::output::diagnostics::Problem;
use crate::pipeline::for_pages;
use crate::session::{Session, Stop};
use crate::site;
use crate::zola;

/// What a page is.
enum Read {
    /// The issue as JSON.
    Issue(String),
    /// Why it is none.
    NoIssue(Problem),
}

const SAY_WHERE: &str = "say where they lie: --path 'content/news/{year}-{month}/index.md', or `path` in `newsletter.toml`";

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
    for_pages(
        pool,
        reporter,
        pages.into_iter(),
        |page: Page| read(&page, arguments),
        |read, reporter| {
            match read {
                Read::Issue(json) => writeln!(out, "{json}")?,
                Read::NoIssue(problem) => reporter.warn(&problem),
            }
            reporter.done();
            Ok(())
        },
    )?;
    Ok(out.flush()?)
}

/// The pages beside which the issues of a site lie, each with its path below the site.
fn pages(
    arguments: &ImportArguments,
    config: &Arc<Config>,
) -> Result<Vec<Result<Page, Problem>>, Problem> {
    let root = &arguments.site;
    let pattern = site::pattern(arguments.path.as_ref(), config, root).unwrap_or_default();
    let folder = root.join(pattern.section());
    if !folder.is_dir() {
        let title = format!(
            "found no folder `{}`, expected that of the issues",
            folder.display()
        );
        return Err(Problem::new(title).with_help(SAY_WHERE));
    }
    let beside = neighbors::issues_in(&folder)?.into_iter();
    // A pattern may have folders between the section and its issues.
    let is_dated = |page: &Page| {
        let path = path_below(root, page);
        path.is_some_and(|path| pattern.month_of(&path).is_some())
    };
    let below = Folder::new(&folder).filter(|page| page.as_ref().map_or(true, is_dated));
    let (below, failed): (Vec<_>, Vec<_>) = below.partition(Result::is_ok);
    let mut files: Vec<Page> = beside.chain(below.into_iter().flatten()).collect();
    files.sort_by(|page, other| page.file.cmp(&other.file));
    files.dedup_by(|page, other| page.file == other.file);
    if files.is_empty() && failed.is_empty() {
        let title = format!("found no issue in the folder `{}`", folder.display());
        return Err(Problem::new(title).with_help(SAY_WHERE));
    }
    let pages = files.into_iter().map(|page| {
        Ok(Page {
            path: path_below(root, &page),
            config: config.clone(),
            ..page
        })
    });
    Ok(failed.into_iter().chain(pages).collect())
}

fn path_below(root: &Path, page: &Page) -> Option<String> {
    zola::path_below(root, page.file.as_deref()?)
}

fn read(page: &Page, arguments: &ImportArguments) -> Result<Read, Problem> {
    let no_issue = |why: &str| Read::NoIssue(Problem::new(why).in_file(page.label()));
    let Some(document) = page.read_if_page()? else {
        return Ok(no_issue("found no front matter, so this is no issue"));
    };
    if !has_month(page, document.issue()) {
        let why = "found no month in its path, its title or `[extra]`, so this is no issue";
        return Ok(no_issue(why));
    }
    Ok(Read::Issue(
        page.record(document, arguments.lossless).to_json_line(),
    ))
}

fn has_month(page: &Page, issue: &Issue) -> bool {
    let in_path = page.path.as_deref().and_then(Month::in_path);
    in_path.is_some() || issue.front_matter.extra.month.is_some() || series_title(issue).is_some()
}
