//! The one issue that a page with the same content reads as.

mod body;
mod entry_heading;
mod front_matter;
mod list;
mod people;

use memchr::memmem;
use newsletter_model::{
    Block, Byline, Entry, EntryHeading, Issue, Line, PersonalProject, ProjectUpdate, Section,
    SectionContent, SectionKind,
};

use crate::depth;
use crate::error::{IssueError, IssueErrorKind};
use crate::heading;
use crate::labels::Labels;
use crate::markdown;
use crate::options::Options;

use body::Place;

/// The issue as a page with the same content reads: an issue that was parsed stays as it is.
///
/// - Line ends in text become `\n`; blank edges and empty blocks go.
/// - Neighbouring blocks of Markdown, thanks sentences and placeholders become the blocks that their text
///   reads as, all definitions of the issue known. A first paragraph of an item becomes its text.
/// - Neighbouring lists with the same bullet merge. `spaced` becomes false where a list cannot show it.
/// - Lists become tasks in a call for participation, and tasks become lists elsewhere.
/// - A `heading` that the other fields of an entry spell goes. A run of `#` at the end of a heading is text, and gets a backslash.
/// - Known keys among the other keys of `extra` move to their fields.
///
/// ```
/// use newsletter_model::{Block, FrontMatter, Issue};
/// use newsletter_parse::{Options, normalize};
///
/// let issue = Issue::new(FrontMatter::new("t")).with_block(Block::prose("- a\n- b"));
/// let issue = normalize(&issue, &Options::default())?;
/// assert!(matches!(&issue.body[..], [Block::List(list)] if list.items.len() == 2));
/// # Ok::<(), newsletter_parse::IssueError>(())
/// ```
///
/// # Errors
///
/// When no text reads as the issue: a section has another kind than its title gives, prose such as
/// `"## News"` opens a section or an entry where it stands, a required text is empty, a `url` stands beside
/// a `reference`, a reference has no definition, a `heading` says another name or URL than its entry.
pub fn normalize(issue: &Issue, options: &Options) -> Result<Issue, IssueError> {
    let labels = labels_of(issue, options);
    Normalizer { options, labels }.issue(issue.clone(), None)
}

/// The same for an issue that was made of a normal one: what the two have in common is not read again.
pub(crate) fn normalize_edited(
    mut issue: Issue,
    normal: &Issue,
    options: &Options,
) -> Result<Issue, IssueError> {
    if issue.body == normal.body && issue.sections == normal.sections {
        issue.front_matter = front_matter::normalize(issue.front_matter)?;
        return Ok(issue);
    }
    let labels = labels_of(&issue, options);
    let defines_alike = with_labels(&issue).eq(with_labels(normal));
    let known = (defines_alike || labels.is_same(&labels_of(normal, options))).then_some(normal);
    Normalizer { options, labels }.issue(issue, known)
}

/// The keys of all labels that the issue defines, also inside of prose. Prose that nests too deeply will be refused.
fn labels_of(issue: &Issue, options: &Options) -> Labels {
    let mut labels = Labels::default();
    let mut definitions = Vec::new();
    for block in with_labels(issue) {
        match block {
            Block::Definition(definition) => definitions.push(definition.label.as_str()),
            Block::Prose(prose) if depth::excess(prose.markdown.as_str(), options).is_none() => {
                labels.extend(markdown::defined_labels(prose.markdown.as_str()));
            }
            _ => {}
        }
    }
    labels.extend(Labels::new(definitions.into_iter()));
    labels
}

/// The definitions of an issue, and the prose that may hold some.
fn with_labels(issue: &Issue) -> impl Iterator<Item = &Block> {
    issue.blocks().filter(|block| match block {
        Block::Definition(_) => true,
        Block::Prose(prose) => memmem::find(prose.markdown.as_str().as_bytes(), b"]:").is_some(),
        _ => false,
    })
}

/// What the heading of a section says, and where the section stands.
struct SectionPlace<'p> {
    title: Line,
    kind: SectionKind,
    pointer: &'p str,
}

struct Normalizer<'o> {
    options: &'o Options,
    labels: Labels,
}

/// The elements of a normal sequence that one of `count` elements may be: counted from the start, and from the end.
fn candidates<T>(known: &[T], index: usize, count: usize) -> Vec<&T> {
    let from_end = known.len().checked_sub(count - index);
    let both = [
        known.get(index),
        from_end.and_then(|index| known.get(index)),
    ];
    both.into_iter().flatten().collect()
}

impl Normalizer<'_> {
    /// The normal form of an issue, parts of which may be those of an issue that is normal.
    fn issue(&self, mut issue: Issue, known: Option<&Issue>) -> Result<Issue, IssueError> {
        issue.front_matter = front_matter::normalize(issue.front_matter)?;
        if known.is_none_or(|known| known.body != issue.body) {
            issue.body = self.body(&issue.body, Place::of_issue(), "/body")?.blocks;
        }
        let known = known.map_or(&[][..], |known| &known.sections);
        let count = issue.sections.len();
        for (index, section) in issue.sections.iter_mut().enumerate() {
            let known = candidates(known, index, count);
            if !known.contains(&&*section) {
                self.section(section, &known, &format!("/sections/{index}"))?;
            }
        }
        Ok(issue)
    }

    /// Refuses a text that opens too many containers, before the Markdown parser reads it.
    fn check_depth(&self, text: &str, pointer: &str) -> Result<(), IssueError> {
        let Some(depth) = depth::excess(text, self.options) else {
            return Ok(());
        };
        Err(IssueError::new(
            IssueErrorKind::Limit,
            pointer,
            format_args!("{depth} nested block quotes, list items and footnotes"),
            format_args!("at most {}", self.options.max_container_depth()),
        ))
    }

    fn section(
        &self,
        section: &mut Section,
        known: &[&Section],
        pointer: &str,
    ) -> Result<(), IssueError> {
        let title = heading::given_text(section.title());
        let kind = self.options.kind_of(&self.plain_title(&title));
        if section.kind() != kind {
            let found = format!("`{}` for the title `{title}`", section.kind());
            let pointer = format!("{pointer}/kind");
            return Err(IssueError::new(
                IssueErrorKind::SectionKind,
                pointer,
                found,
                format!("`{kind}`"),
            ));
        }
        macro_rules! content {
            ($kind:ident, $content:expr, $normalize:expr) => {{
                let known = known.iter().filter_map(|known| match known {
                    Section::$kind(content) => Some(content),
                    _ => None,
                });
                let known: Vec<_> = known.collect();
                let place = SectionPlace {
                    title,
                    kind,
                    pointer,
                };
                self.content($content, place, &known, $normalize)
            }};
        }
        match section {
            Section::ProjectUpdates(content) => {
                content!(ProjectUpdates, content, Self::project_update)
            }
            Section::PersonalProjects(content) => {
                content!(PersonalProjects, content, Self::personal_project)
            }
            Section::CallForParticipation(content) => {
                content!(CallForParticipation, content, Self::task_entry)
            }
            Section::News(content) => content!(News, content, Self::entry),
            Section::Other(content) => content!(Other, content, Self::entry),
            _ => Ok(()),
        }
    }

    fn plain_title(&self, title: &Line) -> String {
        let text = format!("## {title}");
        let events = markdown::read_part(&text, &self.labels);
        heading::plain_text(&events, &events.pieces)
    }

    fn content<E: PartialEq>(
        &self,
        content: &mut SectionContent<E>,
        SectionPlace {
            title,
            kind,
            pointer,
        }: SectionPlace<'_>,
        known: &[&SectionContent<E>],
        normalize: impl Fn(&Self, &E, &str) -> Result<E, IssueError>,
    ) -> Result<(), IssueError> {
        content.title = title;
        if !known.iter().any(|known| known.body == content.body) {
            let pointer = format!("{pointer}/body");
            let body = self.body(&content.body, Place::of_section(kind), &pointer)?;
            content.body = body.blocks;
        }
        let count = content.entries.len();
        for (index, entry) in content.entries.iter_mut().enumerate() {
            let mut known = known
                .iter()
                .flat_map(|known| candidates(&known.entries, index, count));
            if !known.any(|known| known == entry) {
                *entry = normalize(self, entry, &format!("{pointer}/entries/{index}"))?;
            }
        }
        Ok(())
    }

    fn project_update(
        &self,
        entry: &ProjectUpdate,
        pointer: &str,
    ) -> Result<ProjectUpdate, IssueError> {
        let mut normal = ProjectUpdate::from(self.entry_heading(&entry.heading, pointer)?);
        let byline = (entry.maintainers.as_ref(), "maintainers");
        (normal.maintainers, normal.body) = self.project_body(byline, &entry.body, pointer)?;
        Ok(normal)
    }

    fn personal_project(
        &self,
        entry: &PersonalProject,
        pointer: &str,
    ) -> Result<PersonalProject, IssueError> {
        let mut normal = PersonalProject::from(self.entry_heading(&entry.heading, pointer)?);
        let byline = (entry.authors.as_ref(), "authors");
        (normal.authors, normal.body) = self.project_body(byline, &entry.body, pointer)?;
        Ok(normal)
    }

    fn project_body(
        &self,
        (byline, field): (Option<&Byline>, &'static str),
        body: &[Block],
        pointer: &str,
    ) -> Result<(Option<Byline>, Vec<Block>), IssueError> {
        let byline = byline
            .map(|byline| self.byline(byline, &format!("{pointer}/{field}")))
            .transpose()?;
        let place = Place::of_entry().with_byline(byline.is_none());
        let body = self.body(body, place, &format!("{pointer}/body"))?;
        Ok((byline.or(body.byline), body.blocks))
    }

    fn entry_heading(
        &self,
        heading: &EntryHeading,
        pointer: &str,
    ) -> Result<EntryHeading, IssueError> {
        entry_heading::normalize(heading, &self.labels, pointer)
    }

    fn entry(&self, entry: &Entry, pointer: &str) -> Result<Entry, IssueError> {
        self.plain_entry(entry, Place::of_entry(), pointer)
    }

    fn task_entry(&self, entry: &Entry, pointer: &str) -> Result<Entry, IssueError> {
        self.plain_entry(entry, Place::of_entry().with_tasks(true), pointer)
    }

    fn plain_entry(&self, entry: &Entry, place: Place, pointer: &str) -> Result<Entry, IssueError> {
        let mut normal = Entry::new(heading::given_text(&entry.heading));
        normal.body = self
            .body(&entry.body, place, &format!("{pointer}/body"))?
            .blocks;
        Ok(normal)
    }
}
