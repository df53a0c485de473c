use newsletter_model::{Line, Placeholder, Section, SectionContent, SectionKind};

/// A section that the issues of a newsletter usually have.
///
/// ```
/// use newsletter_draft::UsualSection;
/// use newsletter_model::{Inline, Line, Placeholder, SectionKind};
///
/// let news = UsualSection::new(Line::plain("News"), SectionKind::News)
///     .with_placeholder(Placeholder::new(Inline::plain("No news this month.")));
/// assert_eq!(news.title.as_str(), "News");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct UsualSection {
    /// Its title.
    pub title: Line,
    /// What it is about.
    pub kind: SectionKind,
    /// What it says when it is empty.
    pub placeholder: Option<Placeholder>,
}

impl UsualSection {
    /// A section without a placeholder.
    pub fn new(title: Line, kind: SectionKind) -> Self {
        Self {
            title,
            kind,
            placeholder: None,
        }
    }

    /// Sets what the section says when it is empty.
    #[must_use]
    pub fn with_placeholder(mut self, placeholder: Placeholder) -> Self {
        self.placeholder = Some(placeholder);
        self
    }

    /// Whether a section has that title, as far as plain text tells.
    pub(crate) fn is_titled(&self, title: &Line) -> bool {
        is_same_title(&self.title, title)
    }

    /// The section as an issue gets it.
    pub(crate) fn section(&self) -> Section {
        let title = self.title.clone();
        match self.kind {
            SectionKind::ProjectUpdates => Section::ProjectUpdates(SectionContent::new(title)),
            SectionKind::PersonalProjects => Section::PersonalProjects(SectionContent::new(title)),
            SectionKind::CallForParticipation => {
                Section::CallForParticipation(SectionContent::new(title))
            }
            SectionKind::News => Section::News(SectionContent::new(title)),
            _ => Section::Other(SectionContent::new(title)),
        }
    }
}

/// Whether two titles are the same, backticks aside.
pub(crate) fn is_same_title(one: &Line, other: &Line) -> bool {
    one == other || plain_title(one) == plain_title(other)
}

/// A title without backticks.
pub(crate) fn plain_title(title: &Line) -> String {
    title.as_str().replace('`', "")
}
