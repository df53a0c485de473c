use newsletter_model::Month;

/// The text of a template of drafts, with a month in the place of `{month-name}` ("June"), and, as in paths, of `{month}` ("06") and
/// `{year}` ("2031").
///
/// ```
/// use newsletter_draft::{Draft, filled_template};
/// use newsletter_parse::{Options, parse};
///
/// let template = "+++\ntitle = \"Example OS: {month-name} {year}\"\n+++\n## News\n\nIn {month-name}, …\n";
/// let june = "June 2031".parse()?;
/// let page = parse(&filled_template(template, june), &Options::default())?;
/// assert_eq!(
///     Draft::default().of_template(&page, june)?,
///     "+++\ntitle = \"Example OS: June 2031\"\ndate = 0000-01-01\n+++\n## News\n\nIn June, …\n",
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn filled_template(template: &str, month: Month) -> String {
    template
        .replace("{month-name}", month.name())
        .replace("{month}", &format!("{:02}", month.number()))
        .replace("{year}", &format!("{:04}", month.year()))
}
