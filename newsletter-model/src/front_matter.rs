mod read;

use serde::de::{Deserializer, Error as _};
use serde::ser::Serializer;
use serde::{Deserialize, Serialize};

use crate::date::Date;
use crate::error::{Error, ErrorKind};
use crate::month::Month;
use crate::value::{Table, Value, WRAPPER};

use read::{
    address, boolean, canonical_date, date, extra, month, string, strings, take, take_if,
    taxonomies, weight,
};

/// The TOML between the `+++` lines: [Zola's keys of a page](https://www.getzola.org/documentation/content/page/#front-matter), and any others.
///
/// Strings are plain text. Keys without a field stand in `other`.
///
/// ```
/// use newsletter_model::{Date, FrontMatter};
///
/// let front_matter = FrontMatter::new("This Month in Rust OSDev: June 2022").with_date("2022-07-10".parse()?);
/// let json = serde_json::to_value(&front_matter).unwrap();
/// assert_eq!(json["date"], "2022-07-10");
/// # Ok::<(), newsletter_model::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct FrontMatter {
    /// The title of the page.
    pub title: String,
    /// The description of the page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The day of publication.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// The day of the last change.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub updated: Option<Date>,
    /// Where the page stands among others when they are sorted by weight.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weight: Option<u64>,
    /// Whether the page is only built on demand.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub draft: Option<bool>,
    /// The last part of the page's address; not empty.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(length(min = 1)))]
    pub slug: Option<String>,
    /// The whole address of the page, from the root of the site; not empty.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(length(min = 1)))]
    pub path: Option<String>,
    /// Other addresses that lead to the page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub aliases: Option<Vec<String>>,
    /// Zola's own list of authors; the newsletters that we know keep theirs in `extra`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authors: Option<Vec<String>>,
    /// Whether a search finds the page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub in_search_index: Option<bool>,
    /// The template that renders the page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub template: Option<String>,
    /// Keys that have no field of their own, in order.
    #[serde(flatten)]
    pub other: Table,
    /// The terms of each taxonomy, as tags.
    #[serde(
        skip_serializing_if = "Option::is_none",
        serialize_with = "serialize_taxonomies"
    )]
    #[cfg_attr(
        feature = "schema",
        schemars(with = "Option<std::collections::BTreeMap<String, Vec<String>>>")
    )]
    pub taxonomies: Option<Taxonomies>,
    /// The keys that Zola leaves to the site.
    #[serde(
        skip_serializing_if = "Extra::is_empty",
        serialize_with = "serialize_extra"
    )]
    pub extra: Extra,
}

type Taxonomies = indexmap::IndexMap<String, Vec<String>>;

// A table below the front matter is a value, which is wrapped when it has the key `$toml`.
fn serialize_taxonomies<S: Serializer>(
    taxonomies: &Option<Taxonomies>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let terms = taxonomies.iter().flatten();
    let table = terms.map(|(name, terms)| (name.clone(), Value::from(terms.clone())));
    Value::Table(table.collect()).serialize(serializer)
}

fn serialize_extra<S: Serializer>(extra: &Extra, serializer: S) -> Result<S::Ok, S::Error> {
    if !extra.other.contains_key(WRAPPER) {
        return extra.serialize(serializer);
    }
    let mut table = extra.to_table();
    if let Some(updated) = extra.updated {
        table.insert("updated".to_owned(), updated.to_string().into());
    }
    Value::Table(table).serialize(serializer)
}

/// The keys of the front matter that Zola leaves to the site: the table `[extra]`.
///
/// A known key with a value of another type stands in `other`, since Zola accepts it.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Extra {
    /// The month that the issue reports on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub month: Option<Month>,
    /// The handles of those who wrote the issue.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authors: Option<Vec<String>>,
    /// The handles of those who put the issue together.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub editors: Option<Vec<String>>,
    /// The day of the last change.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub updated: Option<Date>,
    /// Keys that have no field of their own, in order.
    #[serde(flatten)]
    pub other: Table,
}

impl FrontMatter {
    /// A front matter with a title alone.
    pub fn new(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            ..Self::default()
        }
    }

    /// Sets the day of publication.
    #[must_use]
    pub fn with_date(mut self, date: Date) -> Self {
        self.date = Some(date);
        self
    }

    /// Sets the month in `extra`.
    #[must_use]
    pub fn with_month(mut self, month: Month) -> Self {
        self.extra.month = Some(month);
        self
    }

    /// Adds an author in `extra`.
    #[must_use]
    pub fn with_author(mut self, handle: impl Into<String>) -> Self {
        self.extra
            .authors
            .get_or_insert_default()
            .push(handle.into());
        self
    }

    /// Adds an editor in `extra`.
    #[must_use]
    pub fn with_editor(mut self, handle: impl Into<String>) -> Self {
        self.extra
            .editors
            .get_or_insert_default()
            .push(handle.into());
        self
    }

    /// Sorts the keys of a table into fields.
    ///
    /// # Errors
    ///
    /// When there is no `title`, or when a key of Zola has a value of a type that Zola refuses, as
    /// `draft = "yes"` or `slug = ""`. The error comes with the keys that lead to the value.
    pub fn from_table(mut table: Table) -> Result<Self, (Vec<&'static str>, Error)> {
        let title = take(&mut table, "title", string)?.ok_or_else(|| {
            let error = Error::new(ErrorKind::MissingKey, "no `title`", "`title = \"…\"`");
            (Vec::new(), error)
        })?;
        Ok(Self {
            title,
            description: take(&mut table, "description", string)?,
            date: take(&mut table, "date", date)?,
            updated: take(&mut table, "updated", date)?,
            weight: take(&mut table, "weight", weight)?,
            draft: take(&mut table, "draft", boolean)?,
            slug: take(&mut table, "slug", address)?,
            path: take(&mut table, "path", address)?,
            aliases: take(&mut table, "aliases", strings)?,
            authors: take(&mut table, "authors", strings)?,
            in_search_index: take(&mut table, "in_search_index", boolean)?,
            template: take(&mut table, "template", string)?,
            taxonomies: take(&mut table, "taxonomies", taxonomies)?,
            extra: take(&mut table, "extra", extra)?.unwrap_or_default(),
            other: table,
        })
    }

    /// All keys as one table, in the order of the fields; the inverse of [`from_table`](Self::from_table).
    ///
    /// Dates are TOML dates. There is no `extra` when it is empty.
    ///
    /// ```
    /// use newsletter_model::{FrontMatter, Value};
    ///
    /// let table = FrontMatter::new("June").with_author("ada-f").to_table();
    /// assert_eq!(table["title"], Value::from("June"));
    /// assert_eq!(FrontMatter::from_table(table).map(|front_matter| front_matter.title).as_deref(), Ok("June"));
    /// ```
    pub fn to_table(&self) -> Table {
        let strings = |strings: &Option<Vec<String>>| strings.clone().map(Value::from);
        let string = |string: &Option<String>| string.clone().map(Value::from);
        let weight = self
            .weight
            .map(|weight| Value::Integer(i64::try_from(weight).unwrap_or(i64::MAX)));
        let terms = |taxonomies: &Taxonomies| {
            let terms = taxonomies.iter();
            Value::Table(
                terms
                    .map(|(name, terms)| (name.clone(), Value::from(terms.clone())))
                    .collect(),
            )
        };
        let extra = Some(Value::Table(self.extra.to_table()));
        let mut table = with_fields([
            ("title", Some(Value::from(self.title.clone()))),
            ("description", string(&self.description)),
            ("date", self.date.map(datetime)),
            ("updated", self.updated.map(datetime)),
            ("weight", weight),
            ("draft", self.draft.map(Value::from)),
            ("slug", string(&self.slug)),
            ("path", string(&self.path)),
            ("aliases", strings(&self.aliases)),
            ("authors", strings(&self.authors)),
            ("in_search_index", self.in_search_index.map(Value::from)),
            ("template", string(&self.template)),
        ]);
        table.extend(self.other.clone());
        table.extend(with_fields([
            ("taxonomies", self.taxonomies.as_ref().map(terms)),
            ("extra", extra.filter(|_| !self.extra.is_empty())),
        ]));
        table
    }
}

fn datetime(date: Date) -> Value {
    Value::Datetime(*date.as_datetime())
}

/// A table of the fields that have a value.
fn with_fields<const N: usize>(fields: [(&str, Option<Value>); N]) -> Table {
    let fields = fields.into_iter();
    fields
        .filter_map(|(key, value)| value.map(|value| (key.to_owned(), value)))
        .collect()
}

impl Extra {
    /// Whether there is no key.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Sorts the keys of a table into fields; a known key of another type stays in `other`.
    pub fn from_table(mut table: Table) -> Self {
        Self {
            month: take_if(&mut table, "month", month),
            authors: take_if(&mut table, "authors", strings),
            editors: take_if(&mut table, "editors", strings),
            updated: take_if(&mut table, "updated", canonical_date),
            other: table,
        }
    }

    /// All keys as one table, in the order of the fields; the inverse of [`from_table`](Self::from_table).
    pub fn to_table(&self) -> Table {
        let mut table = with_fields([
            (
                "month",
                self.month.map(|month| Value::from(month.to_string())),
            ),
            ("authors", self.authors.clone().map(Value::from)),
            ("editors", self.editors.clone().map(Value::from)),
            ("updated", self.updated.map(datetime)),
        ]);
        table.extend(self.other.clone());
        table
    }
}

impl<'de> Deserialize<'de> for FrontMatter {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let table = Table::deserialize(deserializer)?;
        Self::from_table(table).map_err(|(keys, error)| match keys.last() {
            Some(key) => D::Error::custom(format_args!("{error} in `{key}`")),
            None => D::Error::custom(error),
        })
    }
}

impl<'de> Deserialize<'de> for Extra {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Table::deserialize(deserializer).map(Self::from_table)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> Result<FrontMatter, String> {
        serde_json::from_str(json).map_err(|error: serde_json::Error| error.to_string())
    }

    #[test]
    fn known_keys_of_another_type_are_kept_in_extra_only() {
        let front_matter =
            read(r#"{"title": "t", "extra": {"authors": "x", "month": "Nov 2021"}}"#).unwrap();
        assert_eq!(front_matter.extra.authors, None);
        assert_eq!(front_matter.extra.other.len(), 2);
        assert_eq!(
            read(r#"{"title": "t", "authors": "x"}"#),
            Err("found a string, expected an array of strings in `authors`".to_owned())
        );
    }

    #[test]
    fn the_title_is_required() {
        assert_eq!(
            read("{}"),
            Err("found no `title`, expected `title = \"…\"`".to_owned())
        );
    }

    #[test]
    fn unknown_keys_keep_their_order() {
        let front_matter = read(r#"{"z": 1, "title": "t", "a": 2}"#).unwrap();
        assert_eq!(
            serde_json::to_string(&front_matter).unwrap(),
            r#"{"title":"t","z":1,"a":2}"#
        );
    }
}
