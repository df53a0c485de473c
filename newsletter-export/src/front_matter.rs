use newsletter_model::{FrontMatter, Table, Value};
use toml_writer::{TomlKeyBuilder, TomlStringBuilder, TomlWrite};

/// The front matter with its delimiters, without the last line end.
pub(crate) fn write(front_matter: &FrontMatter) -> String {
    let table = front_matter.to_table();
    let mut tables = vec![Keys::default().with_values(&table)];
    write_tables("", &table, &mut tables);
    format!("+++\n{}\n+++", joined(&tables))
}

/// The lines of a table under a header of its own, and of the tables in it.
pub(crate) fn write_table(path: &str, table: &Table) -> String {
    let mut tables = vec![Keys::with_header(path).with_values(table)];
    write_tables(&format!("{path}."), table, &mut tables);
    joined(&tables)
}

fn joined(tables: &[Vec<String>]) -> String {
    let tables: Vec<String> = tables.iter().map(|lines| lines.join("\n")).collect();
    tables.join("\n\n")
}

/// The lines of one table.
#[derive(Default)]
struct Keys {
    lines: Vec<String>,
}

impl Keys {
    fn with_header(path: &str) -> Self {
        Self {
            lines: vec![format!("[{path}]")],
        }
    }

    /// Adds the values of a table that are no tables themselves.
    fn with_values(mut self, table: &Table) -> Vec<String> {
        let values = table
            .iter()
            .filter(|(_, value)| !matches!(value, Value::Table(_)));
        self.lines
            .extend(values.map(|(name, value)| format!("{} = {}", key(name), inline(value))));
        self.lines
    }
}

/// Writes the tables of a table, each under a header of its own.
fn write_tables(path: &str, table: &Table, tables: &mut Vec<Vec<String>>) {
    for (name, value) in table {
        if let Value::Table(table) = value {
            let path = format!("{path}{}", key(name));
            tables.push(Keys::with_header(&path).with_values(table));
            write_tables(&format!("{path}."), table, tables);
        }
    }
}

/// The text of a value in one line.
pub(crate) fn inline(value: &Value) -> String {
    match value {
        Value::String(text) => string(text),
        Value::Integer(number) => number.to_string(),
        Value::Float(number) => float(*number),
        Value::Boolean(boolean) => boolean.to_string(),
        Value::Datetime(datetime) => datetime.to_string(),
        Value::Array(values) => {
            let values: Vec<String> = values.iter().map(inline).collect();
            format!("[{}]", values.join(", "))
        }
        Value::Table(table) if table.is_empty() => "{}".to_owned(),
        Value::Table(table) => {
            let entries: Vec<String> = table
                .iter()
                .map(|(name, value)| format!("{} = {}", key(name), inline(value)))
                .collect();
            format!("{{ {} }}", entries.join(", "))
        }
    }
}

fn float(number: f64) -> String {
    if number.is_nan() {
        return if number.is_sign_negative() {
            "-nan"
        } else {
            "nan"
        }
        .to_owned();
    }
    // `Debug` writes the shortest text that reads as the same number, with a fraction or an exponent.
    format!("{number:?}")
}

/// The text of a key.
pub(crate) fn key(name: &str) -> String {
    let bare = TomlKeyBuilder::new(name).as_unquoted();
    bare.map_or_else(|| string(name), |key| written(|text| text.key(key)))
}

fn string(text: impl AsRef<str>) -> String {
    let basic = TomlStringBuilder::new(text.as_ref()).as_basic();
    written(|text| text.value(basic))
}

fn written(write: impl FnOnce(&mut String) -> std::fmt::Result) -> String {
    let mut text = String::new();
    write(&mut text).expect("writing to a string never fails");
    text
}
