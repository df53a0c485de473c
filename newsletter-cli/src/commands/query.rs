use std::io::{self, Write};

use jaq_json::Val;

use crate::arguments::QueryArguments;
use crate::filter::{self, Filter};
use crate::input::{self, Page};
use crate::output;
use crate::output::diagnostics::Problem;
use crate::pipeline::for_pages;
use crate::session::{Session, Stop};

/// Prints the results of a filter over issues.
pub(crate) fn run(arguments: &QueryArguments, session: &mut Session) -> Result<(), Stop> {
    let filter = Filter::new(&arguments.filter)?;
    let Session {
        configs,
        pool,
        reporter,
    } = session;
    // The filter runs in the pool as well: its threads have the stack that a filter may need.
    pool.install(|| {
        let mut out = Printer::new(arguments);
        let mut slurped = Vec::new();
        let pages = input::pages(&arguments.pages.paths, configs)?;
        let read = |page: Page| input_of(&page);
        for_pages(pool, reporter, pages, read, |(value, label), reporter| {
            if arguments.slurp {
                slurped.push(value);
                reporter.done();
                return Ok(());
            }
            match out.print_all(filter.run(value, &label))? {
                Ok(()) => reporter.done(),
                Err(problem) => reporter.fail(&problem),
            }
            Ok(())
        })?;
        if arguments.slurp {
            let results = filter.run(slurped.into_iter().collect(), ALL_ISSUES);
            if let Err(problem) = out.print_all(results)? {
                reporter.fail_at_end(&problem);
            }
        }
        Ok(out.out.flush()?)
    })
}

/// How messages name the array of all issues.
const ALL_ISSUES: &str = "<all issues>";

/// The JSON of a page that a filter reads, and how messages name it.
fn input_of(page: &Page) -> Result<(Val, String), Problem> {
    let label = page.label();
    let record = page.record(page.read()?, false);
    Ok((filter::read(&record.to_json_line(), &label)?, label))
}

/// Writes results to standard output, each as it comes.
struct Printer<'a> {
    out: io::BufWriter<io::StdoutLock<'static>>,
    arguments: &'a QueryArguments,
    is_colored: bool,
}

impl<'a> Printer<'a> {
    fn new(arguments: &'a QueryArguments) -> Self {
        Self {
            out: output::standard_output(),
            arguments,
            is_colored: output::is_colored(&io::stdout()),
        }
    }

    /// Prints results up to the first failure of the filter; what is printed by then stays.
    fn print_all(
        &mut self,
        results: impl Iterator<Item = Result<Val, Problem>>,
    ) -> Result<Result<(), Problem>, Stop> {
        for result in results {
            match result {
                Ok(value) => self.print(&value)?,
                Err(problem) => return Ok(Err(problem)),
            }
        }
        Ok(Ok(()))
    }

    fn print(&mut self, value: &Val) -> io::Result<()> {
        match value {
            Val::TStr(text) | Val::BStr(text) if self.arguments.raw_output => {
                self.out.write_all(text)?;
            }
            _ => filter::write(
                value,
                self.arguments.compact,
                self.is_colored,
                &mut self.out,
            )?,
        }
        writeln!(self.out)
    }
}
