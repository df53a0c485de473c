//! How far a long run is, on a terminal.

use std::io::{self, IsTerminal};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Shorter runs are over before anybody reads.
const MANY: u64 = 20;

/// A count of what is done; that of files shows once there are many.
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

    /// A count of links, which shows at once: one alone may take long.
    pub(crate) fn of_links(is_quiet: bool, total: usize) -> Self {
        let mut progress = Self::new(is_quiet);
        if progress.can_show && total > 0 {
            let total = u64::try_from(total).ok();
            progress.show(total, "{spinner} {pos} of {len} links, {elapsed}");
        }
        progress.can_show = false;
        progress
    }

    pub(crate) fn advance(&mut self) {
        self.count += 1;
        if self.can_show && self.count == MANY {
            self.show(None, "{spinner} {pos} issues, {elapsed}");
        }
        self.bar.set_position(self.count);
    }

    fn show(&mut self, total: Option<u64>, template: &str) {
        self.bar = ProgressBar::with_draw_target(total, ProgressDrawTarget::stderr());
        let style = ProgressStyle::with_template(template).ok();
        self.bar
            .set_style(style.unwrap_or_else(ProgressStyle::default_spinner));
        self.bar.enable_steady_tick(Duration::from_millis(100));
    }

    /// Runs something that writes to standard error.
    pub(crate) fn suspend(&self, write: impl FnOnce()) {
        self.bar.suspend(write);
    }

    pub(crate) fn finish(&self) {
        self.bar.finish_and_clear();
    }
}
