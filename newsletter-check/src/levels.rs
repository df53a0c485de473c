use std::collections::HashMap;

use newsletter_model::SectionKind;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::diagnostic::Severity;
use crate::rule::Rule;
use crate::rules::rules;

/// What is made of the findings of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// They are not looked for.
    Off,
    /// They are hints.
    Hint,
    /// They are warnings.
    Warning,
    /// They are errors.
    Error,
}

impl Level {
    /// The severity of findings; `None` where they are not looked for.
    pub fn severity(self) -> Option<Severity> {
        match self {
            Self::Off => None,
            Self::Hint => Some(Severity::Hint),
            Self::Warning => Some(Severity::Warning),
            Self::Error => Some(Severity::Error),
        }
    }
}

/// The levels that somebody has set, for all issues or for sections of a kind.
///
/// ```
/// use newsletter_check::{Level, Levels};
/// use newsletter_model::SectionKind;
///
/// let mut levels = Levels::default();
/// levels.set("duplicated-word", Level::Error)?;
/// levels.set_in(SectionKind::News, "duplicated-word", Level::Off)?;
/// assert!(levels.set("duplicate-word", Level::Off).is_err());
/// # Ok::<(), newsletter_check::UnknownRule>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Levels {
    everywhere: HashMap<&'static str, Level>,
    in_sections: HashMap<(SectionKind, &'static str), Level>,
}

/// There is no rule of that code.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("found no rule `{code}`, expected one of those that `newsletter check --list` shows")]
pub struct UnknownRule {
    /// The code.
    pub code: String,
}

impl Levels {
    /// Sets the level of a rule.
    ///
    /// # Errors
    ///
    /// When there is no rule of that code, as for `"duplicate-word"`.
    pub fn set(&mut self, code: &str, level: Level) -> Result<(), UnknownRule> {
        self.everywhere.insert(known(code)?, level);
        Ok(())
    }

    /// Sets the level of a rule in sections of a kind, whatever it is elsewhere.
    ///
    /// # Errors
    ///
    /// As [`set`](Self::set).
    pub fn set_in(
        &mut self,
        kind: SectionKind,
        code: &str,
        level: Level,
    ) -> Result<(), UnknownRule> {
        self.in_sections.insert((kind, known(code)?), level);
        Ok(())
    }

    /// Whether a rule has to be run at all.
    pub(crate) fn runs(&self, rule: &Rule) -> bool {
        let is_on = match self.everywhere.get(rule.code) {
            Some(level) => *level != Level::Off,
            None => rule.is_on,
        };
        is_on
            || self
                .in_sections
                .iter()
                .any(|((_, code), level)| *code == rule.code && *level != Level::Off)
    }

    /// What a finding in a section of a kind becomes; `None` where it is dropped.
    pub(crate) fn severity(
        &self,
        rule: &Rule,
        kind: Option<SectionKind>,
        found: Severity,
    ) -> Option<Severity> {
        let in_section = kind.and_then(|kind| self.in_sections.get(&(kind, rule.code)));
        match in_section.or_else(|| self.everywhere.get(rule.code)) {
            Some(level) => level.severity(),
            None => rule.is_on.then_some(found),
        }
    }
}

fn known(code: &str) -> Result<&'static str, UnknownRule> {
    let rule = rules().iter().find(|rule| rule.code == code);
    rule.map(|rule| rule.code).ok_or_else(|| UnknownRule {
        code: code.to_owned(),
    })
}
