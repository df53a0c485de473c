//! The labels that have a definition.

use std::cell::OnceCell;
use std::collections::HashSet;

use newsletter_model::Label;
use pulldown_cmark::CowStr;

/// The labels that a text defines. Few texts ask for them, so they are compared only then.
#[derive(Debug, Default)]
pub(crate) struct Labels {
    /// One a line: the parser has made one space of each line break in a label.
    definitions: String,
    footnotes: Vec<String>,
    keys: OnceCell<HashSet<String>>,
}

impl Labels {
    /// The labels of definitions.
    pub(crate) fn new<'l>(definitions: impl Iterator<Item = &'l str>) -> Self {
        let mut lines = String::new();
        for label in definitions {
            lines.push_str(label);
            lines.push('\n');
        }
        Self {
            definitions: lines,
            ..Self::default()
        }
    }

    /// Adds the labels of footnotes.
    pub(crate) fn add_footnotes(&mut self, labels: &[CowStr<'_>]) {
        self.footnotes
            .extend(labels.iter().map(ToString::to_string));
        self.keys = OnceCell::new();
    }

    /// Adds those of another text.
    pub(crate) fn extend(&mut self, other: Self) {
        self.definitions.push_str(&other.definitions);
        self.footnotes.extend(other.footnotes);
        self.keys = OnceCell::new();
    }

    /// Whether a label has a definition, given by its [key](Label::key); that of a footnote has a `^` before it.
    pub(crate) fn contains(&self, key: &str) -> bool {
        self.keys().contains(key)
    }

    /// Whether the same labels have a definition.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        self.keys() == other.keys()
    }

    fn keys(&self) -> &HashSet<String> {
        self.keys.get_or_init(|| {
            let labels = self.definitions.lines();
            let labels = labels.filter_map(|label| Some(Label::new(label).ok()?.key()));
            let footnotes = self.footnotes.iter();
            labels
                .chain(footnotes.map(|label| format!("^{}", label.to_lowercase())))
                .collect()
        })
    }
}
