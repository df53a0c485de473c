use std::collections::BTreeMap;

use newsletter_export::update;
use newsletter_parse::{Document, IssueError, ParseError, parse};
use thiserror::Error;

use crate::diagnostic::{Diagnostic, Replacement};

/// A source whose fixes cannot be written.
#[derive(Debug, Clone, PartialEq, Error)]
#[non_exhaustive]
pub enum FixError {
    /// With the fixes it is no issue any more.
    #[error("with its fixes, the page cannot be read: {0}")]
    Parse(#[from] ParseError),
    /// The fixed issue cannot be written over its page.
    #[error("the fixed issue cannot be written: {0}")]
    Update(#[from] IssueError),
}

/// The source with the certain fixes of findings applied, written as an update of the document: the
/// lines of the nodes that the fixes change are all that changes.
///
/// Where two fixes change the same part, the first in the order of the source is applied alone; check
/// the result again for what is left.
///
/// ```
/// use newsletter_check::{Checker, fix};
/// use newsletter_parse::{Options, parse};
///
/// let document = parse("+++\ntitle = \"June\"\n+++\nIt boots  the the kernel.\n", &Options::default())?;
/// let found = Checker::default().check(&document, None);
/// assert_eq!(fix(&document, &found)?, "+++\ntitle = \"June\"\n+++\nIt boots  the kernel.\n");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
///
/// When the page with the fixes is no issue, or cannot be written over its source.
pub fn fix(document: &Document, found: &[Diagnostic]) -> Result<String, FixError> {
    let fixed = replaced(document.source(), found);
    let issue = parse(&fixed, document.options())?.into_issue();
    Ok(update(document, &issue)?)
}

/// The source with replacements made that do not touch each other.
fn replaced(source: &str, found: &[Diagnostic]) -> String {
    // By where they stand: those of two fixes do not touch each other.
    let mut chosen: BTreeMap<(usize, usize), &Replacement> = BTreeMap::new();
    for fix in found
        .iter()
        .filter_map(|diagnostic| diagnostic.fix.as_ref())
    {
        let is_free = |replacement: &Replacement| {
            let before = chosen
                .range(..=(replacement.span.end, usize::MAX))
                .next_back();
            before.is_none_or(|(_, before)| before.span.end < replacement.span.start)
        };
        if fix.replacements.iter().all(is_free) {
            let replacements = fix.replacements.iter();
            let place = |it: &Replacement| (it.span.start, it.span.end);
            chosen.extend(replacements.map(|replacement| (place(replacement), replacement)));
        }
    }
    let mut fixed = String::with_capacity(source.len());
    let mut at = 0;
    for Replacement { span, text } in chosen.into_values() {
        fixed.push_str(&source[at..span.start]);
        fixed.push_str(text);
        at = span.end;
    }
    fixed.push_str(&source[at..]);
    fixed
}
