//! The forms that the model gives to the parts of real newsletters.

use newsletter_model::{Block, EntryRef, Issue, Item, PlaceholderForm};
use newsletter_tests::html::zola_options;
use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag};

/// Reports every form that the model gives to a part of an issue.
pub(crate) fn count(issue: &Issue, report: &mut impl FnMut(String)) {
    for section in &issue.sections {
        report(format!("section: {}", section.kind()));
        for entry in section.entries() {
            report(format!("entry: {}", section.kind()));
            count_heading(entry, report);
        }
    }
    let top: usize = issue
        .bodies()
        .flatten()
        .flat_map(Block::items)
        .map(|item| count_item("item", item, report))
        .count();
    let nested = issue.blocks().flat_map(Block::items).count() - top;
    (0..nested).for_each(|_| report("item, nested".to_owned()));
    issue.blocks().for_each(|block| count_block(block, report));
}

fn count_heading(entry: EntryRef<'_>, count: &mut impl FnMut(String)) {
    let (heading, byline) = match entry {
        EntryRef::ProjectUpdate(update) => (&update.heading, update.maintainers.as_ref()),
        EntryRef::PersonalProject(project) => (&project.heading, project.authors.as_ref()),
        _ => return,
    };
    count(format!(
        "project heading: {}",
        if heading.heading.is_some() {
            "verbatim"
        } else {
            "spelled by its fields"
        }
    ));
    if let Some(byline) = byline {
        count(format!("byline: {}", byline.class.as_str()));
        byline
            .people()
            .for_each(|_| count("person in a byline".to_owned()));
    }
}

fn count_item(name: &str, item: &Item, count: &mut impl FnMut(String)) {
    let target = match (&item.url, &item.reference) {
        (Some(_), _) => "with a url",
        (None, Some(_)) => "with a reference",
        (None, None) => "without a link",
    };
    count(format!("{name} {target}"));
}

fn count_block(block: &Block, count: &mut impl FnMut(String)) {
    match block {
        Block::Prose(prose) => count(format!("prose: {}", markdown_kind(prose.markdown.as_str()))),
        Block::List(_) => count("list".to_owned()),
        Block::Tasks(tasks) => {
            count("tasks".to_owned());
            tasks.items.iter().for_each(|_| count("task".to_owned()));
        }
        Block::Thanks(thanks) => {
            count("thanks".to_owned());
            thanks
                .people()
                .for_each(|_| count("person in thanks".to_owned()));
        }
        Block::Comment(_) => count("comment".to_owned()),
        Block::Placeholder(placeholder) => {
            let form = if placeholder.form == PlaceholderForm::Line {
                "one line"
            } else {
                "paragraphs"
            };
            count(format!("placeholder, {form}"));
        }
        Block::Definition(_) => count("definition".to_owned()),
        Block::More => count("marker".to_owned()),
        Block::Heading(_) => count("heading".to_owned()),
        other => panic!("a block of a new type: {other:?}"),
    }
}

/// What the first block of some Markdown is.
fn markdown_kind(markdown: &str) -> &'static str {
    match Parser::new_ext(markdown, zola_options()).next() {
        Some(Event::Start(Tag::Paragraph)) => "paragraph",
        Some(Event::Start(Tag::List(Some(_)))) => "numbered list",
        Some(Event::Start(Tag::List(None))) => "bullet list",
        Some(Event::Start(Tag::BlockQuote(_))) => "quote",
        Some(Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_)))) => "fenced code",
        Some(Event::Start(Tag::CodeBlock(CodeBlockKind::Indented))) => "indented code",
        Some(Event::Start(Tag::HtmlBlock)) => "html",
        Some(Event::Start(Tag::Table(_))) => "table",
        Some(Event::Start(Tag::FootnoteDefinition(_))) => "footnote",
        Some(Event::Start(Tag::Heading { .. })) => "heading",
        Some(Event::Rule) => "rule",
        _ => "other",
    }
}
