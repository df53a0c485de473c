use newsletter_model::Issue;
use newsletter_parse::{IssueError, IssueErrorKind, Options, normalize, parse_issue};

use crate::difference;
use crate::{block, front_matter, section};

/// Writes an issue in canonical form: the one text that it has when there is no source to preserve.
///
/// What is written is the issue in normal form ([`normalize`]). The text is read back before it is returned, so that it
/// reads as that.
///
/// # The canonical form
///
/// The page:
///
/// - Lines end in `\n`; the last one too. There is no byte order mark and no blank line at the end.
/// - The front matter stands between lines `+++`, then a blank line. Blocks, headings and bylines are parted
///   by one blank line; neighbouring definitions, and neighbouring comments of one line, by none.
///
/// Front matter:
///
/// - Keys are in the order of [`FrontMatter`](newsletter_model::FrontMatter)'s fields; the keys without a field
///   follow in their own order, then `[taxonomies]`, then `[extra]` in the same way, each behind a blank line.
/// - Strings are basic strings in one line, arrays stand in one line, dates are TOML dates. Tables among other
///   keys have headers of their own (`[extra.comments]`), tables in arrays are inline tables. There are no comments.
///
/// Headings:
///
/// - `#` in front, none behind: `## title` of a section, `### heading` of an entry.
/// - The heading of a project is ``[`name`](url) (note) {attributes}``, without what it does not have; a name
///   without backticks is escaped.
///
/// Lists:
///
/// - The list's bullet, one space, the item; everything below stands under the first character of the text,
///   two columns further in.
/// - With `spaced`, blank lines stand between items and between the parts of an item; otherwise only between
///   parts of an item that would read as something else without.
/// - An item that starts with a thematic break or an indented block starts on the line below its bullet.
/// - A list before an indented block has four spaces behind its bullets, and stands further in itself where the
///   block has more than four, so that the block is no part of its last item.
///
/// Links:
///
/// - `[title](url)`, with the URL in `<>` where it has white space, unbalanced parentheses or is empty, and
///   `"tooltip"` behind it; `<url>` where the title is the URL; a URL's line break is the entity `&#10;`.
/// - `[title][label]`; `[label]` where the title is the label, with `[]` where something behind it would read as a part.
///
/// Other blocks:
///
/// - `<!-- text -->`, and a comment of several lines between lines of its own; `<!-- more -->`.
/// - `[label]: url "tooltip"`.
/// - Thanks sentences, bylines and placeholders as their `Display` writes them; prose verbatim.
///
/// ```
/// use newsletter_export::to_markdown;
/// use newsletter_model::{FrontMatter, Issue, Item, Line, List, Section, SectionContent};
///
/// let news = SectionContent::new(Line::plain("Other News"))
///     .with_block(List::new(vec![Item::link("A *post*", "https://example.org")]));
/// let issue = Issue::new(FrontMatter::new("June")).with_section(Section::News(news));
///
/// let markdown = to_markdown(&issue, &Default::default())?;
/// assert_eq!(markdown, "+++\ntitle = \"June\"\n+++\n\n## Other News\n\n- [A \\*post\\*](https://example.org)\n");
/// # Ok::<(), newsletter_parse::IssueError>(())
/// ```
///
/// # Errors
///
/// When no text reads as the issue: those of [`normalize`], such as a section `"News"` of the kind `other`,
/// and Markdown that reads as something else where it stands, such as `"a](b"` for the title of an item.
/// The error names the field.
pub fn to_markdown(issue: &Issue, options: &Options) -> Result<String, IssueError> {
    // An issue that a text reads as is normal; most are, and normalizing takes longer than reading.
    let text = write(issue);
    if parse_issue(&text, options).as_ref() == Ok(issue) {
        return Ok(text);
    }
    drop(text);
    let normal = normalize(issue, options)?;
    checked(write(&normal), &normal, options)
}

fn write(normal: &Issue) -> String {
    let mut text = front_matter::write(&normal.front_matter);
    text.push_str(&body(normal));
    text
}

/// All behind the front matter in canonical form.
pub(crate) fn body(normal: &Issue) -> String {
    let mut parts = block::write_body(&normal.body);
    for content in &normal.sections {
        section::write(content, &mut parts);
    }
    let mut text = String::with_capacity(parts.iter().map(|part| part.len() + 2).sum());
    for part in parts {
        text.push_str("\n\n");
        text.push_str(&part);
    }
    text.push('\n');
    text
}

/// A text that was written for a normal issue, if it reads as the issue.
pub(crate) fn checked(
    text: String,
    normal: &Issue,
    options: &Options,
) -> Result<String, IssueError> {
    let read = parse_issue(&text, options).map_err(|error| {
        IssueError::new(
            IssueErrorKind::ReadsDifferently,
            "",
            format!("a text that is no page ({error})"),
            "an issue that can be written",
        )
    })?;
    match difference::first(normal, &read) {
        None => Ok(text),
        Some(difference) => Err(difference),
    }
}
