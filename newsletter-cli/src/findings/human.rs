use std::borrow::Cow;

use annotate_snippets::{
    Annotation, AnnotationKind, Element, Group, Level, Origin, Patch, Renderer, Snippet,
    normalize_untrusted_str,
};
use newsletter_check::{Diagnostic, Fix, Related, Replacement, Severity};
use newsletter_parse::Span;

use super::PageFindings;
use crate::output::diagnostics::visible;

/// How many lines of a source one part of a message shows.
const MOST_LINES: usize = 6;

/// How many bytes of lines are shown whole: laying out longer ones takes time.
const MOST_BYTES: usize = 4096;

/// The findings of a page, as `rustc` shows them.
pub(super) fn text(page: &PageFindings<'_>, is_colored: bool) -> String {
    let renderer = if is_colored {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let found = page.found.iter();
    found
        .map(|found| renderer.render(&report(page, found)) + "\n\n")
        .collect()
}

fn report<'r>(page: &'r PageFindings<'_>, found: &'r Diagnostic) -> Vec<Group<'r>> {
    let level = match found.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Hint => Level::NOTE.with_name("hint"),
    };
    let title = level.primary_title(found.message.as_str()).id(found.code);
    let mut main = title.elements(place(page, found.span, None));
    if let Some(help) = &found.help {
        main = main.element(Level::HELP.message(normalize_untrusted_str(help)));
    }
    let related = found.related.iter().map(|place| related(page, place));
    let fix = found.fix.iter().map(|fix| suggestion(page, fix));
    std::iter::once(main).chain(related).chain(fix).collect()
}

/// A part of the source, in its lines.
fn place<'r>(page: &'r PageFindings<'_>, span: Span, label: Option<&'r str>) -> Vec<Element<'r>> {
    let span = shown(page, span);
    let (lines, first) = page.positions.lines_of(span);
    let text = page.source[lines.clone()].trim_end_matches(['\n', '\r']);
    // A line end is no place to point at.
    let limit = lines.start + text.len();
    let span = Span::new(span.start.min(limit), span.end.min(limit));
    let snippet = |text: Cow<'r, str>, part| {
        let annotation: Annotation<'_> = AnnotationKind::Primary.span(part).label(label);
        let snippet = Snippet::source(text).line_start(first + 1);
        snippet.annotation(annotation)
    };
    let path = visible(page.label);
    if text.len() <= MOST_BYTES {
        let part = span.start - lines.start..span.end - lines.start;
        return vec![snippet(Cow::Borrowed(text), part).path(path).into()];
    }
    let start = page.positions.of(span.start);
    let origin = Origin::path(path)
        .line(start.line)
        .char_column(start.column);
    let before = tail(&page.source[lines.start..span.start]);
    let meant = head(&page.source[span.range()]);
    let behind = head(&page.source[span.end..limit]);
    let part = before.len()..before.len() + meant.len();
    let text = format!("{before}{meant}{behind}");
    vec![origin.into(), snippet(Cow::Owned(text), part).into()]
}

/// What is shown of a part of the source: few lines, without the last line end.
fn shown(page: &PageFindings<'_>, span: Span) -> Span {
    let (first, last) = (
        page.positions.line(span.start),
        page.positions.line(span.end),
    );
    let mut end = span.end;
    if last - first > MOST_LINES {
        // The first line says enough of it.
        let (line, _) = page.positions.lines_of(Span::new(span.start, span.start));
        end = line.end;
    }
    let text = &page.source[span.start..end];
    Span::new(
        span.start,
        span.start + text.trim_end_matches(['\n', '\r']).len(),
    )
}

/// A place that has to do with a finding.
fn related<'r>(page: &'r PageFindings<'_>, related: &'r Related) -> Group<'r> {
    let title = Level::NOTE.secondary_title(normalize_untrusted_str(&related.message));
    match related.span {
        Some(span) => title.elements(place(page, span, None)),
        None => {
            let label = page.label_of(related);
            title.element(Origin::path(visible(&label).into_owned()).line(related.line))
        }
    }
}

/// What a fix makes of the lines that it changes.
fn suggestion<'r>(page: &'r PageFindings<'_>, fix: &'r Fix) -> Group<'r> {
    let title = Level::HELP.secondary_title(normalize_untrusted_str(&fix.message));
    let mut replacements: Vec<&Replacement> = fix.replacements.iter().collect();
    replacements.sort_by_key(|replacement| replacement.span);
    let mut elements: Vec<Element<'_>> = Vec::new();
    for near in replacements.chunk_by(|one, other| is_near(page, one.span, other.span)) {
        elements.extend(patched(page, near));
    }
    title.elements(elements)
}

/// Whether two parts of a source can be shown at once.
fn is_near(page: &PageFindings<'_>, one: Span, other: Span) -> bool {
    page.positions.line(other.start) - page.positions.line(one.end) < MOST_LINES
}

fn patched<'r>(
    page: &'r PageFindings<'_>,
    replacements: &[&'r Replacement],
) -> Option<Element<'r>> {
    let (first, last) = (replacements.first()?, replacements.last()?);
    let changed = Span::new(first.span.start, last.span.end);
    let (lines, number) = page.positions.lines_of(changed);
    if changed.range().len() > MOST_BYTES {
        return None;
    }
    let before = tail(&page.source[lines.start..changed.start]);
    let behind = head(&page.source[changed.end..lines.end]);
    let text = format!("{before}{}{behind}", &page.source[changed.range()]);
    let patches = replacements.iter().map(|replacement| {
        let start = before.len() + replacement.span.start - changed.start;
        let end = before.len() + replacement.span.end - changed.start;
        Patch::new(start..end, replacement.text.as_str())
    });
    let snippet = Snippet::source(text).line_start(number + 1);
    Some(snippet.patches(patches).into())
}

/// How much of a line is shown on each side of a change, in bytes.
const CONTEXT: usize = 60;

/// The end of a text.
fn tail(text: &str) -> Cow<'_, str> {
    if text.len() <= CONTEXT {
        return Cow::Borrowed(text);
    }
    let from = text.ceil_char_boundary(text.len() - CONTEXT);
    Cow::Owned(format!("...{}", &text[from..]))
}

/// The start of a text, with its line end.
fn head(text: &str) -> Cow<'_, str> {
    if text.len() <= CONTEXT {
        return Cow::Borrowed(text);
    }
    let to = text.floor_char_boundary(CONTEXT);
    let end = if text.ends_with('\n') { "...\n" } else { "..." };
    Cow::Owned(format!("{}{end}", &text[..to]))
}
