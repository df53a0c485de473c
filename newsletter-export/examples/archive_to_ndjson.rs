//! Prints the issues of a folder as JSON, one issue a line, each with its path.
//!
//! ```text
//! cargo run -p newsletter-export --example archive_to_ndjson -- FOLDER
//! ```
//!
//! Without a folder, it reads the fixtures of this project.

mod archive;

use std::error::Error;
use std::io::{self, Write};

use newsletter_export::Record;

fn main() -> Result<(), Box<dyn Error>> {
    let mut output = io::stdout().lock();
    for (path, document) in archive::issues()? {
        let record = Record::new(document.into_issue()).with_path(path);
        writeln!(output, "{}", record.to_json_line())?;
    }
    Ok(())
}
