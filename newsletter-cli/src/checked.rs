//! A page with what is wrong with it, as it is or with its fixes.

use newsletter_check::{Diagnostic, FixError, fix};
use newsletter_parse::{Document, parse};

use crate::output::diagnostics::Problem;

/// A page that was checked.
pub(crate) struct Checked {
    pub(crate) document: Document,
    pub(crate) found: Vec<Diagnostic>,
    /// Why a fix was not made.
    pub(crate) problem: Option<Problem>,
}

/// How often a page is fixed at most. Of fixes that touch each other, every other one is made at once,
/// so this is enough for more of them than a page has.
const ROUNDS: usize = 20;

impl Checked {
    pub(crate) fn new(document: Document, check: impl Fn(&Document) -> Vec<Diagnostic>) -> Self {
        Self {
            found: check(&document),
            document,
            problem: None,
        }
    }

    /// The page with its fixes, as often as there is one to make.
    pub(crate) fn fixed(self, check: impl Fn(&Document) -> Vec<Diagnostic>, label: &str) -> Self {
        let mut checked = self;
        for _ in 0..ROUNDS {
            if checked
                .found
                .iter()
                .all(|diagnostic| diagnostic.fix.is_none())
            {
                break;
            }
            match with_fixes(&checked) {
                Ok(document) if document.source() == checked.document.source() => break,
                Ok(document) => checked = Self::new(document, &check),
                Err(error) => {
                    checked.problem = Some(Problem::new(error.to_string()).in_file(label));
                    break;
                }
            }
        }
        checked
    }
}

fn with_fixes(checked: &Checked) -> Result<Document, FixError> {
    let text = fix(&checked.document, &checked.found)?;
    Ok(parse(&text, checked.document.options())?)
}
