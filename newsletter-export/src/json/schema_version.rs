use std::fmt;

use serde::de::{self, Deserializer, Visitor};
use serde::ser::Serializer;
use serde::{Deserialize, Serialize};

/// The version of the format that this crate writes, and reads with all lower minors.
const VERSION: Version = Version { major: 1, minor: 0 };

/// The value of `schema`; it only ever holds a version that can be read.
pub(super) struct SchemaVersion;

#[derive(PartialEq, PartialOrd)]
struct Version {
    major: u32,
    minor: u32,
}

impl fmt::Display for Version {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.minor {
            0 => write!(formatter, "{}", self.major),
            minor => write!(formatter, "{}.{minor}", self.major),
        }
    }
}

impl Version {
    fn read(text: &str) -> Option<Self> {
        let version = text.strip_prefix("newsletter/")?;
        let (major, minor) = version.split_once('.').unwrap_or((version, "0"));
        Some(Self {
            major: number(major)?,
            minor: number(minor)?,
        })
    }

    /// Whether this crate knows all that a record of that version may have.
    fn is_readable(&self) -> bool {
        self.major == VERSION.major && *self <= VERSION
    }
}

/// A number without sign and leading zeros.
fn number(digits: &str) -> Option<u32> {
    digits
        .parse()
        .ok()
        .filter(|number: &u32| number.to_string() == digits)
}

/// Why a version cannot be read, as "found …, expected …" tells it.
pub(super) fn refusal(text: &str) -> Option<String> {
    match Version::read(text) {
        Some(version) if version.is_readable() => None,
        Some(version) => Some(format!(
            "`newsletter/{version}`, which needs a reader of version {version}"
        )),
        None => Some(format!("`{}`", text.escape_debug())),
    }
}

/// The versions that can be read.
pub(super) fn expected() -> String {
    match VERSION.minor {
        0 => format!("`newsletter/{VERSION}`"),
        _ => format!("`newsletter/{VERSION}` or a lower minor of it"),
    }
}

impl Serialize for SchemaVersion {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&format_args!("newsletter/{VERSION}"))
    }
}

impl<'de> Deserialize<'de> for SchemaVersion {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(VersionVisitor)
    }
}

struct VersionVisitor;

impl Visitor<'_> for VersionVisitor {
    type Value = SchemaVersion;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a string")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<SchemaVersion, E> {
        match refusal(text) {
            None => Ok(SchemaVersion),
            Some(found) => Err(E::custom(format_args!(
                "found {found}, expected {}",
                expected()
            ))),
        }
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for SchemaVersion {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "SchemaVersion".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        // The versions that `Version::is_readable` takes, while there is no other minor than 0.
        schemars::json_schema!({ "type": "string", "pattern": r"^newsletter/1(\.0)?$" })
    }
}
