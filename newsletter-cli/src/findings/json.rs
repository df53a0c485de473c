use newsletter_check::{Diagnostic, Fix, Related};
use serde_json::{Map, Value, json};

use super::{PageFindings, plain_path};
use crate::output::diagnostics::Problem;

/// The findings of a page, each as an object in one line.
pub(super) fn lines(page: &PageFindings<'_>) -> String {
    let objects = page.found.iter().map(|found| object(page, found));
    objects.map(|object| format!("{object}\n")).collect()
}

/// The code of a page that cannot be checked, which no rule has.
const FAILURE: &str = "failed-page";

/// Why a page could not be checked, as an object in one line.
pub(super) fn failure(problem: &Problem) -> String {
    let (message, help) = problem.message();
    let mut object = Map::new();
    let (file, position) = problem.place();
    if let Some(file) = file {
        object.insert("path".to_owned(), json!(plain_path(file)));
    }
    object.insert("code".to_owned(), json!(FAILURE));
    object.insert("severity".to_owned(), json!("error"));
    object.insert("message".to_owned(), json!(message));
    if let Some((line, column)) = position {
        object.insert("line".to_owned(), json!(line));
        object.insert("column".to_owned(), json!(column));
    }
    if let Some(help) = help {
        object.insert("help".to_owned(), json!(help));
    }
    format!("{}\n", Value::Object(object))
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
