use std::path::PathBuf;

use clap::{Args, Subcommand, ValueHint};

#[derive(Debug, Args)]
pub(crate) struct AddArguments {
    #[command(subcommand)]
    pub(crate) thing: Thing,
}

/// What is added.
#[derive(Debug, Subcommand)]
pub(crate) enum Thing {
    /// Add the entry of a project
    #[command(after_help = PROJECT_EXAMPLES)]
    Project(ProjectArguments),
    /// Add a change to the entry of a project
    #[command(after_help = CHANGE_EXAMPLES)]
    Change(ChangeArguments),
    /// Add an entry about somebody's own project
    #[command(after_help = PERSONAL_EXAMPLES)]
    Personal(PersonalArguments),
    /// Add a task to the call for participation
    #[command(after_help = TASK_EXAMPLES)]
    Task(TaskArguments),
    /// Add a link to a section of news
    #[command(after_help = NEWS_EXAMPLES)]
    News(NewsArguments),
    /// Add an author of the issue
    #[command(after_help = AUTHOR_EXAMPLES)]
    Author(AuthorArguments),
}

#[derive(Debug, Args)]
pub(crate) struct CommonArguments {
    /// The page of the issue
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) file: PathBuf,
    /// Also add what the issue has already
    #[arg(long)]
    pub(crate) again: bool,
    /// Show the change, and do not make it
    #[arg(long)]
    pub(crate) dry_run: bool,
}

#[derive(Debug, Args)]
pub(crate) struct JsonArguments {
    /// Read it as JSON, as it stands in the JSON of an issue, from a file or `-` for standard input
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) json: Option<PathBuf>,
}

/// What an entry says.
#[derive(Debug, Args)]
pub(crate) struct EntryArguments {
    #[command(flatten)]
    pub(crate) json: JsonArguments,
    /// The name of the project, as plain text
    #[arg(
        long,
        required_unless_present = "json",
        conflicts_with = "json",
        allow_hyphen_values = true
    )]
    pub(crate) name: Option<String>,
    /// Where the project is found
    #[arg(long, value_parser = url, conflicts_with = "json", allow_hyphen_values = true)]
    pub(crate) url: Option<String>,
    /// One paragraph of Markdown
    #[arg(
        long,
        value_name = "MARKDOWN",
        conflicts_with = "json",
        allow_hyphen_values = true
    )]
    pub(crate) text: Option<String>,
}

fn url(text: &str) -> Result<String, String> {
    let text = text.trim();
    match text.contains(char::is_whitespace) {
        true => {
            Err("found white space in it, expected a URL such as https://example.org".to_owned())
        }
        false => Ok(text.to_owned()),
    }
}

/// What a link says.
#[derive(Debug, Args)]
pub(crate) struct ItemArguments {
    #[command(flatten)]
    pub(crate) json: JsonArguments,
    /// The title of the link, as plain text
    #[arg(
        long,
        required_unless_present = "json",
        conflicts_with = "json",
        allow_hyphen_values = true
    )]
    pub(crate) title: Option<String>,
    /// Where the link leads
    #[arg(
        long,
        value_parser = url,
        required_unless_present = "json",
        conflicts_with = "json",
        allow_hyphen_values = true
    )]
    pub(crate) url: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct ProjectArguments {
    #[command(flatten)]
    pub(crate) common: CommonArguments,
    #[command(flatten)]
    pub(crate) entry: EntryArguments,
    /// The GitHub profile of a maintainer; may be given several times
    #[arg(long, value_name = "HANDLE", conflicts_with = "json")]
    pub(crate) maintainer: Vec<String>,
}

#[derive(Debug, Args)]
pub(crate) struct PersonalArguments {
    #[command(flatten)]
    pub(crate) common: CommonArguments,
    #[command(flatten)]
    pub(crate) entry: EntryArguments,
    /// The GitHub profile of who wrote the entry; may be given several times
    #[arg(long, value_name = "HANDLE", conflicts_with = "json")]
    pub(crate) author: Vec<String>,
}

#[derive(Debug, Args)]
pub(crate) struct ChangeArguments {
    #[command(flatten)]
    pub(crate) common: CommonArguments,
    /// The name of the project, or where its heading leads
    #[arg(long, allow_hyphen_values = true)]
    pub(crate) project: String,
    #[command(flatten)]
    pub(crate) item: ItemArguments,
}

#[derive(Debug, Args)]
pub(crate) struct TaskArguments {
    #[command(flatten)]
    pub(crate) common: CommonArguments,
    #[command(flatten)]
    pub(crate) item: ItemArguments,
    /// The repository, as plain text
    #[arg(long, conflicts_with = "json", allow_hyphen_values = true)]
    pub(crate) repository: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct NewsArguments {
    #[command(flatten)]
    pub(crate) common: CommonArguments,
    #[command(flatten)]
    pub(crate) item: ItemArguments,
    /// The title of the section [default: the one for news that issues have most items in]
    #[arg(long, value_name = "TITLE")]
    pub(crate) section: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct AuthorArguments {
    #[command(flatten)]
    pub(crate) common: CommonArguments,
    #[command(flatten)]
    pub(crate) json: JsonArguments,
    /// The handle of the author
    #[arg(
        value_name = "HANDLE",
        required_unless_present = "json",
        conflicts_with = "json"
    )]
    pub(crate) handle: Option<String>,
}

pub(crate) const EXAMPLES: &str = "\
Examples:
  newsletter add change 2031-06.md --project bootkit --title \"Boot from GPT disks\" --url https://example.org/1
  newsletter add author 2031-06.md ada-f
  newsletter help add change";

const PROJECT_EXAMPLES: &str = "\
Examples:
  newsletter add project 2031-06.md --name acpi --url https://example.org/acpi --maintainer ada-f
  newsletter add project 2031-06.md --json entry.json";

const CHANGE_EXAMPLES: &str = "\
Examples:
  newsletter add change 2031-06.md --project bootkit --title \"Boot from GPT disks\" --url https://example.org/1
  echo '{\"title\": \"Boot\", \"url\": \"https://example.org/1\"}' | newsletter add change 2031-06.md --project bootkit --json -";

const PERSONAL_EXAMPLES: &str = "\
Examples:
  newsletter add personal 2031-06.md --name mira-l/teapot --author mira-l --text \"It boils.\"
  newsletter add personal 2031-06.md --json entry.json";

const TASK_EXAMPLES: &str = "\
Examples:
  newsletter add task 2031-06.md --repository bootkit --title \"Boot from GPT disks\" --url https://example.org/2
  newsletter add task 2031-06.md --json task.json";

const NEWS_EXAMPLES: &str = "\
Examples:
  newsletter add news 2031-06.md --title \"A shell\" --url https://example.org/shell
  newsletter add news 2031-06.md --section \"Other News\" --json item.json";

const AUTHOR_EXAMPLES: &str = "\
Examples:
  newsletter add author 2031-06.md ada-f
  echo '\"ada-f\"' | newsletter add author 2031-06.md --json -";
