use std::sync::{Arc, LazyLock};

use newsletter_model::SectionKind;

use crate::events::MOST_BYTES;

/// What a newsletter calls its sections, how its placeholders start, and the limits of reading.
///
/// The default is the vocabulary of "This Month in Rust OSDev".
///
/// ```
/// use newsletter_model::SectionKind;
/// use newsletter_parse::Options;
///
/// let options = Options::default().with_section_title("Crate of the Month", SectionKind::News);
/// assert_eq!(options.kind_of("Crate of the Month"), SectionKind::News);
/// assert_eq!(options.kind_of("`rust-osdev` Projects"), SectionKind::ProjectUpdates);
/// assert_eq!(options.kind_of("Join Us?"), SectionKind::Other);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    // Every document keeps the options, so they are shared.
    section_titles: Arc<Vec<(String, SectionKind)>>,
    placeholder_phrases: Arc<Vec<String>>,
    max_source_bytes: usize,
    max_container_depth: usize,
}

/// The default, which is made once.
static DEFAULT: LazyLock<Options> = LazyLock::new(Options::of_rust_osdev);

impl Default for Options {
    fn default() -> Self {
        DEFAULT.clone()
    }
}

impl Options {
    fn of_rust_osdev() -> Self {
        let titles = [
            ("Project Updates", SectionKind::ProjectUpdates),
            ("rust-osdev Projects", SectionKind::ProjectUpdates),
            ("Personal Projects", SectionKind::PersonalProjects),
            ("Other Projects", SectionKind::PersonalProjects),
            ("Call for Participation", SectionKind::CallForParticipation),
            ("News and Blog Posts", SectionKind::News),
            ("Announcements, News, and Blog Posts", SectionKind::News),
            ("Other News", SectionKind::News),
            ("Infrastructure and Tooling", SectionKind::News),
        ];
        Self {
            section_titles: Arc::new(titles.map(|(title, kind)| (title.to_owned(), kind)).into()),
            placeholder_phrases: Arc::new(vec!["No ".to_owned()]),
            max_source_bytes: 64 * 1024 * 1024,
            max_container_depth: 256,
        }
    }

    /// Gives a section title (plain text) a kind, in place of the one it may have.
    #[must_use]
    pub fn with_section_title(mut self, title: &str, kind: SectionKind) -> Self {
        let titles = Arc::make_mut(&mut self.section_titles);
        titles.retain(|(known, _)| known != title);
        titles.push((title.to_owned(), kind));
        self
    }

    /// Forgets all section titles, so that every section is `other` until titles are added.
    #[must_use]
    pub fn without_section_titles(mut self) -> Self {
        self.section_titles = Arc::default();
        self
    }

    /// Sets the phrases that a placeholder may start with.
    #[must_use]
    pub fn with_placeholder_phrases(mut self, phrases: Vec<String>) -> Self {
        self.placeholder_phrases = Arc::new(phrases);
        self
    }

    /// Sets the size that a source may have, in bytes; 64 MiB by default, and less than 4 GiB.
    #[must_use]
    pub fn with_max_source_bytes(mut self, bytes: usize) -> Self {
        self.max_source_bytes = bytes.min(MOST_BYTES);
        self
    }

    /// Sets how many block quotes and list items one line may open; 256 by default.
    #[must_use]
    pub fn with_max_container_depth(mut self, depth: usize) -> Self {
        self.max_container_depth = depth;
        self
    }

    /// The kind of a section with that title, given as plain text (without backticks and other markup).
    pub fn kind_of(&self, title: &str) -> SectionKind {
        let known = self
            .section_titles
            .iter()
            .find(|(known, _)| plain_bytes(known).eq(plain_bytes(title)));
        known.map_or(SectionKind::Other, |(_, kind)| *kind)
    }

    /// The titles that give a section a kind.
    pub fn section_titles(&self) -> impl Iterator<Item = (&str, SectionKind)> {
        self.section_titles
            .iter()
            .map(|(title, kind)| (title.as_str(), *kind))
    }

    /// The phrases that a placeholder may start with.
    pub fn placeholder_phrases(&self) -> &[String] {
        &self.placeholder_phrases
    }

    /// The size that a source may have, in bytes.
    pub fn max_source_bytes(&self) -> usize {
        self.max_source_bytes
    }

    /// How many block quotes and list items one line may open.
    pub fn max_container_depth(&self) -> usize {
        self.max_container_depth
    }
}

/// The bytes of a title without its backticks.
fn plain_bytes(title: &str) -> impl Iterator<Item = u8> {
    title.bytes().filter(|byte| *byte != b'`')
}
