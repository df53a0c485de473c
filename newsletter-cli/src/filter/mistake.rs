//! Why a text is no filter, and where.

use jaq_core::compile::{self, Undefined};
use jaq_core::load::{self, lex, parse};

use crate::output::diagnostics::Problem;
use crate::output::excerpt::Excerpt;

/// How messages name the filter.
const FILTER: &str = "<filter>";

/// Why a filter cannot include files.
pub(super) const NO_MODULES: &str = "a filter without modules";

/// The mistakes that are seen while a filter is read.
pub(super) fn of_loading(code: &str, errors: load::Errors<&str, ()>) -> Vec<Problem> {
    let of_one = |error| match error {
        load::Error::Io(errors) => problems(errors, |(path, _)| {
            problem(code, path, &format!("the module `{path}`"), NO_MODULES)
        }),
        load::Error::Lex(errors) => problems(errors, |error| of_lexing(code, &error)),
        load::Error::Parse(errors) => problems(errors, |error| of_parsing(code, &error)),
    };
    errors
        .into_iter()
        .flat_map(|(_, error)| of_one(error))
        .collect()
}

/// The names in a filter that stand for nothing.
pub(super) fn of_compiling(code: &str, errors: compile::Errors<&str, ()>) -> Vec<Problem> {
    let errors = errors.into_iter().flat_map(|(_, errors)| errors);
    errors.map(|error| of_name(code, &error)).collect()
}

fn problems<E>(errors: Vec<E>, problem: impl FnMut(E) -> Problem) -> Vec<Problem> {
    errors.into_iter().map(problem).collect()
}

/// A page where the filter should be.
pub(super) fn of_path(code: &str) -> Problem {
    let title = format!("found the path `{code}`, expected a filter before it");
    Problem::new(title).with_help("`.` is the filter that changes nothing")
}

fn of_lexing(code: &str, (expected, rest): &lex::Error<&str>) -> Problem {
    let first = rest.chars().next().map_or(0, char::len_utf8);
    let found = &rest[..first];
    let expected = match expected {
        lex::Expect::Delim("(") => "`)`",
        lex::Expect::Delim("[") => "`]`",
        lex::Expect::Delim("{") => "`}`",
        lex::Expect::Delim(_) => "`\"`",
        lex::Expect::Digit => "a digit",
        lex::Expect::Ident => "a name",
        lex::Expect::Escape => "an escape such as `\\n`",
        lex::Expect::Unicode => "four hexadecimal digits of a character",
        _ => "a filter",
    };
    problem(code, found, &shown(found), expected)
}

fn of_parsing(code: &str, (expected, found): &parse::Error<&str>) -> Problem {
    use parse::Expect;

    let just;
    let expected = match expected {
        Expect::Just(text) => {
            just = format!("`{text}`");
            &just
        }
        Expect::Var => "a variable such as `$me`",
        Expect::Pattern => "a variable or a pattern such as `[$a, $b]`",
        Expect::ElseOrEnd => "`else` or `end`",
        Expect::CommaOrRBrack => "`,` or `]`",
        Expect::CommaOrRBrace => "`,` or `}`",
        Expect::SemicolonOrRParen => "`;` or `)`",
        Expect::Term => "a filter such as `.title`",
        Expect::Key => "a key such as `title`",
        Expect::Ident => "a name",
        Expect::Arg => "an argument",
        Expect::Str => "a string",
        Expect::Nothing => "the end of the filter, or an operator such as `|`",
        _ => "another filter",
    };
    problem(code, found, &shown(found), expected)
}

fn of_name(code: &str, (name, undefined): &compile::Error<&str>) -> Problem {
    let (found, expected) = match undefined {
        Undefined::Var => ("variable", "one that is bound"),
        Undefined::Label => ("label", "one that is set"),
        Undefined::Mod => ("module", NO_MODULES),
        _ => ("filter", "one that is defined"),
    };
    let arguments = match undefined {
        Undefined::Filter(0) => String::new(),
        Undefined::Filter(1) => " with an argument".to_owned(),
        Undefined::Filter(count) => format!(" with {count} arguments"),
        _ => String::new(),
    };
    let found = format!("the unknown {found} `{name}`{arguments}");
    let problem = problem(code, name, &found, expected);
    match (undefined, name.strip_prefix('$')) {
        (Undefined::Var, Some(name)) => {
            problem.with_help(format!("give it a value: --arg {name} TEXT"))
        }
        _ => problem,
    }
}

fn shown(found: &str) -> String {
    if found.is_empty() {
        "the end of the filter".to_owned()
    } else {
        format!("`{found}`")
    }
}

/// A mistake at a part of the filter.
fn problem(code: &str, part: &str, found: &str, expected: &str) -> Problem {
    let excerpt = Excerpt::of(code.as_bytes(), load::span(code, part).into());
    Problem::new(format!("found {found}, expected {expected}"))
        .in_file(FILTER)
        .with_excerpt(excerpt)
}
