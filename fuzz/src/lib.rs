//! What the fuzz targets share.

use std::sync::atomic::{AtomicU64, Ordering};

use libfuzzer_sys::Corpus;
use newsletter_tests::any_input::Verdict;

static HELD: AtomicU64 = AtomicU64::new(0);
static REFUSED: AtomicU64 = AtomicU64::new(0);
static NOT_NORMAL: AtomicU64 = AtomicU64::new(0);

/// Counts what became of an input, and says so now and then.
///
/// # Panics
///
/// When the input breaks a law.
pub fn judge(verdict: Result<Verdict, String>) -> Corpus {
    let verdict = verdict.unwrap_or_else(|reason| panic!("{reason}"));
    let counter = match verdict {
        Verdict::Holds => &HELD,
        Verdict::Refused => &REFUSED,
        Verdict::NotNormal => &NOT_NORMAL,
    };
    counter.fetch_add(1, Ordering::Relaxed);
    let [held, refused, not_normal] =
        [&HELD, &REFUSED, &NOT_NORMAL].map(|counter| counter.load(Ordering::Relaxed));
    if (held + refused + not_normal).is_multiple_of(20_000) {
        eprintln!("the law held {held} times; {refused} inputs were refused, {not_normal} not normal");
    }
    Corpus::Keep
}
