use std::path::PathBuf;

use clap::{Args, ValueHint};
use newsletter_export::PathPattern;

#[derive(Debug, Args)]
pub(crate) struct ExportArguments {
    /// The root of the site
    #[arg(long, value_name = "FOLDER", value_hint = ValueHint::DirPath)]
    pub(crate) site: PathBuf,
    /// Where issues lie below it, such as `content/news/{year}-{month}/index.md`
    ///
    /// Without, that is the `path` of `newsletter.toml`; else where most issues of the site lie; else where the first issue of the JSON did,
    /// where its `path` names a month below `content`; else `content/newsletter/{year}-{month}/index.md`.
    #[arg(long, value_name = "PATTERN")]
    pub(crate) path: Option<PathPattern>,
    /// Say what would be done, and do not do it
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Show the changes as a diff, in place of the names of the pages
    #[arg(long)]
    pub(crate) diff: bool,
    /// JSON of issues, or `-` for standard input (the default, unless that is a terminal)
    #[arg(value_name = "JSON", value_hint = ValueHint::FilePath)]
    pub(crate) files: Vec<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct ImportArguments {
    /// The root of the site
    #[arg(long, value_name = "FOLDER", value_hint = ValueHint::DirPath)]
    pub(crate) site: PathBuf,
    /// Where issues lie below it; as for `export`
    #[arg(long, value_name = "PATTERN")]
    pub(crate) path: Option<PathPattern>,
    /// Add `source`: the text of the page, byte for byte
    #[arg(long)]
    pub(crate) lossless: bool,
}

#[derive(Debug, Args)]
pub(crate) struct InitArguments {
    /// The folder of the newsletter's issues [default: the one with most of them in the site, else this one]
    #[arg(value_name = "FOLDER", value_hint = ValueHint::DirPath)]
    pub(crate) folder: Option<PathBuf>,
    /// The file, or `-` for standard output [default: `newsletter.toml` at the root of the site]
    #[arg(long, short, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) output: Option<PathBuf>,
}

pub(crate) const EXPORT_EXAMPLES: &str = "\
Examples:
  newsletter export --site . issues.ndjson
  newsletter export --site . --dry-run --diff issues.ndjson
  newsletter import --site . | newsletter export --site ../other
  newsletter export --site . --path 'content/news/{year}-{month}.md' issue.json";

pub(crate) const IMPORT_EXAMPLES: &str = "\
Examples:
  newsletter import --site . > issues.ndjson
  newsletter import --site . --lossless > backup.ndjson";

pub(crate) const INIT_EXAMPLES: &str = "\
Examples:
  newsletter init
  newsletter init content/ -o -";
