use std::path::PathBuf;

use clap::{Args, ValueHint};
use newsletter_model::Month;

#[derive(Debug, Args)]
pub(crate) struct NewArguments {
    /// The month, as `2031-06` or `"June 2031"` [default: the one after the latest issue]
    #[arg(value_name = "MONTH", value_parser = month)]
    pub(crate) month: Option<Month>,
    /// The latest issue, or the folder of the newsletter's issues [default: the folder in `newsletter.toml`, else, at the root of a site, the one with most of them, else this one]
    ///
    /// The issues of a folder are the pages `X.md` and `X/index.md` in it, and in its folders for a year, such as `2031`. Those beside a file are the other issues.
    #[arg(long, value_name = "FILE|FOLDER", value_hint = ValueHint::AnyPath)]
    pub(crate) from: Option<PathBuf>,
    /// A page to make the draft of, in place of the latest issue
    ///
    /// In it, `{month-name}` stands for "June", `{month}` for "06", and `{year}` for "2031". All else stays as it is, but for the date
    /// and the authors.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) template: Option<PathBuf>,
    /// The file for the draft, or `-` for standard output
    #[arg(long, short, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) output: Option<PathBuf>,
}

/// Reads a month in numbers or in words.
fn month(text: &str) -> Result<Month, String> {
    month_in_numbers(text)
        .or_else(|| text.parse().ok())
        .ok_or_else(|| "expected a month, such as `2031-06` or `June 2031`".to_owned())
}

fn month_in_numbers(text: &str) -> Option<Month> {
    let (month, range) = Month::in_path(text)?;
    (range == (0..text.len())).then_some(month)
}

pub(crate) const EXAMPLES: &str = "\
Examples:
  newsletter new --from content/
  newsletter new 2031-07 --from content/2031-05/index.md
  newsletter new \"July 2031\" --from content/ -o july.md
  newsletter new --from content/ -o -
  newsletter new --from content/ --template template.md";
