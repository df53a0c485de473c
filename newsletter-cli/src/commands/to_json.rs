use std::io::Write;

use crate::arguments::ToJsonArguments;
use crate::input::{self, Page};
use crate::output;
use crate::output::diagnostics::Problem;
use crate::pipeline::for_pages;
use crate::session::{Session, Stop};

/// Writes issues as JSON to standard output.
pub(crate) fn run(arguments: &ToJsonArguments, session: &mut Session) -> Result<(), Stop> {
    let Session {
        configs,
        pool,
        reporter,
    } = session;
    let pages = input::pages(&arguments.pages.paths, configs)?;
    let mut out = output::standard_output();
    let convert = |page: Page| to_json(&page, arguments);
    for_pages(pool, reporter, pages, convert, |json, reporter| {
        writeln!(out, "{json}")?;
        reporter.done();
        Ok(())
    })?;
    Ok(out.flush()?)
}

fn to_json(page: &Page, arguments: &ToJsonArguments) -> Result<String, Problem> {
    let record = page.record(page.read()?, arguments.lossless);
    Ok(if arguments.ndjson {
        record.to_json_line()
    } else {
        record.to_json()
    })
}
