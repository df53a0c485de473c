use std::io::Write;

use clap::CommandFactory;

use crate::arguments::{Arguments, CompletionsArguments};
use crate::output;
use crate::session::Stop;

/// Prints the completions for a shell.
pub(crate) fn run(arguments: &CompletionsArguments) -> Result<(), Stop> {
    // The generator panics where its writer fails, so it writes to memory.
    let mut script = Vec::new();
    clap_complete::generate(
        arguments.shell,
        &mut Arguments::command(),
        "newsletter",
        &mut script,
    );
    let mut out = output::standard_output();
    out.write_all(&script)?;
    Ok(out.flush()?)
}
