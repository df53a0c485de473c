#![doc = include_str!("../README.md")]

mod arguments;
mod commands;
mod diagnostics;
mod excerpt;
mod folder;
mod input;
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
