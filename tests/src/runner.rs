//! Runs a law over many generated values, the same ones every time.

use std::fmt::Debug;

use proptest::strategy::Strategy;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestError, TestRng, TestRunner};

/// How many values a law is checked with; the variable `PROPTEST_CASES` can raise it.
pub const CASES: u32 = 2_000;

/// How often a value that breaks a law is made smaller.
const SHRINK_STEPS: u32 = 4_000;

/// Checks a law over [`CASES`] values, and panics with the smallest value that breaks it.
///
/// # Panics
///
/// When a value breaks the law: the message shows it with `show`, and says how.
#[track_caller]
pub fn for_all<S>(
    strategy: &S,
    show: impl Fn(&S::Value) -> String,
    law: impl Fn(&S::Value) -> Result<(), String>,
) where
    S: Strategy,
    S::Value: Debug,
{
    let outcome = runner(cases()).run(strategy, |value| law(&value).map_err(TestCaseError::fail));
    match outcome {
        Ok(()) => {}
        Err(TestError::Fail(reason, value)) => panic!("{reason}\n\n{}", show(&value)),
        Err(TestError::Abort(reason)) => panic!("no value could be made: {reason}"),
    }
}

/// The number of values that a law is checked with.
pub fn cases() -> u32 {
    let asked = std::env::var("PROPTEST_CASES")
        .ok()
        .and_then(|text| text.parse().ok());
    asked.unwrap_or(CASES).max(CASES)
}

/// A runner that makes the same values every time.
pub fn runner(cases: u32) -> TestRunner {
    let config = Config {
        cases,
        max_shrink_iters: SHRINK_STEPS,
        failure_persistence: None,
        ..Config::default()
    };
    TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha))
}
