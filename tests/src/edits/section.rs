//! Edits of sections.

use newsletter_model::{Issue, Line, Section, SectionContent, SectionKind};
use serde_json::Value;

use super::{Choice, Kind, Touches, tree, words};

pub(super) const KINDS: &[Kind] = &[
    Kind::small("change the title of a section", retitle),
    Kind::small("add a section", add),
    Kind::small("remove a section", remove).may_lose_definition(),
    Kind::small("swap sections", swap),
    Kind::small("move a section", shift),
];

/// Some section of an issue, chosen at random.
fn any(issue: &Value, choice: &mut Choice<'_>) -> Option<String> {
    choice.pick(&tree::elements(issue, "sections")).cloned()
}

/// Gives a section another title of its kind.
fn retitle(issue: &mut Issue, choice: &mut Choice<'_>) -> Option<Touches> {
    if issue.sections.is_empty() {
        return None;
    }
    let number = choice.below(issue.sections.len());
    let section = &mut issue.sections[number];
    let titles: &[&str] = match section.kind() {
        SectionKind::ProjectUpdates => &["Project Updates", "`rust-osdev` Projects"],
        SectionKind::PersonalProjects => &[
            "Personal Projects",
            "Other Projects",
            "Personal Projects {#personal}",
        ],
        SectionKind::CallForParticipation => {
            &["Call for Participation", "Call for Participation {#help}"]
        }
        SectionKind::News => &[
            "Other News",
            "News and Blog Posts",
            "Infrastructure and Tooling",
        ],
        _ => &["Outlook", "Something *else*"],
    };
    *section.title_mut() = Line::new(*choice.pick(titles)?).ok()?;
    Some(tree::changed(&format!("/sections/{number}/title")))
}

fn add(issue: &mut Issue, choice: &mut Choice<'_>) -> Option<Touches> {
    let content = SectionContent::new(Line::plain("Outlook"))
        .with_block(newsletter_model::Block::prose(words::sentence(choice)));
    let section = match choice.coin() {
        true => Section::Other(content),
        false => Section::News(news(choice)),
    };
    let place = choice.below(issue.sections.len() + 1);
    issue.sections.insert(place, section);
    Some(tree::touches(&[], &[&format!("/sections/{place}")]))
}

fn news(choice: &mut Choice<'_>) -> SectionContent<newsletter_model::Entry> {
    let items =
        (0..2).map(|_| newsletter_model::Item::link(words::title(choice), words::url(choice)));
    SectionContent::new(Line::plain("Other News"))
        .with_block(newsletter_model::List::new(items.collect()))
}

fn remove(issue: &mut Issue, choice: &mut Choice<'_>) -> Option<Touches> {
    tree::edit(issue, |issue| tree::remove(issue, &any(issue, choice)?))
}

fn swap(issue: &mut Issue, choice: &mut Choice<'_>) -> Option<Touches> {
    tree::edit(issue, |issue| tree::swap(issue, &any(issue, choice)?))
}

fn shift(issue: &mut Issue, choice: &mut Choice<'_>) -> Option<Touches> {
    tree::edit(issue, |issue| {
        tree::shift(issue, &any(issue, choice)?, choice)
    })
}
