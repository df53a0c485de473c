//! Keys that stand twice in a JSON object.
//!
//! Readers of JSON disagree about which of the two counts, and maps keep one in silence. One pass
//! over the text finds them, and all faults of its syntax, before any value is built.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt;

use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor,
};

use super::error::{JsonError, JsonErrorKind, escape_pointer};

/// Checks that a text is JSON in which no object has a key twice.
pub(super) fn check(text: &str) -> Result<(), JsonError> {
    let mut place = Place::default();
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let read = Scan(&mut place)
        .deserialize(&mut deserializer)
        .and_then(|()| deserializer.end());
    read.map_err(|error| match place.duplicate {
        Some(key) => {
            let pointer = place.steps.iter().map(Step::to_pointer).collect::<String>();
            let found = format!("a second `{}`", key.escape_debug());
            let pointer = format!("{pointer}/{}", escape_pointer(&key));
            JsonError::at(JsonErrorKind::DuplicateKey, pointer, found, "each key once")
        }
        None => JsonError::of_syntax(text, &error),
    })
}

/// Where the pass stands.
#[derive(Default)]
struct Place<'de> {
    steps: Vec<Step<'de>>,
    duplicate: Option<Cow<'de, str>>,
}

enum Step<'de> {
    Key(Cow<'de, str>),
    Index(usize),
}

impl Step<'_> {
    fn to_pointer(&self) -> String {
        match self {
            Self::Key(key) => format!("/{}", escape_pointer(key)),
            Self::Index(index) => format!("/{index}"),
        }
    }
}

struct Scan<'a, 'de>(&'a mut Place<'de>);

impl<'de> DeserializeSeed<'de> for Scan<'_, 'de> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Scan<'_, 'de> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<(), A::Error> {
        let depth = self.0.steps.len();
        self.0.steps.push(Step::Index(0));
        let mut index = 0;
        while access.next_element_seed(Scan(&mut *self.0))?.is_some() {
            index += 1;
            self.0.steps[depth] = Step::Index(index);
        }
        self.0.steps.truncate(depth);
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<(), A::Error> {
        let depth = self.0.steps.len();
        let mut keys = Keys::default();
        while let Some(Key(key)) = access.next_key()? {
            if !keys.insert(key.clone()) {
                self.0.duplicate = Some(key);
                return Err(A::Error::custom("a key stands twice"));
            }
            self.0.steps.push(Step::Key(key));
            access.next_value_seed(Scan(&mut *self.0))?;
            self.0.steps.truncate(depth);
        }
        Ok(())
    }
}

/// The keys of an object.
#[derive(Default)]
struct Keys<'de> {
    /// The first ones; an issue has no object with more of them, except for tables of the front matter.
    first: Vec<Cow<'de, str>>,
    others: HashSet<Cow<'de, str>>,
}

impl<'de> Keys<'de> {
    /// How many keys are compared one by one.
    const FIRST: usize = 16;

    /// Adds a key, and returns whether it is new.
    fn insert(&mut self, key: Cow<'de, str>) -> bool {
        if self.first.contains(&key) {
            return false;
        }
        if self.first.len() < Self::FIRST {
            self.first.push(key);
            return true;
        }
        self.others.insert(key)
    }
}

/// A key, which borrows from the text where it has no escapes.
struct Key<'de>(Cow<'de, str>);

impl<'de> Deserialize<'de> for Key<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(KeyVisitor)
    }
}

struct KeyVisitor;

impl<'de> Visitor<'de> for KeyVisitor {
    type Value = Key<'de>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a key")
    }

    fn visit_borrowed_str<E>(self, key: &'de str) -> Result<Key<'de>, E> {
        Ok(Key(Cow::Borrowed(key)))
    }

    fn visit_str<E>(self, key: &str) -> Result<Key<'de>, E> {
        Ok(Key(Cow::Owned(key.to_owned())))
    }
}
