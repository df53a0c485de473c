use newsletter_check::{Diagnostic, Fix, Related, Rule, Severity, rules};
use newsletter_parse::Span;
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use serde_json::{Value, json};

use super::{PageFindings, message_of, plain_path};
use crate::output::diagnostics::Problem;
use crate::rule_pages;

/// The whole log, with the results of all pages.
pub(super) fn log(results: &[Value], notifications: &[Value], has_read_all: bool) -> Value {
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "newsletter",
                "version": env!("CARGO_PKG_VERSION"),
                "informationUri": env!("CARGO_PKG_REPOSITORY"),
                "rules": rules().iter().map(rule).collect::<Value>(),
            }},
            "columnKind": "unicodeCodePoints",
            "invocations": [{
                "executionSuccessful": has_read_all,
                "toolExecutionNotifications": notifications,
            }],
            "results": results,
        }],
    })
}

/// Why a page could not be checked.
pub(super) fn notification(problem: &Problem) -> Value {
    let mut notification = json!({
        "level": "error",
        "message": { "text": message_of(problem) },
    });
    if let (Some(file), position) = problem.place() {
        let (line, column) = position.unwrap_or((1, 1));
        let region = json!({ "startLine": line, "startColumn": column });
        notification["locations"] = json!([location(file, &region)]);
    }
    notification
}

fn rule(rule: &Rule) -> Value {
    let page = rule_pages::page(rule);
    json!({
        "id": rule.code,
        "shortDescription": { "text": rule.summary() },
        "help": { "text": page, "markdown": page },
        "defaultConfiguration": { "enabled": rule.is_on, "level": level(rule.severity) },
        "properties": { "tags": [rule.topic.to_string()] },
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "note",
    }
}

/// The findings of a page.
pub(super) fn results(page: &PageFindings<'_>) -> Vec<Value> {
    let found = page.found.iter();
    found.map(|found| result(page, found)).collect()
}

fn result(page: &PageFindings<'_>, found: &Diagnostic) -> Value {
    let mut result = json!({
        "ruleId": found.code,
        "ruleIndex": rules().iter().position(|rule| rule.code == found.code),
        "level": level(found.severity),
        "message": { "text": message(found) },
        "locations": [location(page.label, &region(page, found.span))],
    });
    if !found.related.is_empty() {
        let places = found.related.iter().enumerate();
        result["relatedLocations"] = places
            .map(|(number, place)| related(page, number, place))
            .collect();
    }
    if let Some(fix) = &found.fix {
        result["fixes"] = json!([fixed(page, fix)]);
    }
    result
}

fn message(found: &Diagnostic) -> String {
    match &found.help {
        Some(help) => format!("{}\nhelp: {help}", found.message),
        None => found.message.clone(),
    }
}

fn related(page: &PageFindings<'_>, number: usize, place: &Related) -> Value {
    let region = match place.span {
        Some(span) => region(page, span),
        None => json!({ "startLine": place.line }),
    };
    let mut related = location(&page.label_of(place), &region);
    related["id"] = json!(number);
    related["message"] = json!({ "text": place.message });
    related
}

fn fixed(page: &PageFindings<'_>, fix: &Fix) -> Value {
    let replacements = fix.replacements.iter().map(|replacement| {
        json!({
            "deletedRegion": region(page, replacement.span),
            "insertedContent": { "text": replacement.text },
        })
    });
    json!({
        "description": { "text": fix.message },
        "artifactChanges": [{
            "artifactLocation": { "uri": uri(page.label) },
            "replacements": replacements.collect::<Value>(),
        }],
    })
}

fn location(label: &str, region: &Value) -> Value {
    json!({ "physicalLocation": {
        "artifactLocation": { "uri": uri(label) },
        "region": region,
    }})
}

fn region(page: &PageFindings<'_>, span: Span) -> Value {
    let (start, end) = page.region(span);
    json!({
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    })
}

/// What stands for something else in a URI.
const RESERVED: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b':')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// The URI of a file.
fn uri(label: &str) -> String {
    let path = plain_path(label);
    let encoded = utf8_percent_encode(&path, RESERVED);
    if path.starts_with('/') {
        format!("file://{encoded}")
    } else {
        encoded.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_written_as_uris() {
        assert_eq!(uri("./content/a b/ü#1.md"), "content/a%20b/%C3%BC%231.md");
        assert_eq!(uri("/site/x.md"), "file:///site/x.md");
        assert_eq!(uri("<stdin>"), "%3Cstdin%3E");
    }
}
