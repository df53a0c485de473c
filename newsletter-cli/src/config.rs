//! The file `newsletter.toml`: what people of a newsletter have agreed on.

mod mistake;

use std::fs;
use std::path::{Path, PathBuf};

use newsletter_check::{Level, rules};
use newsletter_model::SectionKind;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::diagnostics::Problem;
use crate::input;
use mistake::Mistakes;

/// The name of the file, at the root of a site.
pub(crate) const FILE_NAME: &str = "newsletter.toml";

/// What a file says.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Config {
    /// The table `[check]`.
    pub(crate) levels: Vec<LevelSetting>,
}

/// The level of a rule: everywhere, or in the sections of a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct LevelSetting {
    pub(crate) kind: Option<SectionKind>,
    pub(crate) code: &'static str,
    pub(crate) level: Level,
}

impl Config {
    /// The nearest file in a folder and those above it.
    pub(crate) fn above(folder: &Path) -> Option<PathBuf> {
        let files = folder.ancestors().map(|folder| folder.join(FILE_NAME));
        files.into_iter().find(|file| file.is_file())
    }

    /// Reads a file; all that is wrong with it is told at once.
    pub(crate) fn read(file: &Path) -> Result<Self, Vec<Problem>> {
        let text = fs::read_to_string(file)
            .map_err(|error| vec![Problem::of_system("read", file, &error)])?;
        Self::parse(&text, &input::shown_path(file))
    }

    fn parse(text: &str, label: &str) -> Result<Self, Vec<Problem>> {
        let mut reader = Reader {
            config: Self::default(),
            mistakes: Mistakes::new(text, label),
        };
        match DeTable::parse(text) {
            Ok(table) => reader.file(table.get_ref()),
            Err(error) => reader.mistakes.syntax(&error),
        }
        reader.mistakes.none().map(|()| reader.config)
    }
}

const LEVELS: [(&str, Level); 4] = [
    ("off", Level::Off),
    ("hint", Level::Hint),
    ("warning", Level::Warning),
    ("error", Level::Error),
];

/// Reads tables, and remembers what is wrong with them.
struct Reader<'t> {
    config: Config,
    mistakes: Mistakes<'t>,
}

impl Reader<'_> {
    fn file(&mut self, table: &DeTable<'_>) {
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "check" => self.check(value),
                _ => self.mistakes.unknown_key(key, &["check"]),
            }
        }
    }

    fn check(&mut self, value: &Spanned<DeValue<'_>>) {
        for (key, value) in self.mistakes.table(value) {
            match key.get_ref().as_ref() {
                "rules" => self.rules(None, value),
                "sections" => self.sections(value),
                _ => self.mistakes.unknown_key(key, &["rules", "sections"]),
            }
        }
    }

    fn sections(&mut self, value: &Spanned<DeValue<'_>>) {
        for (key, value) in self.mistakes.table(value) {
            match key.get_ref().parse() {
                Ok(kind) => self.rules(Some(kind), value),
                Err(_) => self
                    .mistakes
                    .unknown_key(key, &SectionKind::ALL.map(SectionKind::as_str)),
            }
        }
    }

    fn rules(&mut self, kind: Option<SectionKind>, value: &Spanned<DeValue<'_>>) {
        for (key, value) in self.mistakes.table(value) {
            let rule = rules().iter().find(|rule| rule.code == key.get_ref());
            let level = self.mistakes.one_of(value, &LEVELS);
            match (rule, level) {
                (None, _) => self.mistakes.unknown_rule(key),
                (Some(rule), Some(level)) => self.config.levels.push(LevelSetting {
                    kind,
                    code: rule.code,
                    level,
                }),
                (Some(_), None) => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_are_read_for_all_sections_and_for_some() {
        let text = "[check.rules]\nmalformed-url = 'off'\n[check.sections.news]\nmalformed-url = \"error\"\n";
        let setting = |kind, level| LevelSetting {
            kind,
            code: "malformed-url",
            level,
        };
        let levels = vec![
            setting(None, Level::Off),
            setting(Some(SectionKind::News), Level::Error),
        ];
        assert_eq!(Config::parse(text, "x").unwrap(), Config { levels });
        assert_eq!(Config::parse("", "x").unwrap(), Config::default());
    }
}
