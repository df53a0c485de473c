use std::collections::HashMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::address::without_fragment;

/// What the network said of URLs: somebody else asks it, and hands the answers to the rules.
///
/// Fragments do not count: `https://example.org/a#b` has the answer of `https://example.org/a`.
///
/// ```
/// use newsletter_check::{Answer, Answers, Checker, urls};
/// use newsletter_parse::{Options, parse};
///
/// let source = "+++\ntitle = \"June\"\n+++\nSee [the notes](https://example.org/a#b).\n";
/// let document = parse(source, &Options::default())?;
/// let asked = urls(&document);
/// assert!(asked.contains("https://example.org/a"));
///
/// let answers = asked.into_iter().map(|url| (url, Answer::Gone(404))).collect();
/// let found = Checker::default().with_answers(answers).check(&document, None);
/// assert_eq!(found[0].code, "dead-link");
/// # Ok::<(), newsletter_parse::ParseError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Answers {
    answers: HashMap<String, Answer>,
}

/// What the network said of a URL.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Answer {
    /// The page is there.
    Found,
    /// The page is there, and has moved for good to this URL.
    Moved(String),
    /// The server says with this status that the page is not there.
    Gone(u16),
    /// There is no host of that name.
    HostNotFound,
    /// Whether the page is there is not known.
    Unreachable(Obstacle),
}

/// Why a page was not reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Obstacle {
    /// The server took too long.
    Timeout,
    /// The server could not be connected to, or closed the connection.
    NoConnection,
    /// The name of the host could not be looked up for now.
    NoLookup,
    /// The server does not prove who it is.
    NotSecure,
    /// The server does not speak HTTP.
    NotHttp,
    /// The server has a problem of its own, with this status.
    Status(u16),
    /// The server wants fewer requests.
    RateLimited,
    /// The server leads from one place to the next.
    TooManyRedirects,
    /// The server leads to what is no URL of the web.
    LostRedirect,
    /// The server leads into a private network.
    PrivateRedirect,
}

impl Answers {
    /// Adds what the network said of a URL.
    pub fn add(&mut self, url: &str, answer: Answer) {
        let url = without_fragment(url).to_owned();
        self.answers.insert(url, answer);
    }

    /// Whether the network was asked for nothing.
    pub fn is_empty(&self) -> bool {
        self.answers.is_empty()
    }

    /// What the network said of a URL; `None` where it was not asked.
    pub fn get(&self, url: &str) -> Option<&Answer> {
        self.answers.get(without_fragment(url))
    }
}

impl FromIterator<(String, Answer)> for Answers {
    fn from_iter<I: IntoIterator<Item = (String, Answer)>>(answers: I) -> Self {
        let mut all = Self::default();
        for (url, answer) in answers {
            all.add(&url, answer);
        }
        all
    }
}

impl fmt::Display for Obstacle {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Timeout => "the server took too long",
            Self::NoConnection => "the connection failed",
            Self::NoLookup => "the name of the host could not be looked up",
            Self::NotSecure => "the server has no valid certificate",
            Self::NotHttp => "the answer is no HTTP",
            Self::Status(status) => return write!(formatter, "the server answers {status}"),
            Self::RateLimited => "the server wants fewer requests",
            Self::TooManyRedirects => "there are too many redirects",
            Self::LostRedirect => "a redirect leads to no URL of the web",
            Self::PrivateRedirect => "a redirect leads into a private network",
        })
    }
}
