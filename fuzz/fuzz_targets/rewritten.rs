//! A text that was made of a page reads as its parts say: the first eight bytes choose how it is made, the others are the page.
#![no_main]

use libfuzzer_sys::{Corpus, fuzz_target};
use newsletter_fuzz::judge;
use newsletter_tests::any_input;

fuzz_target!(|input: &str| -> Corpus { judge(any_input::rewritten(input)) });
