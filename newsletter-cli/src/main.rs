#![doc = include_str!("../README.md")]

mod arguments;
mod checked;
mod commands;
mod config;
mod configs;
mod filter;
mod findings;
mod input;
mod links;
mod output;
mod pipeline;
mod rule_pages;
mod session;
mod site;
mod surroundings;
mod target;
mod zola;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    session::run(arguments::Arguments::parse())
}
