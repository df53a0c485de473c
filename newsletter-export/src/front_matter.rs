use newsletter_model::{Extra, FrontMatter, Table, Value};
use toml_writer::{TomlKeyBuilder, TomlStringBuilder, TomlWrite};

/// The front matter with its delimiters, without the last line end.
pub(crate) fn write(front_matter: &FrontMatter) -> String {
    let mut keys = Keys::default();
    keys.push("title", Some(&front_matter.title), string);
    keys.push("description", front_matter.description.as_ref(), string);
    keys.push("date", front_matter.date.as_ref(), ToString::to_string);
    keys.push(
        "updated",
        front_matter.updated.as_ref(),
        ToString::to_string,
    );
    keys.push("weight", front_matter.weight.as_ref(), ToString::to_string);
    keys.push("draft", front_matter.draft.as_ref(), ToString::to_string);
    keys.push("slug", front_matter.slug.as_ref(), string);
    keys.push("path", front_matter.path.as_ref(), string);
    keys.push("aliases", front_matter.aliases.as_ref(), strings);
    keys.push("authors", front_matter.authors.as_ref(), strings);
    keys.push(
        "in_search_index",
        front_matter.in_search_index.as_ref(),
        ToString::to_string,
    );
    keys.push("template", front_matter.template.as_ref(), string);
    let mut tables = vec![keys.with_values(&front_matter.other)];
    write_tables("", &front_matter.other, &mut tables);
    if let Some(taxonomies) = &front_matter.taxonomies {
        let mut keys = Keys::with_header("taxonomies");
        for (name, terms) in taxonomies {
            keys.push(name, Some(terms), strings);
        }
        tables.push(keys.lines);
    }
    write_extra(&front_matter.extra, &mut tables);
    let tables: Vec<String> = tables.iter().map(|lines| lines.join("\n")).collect();
    format!("+++\n{}\n+++", tables.join("\n\n"))
}

fn write_extra(extra: &Extra, tables: &mut Vec<Vec<String>>) {
    if extra.is_empty() {
        return;
    }
    let mut keys = Keys::with_header("extra");
    keys.push("month", extra.month.as_ref(), |month| {
        string(month.to_string())
    });
    keys.push("authors", extra.authors.as_ref(), strings);
    keys.push("editors", extra.editors.as_ref(), strings);
    keys.push("updated", extra.updated.as_ref(), ToString::to_string);
    tables.push(keys.with_values(&extra.other));
    write_tables("extra.", &extra.other, tables);
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

    fn push<'v, T: 'v>(
        &mut self,
        name: &str,
        value: Option<&'v T>,
        write: impl Fn(&'v T) -> String,
    ) {
        if let Some(value) = value {
            self.lines.push(format!("{} = {}", key(name), write(value)));
        }
    }

    /// Adds the values of a table that are no tables themselves.
    fn with_values(mut self, table: &Table) -> Vec<String> {
        for (name, value) in table
            .iter()
            .filter(|(_, value)| !matches!(value, Value::Table(_)))
        {
            self.push(name, Some(value), inline);
        }
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

fn inline(value: &Value) -> String {
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

fn key(name: &str) -> String {
    let bare = TomlKeyBuilder::new(name).as_unquoted();
    bare.map_or_else(|| string(name), |key| written(|text| text.key(key)))
}

fn string(text: impl AsRef<str>) -> String {
    let basic = TomlStringBuilder::new(text.as_ref()).as_basic();
    written(|text| text.value(basic))
}

fn strings(values: impl AsRef<[String]>) -> String {
    let values: Vec<String> = values.as_ref().iter().map(string).collect();
    format!("[{}]", values.join(", "))
}

fn written(write: impl FnOnce(&mut String) -> std::fmt::Result) -> String {
    let mut text = String::new();
    write(&mut text).expect("writing to a string never fails");
    text
}
