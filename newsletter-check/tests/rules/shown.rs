//! Findings as text, for snapshots.

use std::fmt::Write;

use newsletter_check::{Diagnostic, fix};
use newsletter_parse::Position;

use crate::example::Example;

/// The findings in an example, each with its line, and what the fixes make of the lines.
pub(crate) fn text(example: &Example, found: &[Diagnostic]) -> String {
    let source = &example.source;
    let mut shown = String::from("----\n");
    for diagnostic in found {
        let Position { line, column } = Position::of(source, diagnostic.span.start);
        let text = source.lines().nth(line - 1).unwrap_or_default();
        let meant = source[diagnostic.span.range()]
            .lines()
            .next()
            .unwrap_or_default();
        let (before, carets) = (
            " ".repeat(column - 1),
            "^".repeat(meant.chars().count().max(1)),
        );
        let mut push =
            |line: String| writeln!(shown, "{}", line.trim_end()).expect("a string takes all");
        push(format!("{}: {}", diagnostic.severity, diagnostic.message));
        push(format!("  {text}"));
        push(format!("  {before}{carets}"));
        for related in &diagnostic.related {
            let path = related.path.as_deref().unwrap_or("here");
            push(format!("  {path}:{}: {}", related.line, related.message));
        }
        if let Some(help) = &diagnostic.help {
            push(format!("  help: {help}"));
        }
        if let Some(certain) = &diagnostic.fix {
            push(format!("  fix: {}", certain.message));
            let fixed = fix(&example.document(), std::slice::from_ref(diagnostic));
            let fixed = fixed.expect("the fix can be written");
            let old: Vec<&str> = source.lines().collect();
            for line in fixed.lines().filter(|line| !old.contains(line)) {
                push(format!("  + {line}"));
            }
        }
    }
    shown
}
