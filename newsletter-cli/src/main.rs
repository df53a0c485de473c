#![doc = include_str!("../README.md")]

mod arguments;
mod commands;
mod diagnostics;
mod diff;
mod excerpt;
mod filter;
mod folder;
mod input;
mod json_input;
mod output;
mod pipeline;
mod progress;
mod records;
mod session;
mod target;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    session::run(arguments::Arguments::parse())
}
