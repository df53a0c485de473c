//! Any bytes are an issue or an error.
#![no_main]

use libfuzzer_sys::{Corpus, fuzz_target};
use newsletter_fuzz::judge;
use newsletter_tests::any_input;

fuzz_target!(|input: &[u8]| -> Corpus { judge(any_input::bytes(input)) });
