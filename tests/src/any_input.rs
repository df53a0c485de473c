//! The laws over whatever input there is, as the fuzz targets and the tests of their findings ask for them.

use std::sync::OnceLock;

use newsletter_export::{from_json, to_markdown, update};
use newsletter_model::Issue;
use newsletter_parse::{Document, Options, ParseErrorKind, normalize, parse, parse_bytes};

use crate::corpus::fixtures;
use crate::edits::{Choice, kinds};
use crate::laws::{canonical_or_error, json_round_trip, lossless, read_in_parts, same_issue};
use crate::spans;

/// How many bytes of the input of [`edited`] choose the edit.
pub const SEED_BYTES: usize = 8;

/// What became of an input that breaks no law.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// The law holds.
    Holds,
    /// The input is no issue, or has nothing that the edit could change.
    Refused,
    /// A known limit: `normalize` changes what was read from the page, so some edits have no text.
    NotNormal,
}

/// Any bytes are an issue or an error, and the spans of an issue are in order.
///
/// # Errors
///
/// How the bytes break the law.
pub fn bytes(bytes: &[u8]) -> Result<Verdict, String> {
    match parse_bytes(bytes, &Options::default()) {
        Ok(document) => spans::check(&document).map(|()| Verdict::Holds),
        Err(error) => {
            let _ = error.to_string();
            Ok(Verdict::Refused)
        }
    }
}

/// Lossless: a page that is not edited keeps every byte.
///
/// # Errors
///
/// How the page breaks the law.
pub fn unedited(text: &str) -> Result<Verdict, String> {
    match page(text) {
        Some(document) => lossless(document.source()).map(|()| Verdict::Holds),
        None => Ok(Verdict::Refused),
    }
}

/// Faithful: an edited page reads as the edited issue. The first bytes choose the edit, the others are the page.
///
/// # Errors
///
/// How the page and the edit break the law.
pub fn edited(input: &str) -> Result<Verdict, String> {
    let Some((seed, text)) = input.split_at_checked(SEED_BYTES) else {
        return Ok(Verdict::Refused);
    };
    let edited = page(text).and_then(|document| {
        let issue = edit(&document, number(seed))?;
        Some((document, issue))
    });
    match edited {
        Some((document, issue)) => faithful_where_normal(&document, &issue),
        None => Ok(Verdict::Refused),
    }
}

/// Read back in parts: a text that was made of a page is never said to read as something else than it does. The first
/// bytes choose what is cut out and put in, the others are the page.
///
/// # Errors
///
/// How the page and the text break the law.
pub fn rewritten(input: &str) -> Result<Verdict, String> {
    let Some((seed, text)) = input.split_at_checked(SEED_BYTES) else {
        return Ok(Verdict::Refused);
    };
    let Some(document) = page(text) else {
        return Ok(Verdict::Refused);
    };
    let text = cut_and_filled(document.source(), &mut Choice::new(number(seed), &[]));
    read_in_parts(&document, &text).map(|is_told| match is_told {
        true => Verdict::Holds,
        false => Verdict::Refused,
    })
}

/// A text without some of its lines, and with another part of it, or with a text that may change what stands around it.
fn cut_and_filled(text: &str, choice: &mut Choice<'_>) -> String {
    let mut place = |text: &str| text.floor_char_boundary(choice.below(text.len() + 1));
    let (from, until) = (place(text), place(text));
    let end = text[from..].find('\n').map_or(text.len(), |at| from + at);
    let part = &text[from.min(until)..from.max(until)];
    let filling = match choice.below(3) {
        0 => part,
        _ => choice.pick(FAR_REACHING).copied().unwrap_or_default(),
    };
    let end = if choice.coin() { from } else { end };
    format!("{}{filling}{}", &text[..from], &text[end..])
}

/// Markdown that reaches over more than its own line, or ends what does.
const FAR_REACHING: &[&str] = &[
    "\n```\n",
    "\n~~~",
    "`",
    "<!--",
    "-->",
    "\n<div>\n",
    "\n<pre>\n",
    "</pre>",
    "<?",
    "<![CDATA[",
    "<a href=\"",
    "\n- ",
    "\n> ",
    "\n   ",
    "\t",
    "\n\n",
    "\n[a]: b\n",
    "\n[a]: b '",
    "'\n",
    "[a]",
    "[^1]",
    "\n[^1]: f\n",
    "\n## ",
    "\n##\n",
    "\n### ",
    "\n# ",
    "\n===\n",
    "\n---\n",
    "\n## Project Updates\n",
    "{#a}\n",
    "\r",
    "\\\n",
    "|a|\n|-|\n",
    "*",
    "[",
    "](",
    "\n+++\n",
];

/// JSON, canonical: what JSON says is written as a page that reads as the same issue, or is refused.
///
/// # Errors
///
/// How the JSON breaks the laws.
pub fn json(text: &str) -> Result<Verdict, String> {
    let issue = match from_json(text) {
        Ok(record) => record.issue,
        Err(error) => {
            let _ = error.to_string();
            return Ok(Verdict::Refused);
        }
    };
    json_round_trip(&issue)?;
    let written = canonical_or_error(&issue)?;
    Ok(if written.is_ok() {
        Verdict::Holds
    } else {
        Verdict::Refused
    })
}

fn number(seed: &str) -> u64 {
    let bytes = seed.bytes();
    bytes.fold(0, |seed, byte| (seed << 8) | u64::from(byte))
}

/// Reads a page. A text without front matter is the body of one, so that few texts are no page.
fn page(text: &str) -> Option<Document> {
    let options = Options::default();
    match parse(text, &options) {
        Err(error) if error.kind() == ParseErrorKind::MissingFrontMatter => {
            parse(&format!("+++\ntitle = \"t\"\n+++\n{text}"), &options).ok()
        }
        read => read.ok(),
    }
}

/// One of the edits that the tests know.
fn edit(document: &Document, seed: u64) -> Option<Issue> {
    static OTHERS: OnceLock<Vec<Issue>> = OnceLock::new();
    let others = OTHERS.get_or_init(|| {
        let documents = fixtures()
            .into_iter()
            .filter_map(|fixture| page(&fixture.source));
        documents.map(Document::into_issue).collect()
    });
    let mut choice = Choice::new(seed, others);
    let kinds = kinds();
    let kind = choice.pick(&kinds).copied()?;
    kind.apply(document.issue(), &mut choice)
        .map(|(issue, _)| issue)
}

/// As [`faithful`](crate::laws::faithful), also for pages of which `normalize` changes what was read: what
/// the edit left alone may then read as before.
fn faithful_where_normal(document: &Document, issue: &Issue) -> Result<Verdict, String> {
    let options = document.options();
    let text = match update(document, issue) {
        Ok(text) => text,
        Err(_) if !is_normal(document) => return Ok(Verdict::NotNormal),
        Err(error) if to_markdown(issue, options).is_ok() => {
            return Err(format!("an issue that has a text is refused: {error}"));
        }
        Err(_) => return Ok(Verdict::Refused),
    };
    let read =
        parse(&text, options).map_err(|error| format!("the text is no issue: {error}\n{text}"))?;
    if document.normalize(issue.clone()).as_ref() == Ok(read.issue()) {
        return Ok(Verdict::Holds);
    }
    if read.issue() == issue {
        // `normalize` changes the issue, though a text reads as it.
        return Ok(Verdict::NotNormal);
    }
    let normal = normalize(issue, options)
        .map_err(|error| format!("a text was written, but normalize failed: {error}"))?;
    same_issue("the text reads differently", &normal, read.issue(), &text)?;
    Ok(Verdict::Holds)
}

fn is_normal(document: &Document) -> bool {
    normalize(document.issue(), document.options()).as_ref() == Ok(document.issue())
}
