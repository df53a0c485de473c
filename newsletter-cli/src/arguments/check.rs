use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Args, ValueEnum, ValueHint};

use super::PageArguments;

#[derive(Debug, Args)]
pub(crate) struct CheckArguments {
    /// How findings are shown
    #[arg(long, value_enum, default_value_t = Format::Human, value_name = "FORMAT")]
    pub(crate) format: Format,
    /// Also ask for what an issue needs that is about to be published
    #[arg(long)]
    pub(crate) publish: bool,
    /// Change the pages in place where a finding says what certainly mends it, and show what is left
    #[arg(long)]
    pub(crate) fix: bool,
    /// With --fix: show the changes as a diff, and neither make them nor show what is left
    #[arg(long, requires = "fix")]
    pub(crate) diff: bool,
    /// Make the findings of a rule errors; `warnings` stands for all warnings
    #[arg(long, value_name = "CODE", value_parser = codes(&[WARNINGS]), hide_possible_values = true)]
    pub(crate) deny: Vec<String>,
    /// Make the findings of a rule warnings
    #[arg(long, value_name = "CODE", value_parser = codes(&[]), hide_possible_values = true)]
    pub(crate) warn: Vec<String>,
    /// Do not look for the findings of a rule
    #[arg(long, value_name = "CODE", value_parser = codes(&[]), hide_possible_values = true)]
    pub(crate) allow: Vec<String>,
    /// The folder of the other issues, in place of the one that a page stands in
    #[arg(long, value_name = "FOLDER", value_hint = ValueHint::DirPath)]
    pub(crate) archive: Option<PathBuf>,
    /// Compare the pages that are given with each other alone
    #[arg(long, conflicts_with = "archive")]
    pub(crate) no_archive: bool,
    #[command(flatten)]
    pub(crate) links: LinkArguments,
    /// Print what a rule is about, with examples, or `all` rules
    #[arg(long, value_name = "CODE", value_parser = codes(&[ALL]), hide_possible_values = true, conflicts_with_all = ["paths", "list"])]
    pub(crate) explain: Option<String>,
    /// List the rules: code, severity, what is found
    #[arg(long, conflicts_with = "paths")]
    pub(crate) list: bool,
    #[command(flatten)]
    pub(crate) pages: PageArguments,
}

impl CheckArguments {
    /// What `check --publish` is given for one page.
    pub(crate) fn for_publication(page: PathBuf) -> Self {
        Self {
            format: Format::Human,
            publish: true,
            fix: false,
            diff: false,
            deny: Vec::new(),
            warn: Vec::new(),
            allow: Vec::new(),
            archive: None,
            no_archive: false,
            links: LinkArguments {
                links: false,
                timeout: 10,
                cache: None,
                no_cache: false,
            },
            explain: None,
            list: false,
            pages: PageArguments { paths: vec![page] },
        }
    }
}

#[derive(Debug, Args)]
pub(crate) struct LinkArguments {
    /// Also ask the network for the pages that links lead to
    #[arg(long)]
    pub(crate) links: bool,
    /// With --links: how long one request may take
    #[arg(long, value_name = "SECONDS", default_value_t = 10, value_parser = clap::value_parser!(u64).range(1..=600), requires = "links")]
    pub(crate) timeout: u64,
    /// With --links: the file of answers, in place of `newsletter/links.json` in the user's folder for caches
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, requires = "links")]
    pub(crate) cache: Option<PathBuf>,
    /// With --links: ask for all links anew, and keep no answers
    #[arg(long, requires = "links", conflicts_with = "cache")]
    pub(crate) no_cache: bool,
}

/// What stands for the codes of all warnings.
pub(crate) const WARNINGS: &str = "warnings";

/// What stands for the codes of all rules.
pub(crate) const ALL: &str = "all";

/// How findings are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// As compilers do, with the lines that are meant
    Human,
    /// One JSON object a line for each finding
    Json,
    /// Annotations of a GitHub workflow
    Github,
    /// One SARIF log
    Sarif,
}

/// The codes of the rules, and what may stand in their place.
fn codes(others: &[&'static str]) -> PossibleValuesParser {
    let rules = newsletter_check::rules().iter().map(|rule| rule.code);
    PossibleValuesParser::new(rules.chain(others.iter().copied()))
}

pub(super) const EXAMPLES: &str = "\
Examples:
  newsletter check content/2031-05/index.md
  newsletter check --publish --deny warnings content/
  newsletter check --fix --diff content/2031-05/index.md
  newsletter check --format github content/
  newsletter check --links --timeout 20 draft.md
  newsletter check --archive content/ < draft.md
  newsletter check --explain malformed-url";
