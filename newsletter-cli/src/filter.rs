//! Filters in the language of `jq`, over the JSON of issues.

mod mistake;

use std::io;
use std::path::Path;

use jaq_core::data::JustLut;
use jaq_core::load::parse::Def;
use jaq_core::load::{self, Arena, File, Loader};
use jaq_core::{Compiler, Ctx, Vars};
use jaq_json::Val;
use jaq_json::write::{Pp, Styles};

use crate::arguments::FilterArguments;
use crate::output::diagnostics::Problem;
use crate::session::Stop;

/// A filter, and the values of its variables.
pub(crate) struct Filter {
    compiled: jaq_core::Filter<JustLut<Val>>,
    values: Vec<Val>,
}

/// What `jq` has beyond the crates that run filters.
const DEFINITIONS: &str = include_str!("filter/definitions.jq");

/// Longer messages of a filter are cut: they quote the values that they are about.
const LONGEST_MESSAGE: usize = 200;

impl Filter {
    /// Compiles the filter of a command line.
    pub(crate) fn new(arguments: &FilterArguments) -> Result<Self, Stop> {
        let (names, values): (Vec<_>, Vec<_>) = variables(arguments)?.into_iter().unzip();
        let code = arguments.filter.as_str();
        let compiled = compile(code, &names).map_err(|problems| {
            let is_path = Path::new(code).exists();
            Stop::Refused(if is_path {
                vec![mistake::of_path(code)]
            } else {
                problems
            })
        })?;
        Ok(Self { compiled, values })
    }

    /// The results for an issue, each computed when it is asked for.
    pub(crate) fn run<'a>(
        &'a self,
        input: Val,
        label: &'a str,
    ) -> impl Iterator<Item = Result<Val, Problem>> + 'a {
        let variables = Vars::new(self.values.iter().cloned());
        let context = Ctx::<JustLut<Val>>::new(&self.compiled.lut, variables);
        self.compiled
            .id
            .run((context, input))
            .map(move |result| result.map_err(|exception| failure(exception, label)))
    }
}

fn compile(code: &str, names: &[String]) -> Result<jaq_core::Filter<JustLut<Val>>, Vec<Problem>> {
    let arena = Arena::default();
    let modules = Loader::new(definitions())
        .load(&arena, File { path: (), code })
        .map_err(|errors| mistake::of_loading(code, errors))?;
    load::import(&modules, |_| Err(mistake::NO_MODULES.to_owned()))
        .map_err(|errors| mistake::of_loading(code, errors))?;
    let functions = jaq_core::funs()
        .chain(jaq_std::funs())
        .chain(jaq_json::funs());
    Compiler::default()
        .with_funs(functions)
        .with_global_vars(names.iter().map(String::as_str))
        .compile(modules)
        .map_err(|errors| mistake::of_compiling(code, errors))
}

fn definitions() -> impl Iterator<Item = Def<&'static str>> {
    let own = load::parse(DEFINITIONS, |parser| parser.defs());
    jaq_core::defs()
        .chain(jaq_std::defs())
        .chain(jaq_json::defs())
        .chain(own.into_iter().flatten())
}

/// The variables of the command line, with the `$` before their names.
fn variables(arguments: &FilterArguments) -> Result<Vec<(String, Val)>, Stop> {
    let mut variables: Vec<(String, Val)> = Vec::new();
    let texts = arguments.arg.chunks_exact(2);
    let texts = texts.map(|pair| ("--arg", pair, Ok(Val::utf8_str(pair[1].clone()))));
    let values = arguments.argjson.chunks_exact(2);
    let values = values.map(|pair| ("--argjson", pair, value(&pair[0], &pair[1])));
    for (option, pair, value) in texts.chain(values) {
        let name = format!("${}", pair[0]);
        if !is_name(&pair[0]) {
            return Err(Stop::Usage(format!(
                "found the name `{}` in {option}, expected one such as `me`",
                pair[0]
            )));
        }
        if variables.iter().any(|(known, _)| *known == name) {
            return Err(Stop::Usage(format!(
                "found a second value for `{name}`, expected one"
            )));
        }
        variables.push((name, value?));
    }
    Ok(variables)
}

fn is_name(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
        && text
            .chars()
            .all(|other| other.is_ascii_alphanumeric() || other == '_')
}

fn value(name: &str, json: &str) -> Result<Val, Stop> {
    jaq_json::read::parse_single(json.as_bytes()).map_err(|_| {
        Stop::Usage(format!(
            "found `{json}` for `${name}` in --argjson, expected JSON such as `[1, 2]`"
        ))
    })
}

/// Reads the JSON of an issue, which is always valid.
pub(crate) fn read(json: &str, label: &str) -> Result<Val, Problem> {
    jaq_json::read::parse_single(json.as_bytes())
        .map_err(|error| Problem::new(error.to_string()).in_file(label))
}

/// A value without the keys that are `null`.
///
/// An update leaves them where it went over keys that are not there, as `.entries[]? |= f` does; an issue has none.
pub(crate) fn without_nulls(value: Val) -> Val {
    match value {
        Val::Obj(members) => {
            let members = members
                .iter()
                .filter(|(_, value)| !matches!(value, Val::Null));
            let members = members.map(|(key, value)| (key.clone(), without_nulls(value.clone())));
            Val::obj(members.collect())
        }
        Val::Arr(elements) => elements.iter().cloned().map(without_nulls).collect(),
        other => other,
    }
}

/// Writes a value as JSON, in one line or in the lines that `to-json` writes.
pub(crate) fn write(
    value: &Val,
    is_one_line: bool,
    is_colored: bool,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let layout = Pp {
        indent: (!is_one_line).then(|| "  ".to_owned()),
        sep_space: !is_one_line,
        styles: if is_colored {
            Styles::ansi()
        } else {
            Styles::default()
        },
        ..Pp::default()
    };
    jaq_json::write::write(out, &layout, 0, value)
}

/// Why a filter stops at an issue.
fn failure(exception: jaq_core::Exn<'_, Val>, label: &str) -> Problem {
    let message = match exception.get_err() {
        Ok(error) => format!("the filter fails: {}", words(&error.into_val())),
        Err(exception) => match exception.get_halt() {
            Ok(status) => format!("the filter halts with the status {status}"),
            Err(_) => "the filter breaks off".to_owned(),
        },
    };
    let message = match message.char_indices().nth(LONGEST_MESSAGE) {
        Some((at, _)) => format!("{}…", &message[..at]),
        None => message,
    };
    let is_missing = message.contains("cannot use null as iterable");
    let problem = Problem::new(message).in_file(label);
    if is_missing {
        problem.with_help(
            r#"what is not there has no parts to set: set the whole, as `.a = {"b": 1}`"#,
        )
    } else {
        problem
    }
}

/// What a filter says of its failure; it can quote any text of a page.
fn words(value: &Val) -> String {
    let text = match value {
        Val::TStr(text) => String::from_utf8_lossy(text).into_owned(),
        _ => value.to_string(),
    };
    let shown = |character: char| match character {
        _ if character.is_control() => character.escape_default().to_string(),
        _ => character.to_string(),
    };
    text.chars().map(shown).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn results(filter: &str, input: &str) -> Vec<String> {
        let arguments = FilterArguments {
            filter: filter.to_owned(),
            arg: vec!["me".to_owned(), "ada-f".to_owned()],
            argjson: vec!["numbers".to_owned(), "[1, 2.50]".to_owned()],
        };
        let filter = Filter::new(&arguments).unwrap();
        let shown = |value: Result<Val, Problem>| {
            let mut text = Vec::new();
            write(&value.unwrap(), true, false, &mut text).unwrap();
            String::from_utf8(text).unwrap()
        };
        filter
            .run(read(input, "").unwrap(), "")
            .map(shown)
            .collect()
    }

    #[test]
    fn numbers_keep_their_kind_and_digits() {
        let numbers = "[1,-9223372036854775808,18446744073709551616,1.0,1e3,0.1,5e-324]";
        assert_eq!(results(".", numbers), [numbers]);
        assert_eq!(
            results(".[0] + 1, .[1] - 1", numbers),
            ["2", "-9223372036854775809"]
        );
    }

    #[test]
    fn keys_keep_their_order() {
        let object = r#"{"b":1,"a":{"d":2,"c":3}}"#;
        assert_eq!(results(".", object), [object]);
        assert_eq!(
            results(".a.c = 4 | .e = 5 | .b |= . + 1", object),
            [r#"{"b":2,"a":{"d":2,"c":4},"e":5}"#]
        );
    }

    #[test]
    fn what_is_removed_leaves_the_others_in_order() {
        let object = r#"{"b":1,"a":{"d":2,"c":3,"e":4},"f":[1,2,3,4]}"#;
        assert_eq!(
            results("del(.b, .a.d, .f[0, 2], .none, .b.none?)", object),
            [r#"{"a":{"c":3,"e":4},"f":[2,4]}"#]
        );
        assert_eq!(
            results("del(.f[1:3], .a)", object),
            [r#"{"b":1,"f":[1,4]}"#]
        );
        assert_eq!(
            results("del(.f[] | select(. > 2)) | del(.a | .[])", object),
            [r#"{"b":1,"a":{},"f":[1,2]}"#]
        );
        assert_eq!(results("del(.), delpaths([])", "[1]"), ["null", "[1]"]);
        assert_eq!(results("del(.a.b)", "{}"), ["{}"]);
    }

    #[test]
    fn values_are_found_as_in_jq() {
        assert_eq!(
            results("map(IN(1, 2)), IN(.[]; 3), IN(.[]; 4)", "[1,3]"),
            ["[true,false]", "true", "false"]
        );
        assert_eq!(
            results("INDEX(.id) | map_values(.id)", r#"[{"id":2},{"id":1}]"#),
            [r#"{"2":2,"1":1}"#]
        );
        assert_eq!(
            results("trimstr(\"a\") | ., toarray", r#""aba""#),
            [r#""b""#, r#"["b"]"#]
        );
    }

    #[test]
    fn variables_have_the_values_of_the_command_line() {
        assert_eq!(results("$me, $numbers", "null"), [r#""ada-f""#, "[1,2.50]"]);
    }

    #[test]
    fn rows_are_written_as_tables() {
        let row = r#"["a \"b\"", 1.5, true, null, "c,d\te"]"#;
        assert_eq!(
            results("@csv, @tsv", row),
            [
                r#""\"a \"\"b\"\"\",1.5,true,,\"c,d\te\"""#,
                r#""a \"b\"\t1.5\ttrue\t\tc,d\\te""#
            ]
        );
    }
}
