//! One run of the command, from its arguments to its exit status.

use std::io;
use std::process::ExitCode;

use clap::CommandFactory;
use clap::error::ErrorKind;
use rayon::{ThreadPool, ThreadPoolBuilder};

use crate::arguments::{Arguments, Command};
use crate::commands;
use crate::configs::Configs;
use crate::output::diagnostics::Problem;
use crate::output::reporter::Reporter;

/// What all commands share.
pub(crate) struct Session {
    pub(crate) configs: Configs,
    pub(crate) pool: ThreadPool,
    pub(crate) reporter: Reporter,
}

/// Why a command ends before its work is done.
#[derive(Debug)]
pub(crate) enum Stop {
    /// The arguments do not fit together.
    Usage(String),
    /// The filter or the configuration is none.
    Refused(Vec<Problem>),
    /// Nobody reads the output any more, as behind `| head`.
    OutputClosed,
    /// The output cannot be written.
    Output(io::Error),
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::OutputClosed,
            _ => Self::Output(error),
        }
    }
}

/// Stack for the reader of deeply nested pages; a page uses little of it.
const STACK_BYTES: usize = 16 * 1024 * 1024;

/// Stack for a filter that calls itself, as deep as somebody may want. What is not used takes no memory.
const FILTER_STACK_BYTES: usize = 256 * 1024 * 1024;

/// The exit status for arguments that say nothing that can be done.
const WRONG_USAGE: u8 = 2;

/// Runs the command that the arguments name.
pub(crate) fn run(arguments: Arguments) -> ExitCode {
    anstream::ColorChoice::from(arguments.global.color).write_global();
    let jobs = arguments.global.jobs.map_or(0, usize::from);
    let mut session = Session {
        configs: Configs::new(arguments.global.config),
        pool: match ThreadPoolBuilder::new()
            .num_threads(jobs)
            .stack_size(stack_bytes(&arguments.command))
            .build()
        {
            Ok(pool) => pool,
            Err(error) => {
                return usage_error(
                    arguments.command.name(),
                    &format!("{jobs} jobs cannot be started: {error}"),
                );
            }
        },
        reporter: Reporter::new(arguments.global.quiet),
    };
    let name = arguments.command.name();
    let stopped = match arguments.command {
        Command::ToJson(arguments) => commands::to_json::run(&arguments, &mut session),
        Command::FromJson(arguments) => commands::from_json::run(&arguments, &mut session),
        Command::Fmt(arguments) => commands::fmt::run(&arguments, &mut session),
        Command::Query(arguments) => commands::query::run(&arguments, &mut session),
        Command::Edit(arguments) => commands::edit::run(&arguments, &mut session),
        Command::Check(arguments) => commands::check::run(&arguments, &mut session),
        Command::Add(arguments) => commands::add::run(&arguments, &mut session),
        Command::Publish(arguments) => commands::publish::run(&arguments, &mut session),
        Command::New(arguments) => commands::new::run(&arguments, &mut session),
        Command::Export(arguments) => commands::export::run(&arguments, &mut session),
        Command::Import(arguments) => commands::import::run(&arguments, &mut session),
        Command::Init(arguments) => commands::init::run(&arguments, &mut session),
        Command::Schema => commands::schema::run(),
        Command::Completions(arguments) => commands::completions::run(&arguments),
        Command::Man => commands::man::run(),
    };
    match stopped.and_then(|()| session.configs.refuse_mistakes()) {
        Ok(()) => session.reporter.finish(),
        Err(Stop::OutputClosed) => session.reporter.stop(),
        Err(Stop::Usage(message)) => usage_error(name, &message),
        Err(Stop::Refused(problems)) => {
            for problem in &problems {
                session.reporter.refuse(problem);
            }
            ExitCode::from(WRONG_USAGE)
        }
        Err(Stop::Output(error)) => {
            session.reporter.fail_output(&error);
            session.reporter.stop()
        }
    }
}

fn stack_bytes(command: &Command) -> usize {
    match command {
        Command::Query(_) | Command::Edit(_) => FILTER_STACK_BYTES,
        _ => STACK_BYTES,
    }
}

fn usage_error(command: &str, message: &str) -> ExitCode {
    let mut arguments = Arguments::command();
    arguments.build();
    let named = arguments
        .find_subcommand_mut(command)
        .map(|command| command.error(ErrorKind::ArgumentConflict, message));
    let error =
        named.unwrap_or_else(|| Arguments::command().error(ErrorKind::ArgumentConflict, message));
    // Where standard error is closed there is nobody to tell.
    let _ = error.print();
    ExitCode::from(WRONG_USAGE)
}
