//! What the command line says.

mod add;
mod check;
mod new;
mod publish;
mod site;

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum, ValueHint};
use clap_complete::Shell;

pub(crate) use add::{
    AddArguments, CommonArguments, EntryArguments, ItemArguments, JsonArguments, Thing,
};
pub(crate) use check::{ALL, CheckArguments, Format, LinkArguments, WARNINGS};
pub(crate) use new::NewArguments;
pub(crate) use publish::PublishArguments;
pub(crate) use site::{ExportArguments, ImportArguments, InitArguments};

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
  1  files differ, have an error or failed
  2  wrong usage";

#[derive(Debug, Args)]
#[command(next_help_heading = "Options of all commands")]
pub(crate) struct GlobalArguments {
    /// When to use colours; `auto` also heeds NO_COLOR
    #[arg(long, global = true, value_enum, default_value_t = ColorWhen::Auto, value_name = "WHEN", hide_possible_values = false)]
    pub(crate) color: ColorWhen,
    /// The configuration, in place of the nearest `newsletter.toml` above a page
    #[arg(long, global = true, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) config: Option<PathBuf>,
    /// Print no progress, notes and summaries: only errors, and what was asked for
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
    /// With --lossless, `from-json` can write a changed issue so that all other lines keep their bytes.
    #[command(after_help = TO_JSON_EXAMPLES)]
    ToJson(ToJsonArguments),
    /// Write Markdown from JSON
    ///
    /// Reads one object, or several in one text as `to-json` writes them. One issue goes to standard
    /// output, or to a file; several go into a folder, each to its `path` below it.
    ///
    /// An issue is written over the page that it was read from, where that is known: the page in
    /// --base, or the `source` that `to-json --lossless` adds. What did not change keeps its bytes.
    /// Else it is written in canonical form.
    ///
    /// Existing files of a folder are kept, and reported where their text would change, unless they
    /// still have the text of the `source`, or --force is given. The file in --output is replaced,
    /// but with a `source` or --base only while it has that text still, or with --force.
    ///
    /// The JSON may come from anybody. Only Markdown fields hold Markdown, and a `path` never leads out of the folder:
    /// `..`, absolute paths, links and names that some system takes for something else are refused.
    #[command(after_help = FROM_JSON_EXAMPLES)]
    FromJson(FromJsonArguments),
    /// Bring issues into canonical form
    ///
    /// Without --check or --write, one page is read and its canonical form printed.
    #[command(after_help = FMT_EXAMPLES)]
    Fmt(FmtArguments),
    /// Print the results of a filter over issues
    ///
    /// The filter is one of the language `jq`, run over the JSON of each issue as `to-json` writes it.
    #[command(after_help = QUERY_EXAMPLES)]
    Query(QueryArguments),
    /// Change issues by a filter
    ///
    /// The filter is one of the language `jq`, run over the JSON of each issue as `to-json` writes it.
    /// Its one result is the new issue, which is written over the page: what did not change keeps its
    /// bytes. The filter finds empty tables `taxonomies` and `extra` where a page has none, so that it can add keys.
    /// Keys that are `null` are left out. `path` may be left out of the result, but not changed.
    /// A page whose result is no issue is reported and left alone.
    ///
    /// Without --write, the changes are shown as a diff. A page from standard input is printed, edited.
    #[command(after_help = EDIT_EXAMPLES)]
    Edit(EditArguments),
    /// Find what is wrong with issues
    ///
    /// Each finding has a code, which --explain tells more about. Errors give exit status 1; warnings and hints do not.
    ///
    /// A page is compared with the other issues of its newsletter: for `news/2022-06/index.md` and `news/2022-06.md`,
    /// the pages that stand like that in the folder `news`. Links are followed in the Zola site that a page is in:
    /// the nearest folder above it with `config.toml` (or `zola.toml`) and `content`.
    ///
    /// The levels of rules come from the table `[check]` of the nearest `newsletter.toml` above a page. For one rule,
    /// --deny goes before --warn, that before --allow, and all of them before the file.
    ///
    /// With --links, the network is asked for each link into the web, politely: at most two requests at a time to one host, with pauses
    /// between them, and none while a host wants none. Answers are kept in a file: good ones for a week, bad ones for an hour.
    /// With GITHUB_TOKEN in the environment, links to GitHub go through its API. Without --links nothing is asked.
    ///
    /// With --fix, a page from standard input is printed, and what is left goes to standard error.
    #[command(after_help = check::EXAMPLES)]
    Check(CheckArguments),
    /// Add something to an issue
    ///
    /// It goes where the newsletter keeps such things: the placeholder of a section goes, entries that are sorted by name stay sorted, and
    /// all other lines keep their bytes. A section that the issue does not have is made as an earlier issue beside it introduces it. So is the
    /// entry of a project that a change is added to. What the issue has already is refused, unless --again is given.
    ///
    /// The page is written in place, and the change shown as a diff.
    #[command(after_help = add::EXAMPLES)]
    Add(AddArguments),
    /// Write the next draft of a newsletter
    ///
    /// The draft is made of the latest issue: the one with the latest month in its front matter, else in its path. What issues say
    /// every month stays and keeps its bytes; entries, items, tasks and thanks go; the month moves on wherever it is named;
    /// the date becomes the placeholder 0000-01-01.
    ///
    /// Sections of one month only are told by the other issues: a section whose title none of them has is left out, unless it alone is for news, say; and prose behind
    /// the introduction of a section stays only where one of them has it there too. Issues of later months are not asked. Where there is no
    /// other issue, all sections stay.
    ///
    /// The draft goes beside the latest issue, in the same layout: the last `yyyy-mm` or `yyyy/mm` in its path is replaced. No file is overwritten.
    #[command(after_help = new::EXAMPLES)]
    New(NewArguments),
    /// Make an issue of a draft
    ///
    /// The issue gets its date; `draft` goes, and so do comments all of whose lines start with TODO. All other lines keep their bytes.
    ///
    /// Then the rules of `check --publish` are asked, and what they find is shown. The page is written only where they find no error, or
    /// with --force. An error gives exit status 1 in either case.
    #[command(after_help = publish::EXAMPLES)]
    Publish(PublishArguments),
    /// Write issues into a Zola site
    ///
    /// Reads JSON as `to-json` and `import` write it: one object after another. An issue whose `path` is that of a page of the section goes there, another to the page of its
    /// month, and one without a month to its `path` in the section's folder. A page that is there is updated: what does not change
    /// keeps its bytes. Images and other files stay. The section's `_index.md` is written where there is none.
    ///
    /// The names of the pages that change go to standard output. An issue that is refused does not hold back the others. No page takes its
    /// place before the texts of all of them are on the disk.
    ///
    /// With a `source` in the JSON (`import --lossless`), a page that has been changed since is not touched.
    ///
    /// The JSON may come from anybody. Only Markdown fields hold Markdown, no `path` beside an issue leads out of the section's folder, and no address in
    /// its front matter out of the site that Zola builds. A template or a taxonomy that the site does not have, or an address that two pages have, is
    /// found by `zola check`.
    #[command(after_help = site::EXPORT_EXAMPLES)]
    Export(ExportArguments),
    /// Write the issues of a Zola site as JSON
    ///
    /// They are the pages in the folder of the newsletter, each in one line, with its `path` below the site. `export` is the reverse. A page without front
    /// matter is no issue, nor is one without a month in its path, its title or `[extra]`; it is left out with a note.
    #[command(after_help = site::IMPORT_EXAMPLES)]
    Import(ImportArguments),
    /// Write a first newsletter.toml
    ///
    /// It says what the issues of the newsletter show: its title, where they lie, who is an author from the start where they have a list `authors`, which sections they have in which order, and
    /// what an empty section says. All of it can be changed or left out afterwards. No file is overwritten.
    #[command(after_help = site::INIT_EXAMPLES)]
    Init(InitArguments),
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
            Self::Query(_) => "query",
            Self::Edit(_) => "edit",
            Self::Check(_) => "check",
            Self::Add(_) => "add",
            Self::New(_) => "new",
            Self::Publish(_) => "publish",
            Self::Export(_) => "export",
            Self::Import(_) => "import",
            Self::Init(_) => "init",
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
    /// Add `source`: the text of the page, byte for byte
    #[arg(long)]
    pub(crate) lossless: bool,
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
    /// The page to write one issue over, or `-` for standard input; a `source` of the JSON is not read then
    #[arg(long, value_name = "PAGE", value_hint = ValueHint::FilePath)]
    pub(crate) base: Option<PathBuf>,
    /// Replace existing files, whatever their text is
    #[arg(long, short)]
    pub(crate) force: bool,
}

#[derive(Debug, Args)]
pub(crate) struct FilterArguments {
    /// The filter, in the language of `jq`
    #[arg(value_name = "FILTER")]
    pub(crate) filter: String,
    /// Give the filter a variable `$NAME` with a text
    #[arg(long, num_args = 2, value_names = ["NAME", "TEXT"], action = ArgAction::Append, allow_hyphen_values = true)]
    pub(crate) arg: Vec<String>,
    /// Give the filter a variable `$NAME` with a JSON value
    #[arg(long, num_args = 2, value_names = ["NAME", "JSON"], action = ArgAction::Append, allow_hyphen_values = true)]
    pub(crate) argjson: Vec<String>,
}

#[derive(Debug, Args)]
pub(crate) struct QueryArguments {
    /// Print strings as they are, without quotes
    #[arg(long, short)]
    pub(crate) raw_output: bool,
    /// Print each result in one line
    #[arg(long, short, visible_alias = "compact-output")]
    pub(crate) compact: bool,
    /// Run the filter once, over one array of all issues
    #[arg(long, short)]
    pub(crate) slurp: bool,
    #[command(flatten)]
    pub(crate) filter: FilterArguments,
    #[command(flatten)]
    pub(crate) pages: PageArguments,
}

#[derive(Debug, Args)]
pub(crate) struct EditArguments {
    /// Change the pages in place
    #[arg(long)]
    pub(crate) write: bool,
    /// Show the changes as a diff, also with --write or for standard input
    #[arg(long)]
    pub(crate) diff: bool,
    #[command(flatten)]
    pub(crate) filter: FilterArguments,
    #[command(flatten)]
    pub(crate) pages: PageArguments,
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
  newsletter to-json content/2031-05/index.md
  newsletter to-json --ndjson content/ > issues.ndjson
  newsletter to-json --ndjson content/ | jq -r .front_matter.title
  newsletter to-json --lossless --ndjson content/ > backup.ndjson
  newsletter to-json < draft.md";

const FROM_JSON_EXAMPLES: &str = "\
Examples:
  newsletter from-json issue.json -o 2031-06.md
  newsletter from-json -o new/ issues.ndjson
  newsletter from-json --base content/2031-05/index.md issue.json
  newsletter to-json --lossless draft.md | jq '.front_matter.draft = false' | newsletter from-json";

const QUERY_EXAMPLES: &str = "\
Examples:
  newsletter query .front_matter.title content/
  newsletter query -r '.sections[].entries[]?.name // empty' content/ | sort | uniq -c
  newsletter query -r --arg me ada-f 'select(any(..; .handle? == $me)) | .path' content/
  newsletter query --slurp 'map(.sections | length) | add' content/

The language is described at https://jqlang.org/manual";

const EDIT_EXAMPLES: &str = "\
Examples:
  newsletter edit '.front_matter.date = \"2031-06-04\"' content/2031-05/index.md
  newsletter edit --write --arg me ada-f '.front_matter.extra.authors += [$me]' content/2031-05/index.md
  newsletter edit --write --diff '(.. | .url? // empty) |= sub(\"^http:\"; \"https:\")' content/
  newsletter edit 'del(.front_matter.draft)' < draft.md > index.md

The language is described at https://jqlang.org/manual";

const FMT_EXAMPLES: &str = "\
Examples:
  newsletter fmt draft.md
  newsletter fmt --check content/2031-05/index.md
  newsletter fmt --write content/2031-05/index.md";

const SCHEMA_EXAMPLES: &str = "\
Examples:
  newsletter schema > newsletter-1.json";

const COMPLETIONS_EXAMPLES: &str = "\
Examples:
  newsletter completions bash > ~/.local/share/bash-completion/completions/newsletter
  newsletter completions fish > ~/.config/fish/completions/newsletter.fish";

const MAN_EXAMPLES: &str = "\
Examples:
  newsletter man > ~/.local/share/man/man1/newsletter.1";
