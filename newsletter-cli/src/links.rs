//! What the network says of links. Nothing else asks it.

mod api;
mod cache;
mod client;
mod inquiry;
mod private;
mod queue;
mod wait;

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use newsletter_check::{Answer, Answers};

use crate::arguments::LinkArguments;
use crate::output::progress::Progress;
use crate::output::reporter::Reporter;
use api::Api;
use cache::Cache;
use client::Client;
use inquiry::Inquiry;
use queue::Queue;

/// How many requests are open at once, to all hosts together.
const OPEN_REQUESTS: usize = 8;

/// Asks for URLs what is not known from the cache, each once, and remembers it there.
pub(crate) fn ask(
    urls: &BTreeSet<String>,
    arguments: &LinkArguments,
    reporter: &Reporter,
) -> Answers {
    let mut cache = match cache_file(arguments) {
        Some(file) => Cache::read(file, reporter),
        None => Cache::default(),
    };
    let (api, client) = (Api::from_environment(), Client::new(timeout(arguments)));
    let inquiries: Vec<Inquiry<'_>> = urls
        .iter()
        .filter(|url| cache.answer(url).is_none())
        .filter_map(|url| Inquiry::new(url, api.as_ref()))
        .collect();
    let mut progress = Progress::of_links(reporter.is_quiet(), inquiries.len());
    ask_all(inquiries, &client, |url, answer| {
        cache.add(url, answer);
        progress.advance();
    });
    progress.finish();
    let answered = urls
        .iter()
        .filter_map(|url| Some((url.clone(), cache.answer(url)?.clone())));
    let answers = answered.collect();
    cache.write(reporter);
    answers
}

fn timeout(arguments: &LinkArguments) -> Duration {
    Duration::from_secs(arguments.timeout)
}

/// The file of the cache; `None` where nobody wants one, or the system says no folder for it.
fn cache_file(arguments: &LinkArguments) -> Option<PathBuf> {
    match &arguments.cache {
        _ if arguments.no_cache => None,
        Some(file) => Some(file.clone()),
        None => cache::default_file(),
    }
}

/// Asks until each inquiry has its answer.
fn ask_all(inquiries: Vec<Inquiry<'_>>, client: &Client, mut take: impl FnMut(String, Answer)) {
    let threads = inquiries.len().min(OPEN_REQUESTS);
    let queue = Queue::new(inquiries);
    let (sender, receiver) = mpsc::channel();
    thread::scope(|scope| {
        for _ in 0..threads {
            let sender = sender.clone();
            let queue = &queue;
            scope.spawn(move || work(queue, client, &sender));
        }
        drop(sender);
        for (url, answer) in receiver {
            take(url, answer);
        }
    });
}

/// Sends requests as long as there are some.
fn work(queue: &Queue<'_>, client: &Client, answers: &mpsc::Sender<(String, Answer)>) {
    while let Some((host, mut inquiry)) = queue.next() {
        let reply = client.send(&inquiry.request());
        let next = inquiry.next(reply);
        for answered in queue.put_back(&host, inquiry, next) {
            if answers.send(answered).is_err() {
                return;
            }
        }
    }
}
