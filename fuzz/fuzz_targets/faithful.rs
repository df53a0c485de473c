//! An edited page reads as the edited issue: the first eight bytes choose the edit, the others are the page.
#![no_main]

use libfuzzer_sys::{Corpus, fuzz_target};
use newsletter_fuzz::judge;
use newsletter_tests::any_input;

fuzz_target!(|input: &str| -> Corpus { judge(any_input::edited(input)) });
