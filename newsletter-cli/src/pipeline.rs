//! Work on many files at once, in order.

use std::collections::VecDeque;
use std::sync::mpsc::{Receiver, TryRecvError, sync_channel};

use rayon::{ThreadPool, Yield};

use crate::input::Page;
use crate::output::diagnostics::Problem;
use crate::output::reporter::Reporter;
use crate::session::Stop;

/// How many files a thread may be ahead of the results that are taken.
const FILES_PER_THREAD: usize = 8;

/// Works on items in parallel, and takes the results in the order of the items.
///
/// An item is pulled when the result of an earlier one is taken, so memory does not grow with their number.
pub(crate) fn in_order<T: Send, R: Send>(
    pool: &ThreadPool,
    mut items: impl Iterator<Item = T>,
    work: impl Fn(T) -> R + Sync,
    mut take: impl FnMut(R) -> Result<(), Stop>,
) -> Result<(), Stop> {
    let work = &work;
    let most = pool.current_num_threads() * FILES_PER_THREAD;
    pool.in_place_scope(|scope| {
        let mut results = VecDeque::with_capacity(most);
        loop {
            for item in items.by_ref().take(most - results.len()) {
                let (sender, receiver) = sync_channel(1);
                // Nobody takes a result any more once something has stopped.
                scope.spawn(move |_| drop(sender.send(work(item))));
                results.push_back(receiver);
            }
            let Some(result) = results.pop_front() else {
                return Ok(());
            };
            // Work that panics has no result; the scope panics in its place.
            let Some(result) = wait_for(&result, pool) else {
                return Ok(());
            };
            take(result)?;
        }
    })
}

/// Waits for a result. A thread of the pool works on items meanwhile: there may be no other thread.
fn wait_for<R>(result: &Receiver<R>, pool: &ThreadPool) -> Option<R> {
    loop {
        match result.try_recv() {
            Ok(result) => return Some(result),
            Err(TryRecvError::Disconnected) => return None,
            Err(TryRecvError::Empty) if pool.yield_now() == Some(Yield::Executed) => {}
            Err(TryRecvError::Empty) => return result.recv().ok(),
        }
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

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use rayon::ThreadPoolBuilder;

    use super::*;

    fn pool(threads: usize) -> ThreadPool {
        ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .unwrap()
    }

    /// The most items that are pulled and not taken, of so many.
    fn most_at_once(pool: &ThreadPool, count: usize) -> usize {
        let (pulled, most) = (Cell::new(0), Cell::new(0));
        let mut taken = Vec::new();
        let items = (0..count).inspect(|item| pulled.set(item + 1));
        let result = in_order(
            pool,
            items,
            |item| item * 2,
            |result| {
                most.set(most.get().max(pulled.get() - taken.len()));
                taken.push(result);
                Ok(())
            },
        );
        result.unwrap();
        assert_eq!(taken, (0..count).map(|item| item * 2).collect::<Vec<_>>());
        most.get()
    }

    #[test]
    fn results_come_in_order_and_few_are_held_however_many_there_are() {
        for threads in [1, 2, 3] {
            for count in [100, 1_000] {
                let most = most_at_once(&pool(threads), count);
                assert_eq!(most, threads * FILES_PER_THREAD);
            }
        }
    }

    #[test]
    fn a_thread_of_the_pool_can_wait() {
        for threads in [1, 2] {
            let pool = pool(threads);
            pool.install(|| most_at_once(&pool, 100));
        }
    }

    #[test]
    fn nothing_is_pulled_once_taking_has_stopped() {
        let pulled = Cell::new(0);
        let items = (0..1_000).inspect(|_| pulled.set(pulled.get() + 1));
        let stopped = in_order(&pool(2), items, |item| item, |_| Err(Stop::OutputClosed));
        assert!(matches!(stopped, Err(Stop::OutputClosed)));
        assert_eq!(pulled.get(), 2 * FILES_PER_THREAD);
    }
}
