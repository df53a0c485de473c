//! Work on many files at once, in order.

use rayon::ThreadPool;
use rayon::iter::{IntoParallelIterator, ParallelIterator};

use crate::diagnostics::Problem;
use crate::input::Page;
use crate::reporter::Reporter;
use crate::session::Stop;

/// How many files a thread gets before their results are taken.
const FILES_PER_THREAD: usize = 8;

/// Works on items in parallel, and takes the results in the order of the items.
///
/// Items are pulled in batches, so memory does not grow with their number.
pub(crate) fn in_order<T: Send, R: Send>(
    pool: &ThreadPool,
    mut items: impl Iterator<Item = T>,
    work: impl Fn(T) -> R + Sync,
    mut take: impl FnMut(R) -> Result<(), Stop>,
) -> Result<(), Stop> {
    let size = pool.current_num_threads() * FILES_PER_THREAD;
    loop {
        let batch: Vec<T> = items.by_ref().take(size).collect();
        if batch.is_empty() {
            return Ok(());
        }
        let results: Vec<R> = pool.install(|| batch.into_par_iter().map(&work).collect());
        results.into_iter().try_for_each(&mut take)?;
    }
}

/// Works on pages in parallel, and takes what came of each, in order. A page that fails is reported, and the rest goes on.
pub(crate) fn for_pages<R: Send>(
    pool: &ThreadPool,
    reporter: &mut Reporter,
    pages: impl Iterator<Item = Result<Page, Problem>>,
    work: impl Fn(Page) -> Result<R, Problem> + Sync,
    mut take: impl FnMut(R, &mut Reporter) -> Result<(), Stop>,
) -> Result<(), Stop> {
    let work = |page: Result<Page, Problem>| work(page?);
    in_order(pool, pages, work, |worked| match worked {
        Ok(worked) => take(worked, reporter),
        Err(problem) => {
            reporter.fail(&problem);
            Ok(())
        }
    })
}
