//! The TOML between the `+++` lines.

use newsletter_model::{FrontMatter, Table, Value};
use toml::Spanned;
use toml::de::{DeTable, DeValue};
use toml_parser::Source;
use toml_parser::lexer::TokenKind;

use crate::error::{ParseError, ParseErrorKind};
use crate::span::Span;
use crate::spans::{Field, ROOT, Spans, Step};

const DELIMITER: &str = "+++";
const BYTE_ORDER_MARK: char = '\u{feff}';

/// Where the parts of a page are.
pub(crate) struct Page {
    /// The TOML, without the `+++` lines.
    toml: Span,
    /// The front matter, with the `+++` lines.
    whole: Span,
    /// The first byte of the Markdown.
    pub(crate) body_start: usize,
}

/// Finds the front matter as Zola does: white space may stand before it, the opening `+++` ends its
/// line, and the first `+++` that only white space follows on its line closes it, wherever it stands.
pub(crate) fn split(source: &str) -> Result<Page, ParseError> {
    let page = source.strip_prefix(BYTE_ORDER_MARK).unwrap_or(source);
    let start = source.len() - page.trim_start_matches(is_space).len();
    let opened = source[start..].strip_prefix(DELIMITER).and_then(|rest| {
        let rest = rest
            .strip_prefix('\r')
            .filter(|rest| rest.starts_with('\n'))
            .unwrap_or(rest);
        rest.starts_with('\n')
            .then_some(source.len() - rest.len() + 1)
    });
    let Some(toml_start) = opened else {
        return Err(no_front_matter(source, start));
    };
    let mut from = toml_start;
    while let Some(at) = source[from..].find(DELIMITER).map(|at| from + at) {
        let behind = at + DELIMITER.len();
        let rest = source[behind..].trim_start_matches(is_space);
        let space = &source[behind..source.len() - rest.len()];
        if rest.is_empty() || space.contains('\n') {
            let body_start = if rest.is_empty() {
                source.len()
            } else {
                behind + space.rfind('\n').map_or(0, |at| at + 1)
            };
            return Ok(Page {
                toml: Span::new(toml_start, at),
                whole: Span::new(start, behind),
                body_start,
            });
        }
        // Delimiters may overlap, as in `++++`.
        from = at + 1;
    }
    Err(ParseError::new(
        ParseErrorKind::UnclosedFrontMatter,
        source,
        Span::new(start, start + DELIMITER.len()),
        "front matter that is never closed",
        "a line `+++` behind it",
    ))
}

/// White space as the regular expression of Zola has it: `[[:space:]]`.
fn is_space(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\n' | '\r' | '\x0b' | '\x0c')
}

fn no_front_matter(source: &str, start: usize) -> ParseError {
    let line = source[start..].lines().next().unwrap_or_default();
    let span = Span::new(start, start + line.len());
    let expected = "`+++`, which opens the front matter";
    if line.is_empty() {
        return ParseError::new(
            ParseErrorKind::Empty,
            source,
            span,
            "an empty page",
            expected,
        );
    }
    if line.trim_end() == "---" {
        let expected = "front matter in TOML, between lines `+++`";
        return ParseError::new(
            ParseErrorKind::YamlFrontMatter,
            source,
            span,
            "front matter in YAML (`---`)",
            expected,
        );
    }
    let shown: String = line.chars().take(40).collect();
    ParseError::new(
        ParseErrorKind::MissingFrontMatter,
        source,
        span,
        format_args!("`{shown}`"),
        expected,
    )
}

/// Reads the front matter, and adds its nodes.
pub(crate) fn read(
    source: &str,
    page: &Page,
    spans: &mut Spans,
) -> Result<FrontMatter, ParseError> {
    let toml = &source[page.toml.range()];
    let table = DeTable::parse(toml).map_err(|error| invalid_toml(source, page, &error))?;
    let node = spans.push(ROOT, Step::Field(Field::FrontMatter), page.whole);
    let mut reader = TableReader {
        toml,
        spans,
        offset: page.toml.start,
    };
    let values = reader
        .table(table.get_ref(), Some(node), 0)
        .map_err(|Overflow(span)| {
            let found = format_args!("`{}`", &source[span.range()]).to_string();
            ParseError::new(
                ParseErrorKind::InvalidToml,
                source,
                span,
                found,
                "a number of 64 bits",
            )
        })?;
    FrontMatter::from_table(values).map_err(|(keys, error)| {
        let span = key_span(table.get_ref(), &keys)
            .map_or(page.whole, |span| span.shifted(page.toml.start));
        let kind = if keys.is_empty() {
            ParseErrorKind::MissingTitle
        } else {
            ParseErrorKind::InvalidValue
        };
        let (found, expected) = found_and_expected(&error, &keys);
        ParseError::new(kind, source, span, found, expected)
    })
}

fn found_and_expected(error: &newsletter_model::Error, keys: &[&str]) -> (String, String) {
    let found = match keys.last() {
        Some(key) => format!("{} in `{key}`", error.found()),
        None => error.found().to_owned(),
    };
    (found, error.expected().to_owned())
}

/// The span of the value that keys lead to.
fn key_span(table: &DeTable<'_>, keys: &[&str]) -> Option<Span> {
    let (first, deeper) = keys.split_first()?;
    let (_, value) = table.iter().find(|(key, _)| key.get_ref() == first)?;
    match value.get_ref() {
        DeValue::Table(table) if !deeper.is_empty() => key_span(table, deeper),
        _ => Some(value.span().into()),
    }
}

fn invalid_toml(source: &str, page: &Page, error: &toml::de::Error) -> ParseError {
    let span = error
        .span()
        .map_or(page.toml, |span| Span::from(span).shifted(page.toml.start));
    let message = error.message().replace('\n', ", ");
    ParseError::new(
        ParseErrorKind::InvalidToml,
        source,
        span,
        format_args!("invalid TOML ({message})"),
        "a TOML document",
    )
}

/// The comments of the front matter.
pub(crate) fn comments(source: &str, page: &Page) -> Vec<Span> {
    let toml = &source[page.toml.range()];
    if !toml.contains('#') {
        return Vec::new();
    }
    let tokens = Source::new(toml).lex();
    tokens
        .filter(|token| token.kind() == TokenKind::Comment)
        .map(|token| Span::new(token.span().start(), token.span().end()).shifted(page.toml.start))
        .collect()
}

struct TableReader<'s> {
    toml: &'s str,
    spans: &'s mut Spans,
    offset: usize,
}

/// How deep tables and arrays are nodes of their own: down to the elements of `extra.authors`.
const NODE_DEPTH: usize = 3;

impl TableReader<'_> {
    fn table(
        &mut self,
        table: &DeTable<'_>,
        node: Option<usize>,
        depth: usize,
    ) -> Result<Table, Overflow> {
        let mut values = Table::with_capacity(table.len());
        for (key, value) in table {
            let start = key.span().start;
            let key = key.get_ref().to_string();
            let node = node.map(|node| {
                let span = Span::new(start, end_of(value)).shifted(self.offset);
                self.spans.push(node, Step::Key(&key), span)
            });
            values.insert(key, self.value(value, node, depth + 1)?);
        }
        if let Some(node) = node {
            self.spans.cover_children(node);
        }
        Ok(values)
    }

    fn value(
        &mut self,
        value: &Spanned<DeValue<'_>>,
        node: Option<usize>,
        depth: usize,
    ) -> Result<Value, Overflow> {
        let node = node.filter(|_| depth < NODE_DEPTH);
        let overflow = || Overflow(Span::from(value.span()).shifted(self.offset));
        Ok(match value.get_ref() {
            DeValue::String(text) => Value::String(self.string(text, value.span())),
            DeValue::Integer(integer) => {
                let number = i64::from_str_radix(integer.as_str(), integer.radix());
                Value::Integer(number.map_err(|_| overflow())?)
            }
            DeValue::Float(float) => {
                let number: f64 = float.as_str().parse().map_err(|_| overflow())?;
                if number.is_infinite() && !float.as_str().contains("inf") {
                    return Err(overflow());
                }
                Value::Float(number)
            }
            DeValue::Boolean(boolean) => Value::Boolean(*boolean),
            DeValue::Datetime(datetime) => Value::Datetime(*datetime),
            DeValue::Array(array) => {
                let elements = array.iter().enumerate();
                let values: Result<_, _> = elements
                    .map(|(index, element)| self.element(index, element, node, depth))
                    .collect();
                if let Some(node) = node {
                    self.spans.cover_children(node);
                }
                Value::Array(values?)
            }
            DeValue::Table(table) => Value::Table(self.table(table, node, depth)?),
        })
    }

    /// A string, the line ends of which are `\n` where they stand in the source: in strings of several lines.
    fn string(&self, text: &str, span: std::ops::Range<usize>) -> String {
        let raw = &self.toml[span];
        if raw.starts_with("\"\"\"") || raw.starts_with("'''") {
            return text.replace("\r\n", "\n");
        }
        text.to_owned()
    }

    fn element(
        &mut self,
        index: usize,
        element: &Spanned<DeValue<'_>>,
        array: Option<usize>,
        depth: usize,
    ) -> Result<Value, Overflow> {
        let span = Span::from(element.span()).shifted(self.offset);
        let node = array.map(|array| self.spans.push(array, Step::Index(index), span));
        self.value(element, node, depth + 1)
    }
}

/// Where a value ends; the span of a table that has a header is that of the header.
fn end_of(value: &Spanned<DeValue<'_>>) -> usize {
    let inner = match value.get_ref() {
        DeValue::Array(values) => values.iter().map(end_of).max(),
        DeValue::Table(table) => table.iter().map(|(_, value)| end_of(value)).max(),
        _ => None,
    };
    inner.unwrap_or_default().max(value.span().end)
}

/// A number that does not fit into 64 bits.
struct Overflow(Span);

#[cfg(test)]
mod tests {
    use newsletter_model::Value;

    use crate::{Options, parse};

    #[test]
    fn line_ends_in_strings_of_several_lines_are_those_of_zola() {
        let source =
            "+++\r\ntitle = \"t\"\r\nx = \"\"\"\r\na\r\nb\"\"\"\r\ny = \"a\\r\\nb\"\r\n+++\r\n";
        let issue = parse(source, &Options::default()).unwrap().into_issue();
        assert_eq!(issue.front_matter.other["x"], Value::from("a\nb"));
        assert_eq!(issue.front_matter.other["y"], Value::from("a\r\nb"));
    }

    #[test]
    fn a_date_of_extra_in_another_spelling_stays_a_string() {
        let source = "+++\ntitle = \"t\"\n[extra]\nupdated = \"2020-01-01 10:00:00\"\n+++\n";
        let issue = parse(source, &Options::default()).unwrap().into_issue();
        assert_eq!(issue.front_matter.extra.updated, None);
        assert_eq!(
            issue.front_matter.extra.other["updated"],
            Value::from("2020-01-01 10:00:00")
        );
    }
}
