//! Where the text of an issue reads as something else.

use newsletter_model::Issue;
use newsletter_parse::{IssueError, IssueErrorKind};
use serde_json::Value;

/// The first field that two issues have different values of; the second is what a text reads as.
pub(crate) fn first(issue: &Issue, read: &Issue) -> Option<IssueError> {
    if issue == read {
        return None;
    }
    let values = (serde_json::to_value(issue), serde_json::to_value(read));
    let (Ok(meant), Ok(read)) = values else {
        return Some(unlike("", "a value without JSON form", ""));
    };
    let mut pointer = String::new();
    Some(descend(&meant, &read, &mut pointer))
}

fn descend(meant: &Value, read: &Value, pointer: &mut String) -> IssueError {
    match (meant, read) {
        (Value::Object(meant), Value::Object(read)) => {
            let keys = meant
                .keys()
                .chain(read.keys().filter(|key| !meant.contains_key(*key)));
            for key in keys {
                let pair = (meant.get(key), read.get(key));
                if pair.0 == pair.1 {
                    continue;
                }
                pointer.push('/');
                pointer.push_str(&key.replace('~', "~0").replace('/', "~1"));
                return descend_into(pair, pointer);
            }
        }
        (Value::Array(meant), Value::Array(read)) => {
            let differs = |index: &usize| meant.get(*index) != read.get(*index);
            if let Some(index) = (0..meant.len().max(read.len())).find(differs) {
                pointer.push_str(&format!("/{index}"));
                return descend_into((meant.get(index), read.get(index)), pointer);
            }
        }
        _ => {}
    }
    unlike(pointer, &shown(meant), &shown(read))
}

fn descend_into(pair: (Option<&Value>, Option<&Value>), pointer: &mut String) -> IssueError {
    match pair {
        (Some(meant), Some(read)) => descend(meant, read, pointer),
        (Some(meant), None) => unlike(pointer, &shown(meant), "nothing"),
        (None, read) => unlike(pointer, "nothing", &read.map(shown).unwrap_or_default()),
    }
}

fn shown(value: &Value) -> String {
    let text = value.to_string();
    match text.char_indices().nth(60) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text,
    }
}

fn unlike(pointer: &str, meant: &str, read: &str) -> IssueError {
    let found = format!("{meant}, which reads as {read} where it stands");
    IssueError::new(
        IssueErrorKind::ReadsDifferently,
        pointer,
        found,
        "text that reads as itself",
    )
}
