use newsletter_check::{Diagnostic, Fix, Related};
use serde_json::{Map, Value, json};

use super::{PageFindings, plain_path};

/// The findings of a page, each as an object in one line.
pub(super) fn lines(page: &PageFindings<'_>) -> String {
    let objects = page.found.iter().map(|found| object(page, found));
    objects.map(|object| format!("{object}\n")).collect()
}

fn object(page: &PageFindings<'_>, found: &Diagnostic) -> Value {
    let (start, end) = page.region(found.span);
    let mut object = json!({
        "path": plain_path(page.label),
        "code": found.code,
        "severity": found.severity.as_str(),
        "message": found.message,
        "line": start.line,
        "column": start.column,
        "end_line": end.line,
        "end_column": end.column,
        "span": span(found.span),
    });
    let optional = [
        ("help", found.help.as_ref().map(|help| json!(help))),
        ("related", related(page, &found.related)),
        ("fix", found.fix.as_ref().map(fix)),
    ];
    for (key, value) in optional {
        if let Some(value) = value {
            object[key] = value;
        }
    }
    object
}

fn span(span: newsletter_parse::Span) -> Value {
    json!({ "start": span.start, "end": span.end })
}

fn related(page: &PageFindings<'_>, related: &[Related]) -> Option<Value> {
    let places = related.iter().map(|place| {
        let mut object = Map::new();
        object.insert("path".to_owned(), json!(plain_path(&page.label_of(place))));
        object.insert("line".to_owned(), json!(place.line));
        if let Some(at) = place.span {
            let column = page.positions.of(at.start).column;
            object.insert("column".to_owned(), json!(column));
            object.insert("span".to_owned(), span(at));
        }
        object.insert("message".to_owned(), json!(place.message));
        Value::Object(object)
    });
    (!related.is_empty()).then(|| places.collect())
}

fn fix(fix: &Fix) -> Value {
    let replacements = fix
        .replacements
        .iter()
        .map(|replacement| json!({ "span": span(replacement.span), "text": replacement.text }));
    json!({ "message": fix.message, "replacements": replacements.collect::<Value>() })
}
