//! How far a long run is, on a terminal.

use std::io::{self, IsTerminal};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Shorter runs are over before anybody reads.
const MANY: u64 = 20;

/// A count of the files that are done; it shows once there are many.
pub(crate) struct Progress {
    bar: ProgressBar,
    can_show: bool,
    count: u64,
}

impl Progress {
    pub(crate) fn new(is_quiet: bool) -> Self {
        Self {
            bar: ProgressBar::hidden(),
            can_show: !is_quiet && io::stderr().is_terminal(),
            count: 0,
        }
    }

    pub(crate) fn advance(&mut self) {
        self.count += 1;
        if self.can_show && self.count == MANY {
            self.bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
            let style = ProgressStyle::with_template("{spinner} {pos} issues, {elapsed}").ok();
            self.bar
                .set_style(style.unwrap_or_else(ProgressStyle::default_spinner));
            self.bar.enable_steady_tick(Duration::from_millis(100));
        }
        self.bar.set_position(self.count);
    }

    /// Runs something that writes to standard error.
    pub(crate) fn suspend(&self, write: impl FnOnce()) {
        self.bar.suspend(write);
    }

    pub(crate) fn finish(&self) {
        self.bar.finish_and_clear();
    }
}
