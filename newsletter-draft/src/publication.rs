use newsletter_model::{Block, Date, Issue, Section};

/// Gives an issue its date, and takes from it what only a draft has.
///
/// `draft` goes, and so do the comments in its bodies all of whose lines start with `TODO`. Comments below items stay.
///
/// ```
/// use newsletter_draft::publish;
/// use newsletter_export::Edit;
/// use newsletter_parse::{Options, parse};
///
/// let draft = "+++\ntitle = \"June\"\ndate = 0000-01-01\ndraft = true\n+++\n\nHello!\n\n<!--\nTODO: Update the date\n-->\n";
/// let date = "2031-07-04".parse()?;
/// let text = parse(draft, &Options::default())?.edit(|issue| publish(issue, date))?;
/// assert_eq!(text, "+++\ntitle = \"June\"\ndate = 2031-07-04\n+++\n\nHello!\n");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn publish(issue: &mut Issue, date: Date) {
    issue.front_matter.date = Some(date);
    issue.front_matter.draft = None;
    drop_reminders(&mut issue.body);
    for section in &mut issue.sections {
        drop_reminders(section.body_mut());
        match section {
            Section::ProjectUpdates(content) => {
                (content.entries.iter_mut()).for_each(|entry| drop_reminders(&mut entry.body));
            }
            Section::PersonalProjects(content) => {
                (content.entries.iter_mut()).for_each(|entry| drop_reminders(&mut entry.body));
            }
            Section::CallForParticipation(content)
            | Section::News(content)
            | Section::Other(content) => {
                (content.entries.iter_mut()).for_each(|entry| drop_reminders(&mut entry.body));
            }
            _ => {}
        }
    }
}

fn drop_reminders(body: &mut Vec<Block>) {
    body.retain(
        |block| !matches!(block, Block::Comment(comment) if is_reminder(comment.text.as_str())),
    );
}

/// Whether all lines of a comment say what is to be done.
fn is_reminder(text: &str) -> bool {
    let mut lines = text
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .peekable();
    lines.peek().is_some() && lines.all(is_to_do)
}

fn is_to_do(line: &str) -> bool {
    line.strip_prefix("TODO")
        .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}
