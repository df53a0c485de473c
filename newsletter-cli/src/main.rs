#![doc = include_str!("../README.md")]

mod arguments;
mod checked;
mod commands;
mod config;
mod configs;
mod dated_path;
mod diagnostics;
mod diff;
mod excerpt;
mod filter;
mod findings;
mod folder;
mod input;
mod json_input;
mod known;
mod links;
mod neighbors;
mod output;
mod part_json;
mod pipeline;
mod positions;
mod progress;
mod records;
mod reporter;
mod rule_pages;
mod session;
mod shower;
mod site;
mod surroundings;
mod target;
mod zola;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    session::run(arguments::Arguments::parse())
}
