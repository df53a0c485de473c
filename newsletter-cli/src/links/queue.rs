//! Which URL is asked for next, so that no host is bothered.

use std::collections::BTreeMap;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use newsletter_check::{Answer, Obstacle};

use super::inquiry::{Inquiry, Next};
use super::wait;

/// How many requests are open at once to one host.
const OPEN_PER_HOST: usize = 2;

/// After how many pages in a row a host that says nothing is not asked any more.
const SILENT_PAGES: u32 = 3;

/// The URLs that are asked for, by the host of their next request.
pub(super) struct Queue<'a> {
    state: Mutex<State<'a>>,
    changed: Condvar,
}

#[derive(Default)]
struct State<'a> {
    hosts: BTreeMap<String, Host<'a>>,
    open: usize,
}

#[derive(Default)]
struct Host<'a> {
    waiting: Vec<Waiting<'a>>,
    open: usize,
    /// When the next request may start.
    next: Option<Instant>,
    /// What is said of all its pages from now on.
    closed: Option<Answer>,
    /// How many pages in a row it has said nothing of.
    silent: u32,
}

struct Waiting<'a> {
    inquiry: Inquiry<'a>,
    from: Instant,
}

/// URLs with what was said of them.
type Answered = Vec<(String, Answer)>;

impl<'a> Queue<'a> {
    pub(super) fn new(inquiries: Vec<Inquiry<'a>>) -> Self {
        let mut state = State::default();
        let now = Instant::now();
        for inquiry in inquiries {
            state.add(inquiry, now);
        }
        Self {
            state: Mutex::new(state),
            changed: Condvar::new(),
        }
    }

    /// The next URL, with its host, as soon as it may be asked for; `None` when all have their answer.
    pub(super) fn next(&self) -> Option<(String, Inquiry<'a>)> {
        let mut state = self.state();
        loop {
            let now = Instant::now();
            let wait = match state.earliest() {
                Some((from, host)) if from <= now => return state.start(host, now),
                Some((from, _)) => from - now,
                None if state.open == 0 => return None,
                // Until one of the open requests comes to something.
                None => Duration::MAX,
            };
            let waited = self.changed.wait_timeout(state, wait);
            state = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    /// Takes back a URL whose request is over, and gives those that have their answer now.
    pub(super) fn put_back(&self, host: &str, inquiry: Inquiry<'a>, next: Next) -> Answered {
        let answered = self.state().put_back(host, inquiry, next);
        self.changed.notify_all();
        answered
    }

    /// A thread that has panicked leaves nothing half done.
    fn state(&self) -> MutexGuard<'_, State<'a>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<'a> State<'a> {
    /// When a request may start at the earliest, and to what host.
    fn earliest(&self) -> Option<(Instant, String)> {
        let hosts = self.hosts.iter();
        let ready = hosts.filter_map(|(name, host)| Some((host.ready()?, name)));
        let (from, name) = ready.min()?;
        Some((from, name.clone()))
    }

    fn start(&mut self, name: String, now: Instant) -> Option<(String, Inquiry<'a>)> {
        let host = self.hosts.get_mut(&name)?;
        let first = (0..host.waiting.len()).min_by_key(|at| host.waiting[*at].from)?;
        let waiting = host.waiting.remove(first);
        host.open += 1;
        host.next = Some(now + wait::GAP);
        self.open += 1;
        Some((name, waiting.inquiry))
    }

    fn put_back(&mut self, name: &str, inquiry: Inquiry<'a>, next: Next) -> Answered {
        self.open -= 1;
        let now = Instant::now();
        let Some(host) = self.hosts.get_mut(name) else {
            return Vec::new();
        };
        host.open -= 1;
        let from = match next {
            Next::Answer(answer) => {
                let mut answered = host.heed(&answer);
                answered.push((inquiry.into_url(), answer));
                return answered;
            }
            Next::Ask => {
                host.silent = 0;
                now
            }
            Next::AskAfter(wait) => now + wait,
            Next::LeaveHost(wait) => {
                host.next = host.next.max(Some(now + wait));
                now + wait
            }
        };
        self.add(inquiry, from).into_iter().collect()
    }

    /// Lets a URL wait, unless all is said of its host.
    fn add(&mut self, inquiry: Inquiry<'a>, from: Instant) -> Option<(String, Answer)> {
        let host = self.hosts.entry(inquiry.host()).or_default();
        if let Some(answer) = &host.closed {
            return Some((inquiry.into_url(), answer.clone()));
        }
        host.waiting.push(Waiting { inquiry, from });
        None
    }
}

impl Host<'_> {
    /// When its next request may start, if one may.
    fn ready(&self) -> Option<Instant> {
        let from = self.waiting.iter().map(|waiting| waiting.from).min()?;
        let from = self.next.map_or(from, |next| from.max(next));
        (self.open < OPEN_PER_HOST).then_some(from)
    }

    /// Learns from the answer of a page; gives the URLs of which all is said with it.
    fn heed(&mut self, answer: &Answer) -> Answered {
        let is_silent = matches!(
            answer,
            Answer::Unreachable(Obstacle::Timeout | Obstacle::NoConnection | Obstacle::NoLookup)
        );
        self.silent = if is_silent { self.silent + 1 } else { 0 };
        let is_for_all = matches!(
            answer,
            Answer::HostNotFound | Answer::Unreachable(Obstacle::RateLimited)
        );
        if !is_for_all && self.silent < SILENT_PAGES {
            return Vec::new();
        }
        self.closed = Some(answer.clone());
        let waiting = self.waiting.drain(..);
        waiting
            .map(|waiting| (waiting.inquiry.into_url(), answer.clone()))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn queue(urls: &[&str]) -> Queue<'static> {
        let inquiries = urls.iter().filter_map(|url| Inquiry::new(url, None));
        Queue::new(inquiries.collect())
    }

    fn answer_next(queue: &Queue<'_>, answer: Answer) -> Vec<String> {
        let (host, inquiry) = queue.next().unwrap();
        let answered = queue.put_back(&host, inquiry, Next::Answer(answer));
        let mut urls: Vec<String> = answered.into_iter().map(|(url, _)| url).collect();
        urls.sort();
        urls
    }

    #[test]
    fn a_host_has_two_open_requests_at_most() {
        let queue = queue(&["http://a/1", "http://a/2", "http://a/3", "http://b/1"]);
        let mut hosts: Vec<String> = (0..3).map(|_| queue.next().unwrap().0).collect();
        hosts.sort();
        assert_eq!(hosts, ["a", "a", "b"]);
        assert_eq!(queue.state().earliest(), None);
    }

    #[test]
    fn requests_to_one_host_start_apart() {
        let queue = queue(&["http://a/1", "http://a/2"]);
        let before = Instant::now();
        assert!(queue.next().is_some());
        let (from, _) = queue.state().earliest().unwrap();
        assert!(from >= before + wait::GAP);
    }

    #[test]
    fn a_host_that_wants_to_be_left_is() {
        let queue = queue(&["http://a/1", "http://a/2"]);
        let (host, inquiry) = queue.next().unwrap();
        let before = Instant::now();
        let minute = Duration::from_secs(60);
        queue.put_back(&host, inquiry, Next::LeaveHost(minute));
        let (from, _) = queue.state().earliest().unwrap();
        assert!(from >= before + minute);
    }

    #[test]
    fn what_is_said_of_a_host_is_said_of_all_its_pages() {
        for answer in [
            Answer::HostNotFound,
            Answer::Unreachable(Obstacle::RateLimited),
        ] {
            let queue = queue(&["http://a/1", "http://a/2", "http://a/3", "http://b/1"]);
            let answered = answer_next(&queue, answer);
            assert_eq!(answered, ["http://a/1", "http://a/2", "http://a/3"]);
            assert_eq!(answer_next(&queue, Answer::Found), ["http://b/1"]);
            assert!(queue.next().is_none());
        }
    }

    #[test]
    fn a_host_that_says_nothing_is_not_asked_for_all_its_pages() {
        let urls = [
            "http://a/1",
            "http://a/2",
            "http://a/3",
            "http://a/4",
            "http://a/5",
        ];
        let queue = queue(&urls);
        let silence = || Answer::Unreachable(Obstacle::Timeout);
        let counts: Vec<usize> = (0..3)
            .map(|_| answer_next(&queue, silence()).len())
            .collect();
        assert_eq!(counts, [1, 1, 3]);
        assert!(queue.next().is_none());
    }
}
