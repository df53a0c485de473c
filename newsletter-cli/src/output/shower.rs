//! What goes to standard output beside files that are written.

use std::io::{self, BufWriter, StdoutLock, Write};

use crate::output::reporter::Reporter;
use crate::output::standard_output;
use crate::session::Stop;

/// Shows what came of pages. Where pages are written, a failure of standard output stops the showing alone.
pub(crate) struct Shower {
    out: BufWriter<StdoutLock<'static>>,
    is_written: bool,
    failure: Option<io::Error>,
}

impl Shower {
    pub(crate) fn new(is_written: bool) -> Self {
        Self {
            out: standard_output(),
            is_written,
            failure: None,
        }
    }

    pub(crate) fn show(&mut self, text: &str) -> Result<(), Stop> {
        if self.failure.is_some() {
            return Ok(());
        }
        match self.out.write_all(text.as_bytes()) {
            Err(error) if self.is_written => self.failure = Some(error),
            written => written?,
        }
        Ok(())
    }

    /// Writes what is left; where pages are written, a failure is reported and ends nothing.
    pub(crate) fn finish(mut self, reporter: &mut Reporter) -> Result<(), Stop> {
        let finished = match self.failure.take() {
            Some(error) => Err(error),
            None => self.out.flush(),
        };
        match finished.map_err(Stop::from) {
            Err(Stop::Output(error)) if self.is_written => reporter.fail_output(&error),
            Err(Stop::OutputClosed) if self.is_written => {}
            finished => return finished,
        }
        Ok(())
    }
}
