//! What the command line says.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum, ValueHint};
use clap_complete::Shell;

/// Newsletter issues as data, and back.
///
/// An issue is a page of a Zola site: TOML front matter between `+++` lines, then Markdown.
#[derive(Debug, Parser)]
#[command(name = "newsletter", version, after_help = AFTER_HELP, max_term_width = 100)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
    #[command(flatten)]
    pub(crate) global: GlobalArguments,
}

const AFTER_HELP: &str = "\
Exit status:
  0  all is well
  1  files differ or failed
  2  wrong usage";

#[derive(Debug, Args)]
#[command(next_help_heading = "Options of all commands")]
pub(crate) struct GlobalArguments {
    /// When to use colours; `auto` also heeds NO_COLOR
    #[arg(long, global = true, value_enum, default_value_t = ColorWhen::Auto, value_name = "WHEN", hide_possible_values = false)]
    pub(crate) color: ColorWhen,
    /// Print errors alone: no progress, warnings or summary
    #[arg(long, short, global = true)]
    pub(crate) quiet: bool,
    /// How many files to work on at once [default: one a core]
    #[arg(long, short, global = true, value_name = "N")]
    pub(crate) jobs: Option<NonZeroUsize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ColorWhen {
    Auto,
    Always,
    Never,
}

impl From<ColorWhen> for anstream::ColorChoice {
    fn from(when: ColorWhen) -> Self {
        match when {
            ColorWhen::Auto => Self::Auto,
            ColorWhen::Always => Self::Always,
            ColorWhen::Never => Self::Never,
        }
    }
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Write issues as JSON
    ///
    /// Several issues are written one object after another, or one a line with --ndjson. The field
    /// `path` says where each was found: relative to the folder given, or the name of the file given.
    #[command(after_help = TO_JSON_EXAMPLES)]
    ToJson(ToJsonArguments),
    /// Write Markdown from JSON
    ///
    /// Reads one object, or several in one text as `to-json` writes them. One issue goes to standard
    /// output, or to a file; several go into a folder, each to its `path` below it. Existing files of
    /// a folder are kept, and reported where their text would change, unless --force is given.
    #[command(after_help = FROM_JSON_EXAMPLES)]
    FromJson(FromJsonArguments),
    /// Bring issues into canonical form
    ///
    /// Without --check or --write, one page is read and its canonical form printed.
    #[command(after_help = FMT_EXAMPLES)]
    Fmt(FmtArguments),
    /// Print the JSON Schema of an issue
    #[command(after_help = SCHEMA_EXAMPLES)]
    Schema,
    /// Print the completions for a shell
    #[command(after_help = COMPLETIONS_EXAMPLES)]
    Completions(CompletionsArguments),
    /// Print the manual page
    #[command(after_help = MAN_EXAMPLES)]
    Man,
}

impl Command {
    /// The word on the command line.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::ToJson(_) => "to-json",
            Self::FromJson(_) => "from-json",
            Self::Fmt(_) => "fmt",
            Self::Schema => "schema",
            Self::Completions(_) => "completions",
            Self::Man => "man",
        }
    }
}

#[derive(Debug, Args)]
pub(crate) struct ToJsonArguments {
    /// Write each issue in one line
    #[arg(long)]
    pub(crate) ndjson: bool,
    #[command(flatten)]
    pub(crate) pages: PageArguments,
}

#[derive(Debug, Args)]
pub(crate) struct PageArguments {
    /// Pages, folders of pages, or `-` for standard input (the default, unless that is a terminal)
    ///
    /// Of a folder, all `.md` files below it are read, in order, except `_index.md`, hidden ones and links.
    #[arg(value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub(crate) paths: Vec<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct FromJsonArguments {
    /// The JSON, or `-` for standard input (the default, unless that is a terminal)
    #[arg(value_name = "PATH", value_hint = ValueHint::FilePath)]
    pub(crate) path: Option<PathBuf>,
    /// The file for one issue, or the folder for any number of them
    ///
    /// A folder is one that exists, a name that ends in `/`, or a new name without an extension.
    #[arg(long, short, value_name = "FILE|FOLDER", value_hint = ValueHint::AnyPath)]
    pub(crate) output: Option<PathBuf>,
    /// Replace existing files of the folder
    #[arg(long, short)]
    pub(crate) force: bool,
}

#[derive(Debug, Args)]
pub(crate) struct FmtArguments {
    /// Show how pages differ from their canonical form; exit status 1 if any does
    #[arg(long, conflicts_with = "write")]
    pub(crate) check: bool,
    /// Rewrite the pages in place
    #[arg(long)]
    pub(crate) write: bool,
    /// Rewrite also pages with comments in the front matter, which are lost
    #[arg(long)]
    pub(crate) drop_comments: bool,
    #[command(flatten)]
    pub(crate) pages: PageArguments,
}

#[derive(Debug, Args)]
pub(crate) struct CompletionsArguments {
    /// The shell
    pub(crate) shell: Shell,
}

const TO_JSON_EXAMPLES: &str = "\
Examples:
  newsletter to-json 2022-06/index.md
  newsletter to-json --ndjson content/ > issues.ndjson
  newsletter to-json --ndjson content/ | jq -r .front_matter.title
  curl -s https://example.org/index.md | newsletter to-json";

const FROM_JSON_EXAMPLES: &str = "\
Examples:
  newsletter from-json issue.json -o 2022-06/index.md
  newsletter from-json -o content/ issues.ndjson
  newsletter to-json index.md | jq '.front_matter.draft = false' | newsletter from-json";

const FMT_EXAMPLES: &str = "\
Examples:
  newsletter fmt draft.md
  newsletter fmt --check content/
  newsletter fmt --write content/2022-06/index.md";

const SCHEMA_EXAMPLES: &str = "\
Examples:
  newsletter schema > newsletter-1.json";

const COMPLETIONS_EXAMPLES: &str = "\
Examples:
  newsletter completions bash > ~/.local/share/bash-completion/completions/newsletter
  newsletter completions fish > ~/.config/fish/completions/newsletter.fish";

const MAN_EXAMPLES: &str = "\
Examples:
  newsletter man > ~/.local/share/man/man1/newsletter.1
  newsletter man | man -l -";
