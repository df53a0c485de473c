use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::error::{Error, ErrorKind};
use crate::people::People;
use crate::person::{Person, PlainName};
use crate::text::Inline;

/// The line behind an entry's heading that says who maintains the project or wrote the entry.
///
/// [`Display`](fmt::Display) writes and [`FromStr`] reads the whole line, with its `<span>`.
///
/// ```
/// use newsletter_model::{Byline, Person};
///
/// let byline = Byline::maintained_by(vec![Person::github("phil-opp")?]);
/// let text = r#"<span class="maintainers">Maintained by [@phil-opp](https://github.com/phil-opp)</span>"#;
/// assert_eq!(byline.to_string(), text);
/// assert_eq!(text.parse::<Byline>()?, byline);
/// # Ok::<(), newsletter_model::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Byline {
    /// The people.
    #[serde(flatten)]
    pub people: People,
    /// The text before the people, as `Maintained by `; in JSON left out where it is the usual one.
    pub before: Inline,
    /// The text behind the people, as `)`; in JSON left out where it is the usual one.
    pub after: Inline,
    /// The class of the `<span>`.
    #[serde(default, skip_serializing_if = "SpanClass::is_maintainers")]
    pub class: SpanClass,
}

/// The class of the `<span>` that a byline is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum SpanClass {
    /// `<span class="maintainers">`
    #[default]
    Maintainers,
    /// `<span class="gray">`
    Gray,
}

impl SpanClass {
    /// The name of the class in HTML.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Maintainers => "maintainers",
            Self::Gray => "gray",
        }
    }

    fn is_maintainers(&self) -> bool {
        *self == Self::Maintainers
    }
}

impl Byline {
    /// "Maintained by …".
    pub fn maintained_by(people: Vec<Person>) -> Self {
        Self::with_usual_text(people, MAINTAINED)
    }

    /// "(Section written by …)".
    pub fn written_by(people: Vec<Person>) -> Self {
        Self::with_usual_text(people, WRITTEN)
    }

    fn with_usual_text(people: Vec<Person>, (before, after): UsualText) -> Self {
        Self {
            people: People::new(people),
            before: Inline::literal(before),
            after: Inline::literal(after),
            class: SpanClass::default(),
        }
    }

    /// Sets the class of the `<span>`.
    #[must_use]
    pub fn with_class(mut self, class: SpanClass) -> Self {
        self.class = class;
        self
    }

    /// The people, in order.
    pub fn people(&self) -> impl Iterator<Item = &Person> {
        self.people.people.iter()
    }
}

/// What a byline usually says before and behind its people.
type UsualText = (&'static str, &'static str);

const MAINTAINED: UsualText = ("Maintained by ", "");
const WRITTEN: UsualText = ("(Section written by ", ")");

impl fmt::Display for Byline {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let class = self.class.as_str();
        write!(
            formatter,
            r#"<span class="{class}">{}{}{}</span>"#,
            self.before, self.people, self.after
        )
    }
}

impl FromStr for Byline {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        read(text).ok_or_else(|| {
            let found = format!("`{}`", text.escape_debug());
            Error::new(ErrorKind::Byline, found, "a byline such as `<span class=\"maintainers\">Maintained by [@handle](https://…)</span>`")
        })
    }
}

fn read(text: &str) -> Option<Byline> {
    let inner = text
        .strip_prefix("<span class=\"")?
        .strip_suffix("</span>")?;
    let (class, inner) = inner.split_once("\">")?;
    let class = [SpanClass::Maintainers, SpanClass::Gray]
        .into_iter()
        .find(|known| known.as_str() == class)?;
    let start = inner.find(" by").map(|at| at + " by".len())?;
    let sentence = inner[start..].trim_start_matches([' ', '\n']);
    let before = &inner[..inner.len() - sentence.len()];
    let run = People::read(sentence, PlainName::Allowed)?;
    let after = &sentence[run.length..];
    let is_text = |text: &str| !text.contains(['<', '`', '[', '\\', '*', '&']);
    if before.len() == start || !is_text(before) || !is_text(after) || after.contains('@') {
        return None;
    }
    Some(Byline {
        people: run.people,
        before: Inline::new(before).ok()?,
        after: Inline::new(after).ok()?,
        class,
    })
}

/// The JSON form of a byline whose usual text is left out.
#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "Byline"))]
#[serde(deny_unknown_fields)]
struct BylineFields<'a> {
    /// The people, in order.
    people: Cow<'a, [Person]>,
    /// Whether a comma stands before `and`; left out where it is as usual.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    serial_comma: Option<bool>,
    /// The text before the people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    before: Option<Cow<'a, Inline>>,
    /// The text behind the people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    after: Option<Cow<'a, Inline>>,
    /// The class of the `<span>`.
    #[serde(default, skip_serializing_if = "SpanClass::is_maintainers")]
    class: SpanClass,
}

impl<'a> BylineFields<'a> {
    fn of(byline: &'a Byline, (before, after): UsualText) -> Self {
        Self {
            people: Cow::Borrowed(&byline.people.people),
            serial_comma: byline.people.serial_comma,
            before: (byline.before != before).then_some(Cow::Borrowed(&byline.before)),
            after: (byline.after != after).then_some(Cow::Borrowed(&byline.after)),
            class: byline.class,
        }
    }

    fn into_byline(self, (before, after): UsualText) -> Byline {
        Byline {
            people: People {
                people: self.people.into_owned(),
                serial_comma: self.serial_comma,
            },
            before: owned_or(self.before, before),
            after: owned_or(self.after, after),
            class: self.class,
        }
    }
}

fn owned_or(text: Option<Cow<'_, Inline>>, usual: &'static str) -> Inline {
    text.map_or_else(|| Inline::literal(usual), Cow::into_owned)
}

macro_rules! usual_text {
    ($module:ident, $usual:expr) => {
        pub(crate) mod $module {
            use super::{Byline, BylineFields};
            use serde::{Deserialize, Deserializer, Serialize, Serializer};

            pub(crate) fn serialize<S: Serializer>(
                byline: &Option<Byline>,
                serializer: S,
            ) -> Result<S::Ok, S::Error> {
                byline
                    .as_ref()
                    .map(|byline| BylineFields::of(byline, $usual))
                    .serialize(serializer)
            }

            pub(crate) fn deserialize<'de, D: Deserializer<'de>>(
                deserializer: D,
            ) -> Result<Option<Byline>, D::Error> {
                let fields = Option::<BylineFields>::deserialize(deserializer)?;
                Ok(fields.map(|fields| fields.into_byline($usual)))
            }
        }
    };
}

// In JSON, the field that holds a byline says what its usual text is.
usual_text!(maintainers, super::MAINTAINED);
usual_text!(authors, super::WRITTEN);

#[cfg(feature = "schema")]
pub(crate) fn schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
    generator.subschema_for::<BylineFields>()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_wording_reads_back() {
        for text in [
            r#"<span class="maintainers">Maintained by [@a](x), [@b](y), and [@c](z)</span>"#,
            r#"<span class="gray">(Section written by [@a](x))</span>"#,
            r#"<span class="maintainers">(Section written by Kim Doe ([@k](x)))</span>"#,
            r#"<span class="maintainers">(Section suggested by JustSmile)</span>"#,
            r#"<span class="maintainers">Maintained by the [team](x)</span>"#,
        ] {
            match text.parse::<Byline>() {
                Ok(byline) => assert_eq!(byline.to_string(), text),
                Err(error) => assert!(text.contains("the [team]"), "{error}"),
            }
        }
    }
}
