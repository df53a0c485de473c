//! Issues as JSON: one object an issue.

mod duplicate_keys;
mod error;
mod fields;
mod lines;
mod schema_version;
mod shape;

use std::borrow::Cow;

use newsletter_model::{Block, FrontMatter, Issue, Section};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

pub use error::{JsonError, JsonErrorKind};
use schema_version::SchemaVersion;

/// An issue and what stands beside it in its JSON object.
///
/// The object starts with `"schema": "newsletter/1"`, then come `path`, the fields of the issue, and `source`.
///
/// ```
/// use newsletter_export::Record;
/// use newsletter_model::{FrontMatter, Issue};
///
/// let record = Record::new(Issue::new(FrontMatter::new("June"))).with_path("2022-06/index.md");
/// assert_eq!(
///     record.to_json_line(),
///     r#"{"schema":"newsletter/1","path":"2022-06/index.md","front_matter":{"title":"June"}}"#
/// );
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Record {
    /// Where the issue is kept, relative to the folder of all issues, with `/` between its parts.
    ///
    /// It is not checked: see [`from_json`] before a file is written there.
    pub path: Option<String>,
    /// The issue.
    pub issue: Issue,
    /// The text that the issue was read from, byte for byte: what a changed issue is written over.
    pub source: Option<String>,
}

impl Record {
    /// A record without a path and a source.
    pub fn new(issue: Issue) -> Self {
        Self {
            path: None,
            issue,
            source: None,
        }
    }

    /// Sets where the issue is kept.
    #[must_use]
    pub fn with_path(mut self, path: impl Into<String>) -> Self {
        self.path = Some(path.into());
        self
    }

    /// Sets the text that the issue was read from.
    ///
    /// ```
    /// use newsletter_export::{Record, from_json};
    /// use newsletter_parse::{Options, parse};
    ///
    /// let document = parse("+++\r\ntitle = 'June'\r\n+++\r\n", &Options::default())?;
    /// let json = Record::new(document.issue().clone()).with_source(document.source()).to_json();
    /// let record = from_json(&json)?;
    /// assert_eq!(record.source.as_deref(), Some(document.source()));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn with_source(mut self, source: impl Into<String>) -> Self {
        self.source = Some(source.into());
        self
    }

    /// The JSON object, in lines that people read; without a line end behind it.
    pub fn to_json(&self) -> String {
        lines::write(self).expect(WRITES)
    }

    /// The JSON object in one line, for archives with an issue a line; without a line end behind it.
    pub fn to_json_line(&self) -> String {
        serde_json::to_string(self).expect(WRITES)
    }
}

/// Why an issue can always be written: `serde_json` fails on other keys than strings and on failing writers alone.
const WRITES: &str = "all keys of an issue are strings, and memory takes all text";

/// Writes an issue as a JSON object, in lines that people read.
///
/// ```
/// use newsletter_export::{from_json, to_json};
/// use newsletter_model::{Block, FrontMatter, Issue};
///
/// let issue = Issue::new(FrontMatter::new("June")).with_block(Block::prose("Hello!"));
/// assert_eq!(from_json(&to_json(&issue))?.issue, issue);
/// # Ok::<(), newsletter_export::JsonError>(())
/// ```
pub fn to_json(issue: &Issue) -> String {
    let fields = RecordFields::of(None, issue, None);
    lines::write(&fields).expect(WRITES)
}

/// Reads one issue from its JSON object.
///
/// A byte order mark before the object is skipped. Whether Markdown can hold the issue is not
/// checked here, but when it is written.
///
/// # Errors
///
/// - The text is no JSON, as `{"schema": }`; or it nests over 127 arrays and objects.
/// - A key stands twice in an object.
/// - `schema` is missing, or asks for a later reader, as `"newsletter/1.3"` or `"newsletter/2"` does.
/// - A field is unknown, except in `front_matter`, or missing, or of another type.
/// - A section has an unknown `kind`, a block an unknown `type`.
/// - A text cannot stand in its place, as the title `"two\nlines"`.
///
/// # Untrusted JSON
///
/// Markdown fields (`markdown`, `heading`, `note`, `before`, `after`, the `title` of sections and items, the `text` of other blocks than comments) may
/// hold whatever Markdown may, also HTML. No other field can leave its place in the page. What Markdown or TOML can escape
/// is escaped; what they cannot is an error, here or when the issue is written, that names the field or its node:
///
/// - Strings and keys of the front matter are written in one line, so that they cannot close it.
/// - Dates, TOML values in `$toml`, kinds and types of blocks are refused where they are none.
/// - A `url` is escaped, and stands in `<>` where it needs to. It may be any, also `javascript:…`.
/// - A `tooltip` is escaped in its quotes.
/// - A `label` and a `reference` have no brackets; runs of white space become one space.
/// - A `handle` has letters, digits and `-_.@[]` alone.
/// - A `name` is plain text in one line: escaped, or in as many backticks as it needs.
/// - A `repository` has one line and no backticks, `attributes` have one line and end with their braces.
/// - The `text` of a comment cannot end it. The text `more` makes it the marker.
/// - A title, a heading and a `note` are Markdown, but cannot leave their line; `before`, `title` and `after` of an item cannot
///   leave their paragraph, and prose cannot open a section or an entry.
///
/// The page is read back before it is returned, so all this holds also where a rule is not thought of.
///
/// Zola runs shortcodes before it reads Markdown. In a `url`, a `tooltip`, and a `name` that is not in backticks they are escaped;
/// elsewhere (Markdown fields, code, labels, attributes, comments) there is no escape, and they run where the site has them.
///
/// `path` is not checked here. Whoever writes files has to keep it below a folder, as the command `newsletter from-json` does: it
/// refuses absolute paths, `.` and `..`, empty parts, backslashes, drive letters, control characters and bidi marks, names that
/// Windows reserves or that end in a dot or a space, names without `.md`, links below the folder, and a second issue for a file.
///
/// ```
/// use newsletter_export::{from_json, to_markdown};
///
/// let json = r#"{"schema": "newsletter/1", "front_matter": {"title": "June\n+++\n# Evil"}}"#;
/// let text = to_markdown(&from_json(json)?.issue, &Default::default())?;
/// assert_eq!(text, "+++\ntitle = \"June\\n+++\\n# Evil\"\n+++\n");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// ```
/// use newsletter_export::from_json;
///
/// let error = from_json(r#"{"schema": "newsletter/1", "front_matter": {"title": "t"}, "sektions": []}"#).unwrap_err();
/// assert_eq!(error.pointer(), "/sektions");
/// ```
pub fn from_json(text: &str) -> Result<Record, JsonError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    duplicate_keys::check(text)?;
    serde_json::from_str(text).map_err(|error| shape::locate(text, &error))
}

/// The fields of a record's object, in order.
#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "Record"))]
#[serde(deny_unknown_fields)]
pub(crate) struct RecordFields<'a> {
    /// The version of the format.
    schema: SchemaVersion,
    /// Where the issue is kept, relative to the folder of all issues, with `/` between its parts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    path: Option<Cow<'a, str>>,
    /// The TOML at the top of the page.
    front_matter: Cow<'a, FrontMatter>,
    /// What stands before the first section.
    #[serde(default, skip_serializing_if = "<[_]>::is_empty")]
    body: Cow<'a, [Block]>,
    /// The sections, in order.
    #[serde(default, skip_serializing_if = "<[_]>::is_empty")]
    sections: Cow<'a, [Section]>,
    /// The text that the issue was read from: what a changed issue is written over. It is not part of the issue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    source: Option<Cow<'a, str>>,
}

impl<'a> RecordFields<'a> {
    fn of(path: Option<&'a str>, issue: &'a Issue, source: Option<&'a str>) -> Self {
        Self {
            schema: SchemaVersion,
            path: path.map(Cow::Borrowed),
            front_matter: Cow::Borrowed(&issue.front_matter),
            body: Cow::Borrowed(&issue.body),
            sections: Cow::Borrowed(&issue.sections),
            source: source.map(Cow::Borrowed),
        }
    }
}

impl Serialize for Record {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        RecordFields::of(self.path.as_deref(), &self.issue, self.source.as_deref())
            .serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Record {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let fields = RecordFields::deserialize(deserializer)?;
        let mut issue = Issue::new(fields.front_matter.into_owned());
        issue.body = fields.body.into_owned();
        issue.sections = fields.sections.into_owned();
        Ok(Self {
            path: fields.path.map(Cow::into_owned),
            issue,
            source: fields.source.map(Cow::into_owned),
        })
    }
}

#[cfg(test)]
mod tests;
#[cfg(all(test, feature = "schema"))]
pub(crate) use tests::samples;
