//! The command, run as people run it.

mod bad_json;
mod bad_pages;
mod base;
#[cfg(unix)]
#[expect(
    clippy::unwrap_used,
    reason = "a test ends where its folder or its process fails"
)]
mod cookbook;
mod edit;
mod fmt;
mod folders;
mod from_json;
mod help;
#[cfg(unix)]
#[expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "the figures are part of what the tests say; a test ends where its folder or its process fails"
)]
mod kills;
#[expect(
    clippy::unwrap_used,
    reason = "a test ends where its folder or its process fails"
)]
mod place;
mod query;
mod to_json;
