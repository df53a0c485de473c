//! The command, run as people run it.

mod add;
mod bad_json;
mod bad_pages;
mod base;
#[expect(
    clippy::unwrap_used,
    reason = "a test ends where its folder or its process fails"
)]
mod check;
#[expect(
    clippy::unwrap_used,
    reason = "a test ends where its folder or its process fails"
)]
mod check_config;
mod check_fixes;
#[expect(
    clippy::unwrap_used,
    reason = "a test ends where its folder or its process fails"
)]
mod check_formats;
#[expect(
    clippy::unwrap_used,
    reason = "a test ends where its folder, its process or its server fails"
)]
mod check_links;
mod config;
#[cfg(unix)]
#[expect(
    clippy::unwrap_used,
    reason = "a test ends where its folder or its process fails"
)]
mod documentation;
mod edit;
#[cfg(unix)]
mod examples;
#[cfg(unix)]
#[expect(
    clippy::unwrap_used,
    reason = "a test ends where its folder or its process fails"
)]
mod faults;
#[cfg(unix)]
mod faults_month;
mod fmt;
mod folders;
mod from_json;
mod help;
mod init;
#[cfg(unix)]
#[expect(
    clippy::unwrap_used,
    reason = "a test ends where its folder or its process fails"
)]
mod kills;
mod new;
#[expect(
    clippy::unwrap_used,
    reason = "a test ends where its folder or its process fails"
)]
mod place;
mod publish;
mod query;
#[expect(clippy::unwrap_used, reason = "a test ends where its server fails")]
mod server;
#[cfg(unix)]
mod shell;
mod site;
mod to_json;
mod years;
