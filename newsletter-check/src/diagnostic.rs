use std::fmt;

use newsletter_parse::Span;
use serde::Serialize;

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Somebody may want to know.
    Hint,
    /// A slip that readers can see.
    Warning,
    /// Readers get a broken link, a wrong name or broken rendering.
    Error,
}

impl Severity {
    /// The word for it, as `warning`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Hint => "hint",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

/// Something that is wrong with an issue, or looks so.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Diagnostic {
    /// The code of the rule.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// The part of the source that is meant.
    pub span: Span,
    /// What is wrong.
    pub message: String,
    /// Other places that have to do with it.
    pub related: Vec<Related>,
    /// What to do about it.
    pub help: Option<String>,
    /// A change of the source that certainly mends it.
    pub fix: Option<Fix>,
}

/// A place that has to do with a finding: in the same issue, or in another one.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Related {
    /// The path of the other issue.
    pub path: Option<String>,
    /// The line, from 1.
    pub line: usize,
    /// The part of the same source; `None` in another issue.
    pub span: Option<Span>,
    /// What is there.
    pub message: String,
}

/// A change of the source that mends a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Fix {
    /// What it does, as an order: "remove the parenthesis".
    pub message: String,
    /// What is put in the place of what.
    pub replacements: Vec<Replacement>,
}

/// A text in place of a part of the source.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Replacement {
    /// The part that goes; an empty one where text is added.
    pub span: Span,
    /// The text that stands there then.
    pub text: String,
}

impl Diagnostic {
    pub(crate) fn new(code: &'static str, severity: Severity, span: Span, message: String) -> Self {
        Self {
            code,
            severity,
            span,
            message,
            related: Vec::new(),
            help: None,
            fix: None,
        }
    }

    /// Sets what to do about it.
    pub(crate) fn help(&mut self, help: impl Into<String>) -> &mut Self {
        self.help = Some(help.into());
        self
    }

    /// Adds a place that has to do with it.
    pub(crate) fn related(&mut self, related: Related) -> &mut Self {
        self.related.push(related);
        self
    }

    /// Makes it a hint, where the rule is not sure.
    pub(crate) fn hint(&mut self) -> &mut Self {
        self.severity = Severity::Hint;
        self
    }

    /// Adds a replacement to the change that certainly mends it; the first call says what the change does.
    pub(crate) fn fix(
        &mut self,
        message: impl Into<String>,
        span: Span,
        text: impl Into<String>,
    ) -> &mut Self {
        let fix = self.fix.get_or_insert_with(|| Fix {
            message: message.into(),
            replacements: Vec::new(),
        });
        fix.replacements.push(Replacement {
            span,
            text: text.into(),
        });
        self
    }
}
