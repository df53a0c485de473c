//! The file `newsletter.toml`: what people of a newsletter have agreed on.

mod mistake;
mod reader;

use std::fs;
use std::path::{Path, PathBuf};

use newsletter_check::Level;
use newsletter_draft::UsualSection;
use newsletter_export::PathPattern;
use newsletter_model::{Month, SectionKind};
use newsletter_parse::Options;
use toml::de::DeTable;

use crate::input;
use crate::input::neighbors;
use crate::output::diagnostics::Problem;
use crate::zola;
use mistake::Mistakes;
use reader::Reader;

/// The name of the file, at the root of a site.
pub(crate) const FILE_NAME: &str = "newsletter.toml";

/// What a file says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Config {
    /// The folder of the file; `None` where there is no file.
    pub(crate) root: Option<PathBuf>,
    /// The title of the newsletter.
    pub(crate) title: Option<String>,
    /// Where issues lie below the folder.
    pub(crate) path: Option<PathPattern>,
    /// The table `[draft]`.
    pub(crate) draft: DraftConfig,
    /// The tables `[[sections]]`, in order.
    pub(crate) sections: Vec<UsualSection>,
    /// The table `[check]`.
    pub(crate) levels: Vec<LevelSetting>,
    /// How pages are read, which follows from the sections.
    pub(crate) options: Options,
}

/// How a draft starts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct DraftConfig {
    pub(crate) authors: Option<Vec<String>>,
    /// The projects whose entries stay, with what introduces them.
    pub(crate) entries: Vec<String>,
    /// The comment at its end; an empty one is left out.
    pub(crate) reminder: Option<String>,
}

/// The level of a rule: everywhere, or in the sections of a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct LevelSetting {
    pub(crate) kind: Option<SectionKind>,
    pub(crate) code: &'static str,
    pub(crate) level: Level,
}

impl Config {
    /// Reads a file; all that is wrong with it is told at once.
    pub(crate) fn read(file: &Path) -> Result<Self, Vec<Problem>> {
        let shown = input::shown_path(file);
        let text = fs::read_to_string(file)
            .map_err(|error| vec![Problem::of_system("read", Path::new(&shown), &error)])?;
        let mut config = Self::parse(&text, &shown)?;
        let folder = neighbors::parent(file);
        config.root = Some(std::path::absolute(&folder).unwrap_or(folder));
        Ok(config)
    }

    /// The folder of the newsletter's issues, where that is configured.
    pub(crate) fn section_folder(&self) -> Option<PathBuf> {
        Some(self.root.as_ref()?.join(self.path.as_ref()?.section()))
    }

    /// The file of a month's issue, where that is configured, and where the latest issue, if there is one, is in such a file too.
    pub(crate) fn file_of(&self, month: Option<Month>, latest: Option<&Path>) -> Option<PathBuf> {
        let (root, pattern) = (self.root.as_ref()?, self.path.as_ref()?);
        let is_in_pattern = |file: &Path| {
            let file = std::path::absolute(file).ok();
            let below = file.and_then(|file| zola::path_below(root, &file));
            below.is_some_and(|path| pattern.month_of(&path).is_some())
        };
        match latest.is_none_or(is_in_pattern) {
            true => Some(root.join(pattern.path_of(month?))),
            false => None,
        }
    }

    fn parse(text: &str, label: &str) -> Result<Self, Vec<Problem>> {
        let mut reader = Reader::new(Mistakes::new(text, label));
        match DeTable::parse(text) {
            Ok(table) => reader.file(table.get_ref()),
            Err(error) => reader.mistakes.syntax(&error),
        }
        let mut config = reader.finish()?;
        config.options = options(&config.sections);
        Ok(config)
    }
}

/// How pages with such sections are read. The titles that are known without a file stay known.
fn options(sections: &[UsualSection]) -> Options {
    let mut options = Options::default();
    let mut phrases = options.placeholder_phrases().to_vec();
    for section in sections {
        options = options.with_section_title(section.title.as_str(), section.kind);
        let placeholder = section.placeholder.as_ref();
        phrases.extend(
            placeholder.map(|it| it.text.as_str().trim_start_matches(['_', '*']).to_owned()),
        );
    }
    options.with_placeholder_phrases(phrases)
}

#[cfg(test)]
mod tests {
    use newsletter_model::{Inline, Line, Placeholder};

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
        assert_eq!(Config::parse(text, "x").unwrap().levels, levels);
        assert_eq!(
            Config::parse("", "x").unwrap(),
            Config {
                options: Options::default(),
                ..Config::default()
            }
        );
    }

    #[test]
    fn sections_give_titles_a_kind_and_placeholders_a_phrase() {
        let text = "[[sections]]\ntitle = \"`x` News\"\nkind = \"news\"\nplaceholder = \"_Nothing happened._\"\n";
        let config = Config::parse(text, "x").unwrap();
        let placeholder = Placeholder::new(Inline::new("_Nothing happened._").unwrap());
        let news = UsualSection::new(Line::new("`x` News").unwrap(), SectionKind::News);
        assert_eq!(
            config.sections,
            [news.with_placeholder(placeholder.clone())]
        );
        assert_eq!(config.options.kind_of("x News"), SectionKind::News);
        assert!(placeholder.starts_with_any(config.options.placeholder_phrases()));
    }
}
