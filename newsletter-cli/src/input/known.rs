//! The issues of a newsletter by their months.

use std::path::Path;
use std::sync::Arc;

use newsletter_model::Month;
use newsletter_parse::Document;

use crate::config::Config;
use crate::input::Page;
use crate::input::dated_path;
use crate::input::neighbors;
use crate::output::diagnostics::Problem;
use crate::output::reporter::Reporter;

/// An issue of a newsletter, and its month: that of its front matter, else that of its path.
pub(crate) struct Known {
    pub(crate) page: Page,
    pub(crate) document: Document,
    pub(crate) month: Option<Month>,
}

impl Known {
    pub(crate) fn new(page: Page, document: Document) -> Self {
        let own = document.issue().front_matter.extra.month;
        Self {
            month: own.or_else(|| page.file.as_deref().and_then(month_of_path)),
            page,
            document,
        }
    }
}

/// The month in the path of a file: in the folder `2031`, the file `05.md` has one too.
fn month_of_path(file: &Path) -> Option<Month> {
    let file = dated_path::with_month(file)?;
    Some(Month::in_path(&file)?.0)
}

/// The issues in a folder that have a month, in order of month; one file is not read.
pub(crate) fn issues_in(
    folder: &Path,
    without: Option<&Path>,
    config: &Arc<Config>,
    reporter: &Reporter,
) -> Result<Vec<Known>, Problem> {
    let without = without.and_then(|file| file.canonicalize().ok());
    let is_other = |page: &Page| {
        let file = page.file.as_ref().and_then(|file| file.canonicalize().ok());
        without.is_none() || file != without
    };
    let mut known = Vec::new();
    for page in neighbors::issues_in(folder)?.into_iter().filter(is_other) {
        let page = page.with_config(config.clone());
        match page.read_if_page() {
            Ok(document) => known.extend(document.map(|document| Known::new(page, document))),
            Err(problem) => reporter.warn(&problem),
        }
    }
    known.retain(|known| known.month.is_some());
    known.sort_by_key(|known| known.month);
    Ok(known)
}

/// Keeps the issues that are not later than a month, where that is known.
pub(crate) fn retain_not_later(issues: &mut Vec<Known>, month: Option<Month>) {
    issues.retain(|issue| month.is_none() || issue.month <= month);
}
