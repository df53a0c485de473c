//! What JSON says is written as a page that reads as the same issue, or is refused.
#![no_main]

use libfuzzer_sys::{Corpus, fuzz_target};
use newsletter_fuzz::judge;
use newsletter_tests::any_input;

fuzz_target!(|input: &str| -> Corpus { judge(any_input::json(input)) });
