//! Issues as JSON: a text of one object or of many.

use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::Path;

use newsletter_export::{Record, from_json};

use crate::input;
use crate::input::records::{RecordText, Records};
use crate::output::diagnostics::Problem;
use crate::output::excerpt::Excerpt;
use crate::session::Stop;

/// The JSON that is read, and how messages name it.
pub(crate) struct JsonInput {
    records: Records<Box<dyn BufRead>>,
    pub(crate) label: String,
    count: usize,
    /// Whether reading failed, so that nothing more can be read.
    is_over: bool,
}

/// The text of one issue, and how messages name it.
pub(crate) struct JsonRecord {
    text: Vec<u8>,
    first_line: usize,
    file_label: String,
    pub(crate) label: String,
}

impl JsonInput {
    /// Opens a file, or standard input; the inner error is one of the file.
    pub(crate) fn open(path: Option<&Path>) -> Result<Result<Self, Problem>, Stop> {
        let (reader, label): (Box<dyn BufRead>, String) = match path {
            Some(path) if !input::is_standard_input(path) => match open_file(path) {
                Ok(file) => (Box::new(BufReader::new(file)), path.display().to_string()),
                Err(problem) => return Ok(Err(problem)),
            },
            given => {
                if given.is_none() {
                    input::require_sent_input("a file")?;
                }
                (
                    Box::new(BufReader::new(io::stdin())),
                    input::STANDARD_INPUT.to_owned(),
                )
            }
        };
        Ok(Ok(Self {
            records: Records::new(reader),
            label,
            count: 0,
            is_over: false,
        }))
    }
}

fn open_file(path: &Path) -> Result<File, Problem> {
    match File::open(path) {
        Ok(_) if path.is_dir() => {
            let title = format!(
                "found the folder `{}`, expected a file of JSON",
                path.display()
            );
            Err(Problem::new(title)
                .with_help("write the JSON of all its pages with `newsletter to-json --ndjson`"))
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let title = format!("found no file `{}`", path.display());
            Err(Problem::new(title).with_help("check the spelling of the path"))
        }
        opened => opened.map_err(|error| Problem::of_system("read", path, &error)),
    }
}

impl Iterator for JsonInput {
    type Item = Result<JsonRecord, Problem>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.is_over {
            return None;
        }
        match self.records.read() {
            Ok(record) => {
                let RecordText { text, first_line } = record?;
                self.count += 1;
                // One object over many lines is the whole file, as a rule.
                let is_whole = self.count == 1 && text.contains(&b'\n');
                let label = if is_whole {
                    self.label.clone()
                } else {
                    format!("{}:{first_line}", self.label)
                };
                Some(Ok(JsonRecord {
                    text,
                    first_line,
                    file_label: self.label.clone(),
                    label,
                }))
            }
            Err(error) => {
                self.is_over = true;
                let path = Path::new(&self.label);
                Some(Err(Problem::of_system("read", path, &error)))
            }
        }
    }
}

impl JsonRecord {
    /// Reads the issue, and what stands beside it.
    pub(crate) fn record(&self) -> Result<Record, Problem> {
        let text = std::str::from_utf8(self.text.trim_ascii_end()).map_err(|error| {
            let span =
                (error.valid_up_to()..error.valid_up_to() + error.error_len().unwrap_or(1)).into();
            let excerpt = Excerpt::of(&self.text, span).further_down(self.first_line - 1);
            Problem::new("found bytes that are not UTF-8, expected JSON")
                .in_file(&self.file_label)
                .with_excerpt(excerpt)
                .with_help("save the file as UTF-8")
        })?;
        from_json(text).map_err(|error| {
            let problem =
                Problem::of_json(&error, text, self.first_line, &self.file_label, &self.label);
            match text.trim_start().starts_with('[') {
                true => problem
                    .with_help("give one object after another, as `jq -c '.[]'` makes of an array"),
                false => problem,
            }
        })
    }
}
