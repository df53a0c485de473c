use std::io::{self, Write};

use clap::{Command, CommandFactory};
use clap_mangen::Man;

use crate::arguments::Arguments;
use crate::output;
use crate::session::Stop;

/// Prints the manual page: one for the command and its subcommands.
pub(crate) fn run() -> Result<(), Stop> {
    let mut page = Vec::new();
    write_page(&mut page)?;
    let mut out = output::standard_output();
    let text = String::from_utf8_lossy(&page);
    for (number, line) in text.lines().enumerate() {
        // Each part of the page repeats the two definitions that the page starts with.
        let is_repeated = number > 1 && (line.starts_with(".ie ") || line.starts_with(".el "));
        if !is_repeated {
            writeln!(out, "{line}")?;
        }
    }
    Ok(out.flush()?)
}

fn write_page(page: &mut Vec<u8>) -> io::Result<()> {
    let command = Arguments::command();
    let man = Man::new(command.clone());
    man.render_title(page)?;
    man.render_name_section(page)?;
    man.render_synopsis_section(page)?;
    man.render_description_section(page)?;
    man.render_options_section(page)?;
    for subcommand in command.get_subcommands() {
        write_subcommand("newsletter", subcommand, page)?;
    }
    let mut status = Vec::new();
    man.render_extra_section(&mut status)?;
    write_part(&status, ".SH", "EXIT STATUS", page)?;
    man.render_version_section(page)
}

/// Writes a part of the page with another level of heading, and gives the texts behind the options their name.
fn write_part(part: &[u8], level: &str, extra_title: &str, page: &mut Vec<u8>) -> io::Result<()> {
    for line in String::from_utf8_lossy(part).lines() {
        match line.strip_prefix(".SH ") {
            Some("EXTRA") => writeln!(page, "{level} \"{extra_title}\"")?,
            Some(title) => writeln!(page, "{level} {title}")?,
            // The heading says it already.
            None if line
                .strip_suffix(':')
                .is_some_and(|words| words.eq_ignore_ascii_case(extra_title)) => {}
            None => writeln!(page, "{line}")?,
        }
    }
    Ok(())
}

/// Writes a section for a subcommand, and for each of its own; its parts become subsections.
fn write_subcommand(above: &str, subcommand: &Command, page: &mut Vec<u8>) -> io::Result<()> {
    let name = format!("{above} {}", subcommand.get_name());
    let man = Man::new(subcommand.clone().bin_name(&name).display_name(&name));
    let mut parts = Vec::new();
    man.render_synopsis_section(&mut parts)?;
    man.render_description_section(&mut parts)?;
    man.render_options_section(&mut parts)?;
    man.render_extra_section(&mut parts)?;
    writeln!(page, ".SH \"{}\"", name.to_uppercase())?;
    write_part(&parts, ".SS", "EXAMPLES", page)?;
    for inner in subcommand.get_subcommands() {
        write_subcommand(&name, inner, page)?;
    }
    Ok(())
}
