//! Standard output, and how failures of the system are told.

pub(crate) mod diagnostics;
pub(crate) mod diff;
pub(crate) mod excerpt;
pub(crate) mod positions;
pub(crate) mod progress;
pub(crate) mod reporter;
pub(crate) mod shower;

use std::io::{self, BufWriter, StdoutLock};

use anstream::stream::RawStream;
use anstream::{AutoStream, ColorChoice};

/// Whether to write colours to a stream.
pub(crate) fn is_colored(stream: &impl RawStream) -> bool {
    AutoStream::choice(stream) != ColorChoice::Never
}

/// How much is written at once: some issues.
const OUTPUT_BYTES: usize = 64 * 1024;

/// Standard output, for text that is written as it is.
pub(crate) fn standard_output() -> BufWriter<StdoutLock<'static>> {
    BufWriter::with_capacity(OUTPUT_BYTES, io::stdout().lock())
}

/// What the system says about a failure, without its number and what stands behind it.
pub(crate) fn reason(error: &io::Error) -> String {
    let reason = error.to_string();
    let words = reason.split(" (os error").next().unwrap_or_default();
    words.to_lowercase()
}
