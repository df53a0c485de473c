//! The tables of a file.

use newsletter_check::{Level, rules};
use newsletter_draft::UsualSection;
use newsletter_model::{Inline, Line, Person, Placeholder, SectionKind};
use newsletter_parse::Options;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::mistake::Mistakes;
use super::{Config, LevelSetting};
use crate::output::diagnostics::Problem;

const LEVELS: [(&str, Level); 4] = [
    ("off", Level::Off),
    ("hint", Level::Hint),
    ("warning", Level::Warning),
    ("error", Level::Error),
];

/// Reads tables, and remembers what is wrong with them.
pub(super) struct Reader<'t> {
    config: Config,
    pub(super) mistakes: Mistakes<'t>,
}

impl<'t> Reader<'t> {
    pub(super) fn new(mistakes: Mistakes<'t>) -> Self {
        Self {
            config: Config::default(),
            mistakes,
        }
    }

    /// What the tables say, where nothing is wrong with them.
    pub(super) fn finish(mut self) -> Result<Config, Vec<Problem>> {
        self.mistakes.none().map(|()| self.config)
    }

    pub(super) fn file(&mut self, table: &DeTable<'_>) {
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "title" => self.config.title = self.mistakes.string(value).map(str::to_owned),
                "path" => self.config.path = self.parsed(value),
                "draft" => self.draft(value),
                "sections" => self.sections(value),
                "check" => self.check(value),
                _ => {
                    let known = ["title", "path", "draft", "sections", "check"];
                    self.mistakes.unknown_key(key, &known);
                }
            }
        }
    }

    /// What a string is read as.
    fn parsed<T: std::str::FromStr<Err: std::fmt::Display>>(
        &mut self,
        value: &Spanned<DeValue<'_>>,
    ) -> Option<T> {
        let parsed = self.mistakes.string(value)?.parse();
        self.accepted(parsed, value)
    }

    /// What a value is read as, where it can be.
    fn accepted<T, E: std::fmt::Display>(
        &mut self,
        read: Result<T, E>,
        value: &Spanned<DeValue<'_>>,
    ) -> Option<T> {
        let refused = |error: E| self.mistakes.refused(value, &error.to_string());
        read.map_err(refused).ok()
    }

    fn draft(&mut self, value: &Spanned<DeValue<'_>>) {
        for (key, value) in self.mistakes.table(value) {
            match key.get_ref().as_ref() {
                "authors" => {
                    let values = self.mistakes.array(value);
                    let authors = values.iter().filter_map(|value| self.handle(value));
                    self.config.draft.authors = Some(authors.collect());
                }
                "entries" => {
                    let values = self.mistakes.array(value);
                    let entries = values
                        .iter()
                        .filter_map(|value| self.mistakes.string(value));
                    self.config.draft.entries = entries.map(str::to_owned).collect();
                }
                "reminder" => {
                    let reminder = self.mistakes.string(value).map(str::to_owned);
                    if reminder.as_ref().is_some_and(|text| text.contains("-->")) {
                        let error = "found `-->`, expected the text of a comment";
                        self.mistakes.refused(value, error);
                    }
                    self.config.draft.reminder = reminder;
                }
                _ => self
                    .mistakes
                    .unknown_key(key, &["authors", "entries", "reminder"]),
            }
        }
    }

    fn handle(&mut self, value: &Spanned<DeValue<'_>>) -> Option<String> {
        let handle = self.mistakes.string(value)?;
        let handle = handle.strip_prefix('@').unwrap_or(handle);
        self.accepted(Person::github(handle), value)?;
        Some(handle.to_owned())
    }

    fn sections(&mut self, value: &Spanned<DeValue<'_>>) {
        for value in self.mistakes.array(value) {
            let Some(section) = self.section(value) else {
                continue;
            };
            let mut others = self.config.sections.iter();
            let plain = |section: &UsualSection| section.title.as_str().replace('`', "");
            if others.any(|other| plain(other) == plain(&section)) {
                let error = format!(
                    "found a second section \"{}\", expected each title once",
                    section.title
                );
                self.mistakes.refused(value, &error);
            }
            self.config.sections.push(section);
        }
    }

    fn section(&mut self, value: &Spanned<DeValue<'_>>) -> Option<UsualSection> {
        let (mut title, mut kind, mut placeholder) = (None, None, None);
        let table = self.mistakes.table(value);
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "title" => {
                    let text = self.mistakes.string(value).map(Line::new);
                    title = text.and_then(|line| self.accepted(line, value));
                }
                "kind" => kind = self.mistakes.one_of(value, &kinds()),
                "placeholder" => {
                    let text = self.mistakes.string(value).map(Inline::new);
                    placeholder = text.and_then(|text| self.accepted(text, value));
                }
                _ => self
                    .mistakes
                    .unknown_key(key, &["title", "kind", "placeholder"]),
            }
        }
        if !table.contains_key("title") {
            let error = "found a section without `title`, expected one";
            self.mistakes.refused(value, error);
        }
        let title = title?;
        let usual_kind = || Options::default().kind_of(title.as_str());
        let kind = match table.contains_key("kind") {
            true => kind?,
            false => usual_kind(),
        };
        let section = UsualSection::new(title, kind);
        Some(match placeholder.map(Placeholder::new) {
            Some(placeholder) => section.with_placeholder(placeholder),
            None => section,
        })
    }

    fn check(&mut self, value: &Spanned<DeValue<'_>>) {
        for (key, value) in self.mistakes.table(value) {
            match key.get_ref().as_ref() {
                "rules" => self.rules(None, value),
                "sections" => self.kinds(value),
                _ => self.mistakes.unknown_key(key, &["rules", "sections"]),
            }
        }
    }

    fn kinds(&mut self, value: &Spanned<DeValue<'_>>) {
        for (key, value) in self.mistakes.table(value) {
            match key.get_ref().parse() {
                Ok(kind) => self.rules(Some(kind), value),
                Err(_) => self
                    .mistakes
                    .unknown_key(key, &kinds().map(|(name, _)| name)),
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

/// The kinds of sections, by their names.
fn kinds() -> [(&'static str, SectionKind); 5] {
    SectionKind::ALL.map(|kind| (kind.as_str(), kind))
}
