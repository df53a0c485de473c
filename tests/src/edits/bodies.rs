//! The bodies of an issue, to change them.

use newsletter_model::{Block, Issue, Section};

/// All bodies in the order of the text: that of the issue, of each section and of each entry.
pub fn bodies_mut(issue: &mut Issue) -> Vec<&mut Vec<Block>> {
    let mut bodies = vec![&mut issue.body];
    for section in &mut issue.sections {
        match section {
            Section::ProjectUpdates(content) => {
                bodies.push(&mut content.body);
                bodies.extend(content.entries.iter_mut().map(|entry| &mut entry.body));
            }
            Section::PersonalProjects(content) => {
                bodies.push(&mut content.body);
                bodies.extend(content.entries.iter_mut().map(|entry| &mut entry.body));
            }
            Section::CallForParticipation(content)
            | Section::News(content)
            | Section::Other(content) => {
                bodies.push(&mut content.body);
                bodies.extend(content.entries.iter_mut().map(|entry| &mut entry.body));
            }
            _ => {}
        }
    }
    bodies
}
