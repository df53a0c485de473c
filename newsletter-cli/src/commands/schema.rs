use std::io::Write;

use crate::output;
use crate::session::Stop;

/// Prints the JSON Schema of an issue.
pub(crate) fn run() -> Result<(), Stop> {
    let mut out = output::standard_output();
    writeln!(out, "{}", newsletter_export::schema())?;
    Ok(out.flush()?)
}
