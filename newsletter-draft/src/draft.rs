use std::collections::HashSet;

use newsletter_export::update;
use newsletter_model::{Block, Date, Issue, Line, Month, Section, SectionKind};
use newsletter_parse::{Document, IssueError};
use thiserror::Error;

use crate::boilerplate::Boilerplate;
use crate::usual::UsualSection;
use crate::{definition, entry, introduction, month, section};

/// How the next draft of a newsletter is made of its latest issue.
///
/// The draft is written as an update of that issue, so what stays keeps its bytes. These stay: what stands before the first
/// section, the titles of the sections, their introductions, the comments for contributors, sections of no kind
/// such as "Join Us?". Entries, items, tasks and thanks go; a list stays only in a section of no kind, and only where another issue has it too. A section that is empty then gets the placeholder that
/// the newsletter has used last in it. The date is the placeholder; the month moves on wherever it is named.
///
/// With other issues at hand, a section whose title none of them has, and that is not [usual](Self::with_sections), is left out, unless it is the only
/// one of its kind, such as that for news; and prose behind the introduction
/// of a section stays only where one of them has it there too; so does the `description`.
///
/// ```
/// use newsletter_draft::Draft;
/// use newsletter_parse::{Options, parse};
///
/// let may = "+++\ntitle = \"Example OS: May 2031\"\ndate = 2031-06-04\n+++\n## News\n\nWhat is new:\n\n- [A shell](https://example.org)\n";
/// let may = parse(may, &Options::default())?;
/// let june = Draft::default().without_reminder().of(&may)?;
/// assert_eq!(june, "+++\ntitle = \"Example OS: June 2031\"\ndate = 0000-01-01\n+++\n## News\n");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct Draft<'i> {
    earlier: Vec<&'i Issue>,
    month: Option<Month>,
    authors: Option<Vec<String>>,
    reminder: Option<String>,
    entries: Vec<String>,
    sections: Vec<UsualSection>,
}

/// Why there is no next draft.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum DraftError {
    /// The latest issue does not say what month it reports on.
    #[error(
        "found no month in the latest issue, expected `month` in its `extra`, or a month and a year in its title"
    )]
    NoMonth,
    /// The draft cannot be written.
    #[error("{0}")]
    Issue(#[from] IssueError),
}

impl Default for Draft<'_> {
    /// A draft for the month behind that of the latest issue.
    fn default() -> Self {
        Self {
            earlier: Vec::new(),
            month: None,
            authors: None,
            reminder: Some(Self::REMINDER.to_owned()),
            entries: Vec::new(),
            sections: Vec::new(),
        }
    }
}

impl Draft<'_> {
    /// The comment at the end of a draft, where no other is set.
    pub const REMINDER: &'static str = "TODO: Update publication date";
}

impl<'i> Draft<'i> {
    /// Sets the other issues of the newsletter, the latest one last.
    #[must_use]
    pub fn with_earlier(mut self, issues: Vec<&'i Issue>) -> Self {
        self.earlier = issues;
        self
    }

    /// Sets the month that the draft is for.
    #[must_use]
    pub fn for_month(mut self, month: Month) -> Self {
        self.month = Some(month);
        self
    }

    /// Sets who is an author from the start; without, the first of the latest authors is, and the first of the editors.
    #[must_use]
    pub fn with_authors(mut self, handles: Vec<String>) -> Self {
        self.authors = Some(handles);
        self
    }

    /// Sets the comment at the end that reminds of what is to be done before publication.
    #[must_use]
    pub fn with_reminder(mut self, text: impl Into<String>) -> Self {
        self.reminder = Some(text.into());
        self
    }

    /// Leaves the comment at the end out.
    #[must_use]
    pub fn without_reminder(mut self) -> Self {
        self.reminder = None;
        self
    }

    /// Sets the sections that issues usually have. Their placeholders go before those that other issues used.
    #[must_use]
    pub fn with_sections(mut self, sections: Vec<UsualSection>) -> Self {
        self.sections = sections;
        self
    }

    /// Sets the projects, each by its name or by where its heading leads, whose entries stay with what introduces them: the heading, the byline,
    /// the first sentences up to one that tells of a month, and "In June, …" for what is to be told.
    #[must_use]
    pub fn with_entries(mut self, projects: Vec<String>) -> Self {
        self.entries = projects;
        self
    }

    /// The text of the draft, made of the latest issue.
    ///
    /// # Errors
    ///
    /// When the issue names no month in `extra` or in its title, as `title = "News"`, and none is set; when the draft cannot be
    /// written over the issue.
    pub fn of(&self, latest: &Document) -> Result<String, DraftError> {
        let mut issue = latest.issue().clone();
        let last = month::of(&issue);
        let next = self.month.or_else(|| last.map(Month::next));
        let next = next.ok_or(DraftError::NoMonth)?;
        self.empty_sections(&mut issue);
        keep_marker(&mut issue, latest.issue());
        for project in &self.entries {
            self.introduce(project, &mut issue, latest.issue(), next);
        }
        definition::drop_unused(&mut issue);
        definition::keep_used(&mut issue, latest.issue());
        if let Some(last) = last {
            move_on(&mut issue, last, next);
        }
        drop_own_places(&mut issue, latest.issue());
        if !self.is_usual_description(latest.issue()) {
            issue.front_matter.description = None;
        }
        self.reset_front_matter(&mut issue, next);
        let mut text = update(latest, &issue)?;
        let reminder = self.reminder.as_ref();
        if let Some(reminder) = reminder.filter(|reminder| !ends_with(&issue, reminder)) {
            push_comment(&mut text, reminder);
        }
        Ok(text)
    }

    /// The text of the draft of a month, made of a filled template ([`filled_template`](crate::filled_template)).
    ///
    /// All of it stays, but for the date, the authors, and another month that it may name.
    ///
    /// # Errors
    ///
    /// When the draft cannot be written over the template.
    pub fn of_template(&self, template: &Document, month: Month) -> Result<String, DraftError> {
        let mut issue = template.issue().clone();
        if let Some(last) = month::of(&issue) {
            move_on(&mut issue, last, month);
        }
        self.reset_front_matter(&mut issue, month);
        Ok(update(template, &issue)?)
    }

    fn empty_sections(&self, issue: &mut Issue) {
        let known = Boilerplate::of(&self.earlier, month::of(issue));
        let mut is_kept = self.kept_sections(issue, known.as_ref()).into_iter();
        issue.sections.retain(|_| is_kept.next().unwrap_or(true));
        for section in &mut issue.sections {
            section::empty(section, known.as_ref(), &self.earlier, &self.sections);
        }
    }

    /// Which sections stay in a draft.
    fn kept_sections(&self, issue: &Issue, known: Option<&Boilerplate<'_>>) -> Vec<bool> {
        let is_known = |section: &Section| {
            known.is_none_or(|known| known.has_section(section)) || self.is_usual(section)
        };
        let sections = issue.sections.iter();
        let kinds = sections.clone().filter(|section| is_known(section));
        let kinds: HashSet<SectionKind> = kinds.map(Section::kind).collect();
        // One that has a new title is the only one for such things.
        let is_renamed = |section: &Section| {
            section.kind() != SectionKind::Other && !kinds.contains(&section.kind())
        };
        let is_kept = sections.map(|section| is_known(section) || is_renamed(section));
        is_kept.collect()
    }

    /// The titles of the sections that the draft does not take over from the latest issue.
    ///
    /// ```
    /// use newsletter_draft::Draft;
    /// use newsletter_parse::{Options, parse};
    ///
    /// let page = |sections| format!("+++\ntitle = \"Example OS: May 2031\"\n+++\n{sections}");
    /// let april = parse(&page("## Join Us?\n"), &Options::default())?;
    /// let may = parse(&page("## Survey\n\n## Join Us?\n"), &Options::default())?;
    /// let draft = Draft::default().with_earlier(vec![april.issue()]);
    /// assert_eq!(draft.left_out(&may)[0].as_str(), "Survey");
    /// # Ok::<(), newsletter_parse::ParseError>(())
    /// ```
    pub fn left_out<'l>(&self, latest: &'l Document) -> Vec<&'l Line> {
        let issue = latest.issue();
        let known = Boilerplate::of(&self.earlier, month::of(issue));
        let is_kept = self.kept_sections(issue, known.as_ref());
        let sections = issue.sections.iter().zip(is_kept);
        let left_out = sections.filter(|(_, is_kept)| !is_kept);
        left_out.map(|(section, _)| section.title()).collect()
    }

    /// The [projects whose entries stay](Self::with_entries) that neither the latest issue nor another one has an entry of.
    pub fn unknown_entries(&self, latest: &Document) -> Vec<&str> {
        let issues = self.latest_first(latest.issue());
        let names = self.entries.iter().map(String::as_str);
        let names = names.filter(|name| {
            introduction::of_project(issues.clone(), name).is_none()
                && introduction::of_personal_project(issues.clone(), name).is_none()
        });
        names.collect()
    }

    fn latest_first<'l>(&'l self, latest: &'l Issue) -> impl Iterator<Item = &'l Issue> + Clone {
        std::iter::once(latest).chain(self.earlier.iter().rev().copied())
    }

    /// Adds the entry that a project had last, with what introduces it.
    fn introduce(&self, project: &str, issue: &mut Issue, latest: &Issue, month: Month) {
        let issues = self.latest_first(latest);
        let to_be_told = Block::prose(format!("In {}, …", month.name()));
        if let Some(mut update) = introduction::of_project(issues.clone(), project) {
            introduction::drop_defined(&mut update.body, issue);
            update.body.push(to_be_told);
            if let Some(section) = of_kind(issue, SectionKind::ProjectUpdates) {
                entry::insert_update(section, update);
            }
        } else if let Some(mut personal) = introduction::of_personal_project(issues, project) {
            introduction::drop_defined(&mut personal.body, issue);
            personal.body.push(to_be_told);
            if let Some(section) = of_kind(issue, SectionKind::PersonalProjects) {
                entry::insert_personal(section, personal);
            }
        }
    }

    fn is_usual(&self, section: &Section) -> bool {
        let mut usual = self.sections.iter();
        usual.any(|usual| usual.is_titled(section.title()))
    }

    /// Whether another issue has the same description, months aside; where there is none, whether it names the month.
    fn is_usual_description(&self, latest: &Issue) -> bool {
        let own = month::of(latest);
        let in_own_month = |issue: &Issue| {
            let description = issue.front_matter.description.as_deref()?;
            Some(match (month::of(issue), own) {
                (Some(month), Some(own)) => month::moved_on(description, month, own),
                _ => description.to_owned(),
            })
        };
        let description = &latest.front_matter.description;
        let mut earlier = self.earlier.iter().map(|issue| in_own_month(issue));
        let names_month = || {
            let moved = own.zip(description.as_ref());
            moved.is_some_and(|(own, text)| month::moved_on(text, own, own.next()) != *text)
        };
        match self.earlier.is_empty() {
            true => names_month(),
            false => earlier.any(|earlier| earlier == *description),
        }
    }

    fn reset_front_matter(&self, issue: &mut Issue, month: Month) {
        let front_matter = &mut issue.front_matter;
        front_matter.date = Some(Date::PLACEHOLDER);
        front_matter.updated = None;
        let extra = &mut front_matter.extra;
        extra.updated = None;
        // A month in another spelling is read as any other value.
        if extra.month.is_some() || extra.other.shift_remove("month").is_some() {
            extra.month = Some(month);
        }
        match &self.authors {
            Some(authors) if extra.authors.is_some() => extra.authors = Some(authors.clone()),
            _ => {
                for handles in [&mut extra.authors, &mut extra.editors]
                    .into_iter()
                    .flatten()
                {
                    handles.truncate(1);
                }
            }
        }
    }
}

/// Keeps the marker behind the summary though the section goes that it stood in: behind what stands before the sections.
fn keep_marker(issue: &mut Issue, latest: &Issue) {
    let has_marker = |issue: &Issue| issue.blocks().any(|block| *block == Block::More);
    if has_marker(latest) && !has_marker(issue) {
        issue.body.push(Block::More);
    }
}

/// Drops where Zola finds the latest issue: its aliases, and a slug or a path that names no month.
fn drop_own_places(issue: &mut Issue, latest: &Issue) {
    let (own, latest) = (&mut issue.front_matter, &latest.front_matter);
    own.aliases = None;
    if own.slug == latest.slug {
        own.slug = None;
    }
    if own.path == latest.path {
        own.path = None;
    }
}

fn of_kind(issue: &mut Issue, kind: SectionKind) -> Option<&mut Section> {
    let mut sections = issue.sections.iter_mut();
    sections.find(|section| section.kind() == kind)
}

/// Whether the last block of an issue is a comment with that text.
fn ends_with(issue: &Issue, text: &str) -> bool {
    let last = issue.bodies().last().and_then(<[Block]>::last);
    matches!(last, Some(Block::Comment(comment)) if comment.text.as_str() == text)
}

/// Adds a comment in lines of its own.
fn push_comment(text: &mut String, comment: &str) {
    let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    if !text.ends_with('\n') {
        text.push_str(line_end);
    }
    for line in ["", "<!--", comment, "-->"] {
        text.push_str(line);
        text.push_str(line_end);
    }
}

/// Puts a month in the place of another one wherever the issue names it.
fn move_on(issue: &mut Issue, last: Month, next: Month) {
    let moved = |text: &str| month::moved_on(text, last, next);
    let front_matter = &mut issue.front_matter;
    front_matter.title = moved(&front_matter.title);
    let texts = [
        &mut front_matter.description,
        &mut front_matter.slug,
        &mut front_matter.path,
    ];
    for text in texts.into_iter().flatten() {
        *text = moved(text);
    }
    for section in &mut issue.sections {
        if let Ok(title) = Line::new(moved(section.title().as_str())) {
            *section.title_mut() = title;
        }
    }
    let bodies = issue.sections.iter_mut().map(Section::body_mut);
    for block in std::iter::once(&mut issue.body).chain(bodies).flatten() {
        match block {
            Block::Prose(prose) => prose.markdown = moved(prose.markdown.as_str()).into(),
            Block::Comment(comment) => comment.text = moved(comment.text.as_str()).into(),
            _ => {}
        }
    }
}
