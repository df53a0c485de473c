//! Builds an issue in code and prints its Markdown.
//!
//! ```text
//! cargo run -p newsletter-export --example build_issue
//! ```

use std::error::Error;
use std::io::{self, Write};

use newsletter_model::{
    Block, FrontMatter, Inline, Issue, Item, Line, List, Person, Placeholder, ProjectUpdate,
    Section, SectionContent, Task, Tasks, Thanks,
};
use newsletter_parse::Options;

fn main() -> Result<(), Box<dyn Error>> {
    let markdown = newsletter_export::to_markdown(&issue()?, &Options::default())?;
    io::stdout().lock().write_all(markdown.as_bytes())?;
    Ok(())
}

fn issue() -> Result<Issue, newsletter_model::Error> {
    let front_matter = FrontMatter::new("This Month in Example OS: June 2031")
        .with_date("2031-07-04".parse()?)
        .with_month("June 2031".parse()?)
        .with_editor("ada-f");
    Ok(Issue::new(front_matter)
        .with_block(Block::prose(
            "Welcome to a new issue of _\"This Month in Example OS\"_.",
        ))
        .with_block(Block::More)
        .with_section(project_updates()?)
        .with_section(call_for_participation()?)
        .with_section(Section::News(
            SectionContent::new(Line::plain("News and Blog Posts")).with_block(Placeholder::new(
                Inline::plain("No news were submitted this month."),
            )),
        )))
}

fn project_updates() -> Result<Section, newsletter_model::Error> {
    let published = Inline::new(" <span class=\"gray\">(published as `v0.9.3`)</span>")?;
    let changes = List::new(vec![
        // Titles are plain text: what Markdown would take for markup is escaped.
        Item::link(
            "Boot from GPT disks",
            "https://github.com/example-os/bootkit/pull/320",
        )
        .with_after(published),
        Item::link(
            "Rename boot_* to start_*",
            "https://github.com/example-os/bootkit/pull/321",
        ),
    ]);
    let bootkit = ProjectUpdate::new("bootkit")?
        .with_url("https://github.com/example-os/bootkit")
        .with_maintainers(vec![Person::github("ada-f")?, Person::github("tomas-r")?])
        .with_block(Block::prose(
            "The `bootkit` crate loads a kernel. We merged the following changes this month:",
        ))
        .with_block(changes)
        .with_block(Thanks::for_contributions(vec![Person::github("mira-l")?]));
    Ok(Section::ProjectUpdates(
        SectionContent::new(Line::plain("Project Updates")).with_entry(bootkit),
    ))
}

fn call_for_participation() -> Result<Section, newsletter_model::Error> {
    let task = Task::new(
        "Draw the boot process",
        "https://github.com/example-os/wiki/issues/14",
    )
    .with_repository(Line::new("example-os/wiki")?);
    Ok(Section::CallForParticipation(
        SectionContent::new(Line::plain("Call for Participation"))
            .with_block(Tasks::new(vec![task])),
    ))
}
