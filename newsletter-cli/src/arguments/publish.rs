use std::path::PathBuf;

use clap::{Args, ValueHint};
use newsletter_model::Date;

#[derive(Debug, Args)]
pub(crate) struct PublishArguments {
    /// The page of the issue
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) file: PathBuf,
    /// The date of publication, as `2031-07-04`
    #[arg(long, value_parser = date)]
    pub(crate) date: Date,
    /// Write the page also where the rules find errors
    #[arg(long)]
    pub(crate) force: bool,
}

fn date(text: &str) -> Result<Date, String> {
    let date = text.parse::<Date>().map_err(|error| error.to_string())?;
    if date.is_placeholder() {
        return Err("expected a date other than that of drafts".to_owned());
    }
    Ok(date)
}

pub(crate) const EXAMPLES: &str = "\
Examples:
  newsletter publish 2031-06.md --date 2031-07-04
  newsletter publish 2031-06.md --date 2031-07-04 --force";
