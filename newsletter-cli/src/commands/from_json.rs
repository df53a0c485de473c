use std::fs::File;
use std::io::{self, BufRead, BufReader, Write};
use std::path::Path;

use newsletter_export::{Record, from_json, to_markdown};
use newsletter_parse::Options;

use crate::arguments::FromJsonArguments;
use crate::diagnostics::Problem;
use crate::input;
use crate::output;
use crate::pipeline::in_order;
use crate::records::{RecordText, Records};
use crate::session::{Session, Stop};
use crate::target::TargetFolder;

/// Writes Markdown from JSON.
pub(crate) fn run(arguments: &FromJsonArguments, session: &mut Session) -> Result<(), Stop> {
    let input = match Input::open(arguments.path.as_deref())? {
        Ok(input) => input,
        Err(problem) => {
            session.reporter.fail(&problem);
            return Ok(());
        }
    };
    match &arguments.output {
        Some(output) if is_folder(output) => {
            write_folder(input, TargetFolder::new(output, arguments.force), session)
        }
        _ if arguments.force => Err(Stop::Usage(
            "--force is for a folder in --output".to_owned(),
        )),
        output => write_one(input, output.as_deref(), session),
    }
}

/// Whether a path names a folder: one that exists, one that ends in `/`, or a new name without extension.
fn is_folder(path: &Path) -> bool {
    let ends_open = path
        .as_os_str()
        .to_string_lossy()
        .ends_with(std::path::is_separator);
    path.is_dir() || ends_open || (!path.exists() && path.extension().is_none())
}

/// The JSON that is read, and how messages name it.
struct Input {
    records: Records<Box<dyn BufRead>>,
    label: String,
    count: usize,
    /// Whether reading failed, so that nothing more can be read.
    is_over: bool,
}

/// The text of one issue, and how messages name it.
struct Source {
    text: Vec<u8>,
    first_line: usize,
    file_label: String,
    label: String,
}

impl Input {
    fn open(path: Option<&Path>) -> Result<Result<Self, Problem>, Stop> {
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

impl Iterator for Input {
    type Item = Result<Source, Problem>;

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
                Some(Ok(Source {
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

impl Source {
    fn record(&self) -> Result<Record, Problem> {
        let text = std::str::from_utf8(self.text.trim_ascii_end()).map_err(|error| {
            let span =
                (error.valid_up_to()..error.valid_up_to() + error.error_len().unwrap_or(1)).into();
            let excerpt =
                crate::excerpt::Excerpt::of(&self.text, span).further_down(self.first_line - 1);
            Problem::new("found bytes that are not UTF-8, expected JSON")
                .in_file(&self.file_label)
                .with_excerpt(excerpt)
                .with_help("save the file as UTF-8")
        })?;
        from_json(text).map_err(|error| {
            Problem::of_json(&error, text, self.first_line, &self.file_label, &self.label)
        })
    }

    fn markdown(&self, options: &Options) -> Result<(Option<String>, String), Problem> {
        let record = self.record()?;
        let text = to_markdown(&record.issue, options)
            .map_err(|error| Problem::of_issue(&error, &self.label))?;
        Ok((record.path, text))
    }
}

/// Writes the only issue to standard output or to a file.
fn write_one(mut input: Input, file: Option<&Path>, session: &mut Session) -> Result<(), Stop> {
    let first = input
        .next()
        .unwrap_or_else(|| Err(without_issue(&input.label)));
    let markdown = first.and_then(|source| source.markdown(&session.options));
    let second = input.next();
    let written = match (markdown, second) {
        (Err(problem), _) | (_, Some(Err(problem))) => Err(problem),
        (Ok(_), Some(Ok(source))) => Err(second_issue(&source)),
        (Ok((_, text)), None) => match file {
            Some(file) => output::write_file(file, &text)
                .map_err(|error| Problem::of_system("write", file, &error)),
            None => {
                let mut out = output::standard_output();
                out.write_all(text.as_bytes())?;
                out.flush()?;
                Ok(())
            }
        },
    };
    match written {
        Ok(()) => session.reporter.done(),
        Err(problem) => session.reporter.fail(&problem),
    }
    Ok(())
}

fn without_issue(label: &str) -> Problem {
    Problem::new("found no JSON, expected an issue").in_file(label)
}

/// What stands behind the first issue, where one is expected.
fn second_issue(source: &Source) -> Problem {
    match source.record() {
        Ok(_) => Problem::new("found a second issue, expected one")
            .in_file(&source.label)
            .with_help("name a folder for several issues: --output FOLDER"),
        Err(problem) => problem,
    }
}

/// Writes each issue to its path below a folder.
fn write_folder(input: Input, mut folder: TargetFolder, session: &mut Session) -> Result<(), Stop> {
    let Session {
        options,
        pool,
        reporter,
    } = session;
    reporter.count_issues();
    let label = input.label.clone();
    let mut is_empty = true;
    let convert = |source: Result<Source, Problem>| {
        let source = source?;
        source
            .markdown(options)
            .map(|(path, text)| (path, text, source.label))
    };
    in_order(pool, input, convert, |converted| {
        is_empty = false;
        let written = converted.and_then(|(path, text, label)| match path {
            Some(path) => folder.write(&path, &text, &label),
            None => Err(without_path(&label)),
        });
        match written {
            Ok(()) => reporter.done(),
            Err(problem) => reporter.fail(&problem),
        }
        Ok(())
    })?;
    if is_empty {
        reporter.fail(&without_issue(&label));
    }
    Ok(())
}

fn without_path(label: &str) -> Problem {
    Problem::new("found no `path`, expected the file below the folder, such as `2022-06/index.md`")
        .in_file(format!("{label} at /path"))
        .with_help("add `path` to the object, or name a file in --output")
}
