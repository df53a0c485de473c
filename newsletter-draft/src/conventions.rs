//! What the issues of a newsletter show of its conventions.

use newsletter_model::{Issue, Line, Month, Section, SectionKind};

use crate::section::placeholder_in;
use crate::usual::{UsualSection, is_same_title};
use crate::{month, place};

/// How many of the latest issues show which sections are usual: those of a year.
const ISSUES: usize = 12;

/// The sections that a newsletter usually has, in order, each with the placeholder that it had last.
///
/// The issues are given with the latest one last. Of the latest twelve, at least two have such a section, or the only
/// one has it.
///
/// ```
/// use newsletter_draft::usual_sections;
/// use newsletter_parse::{Options, parse};
///
/// let may = "+++\ntitle = \"May\"\n+++\n## News\n\n## Ten Years\n\n## Join Us?\n";
/// let june = "+++\ntitle = \"June\"\n+++\n## News\n\n## Join Us?\n";
/// let (may, june) = (parse(may, &Options::default())?, parse(june, &Options::default())?);
/// let usual = usual_sections(&[may.issue(), june.issue()]);
/// let titles: Vec<&str> = usual.iter().map(|section| section.title.as_str()).collect();
/// assert_eq!(titles, ["News", "Join Us?"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn usual_sections(issues: &[&Issue]) -> Vec<UsualSection> {
    let latest = &issues[issues.len().saturating_sub(ISSUES)..];
    let is_usual = |section: &Section| {
        let having = latest
            .iter()
            .filter(|issue| find(issue, section.title()).is_some());
        having.count() >= latest.len().min(2)
    };
    let mut usual: Vec<UsualSection> = Vec::new();
    for issue in latest.iter().rev() {
        let titles: Vec<&Line> = issue.sections.iter().map(Section::title).collect();
        for section in issue.sections.iter().filter(|section| is_usual(section)) {
            if !usual.iter().any(|known| known.is_titled(section.title())) {
                let known: Vec<&Line> = usual.iter().map(|known| &known.title).collect();
                let at = place::place_among(section.title(), &known, &titles);
                usual.insert(at, usual_section(section, latest));
            }
        }
    }
    usual
}

fn usual_section(section: &Section, issues: &[&Issue]) -> UsualSection {
    let usual = UsualSection::new(section.title().clone(), section.kind());
    let same = issues.iter().rev();
    let mut same = same.filter_map(|issue| find(issue, section.title()));
    match same.find_map(|section| placeholder_in(section.body())) {
        Some(placeholder) if section.kind() != SectionKind::Other => {
            usual.with_placeholder(placeholder.clone())
        }
        _ => usual,
    }
}

fn find<'i>(issue: &'i Issue, title: &Line) -> Option<&'i Section> {
    let mut sections = issue.sections.iter();
    sections.find(|section| is_same_title(section.title(), title))
}

/// The title of an issue without its month: "This Month in Example OS" of "This Month in Example OS: June 2031".
///
/// `None` where the title does not name the month.
///
/// ```
/// use newsletter_draft::series_title;
/// use newsletter_model::{FrontMatter, Issue};
///
/// let june = Issue::new(FrontMatter::new("Example OS (June 2031)"));
/// assert_eq!(series_title(&june).as_deref(), Some("Example OS"));
/// assert_eq!(series_title(&Issue::new(FrontMatter::new("Example OS"))), None);
/// ```
pub fn series_title(issue: &Issue) -> Option<String> {
    let title = &issue.front_matter.title;
    let month = month::of(issue)?;
    let named = |month: Month| [month.to_string(), month.name().to_owned()];
    let name = named(month).into_iter().find(|name| title.contains(name))?;
    let without = title.replacen(&name, "", 1);
    let is_around =
        |character: char| character.is_whitespace() || "()[]:,-–—|/·".contains(character);
    let series = without.trim_matches(is_around);
    (!series.is_empty()).then(|| series.to_owned())
}
