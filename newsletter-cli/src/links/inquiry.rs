//! One URL: what is asked next, and what it comes to in the end.

use std::mem;
use std::time::Duration;

use newsletter_check::{Answer, Obstacle};
use ureq::http::Method;
use url::Url;

use super::api::Api;
use super::client::{Reply, Request};
use super::{private, wait};

/// A URL that is asked for.
#[derive(Clone)]
pub(super) struct Inquiry<'a> {
    /// The URL as it is written.
    url: String,
    page: Url,
    /// The API, as long as it is asked in place of the page.
    api: Option<&'a Api>,
    method: Method,
    /// Where the first request goes.
    first: Url,
    /// Where the next request goes.
    target: Url,
    redirects: usize,
    /// Where the redirects led to, as long as all were for good.
    moved: Option<Url>,
    is_for_good: bool,
    retries: u32,
}

/// What is done next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Next {
    Answer(Answer),
    Ask,
    /// This page is asked for again later.
    AskAfter(Duration),
    /// Its host is asked for nothing before.
    LeaveHost(Duration),
}

/// How many redirects are followed.
const REDIRECTS: usize = 10;

impl<'a> Inquiry<'a> {
    /// `None` for what is no URL of the web.
    pub(super) fn new(url: &str, api: Option<&'a Api>) -> Option<Self> {
        let mut page: Url = url.parse().ok()?;
        page.set_fragment(None);
        if !is_web(&page) {
            return None;
        }
        let of_api = api.and_then(|api| Some((api, api.url_of(&page)?)));
        let (api, first, method) = match of_api {
            Some((api, url)) => (Some(api), url, Method::GET),
            None => (None, page.clone(), Method::HEAD),
        };
        Some(Self {
            url: url.to_owned(),
            page,
            api,
            method,
            target: first.clone(),
            first,
            redirects: 0,
            moved: None,
            is_for_good: true,
            retries: 0,
        })
    }

    /// The URL as it is written.
    pub(super) fn into_url(self) -> String {
        self.url
    }

    /// The host of the next request, with its port.
    pub(super) fn host(&self) -> String {
        let host = self.target.host_str().unwrap_or_default();
        match self.target.port() {
            Some(port) => format!("{host}:{port}"),
            None => host.to_owned(),
        }
    }

    /// The next request.
    pub(super) fn request(&self) -> Request<'_> {
        Request {
            url: &self.target,
            method: self.method.clone(),
            authorization: self.api.and_then(|api| api.authorization_for(&self.target)),
        }
    }

    /// What is done after a request.
    pub(super) fn next(&mut self, reply: Result<Reply, Answer>) -> Next {
        match reply {
            Ok(reply) => self.after(reply),
            Err(Answer::Unreachable(obstacle)) if obstacle != Obstacle::NotSecure => {
                self.start_again();
                self.retry(obstacle)
            }
            Err(answer) => Next::Answer(answer),
        }
    }

    fn after(&mut self, reply: Reply) -> Next {
        let is_limit_of_api = self.api.is_some() && reply.status == 403 && reply.wait.is_some();
        match (reply.status, reply.location) {
            (429, _) => self.leave_host(reply.wait, Obstacle::RateLimited),
            _ if is_limit_of_api => self.leave_host(reply.wait, Obstacle::RateLimited),
            (200..=299, _) => Next::Answer(self.found(reply.page)),
            (status @ (301 | 302 | 303 | 307 | 308), Some(location)) => {
                self.redirect(status, &location)
            }
            (status @ (500 | 502..), _) => {
                self.start_again();
                let obstacle = Obstacle::Status(status);
                match reply.wait {
                    Some(wait) => self.leave_host(Some(wait), obstacle),
                    None => self.retry(obstacle),
                }
            }
            // Many servers know GET alone, and some say anything else to HEAD.
            _ if self.method == Method::HEAD => {
                self.start_again();
                Next::Ask
            }
            (status @ (404 | 410), _) => Next::Answer(Answer::Gone(status)),
            (status @ 501, _) => Next::Answer(Answer::Unreachable(Obstacle::Status(status))),
            // The token may not see it, or is none: then the page is asked as anybody does.
            _ if self.api.is_some() => {
                self.api = None;
                self.first = self.page.clone();
                self.start_again();
                Next::Ask
            }
            _ => Next::Answer(self.found(None)),
        }
    }

    /// Goes back to the start, with GET.
    fn start_again(&mut self) {
        self.method = Method::GET;
        self.target = self.first.clone();
        self.redirects = 0;
        self.moved = None;
        self.is_for_good = true;
    }

    fn retry(&mut self, obstacle: Obstacle) -> Next {
        if self.retries == wait::RETRIES {
            return Next::Answer(Answer::Unreachable(obstacle));
        }
        self.retries += 1;
        Next::AskAfter(wait::before_retry(self.retries - 1))
    }

    fn leave_host(&mut self, wanted: Option<Duration>, obstacle: Obstacle) -> Next {
        if wanted.is_some_and(|wanted| wanted > wait::LONGEST) {
            return Next::Answer(Answer::Unreachable(obstacle));
        }
        match self.retry(obstacle) {
            Next::AskAfter(wait) => Next::LeaveHost(wanted.unwrap_or(wait)),
            next => next,
        }
    }

    fn redirect(&mut self, status: u16, location: &str) -> Next {
        self.redirects += 1;
        let obstacle = match self.target.join(location) {
            _ if self.redirects > REDIRECTS => Obstacle::TooManyRedirects,
            Ok(to) if !is_web(&to) => Obstacle::LostRedirect,
            Err(_) => Obstacle::LostRedirect,
            Ok(to) if to.host() != self.target.host() && !private::may_lead(&self.first, &to) => {
                Obstacle::PrivateRedirect
            }
            Ok(to) => {
                self.is_for_good &= matches!(status, 301 | 308);
                self.target = to.clone();
                self.target.set_fragment(None);
                if self.is_for_good {
                    self.moved = Some(to);
                }
                return Next::Ask;
            }
        };
        Next::Answer(Answer::Unreachable(obstacle))
    }

    /// The answer for a page that is there; the API has named it where it is asked.
    fn found(&mut self, named: Option<String>) -> Answer {
        let moved = mem::take(&mut self.moved);
        let place = moved.map(|moved| named.unwrap_or_else(|| moved.into()));
        match place {
            // GitHub redirects by names in lower case, and so on.
            Some(place) if !place.eq_ignore_ascii_case(self.page.as_str()) => Answer::Moved(place),
            _ => Answer::Found,
        }
    }
}

fn is_web(url: &Url) -> bool {
    matches!(url.scheme(), "http" | "https") && url.has_host()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inquiry() -> Inquiry<'static> {
        Inquiry::new("http://192.0.2.1/a", None).unwrap()
    }

    fn reply(status: u16) -> Result<Reply, Answer> {
        Ok(Reply {
            status,
            location: None,
            wait: None,
            page: None,
        })
    }

    fn redirect(status: u16, location: &str) -> Result<Reply, Answer> {
        reply(status).map(|reply| Reply {
            location: Some(location.to_owned()),
            ..reply
        })
    }

    fn waiting(status: u16, seconds: u64) -> Result<Reply, Answer> {
        reply(status).map(|reply| Reply {
            wait: Some(Duration::from_secs(seconds)),
            ..reply
        })
    }

    fn unreachable(obstacle: Obstacle) -> Next {
        Next::Answer(Answer::Unreachable(obstacle))
    }

    #[test]
    fn what_is_no_page_of_the_web_is_not_asked_for() {
        for url in [
            "mailto:a@example.org",
            "ftp://example.org",
            "http://",
            "/a",
            "@/a.md",
        ] {
            assert!(Inquiry::new(url, None).is_none(), "{url}");
        }
    }

    #[test]
    fn fragments_are_not_sent() {
        let inquiry = Inquiry::new("https://example.org/a?b#c", None).unwrap();
        assert_eq!(inquiry.request().url.as_str(), "https://example.org/a?b");
        assert_eq!(inquiry.into_url(), "https://example.org/a?b#c");
    }

    #[test]
    fn get_decides_where_head_is_refused() {
        for status in [400, 403, 404, 405, 410, 501] {
            let mut inquiry = inquiry();
            assert_eq!(inquiry.next(reply(status)), Next::Ask, "{status}");
            assert_eq!(inquiry.request().method, Method::GET);
            assert_eq!(inquiry.next(reply(200)), Next::Answer(Answer::Found));
        }
    }

    #[test]
    fn pages_that_turn_programs_away_are_there() {
        for status in [300, 304, 400, 401, 403, 405, 418, 451] {
            let mut inquiry = inquiry();
            assert_eq!(inquiry.next(reply(status)), Next::Ask);
            assert_eq!(
                inquiry.next(reply(status)),
                Next::Answer(Answer::Found),
                "{status}"
            );
        }
    }

    #[test]
    fn a_server_with_a_problem_is_asked_twice_again() {
        let second = Duration::from_secs(1);
        let mut inquiry = inquiry();
        assert_eq!(inquiry.next(reply(503)), Next::AskAfter(second));
        assert_eq!(inquiry.next(reply(500)), Next::AskAfter(3 * second));
        assert_eq!(inquiry.next(reply(502)), unreachable(Obstacle::Status(502)));
    }

    #[test]
    fn a_server_is_left_as_long_as_it_wants_up_to_a_minute() {
        for status in [429, 503] {
            let mut inquiry = inquiry();
            let minute = Next::LeaveHost(Duration::from_secs(60));
            assert_eq!(inquiry.next(waiting(status, 60)), minute);
            let obstacle = match status {
                429 => Obstacle::RateLimited,
                _ => Obstacle::Status(503),
            };
            assert_eq!(inquiry.next(waiting(status, 61)), unreachable(obstacle));
        }
        let mut inquiry = inquiry();
        assert_eq!(
            inquiry.next(reply(429)),
            Next::LeaveHost(Duration::from_secs(1))
        );
        assert_eq!(
            inquiry.next(reply(429)),
            Next::LeaveHost(Duration::from_secs(3))
        );
        assert_eq!(inquiry.next(reply(429)), unreachable(Obstacle::RateLimited));
    }

    #[test]
    fn certificates_are_not_asked_for_again() {
        let obstacle = Answer::Unreachable(Obstacle::NotSecure);
        assert_eq!(
            inquiry().next(Err(obstacle.clone())),
            Next::Answer(obstacle)
        );
        let unknown = Answer::HostNotFound;
        assert_eq!(inquiry().next(Err(unknown.clone())), Next::Answer(unknown));
    }

    #[test]
    fn a_page_has_moved_as_far_as_redirects_are_for_good() {
        let moved = |steps: &[(u16, &str)]| {
            let mut inquiry = inquiry();
            for (status, location) in steps {
                assert_eq!(inquiry.next(redirect(*status, location)), Next::Ask);
            }
            match inquiry.next(reply(200)) {
                Next::Answer(Answer::Moved(place)) => Some(place),
                Next::Answer(Answer::Found) => None,
                next => panic!("{next:?}"),
            }
        };
        let place = |place: &str| Some(format!("http://192.0.2.1{place}"));
        assert_eq!(moved(&[(301, "/b")]), place("/b"));
        assert_eq!(moved(&[(301, "b"), (308, "c#d")]), place("/c#d"));
        assert_eq!(moved(&[(301, "/b"), (302, "/c"), (301, "/d")]), place("/b"));
        assert_eq!(moved(&[(307, "/b"), (301, "/c")]), None);
        assert_eq!(moved(&[(303, "/b")]), None);
        assert_eq!(moved(&[(301, "/b"), (301, "/a")]), None);
    }

    #[test]
    fn redirects_end_somewhere_in_the_web() {
        let next = |location: &str| inquiry().next(redirect(302, location));
        assert_eq!(
            next("http://127.0.0.1/"),
            unreachable(Obstacle::PrivateRedirect)
        );
        assert_eq!(
            next("file:///etc/passwd"),
            unreachable(Obstacle::LostRedirect)
        );
        assert_eq!(next("http://"), unreachable(Obstacle::LostRedirect));
        let mut inquiry = inquiry();
        for _ in 0..REDIRECTS {
            assert_eq!(inquiry.next(redirect(301, "/a")), Next::Ask);
        }
        let last = inquiry.next(redirect(301, "/a"));
        assert_eq!(last, unreachable(Obstacle::TooManyRedirects));
    }
}
