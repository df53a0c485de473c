//! A page that is not edited keeps every byte.
#![no_main]

use libfuzzer_sys::{Corpus, fuzz_target};
use newsletter_fuzz::judge;
use newsletter_tests::any_input;

fuzz_target!(|input: &str| -> Corpus { judge(any_input::unedited(input)) });
