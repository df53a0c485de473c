use newsletter_model::{Date, Issue};

use crate::reminder::is_reminder;

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
    for body in issue.bodies_mut() {
        body.retain(|block| !is_reminder(block));
    }
}
