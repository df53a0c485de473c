//! One request, and what came of it.

use std::io;
use std::time::{Duration, SystemTime};

use newsletter_check::{Answer, Obstacle};
use ureq::http::header::{ACCEPT, AUTHORIZATION, LOCATION, RETRY_AFTER};
use ureq::http::{HeaderValue, Method, Response};
use ureq::{Agent, Body, Error};
use url::Url;

use super::wait;

/// A request.
#[derive(Debug, Clone)]
pub(super) struct Request<'i> {
    pub(super) url: &'i Url,
    pub(super) method: Method,
    /// What the API of GitHub is asked with; `None` for other hosts.
    pub(super) authorization: Option<&'i HeaderValue>,
}

/// What a server answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reply {
    pub(super) status: u16,
    /// Where it leads to.
    pub(super) location: Option<String>,
    /// How long it wants to be left alone.
    pub(super) wait: Option<Duration>,
    /// The page of an object of the API.
    pub(super) page: Option<String>,
}

/// Sends requests.
pub(super) struct Client {
    agent: Agent,
}

const USER_AGENT: &str = concat!(
    "newsletter/",
    env!("CARGO_PKG_VERSION"),
    " (+",
    env!("CARGO_PKG_REPOSITORY"),
    ")"
);

/// How much of an object of the API is read. Other answers are not read behind their headers.
const OBJECT_BYTES: u64 = 1024 * 1024;

impl Client {
    /// A client whose requests take no longer than this.
    pub(super) fn new(timeout: Duration) -> Self {
        let config = Agent::config_builder()
            .timeout_global(Some(timeout))
            .http_status_as_error(false)
            .max_redirects(0)
            .user_agent(USER_AGENT)
            .build();
        Self {
            agent: config.new_agent(),
        }
    }

    /// Sends a request; an answer instead of a reply where there is no sense in asking again.
    pub(super) fn send(&self, request: &Request<'_>) -> Result<Reply, Answer> {
        let mut sent = ureq::http::Request::builder()
            .method(request.method.clone())
            .uri(request.url.as_str());
        if let Some(authorization) = request.authorization {
            sent = sent.header(AUTHORIZATION, authorization);
            sent = sent.header(ACCEPT, "application/vnd.github+json");
        }
        let response = sent.body(()).map_err(Error::from);
        let response = response.and_then(|sent| self.agent.run(sent));
        match response {
            Ok(response) => Ok(reply(response, request.authorization.is_some())),
            Err(error) => Err(answer(&error)),
        }
    }
}

fn reply(mut response: Response<Body>, is_for_api: bool) -> Reply {
    let header = |name: &str| {
        let value = response.headers().get(name)?;
        Some(String::from_utf8_lossy(value.as_bytes()).into_owned())
    };
    let now = SystemTime::now();
    let wait = header(RETRY_AFTER.as_str()).and_then(|value| wait::retry_after(&value, now));
    let is_used_up = is_for_api && header("x-ratelimit-remaining").as_deref() == Some("0");
    let reset = || header("x-ratelimit-reset").and_then(|value| wait::until(&value, now));
    Reply {
        status: response.status().as_u16(),
        location: header(LOCATION.as_str()),
        wait: wait.or_else(|| reset().filter(|_| is_used_up)),
        page: if is_for_api && response.status().is_success() {
            page(response.body_mut())
        } else {
            None
        },
    }
}

/// The page of an object of the API. It only names a place better: without it, the one redirected to is named.
fn page(body: &mut Body) -> Option<String> {
    let text = body.with_config().limit(OBJECT_BYTES).read_to_vec().ok()?;
    let object: serde_json::Value = serde_json::from_slice(&text).ok()?;
    Some(object.get("html_url")?.as_str()?.to_owned())
}

/// What is said of a page whose server gave no reply.
fn answer(error: &Error) -> Answer {
    Answer::Unreachable(match error {
        Error::HostNotFound => return Answer::HostNotFound,
        Error::Io(error) if is_unknown_host(error) => return Answer::HostNotFound,
        Error::Io(error) => obstacle(error),
        Error::Timeout(_) => Obstacle::Timeout,
        Error::Tls(_) | Error::Rustls(_) | Error::TlsRequired => Obstacle::NotSecure,
        Error::Protocol(_) | Error::LargeResponseHeader(..) => Obstacle::NotHttp,
        _ => Obstacle::NoConnection,
    })
}

fn obstacle(error: &io::Error) -> Obstacle {
    match error.kind() {
        io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock => Obstacle::Timeout,
        // So the TLS library tells of certificates.
        io::ErrorKind::InvalidData => Obstacle::NotSecure,
        _ if error.to_string().contains("failed to lookup address") => Obstacle::NoLookup,
        _ => Obstacle::NoConnection,
    }
}

/// Whether the system says that there is no such host, not that it cannot tell for now. The standard library has no
/// kind of error for it, only the words of the system: those of glibc, musl and macOS, and a number on Windows.
fn is_unknown_host(error: &io::Error) -> bool {
    const WORDS: [&str; 4] = [
        "Name or service not known",
        "No address associated with hostname",
        "Name does not resolve",
        "nodename nor servname provided, or not known",
    ];
    const WINDOWS_HOST_NOT_FOUND: i32 = 11001;
    let message = error.to_string();
    WORDS.iter().any(|words| message.contains(words))
        || cfg!(windows) && error.raw_os_error() == Some(WINDOWS_HOST_NOT_FOUND)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_is_unknown_is_told_from_one_that_is_not_looked_up_for_now() {
        let looked_up = |words: &str| {
            let message = format!("failed to lookup address information: {words}");
            answer(&Error::Io(io::Error::other(message)))
        };
        assert_eq!(looked_up("Name or service not known"), Answer::HostNotFound);
        assert_eq!(
            looked_up("Temporary failure in name resolution"),
            Answer::Unreachable(Obstacle::NoLookup)
        );
    }

    #[test]
    fn what_went_wrong_is_told_apart() {
        let of = |kind: io::ErrorKind| answer(&Error::Io(kind.into()));
        let unreachable = Answer::Unreachable;
        assert_eq!(of(io::ErrorKind::TimedOut), unreachable(Obstacle::Timeout));
        assert_eq!(
            of(io::ErrorKind::InvalidData),
            unreachable(Obstacle::NotSecure)
        );
        assert_eq!(
            of(io::ErrorKind::ConnectionRefused),
            unreachable(Obstacle::NoConnection)
        );
    }
}
