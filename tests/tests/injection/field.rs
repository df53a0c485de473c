//! The fields of an issue's JSON that hold no Markdown.

use serde_json::{Map, Value};

/// What a field is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// A string of the front matter, also one of an array or of a table.
    String,
    /// A date, or a TOML value that JSON does not have.
    Value,
    /// A key of the front matter or of a table in it.
    Key,
    /// One of a few words, as the type of a block.
    Word,
    Name,
    Url,
    Label,
    Reference,
    Handle,
    Tooltip,
    Repository,
    Attributes,
    Comment,
}

/// A field of an issue, or the key of one.
#[derive(Debug, Clone)]
pub(crate) struct Field {
    pub(crate) kind: Kind,
    pub(crate) pointer: String,
    /// The node that the field is a part of: a block, an entry, a section, a key of the front matter.
    pub(crate) node: String,
}

impl Field {
    /// All fields of an issue.
    pub(crate) fn of_issue(json: &Value) -> Vec<Self> {
        let mut fields = Vec::new();
        front_matter(&json["front_matter"], "/front_matter", &mut fields);
        for part in ["body", "sections"] {
            collect(&json[part], &format!("/{part}"), "", &mut fields);
        }
        fields
    }

    /// The JSON with another text in the field; `None` where that is a key that stands there already.
    pub(crate) fn replaced(&self, json: &Value, text: &str) -> Option<Value> {
        let mut json = json.clone();
        if self.kind != Kind::Key {
            *json.pointer_mut(&self.pointer)? = Value::from(text);
            return Some(json);
        }
        let (table, key) = self.pointer.rsplit_once('/')?;
        let key = key.replace("~1", "/").replace("~0", "~");
        let table = json.pointer_mut(table)?.as_object_mut()?;
        if table.contains_key(text) || text == "$toml" {
            return None;
        }
        let renamed = |(name, value): (String, Value)| match name == key {
            true => (text.to_owned(), value),
            false => (name, value),
        };
        *table = std::mem::take(table).into_iter().map(renamed).collect();
        Some(json)
    }

    /// The text that the field has afterwards: what Markdown cannot hold is replaced, and white space goes where it says
    /// nothing.
    pub(crate) fn kept(&self, text: &str) -> String {
        match self.kind {
            Kind::Url => text.replace('\0', "\u{fffd}"),
            Kind::Label | Kind::Reference => {
                let words = text
                    .split_ascii_whitespace()
                    .flat_map(|word| word.split('\x0b'));
                let words = words.filter(|word| !word.is_empty());
                words.collect::<Vec<_>>().join(" ")
            }
            Kind::Name | Kind::Repository | Kind::Attributes => {
                text.trim_matches([' ', '\t']).to_owned()
            }
            Kind::Comment => comment(text),
            _ => text.to_owned(),
        }
    }

    /// Whether the field, or its block, goes with that text, or is something else: a comment `more` is the marker.
    pub(crate) fn is_dropped(&self, text: &str) -> bool {
        match self.kind {
            Kind::Comment => matches!(comment(text).as_str(), "" | "more"),
            Kind::Tooltip => text.is_empty(),
            Kind::Attributes => self.kept(text).is_empty(),
            _ => false,
        }
    }

    /// Whether an error speaks of the field: of its node, of what that stands in, or of a link to a definition whose
    /// label it was.
    pub(crate) fn is_meant(&self, json: &Value, pointer: &str) -> bool {
        let is_below = |pointer: &str, outer: &str| {
            let rest = pointer.strip_prefix(outer);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        let refers =
            || self.kind == Kind::Label && json.pointer(pointer) == json.pointer(&self.pointer);
        is_below(pointer, &self.node) || is_below(&self.pointer, pointer) || refers()
    }
}

/// The text of a comment as it is kept: the first of several lines keeps its indentation.
fn comment(text: &str) -> String {
    const WHITE_SPACE: [char; 5] = [' ', '\t', '\n', '\u{b}', '\u{c}'];
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let text = text.trim_end_matches(WHITE_SPACE);
    let inner = text.trim_start_matches(WHITE_SPACE);
    if !inner.contains('\n') {
        return inner.to_owned();
    }
    let indentation = &text[..text.len() - inner.len()];
    let start = indentation.rfind('\n').map_or(0, |line_end| line_end + 1);
    text[start..].to_owned()
}

fn front_matter(value: &Value, pointer: &str, fields: &mut Vec<Field>) {
    let mut add = |kind| {
        fields.push(Field {
            kind,
            pointer: pointer.to_owned(),
            node: pointer.to_owned(),
        });
    };
    match value {
        Value::String(_) if matches!(pointer, "/front_matter/date" | "/front_matter/updated") => {
            add(Kind::Value);
        }
        Value::String(_) => add(Kind::String),
        Value::Array(values) => {
            for (index, value) in values.iter().enumerate() {
                front_matter(value, &format!("{pointer}/{index}"), fields);
            }
        }
        Value::Object(table) if table.contains_key("$toml") => wrapped(table, pointer, fields),
        Value::Object(table) => {
            for (key, value) in table {
                let pointer = below(pointer, key);
                front_matter(value, &pointer, fields);
                fields.push(Field {
                    kind: Kind::Key,
                    node: pointer.clone(),
                    pointer,
                });
            }
        }
        _ => {}
    }
}

fn wrapped(table: &Map<String, Value>, pointer: &str, fields: &mut Vec<Field>) {
    if table["$toml"].is_string() {
        fields.push(Field {
            kind: Kind::Value,
            pointer: format!("{pointer}/$toml"),
            node: pointer.to_owned(),
        });
    }
}

fn below(pointer: &str, key: &str) -> String {
    format!("{pointer}/{}", key.replace('~', "~0").replace('/', "~1"))
}

/// Collects the fields of blocks and sections; `node` is the one around the value.
fn collect(value: &Value, pointer: &str, node: &str, fields: &mut Vec<Field>) {
    match value {
        Value::Array(values) => {
            for (index, value) in values.iter().enumerate() {
                collect(value, &format!("{pointer}/{index}"), node, fields);
            }
        }
        Value::Object(object) => {
            let is_node = ["type", "kind", "name", "heading"];
            let is_node = is_node.iter().any(|key| object.contains_key(*key))
                && !pointer.contains("/people/");
            let node = if is_node { pointer } else { node };
            for (key, value) in object {
                let pointer = below(pointer, key);
                match kind(key, object).filter(|_| value.is_string()) {
                    Some(kind) => fields.push(Field {
                        kind,
                        pointer,
                        node: node.to_owned(),
                    }),
                    None => collect(value, &pointer, node, fields),
                }
            }
        }
        _ => {}
    }
}

fn kind(key: &str, object: &Map<String, Value>) -> Option<Kind> {
    Some(match key {
        "name" => Kind::Name,
        "url" | "name_url" => Kind::Url,
        "label" => Kind::Label,
        "reference" => Kind::Reference,
        "handle" => Kind::Handle,
        "tooltip" => Kind::Tooltip,
        "repository" => Kind::Repository,
        "attributes" => Kind::Attributes,
        "type" | "kind" | "bullet" | "form" | "class" => Kind::Word,
        "text" if object.get("type").is_some_and(|kind| kind == "comment") => Kind::Comment,
        _ => return None,
    })
}
