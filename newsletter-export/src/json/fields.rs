//! The fields of each part of an issue's JSON, and how their values are checked.

use newsletter_model::{
    Bullet, Destination, Handle, Inline, Label, Line, PlaceholderForm, Prose, SpanClass,
};
use serde_json::Value;

use super::error::JsonError;
use super::shape::{blocks, byline, elements, front_matter, leaf, object, people, schema, section};

/// Checks a value, whose JSON pointer is given.
pub(super) type Check = fn(&Value, &str) -> Result<(), JsonError>;

/// A field of an object.
pub(super) struct Field {
    pub(super) name: &'static str,
    pub(super) is_required: bool,
    pub(super) check: Check,
}

const fn required(name: &'static str, check: Check) -> Field {
    Field {
        name,
        is_required: true,
        check,
    }
}

const fn optional(name: &'static str, check: Check) -> Field {
    Field {
        name,
        is_required: false,
        check,
    }
}

pub(super) const RECORD: &[Field] = &[
    required("schema", schema),
    optional("path", leaf::<Option<String>>),
    required("front_matter", front_matter),
    optional("body", blocks),
    optional("sections", |value, pointer| {
        elements(value, pointer, section)
    }),
    optional("source", leaf::<Option<String>>),
];
const PROJECT_UPDATE: &[Field] = &[
    required("name", leaf::<Line>),
    optional("url", leaf::<Option<Destination>>),
    optional("reference", leaf::<Option<Label>>),
    optional("code", leaf::<bool>),
    optional("note", leaf::<Option<Line>>),
    optional("attributes", leaf::<Option<Line>>),
    optional("heading", leaf::<Option<Line>>),
    optional("maintainers", byline),
    optional("body", blocks),
];
const PERSONAL_PROJECT: &[Field] = &[
    required("name", leaf::<Line>),
    optional("url", leaf::<Option<Destination>>),
    optional("reference", leaf::<Option<Label>>),
    optional("code", leaf::<bool>),
    optional("note", leaf::<Option<Line>>),
    optional("attributes", leaf::<Option<Line>>),
    optional("heading", leaf::<Option<Line>>),
    optional("authors", byline),
    optional("body", blocks),
];
const ENTRY: &[Field] = &[required("heading", leaf::<Line>), optional("body", blocks)];
pub(super) const BYLINE: &[Field] = &[
    required("people", people),
    optional("serial_comma", leaf::<Option<bool>>),
    optional("before", leaf::<Option<Inline>>),
    optional("after", leaf::<Option<Inline>>),
    optional("class", leaf::<SpanClass>),
];
pub(super) const PERSON: &[Field] = &[
    optional("name", leaf::<Option<Line>>),
    optional("handle", leaf::<Option<Handle>>),
    optional("url", leaf::<Option<Destination>>),
    optional("reference", leaf::<Option<Label>>),
    optional("name_url", leaf::<Option<Destination>>),
];
const ITEM: &[Field] = &[
    optional("before", leaf::<Inline>),
    optional("title", leaf::<Inline>),
    optional("url", leaf::<Option<Destination>>),
    optional("reference", leaf::<Option<Label>>),
    optional("tooltip", leaf::<Option<String>>),
    optional("after", leaf::<Inline>),
    optional("blocks", blocks),
];
const TASK: &[Field] = &[
    optional("repository", leaf::<Option<Line>>),
    optional("before", leaf::<Inline>),
    optional("title", leaf::<Inline>),
    optional("url", leaf::<Option<Destination>>),
    optional("reference", leaf::<Option<Label>>),
    optional("tooltip", leaf::<Option<String>>),
    optional("after", leaf::<Inline>),
    optional("blocks", blocks),
];
const CREDIT: &[Field] = &[
    required("people", people),
    optional("serial_comma", leaf::<Option<bool>>),
    optional("text", leaf::<Inline>),
];

/// The fields of a section of each kind, beside `kind`.
pub(super) const SECTIONS: &[(&str, &[Field])] = &[
    (
        "project-updates",
        &section_fields(|value, pointer| {
            elements(value, pointer, |value, pointer| {
                object(value, pointer, PROJECT_UPDATE)
            })
        }),
    ),
    (
        "personal-projects",
        &section_fields(|value, pointer| {
            elements(value, pointer, |value, pointer| {
                object(value, pointer, PERSONAL_PROJECT)
            })
        }),
    ),
    ("call-for-participation", &section_fields(entries)),
    ("news", &section_fields(entries)),
    ("other", &section_fields(entries)),
];

const fn section_fields(entries: Check) -> [Field; 3] {
    [
        required("title", leaf::<Line>),
        optional("body", blocks),
        optional("entries", entries),
    ]
}

fn entries(value: &Value, pointer: &str) -> Result<(), JsonError> {
    elements(value, pointer, |value, pointer| {
        object(value, pointer, ENTRY)
    })
}

/// The fields of a block of each type, beside `type`.
pub(super) const BLOCKS: &[(&str, &[Field])] = &[
    ("prose", &[required("markdown", leaf::<Prose>)]),
    (
        "list",
        &list_fields(|value, pointer| {
            elements(value, pointer, |value, pointer| {
                object(value, pointer, ITEM)
            })
        }),
    ),
    (
        "tasks",
        &list_fields(|value, pointer| {
            elements(value, pointer, |value, pointer| {
                object(value, pointer, TASK)
            })
        }),
    ),
    (
        "thanks",
        &[
            optional("before", leaf::<Inline>),
            required("credits", |value, pointer| {
                elements(value, pointer, |value, pointer| {
                    object(value, pointer, CREDIT)
                })
            }),
        ],
    ),
    ("comment", &[required("text", leaf::<Prose>)]),
    (
        "placeholder",
        &[
            required("text", leaf::<Inline>),
            optional("form", leaf::<PlaceholderForm>),
        ],
    ),
    (
        "definition",
        &[
            required("label", leaf::<Label>),
            required("url", leaf::<Destination>),
            optional("tooltip", leaf::<Option<String>>),
        ],
    ),
    ("more", &[]),
    (
        "heading",
        &[
            required("level", leaf::<u8>),
            required("text", leaf::<Line>),
        ],
    ),
];

const fn list_fields(items: Check) -> [Field; 3] {
    [
        required("items", items),
        optional("bullet", leaf::<Bullet>),
        optional("spaced", leaf::<bool>),
    ]
}
