use std::io;

use newsletter_draft::{Adder, Addition, AdditionError};
use newsletter_export::{update, write_file};
use newsletter_model::{
    Block, Error, Inline, Item, Line, Person, PersonalProject, ProjectUpdate, Task,
};
use newsletter_parse::IssueError;

use crate::arguments::{
    AddArguments, CommonArguments, EntryArguments, ItemArguments, JsonArguments, Thing,
};
use crate::input::known::{self, Known};
use crate::input::neighbors;
use crate::input::part_json::{AUTHOR, ITEM, PERSONAL, PROJECT, Part, TASK};
use crate::input::{self, Page};
use crate::output;
use crate::output::diagnostics::Problem;
use crate::output::diff;
use crate::output::reporter::{Finding, Reporter};
use crate::output::shower::Shower;
use crate::session::{Session, Stop};

/// Adds something to an issue, and writes the issue over its page.
pub(crate) fn run(arguments: &AddArguments, session: &mut Session) -> Result<(), Stop> {
    let common = common(&arguments.thing);
    if input::is_standard_input(&common.file) {
        return Err(Stop::Usage(
            "FILE is rewritten: name a file, as standard input cannot be".to_owned(),
        ));
    }
    let Session {
        configs, reporter, ..
    } = session;
    let page = configs.page(&common.file)?;
    let addition = addition(&arguments.thing)?;
    let mut out = Shower::new(!common.dry_run);
    match addition.and_then(|addition| added(common, page, addition, reporter)) {
        Ok(diff) => {
            reporter.found(match common.dry_run {
                true => Finding::WouldChange,
                false => Finding::Changed,
            });
            out.show(&diff)?;
        }
        Err(problem) => reporter.fail(&problem),
    }
    out.finish(reporter)
}

fn common(thing: &Thing) -> &CommonArguments {
    match thing {
        Thing::Project(arguments) => &arguments.common,
        Thing::Change(arguments) => &arguments.common,
        Thing::Personal(arguments) => &arguments.common,
        Thing::Task(arguments) => &arguments.common,
        Thing::News(arguments) => &arguments.common,
        Thing::Author(arguments) => &arguments.common,
    }
}

/// What is added; the inner error is one of the JSON.
fn addition(thing: &Thing) -> Result<Result<Addition, Problem>, Stop> {
    Ok(match thing {
        Thing::Project(arguments) => match from_json(&arguments.entry.json, &PROJECT) {
            Some(entry) => entry.map(Addition::Project),
            None => Ok(Addition::Project(
                project(&arguments.entry, &arguments.maintainer).map_err(|error| wrong(&error))?,
            )),
        },
        Thing::Personal(arguments) => match from_json(&arguments.entry.json, &PERSONAL) {
            Some(entry) => entry.map(Addition::Personal),
            None => Ok(Addition::Personal(
                personal(&arguments.entry, &arguments.author).map_err(|error| wrong(&error))?,
            )),
        },
        Thing::Change(arguments) => item(&arguments.item).map(|item| Addition::Change {
            project: arguments.project.clone(),
            item,
        }),
        Thing::Task(arguments) => match from_json(&arguments.item.json, &TASK) {
            Some(task) => task.map(Addition::Task),
            None => {
                let repository = arguments.repository.as_ref().map(Line::new).transpose();
                let mut task = Task::from(link(&arguments.item));
                if let Some(repository) = repository.map_err(|error| wrong(&error))? {
                    task = task.with_repository(repository);
                }
                Ok(Addition::Task(task))
            }
        },
        Thing::News(arguments) => item(&arguments.item).map(|item| Addition::News {
            section: arguments.section.clone(),
            item,
        }),
        Thing::Author(arguments) => match from_json(&arguments.json, &AUTHOR) {
            Some(handle) => handle.and_then(|handle| {
                author(&handle).map_err(|error: Error| Problem::new(error.to_string()))
            }),
            None => {
                let handle = arguments.handle.as_deref().unwrap_or_default();
                Ok(author(handle).map_err(|error| wrong(&error))?)
            }
        },
    })
}

fn wrong(error: &Error) -> Stop {
    Stop::Usage(error.to_string())
}

/// Reads something as JSON, where that is asked for.
fn from_json<T>(arguments: &JsonArguments, part: &Part<T>) -> Option<Result<T, Problem>> {
    let file = arguments.json.as_deref()?;
    Some(part.read(&Page::of(file)))
}

fn item(arguments: &ItemArguments) -> Result<Item, Problem> {
    from_json(&arguments.json, &ITEM).unwrap_or_else(|| Ok(link(arguments)))
}

/// The link that arguments without JSON have.
fn link(arguments: &ItemArguments) -> Item {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    Item::link(&text(&arguments.title), text(&arguments.url))
}

fn project(arguments: &EntryArguments, maintainers: &[String]) -> Result<ProjectUpdate, Error> {
    let mut entry = ProjectUpdate::new(arguments.name.clone().unwrap_or_default())?;
    if let Some(url) = &arguments.url {
        entry = entry.with_url(url.as_str());
    }
    if !maintainers.is_empty() {
        entry = entry.with_maintainers(people(maintainers)?);
    }
    entry.body.extend(paragraph(arguments)?);
    Ok(entry)
}

fn personal(arguments: &EntryArguments, authors: &[String]) -> Result<PersonalProject, Error> {
    let mut entry = PersonalProject::new(arguments.name.clone().unwrap_or_default())?;
    if let Some(url) = &arguments.url {
        entry = entry.with_url(url.as_str());
    }
    if !authors.is_empty() {
        entry = entry.with_authors(people(authors)?);
    }
    entry.body.extend(paragraph(arguments)?);
    Ok(entry)
}

/// People by their handles, each once.
fn people(handles: &[String]) -> Result<Vec<Person>, Error> {
    let mut people = Vec::new();
    for handle in handles {
        let person = Person::github(bare(handle))?;
        if !people.contains(&person) {
            people.push(person);
        }
    }
    Ok(people)
}

fn author(handle: &str) -> Result<Addition, Error> {
    let handle = bare(handle);
    Person::github(handle)?;
    Ok(Addition::Author(handle.to_owned()))
}

/// A handle without the `@` that people write before it.
fn bare(handle: &str) -> &str {
    handle.strip_prefix('@').unwrap_or(handle)
}

fn paragraph(arguments: &EntryArguments) -> Result<Option<Block>, Error> {
    let text = arguments.text.as_ref().map(Inline::new).transpose()?;
    Ok(text.map(|text| Block::prose(text.as_str())))
}

/// Adds something to the issue of a file, and writes it; gives the diff.
fn added(
    arguments: &CommonArguments,
    page: Page,
    addition: Addition,
    reporter: &Reporter,
) -> Result<String, Problem> {
    let file = &arguments.file;
    input::require_no_section_page(file)?;
    let document = page.read()?;
    let config = page.config.clone();
    let known = Known::new(page, document);
    let label = known.page.label();
    let folder = neighbors::section_folder(file);
    let mut earlier = known::issues_in(&folder, Some(file), &config, reporter)?;
    known::retain_not_later(&mut earlier, known.month);
    let issues = earlier.iter().map(|known| known.document.issue()).collect();
    let mut adder = Adder::default()
        .with_earlier(issues)
        .with_sections(config.sections.clone());
    if let Some(reminder) = &config.draft.reminder {
        adder = adder.with_reminder(reminder.as_str());
    }
    if arguments.again {
        adder = adder.allow_repeated();
    }
    let mut issue = known.document.issue().clone();
    adder
        .add(&mut issue, addition)
        .map_err(|error| refused(&error, &label))?;
    let text = update(&known.document, &issue).map_err(|error| unwritable(&error, &label))?;
    let source = known.document.source();
    if !arguments.dry_run {
        write_file(file, &text, Some(source))
            .map_err(|error| Problem::of_system("write", file, &error))?;
    }
    let is_colored = output::is_colored(&io::stdout());
    Ok(diff::unified((&label, source), (&label, &text), is_colored))
}

/// Why something cannot be written into the page: as text it would be something else.
fn unwritable(error: &IssueError, label: &str) -> Problem {
    let (found, expected) = (error.found(), error.expected());
    let title =
        format!("what is to be added cannot be written: found {found}, expected {expected}");
    Problem::new(title).in_file(label)
}

fn refused(error: &AdditionError, label: &str) -> Problem {
    let problem = Problem::new(error.to_string()).in_file(label);
    match error {
        AdditionError::Repeated { .. } | AdditionError::RepeatedAuthor(_) => {
            problem.with_help("to add it all the same: --again")
        }
        AdditionError::OtherKind { .. } => problem.with_help("name another section, or none"),
        AdditionError::NoSection { .. } => problem.with_help(
            "add its heading to the issue; a title that is not known gets a kind by `[[sections]]` in `newsletter.toml`",
        ),
        AdditionError::UnknownProject { .. } => {
            problem.with_help("to add an entry for a new project: newsletter add project")
        }
        _ => problem,
    }
}
