//! The API of GitHub, which lets programs ask more than the pages for people do.

use std::env;

use ureq::http::HeaderValue;
use url::{Host, Url};

/// The API, with the token that it is asked with.
#[derive(Clone)]
pub(super) struct Api {
    base: Url,
    authorization: HeaderValue,
}

const PUBLIC_API: &str = "https://api.github.com";

/// First parts of paths that are no person and no organization, but pages of GitHub itself.
#[rustfmt::skip]
const OWN_PAGES: [&str; 42] = [
    "about", "advisories", "apps", "blog", "codespaces", "collections", "contact", "copilot",
    "customer-stories", "dashboard", "discussions", "enterprise", "events", "explore", "features",
    "github-copilot", "issues", "join", "login", "logout", "marketplace", "mobile", "models", "new",
    "notifications", "orgs", "premium-support", "pricing", "pulls", "readme", "search", "security",
    "sessions", "settings", "signup", "site", "sponsors", "stars", "team", "topics", "trending",
    "users",
];

/// Whether a URL leads to this machine.
fn is_local(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        Some(Host::Domain(name)) => name == "localhost",
        None => false,
    }
}

impl Api {
    /// The API where there is a token in the environment, as in the workflows of GitHub.
    pub(super) fn from_environment() -> Option<Self> {
        let token = env::var("GITHUB_TOKEN").ok()?;
        let base = env::var("GITHUB_API_URL").unwrap_or_default();
        let base = if base.is_empty() { PUBLIC_API } else { &base };
        Self::new(base, token.trim())
    }

    /// `None` where the token or the URL is none, or the URL would send the token unencrypted to another machine.
    fn new(base: &str, token: &str) -> Option<Self> {
        let base: Url = base.trim_end_matches('/').parse().ok()?;
        let mut authorization = HeaderValue::from_str(&format!("Bearer {token}")).ok()?;
        authorization.set_sensitive(true);
        // The token stays on this machine where nothing hides it on the way.
        let is_safe = base.scheme() == "https" || base.scheme() == "http" && is_local(&base);
        let is_api = !token.is_empty() && is_safe;
        is_api.then_some(Self {
            base,
            authorization,
        })
    }

    /// Where the API knows a page: profiles, repositories, issues and pull requests.
    pub(super) fn url_of(&self, page: &Url) -> Option<Url> {
        if !matches!(page.host_str(), Some("github.com" | "www.github.com")) {
            return None;
        }
        let parts: Vec<&str> = page
            .path_segments()?
            .filter(|part| !part.is_empty())
            .collect();
        let owner = parts.first()?;
        if OWN_PAGES.contains(owner) {
            return None;
        }
        let is_number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        let parts = match parts[..] {
            [owner] => vec!["users", owner],
            [owner, repository] => {
                let name = repository.strip_suffix(".git").unwrap_or(repository);
                vec!["repos", owner, name]
            }
            [owner, repository, "pull", number, ..] if is_number(number) => {
                vec!["repos", owner, repository, "pulls", number]
            }
            [owner, repository, "issues", number] if is_number(number) => {
                vec!["repos", owner, repository, "issues", number]
            }
            _ => return None,
        };
        let mut url = self.base.clone();
        let path = format!("{}/{}", url.path().trim_end_matches('/'), parts.join("/"));
        url.set_path(&path);
        Some(url)
    }

    /// What a URL is asked with: the token for the API, and nothing for any other host.
    pub(super) fn authorization_for(&self, url: &Url) -> Option<&HeaderValue> {
        (url.origin() == self.base.origin()).then_some(&self.authorization)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn api() -> Api {
        Api::new("https://api.example.org/v3/", "secret").unwrap()
    }

    fn asked(page: &str) -> Option<String> {
        let url = api().url_of(&page.parse().unwrap())?;
        Some(
            url.as_str()
                .strip_prefix("https://api.example.org/v3/")?
                .to_owned(),
        )
    }

    #[test]
    fn profiles_repositories_issues_and_pull_requests_are_known() {
        let path = |page: &str| asked(&format!("https://github.com/{page}"));
        let known = |path: &str| Some(path.to_owned());
        assert_eq!(path("ada-f"), known("users/ada-f"));
        assert_eq!(path("ada-f/ovens/"), known("repos/ada-f/ovens"));
        assert_eq!(
            path("ada-f/ovens.git?tab=readme"),
            known("repos/ada-f/ovens")
        );
        assert_eq!(
            path("ada-f/ovens/pull/3/files"),
            known("repos/ada-f/ovens/pulls/3")
        );
        assert_eq!(
            path("ada-f/ovens/issues/4"),
            known("repos/ada-f/ovens/issues/4")
        );
        assert_eq!(path(""), None);
        assert_eq!(path("features/actions"), None);
        assert_eq!(path("ada-f/ovens/pull/new"), None);
        assert_eq!(path("ada-f/ovens/tree/main"), None);
        assert_eq!(asked("https://gist.github.com/ada-f"), None);
        assert_eq!(asked("https://example.org/ada-f"), None);
    }

    #[test]
    fn the_token_is_not_sent_unencrypted_to_another_machine() {
        for base in [
            "https://api.example.org",
            "http://127.0.0.1:80/v3",
            "http://[::1]",
            "http://localhost",
        ] {
            assert!(Api::new(base, "secret").is_some(), "{base}");
        }
        for base in [
            "http://api.example.org",
            "http://10.0.0.1",
            "ftp://localhost",
            "api",
        ] {
            assert!(Api::new(base, "secret").is_none(), "{base}");
        }
    }

    #[test]
    fn the_token_is_for_the_api_alone() {
        let api = api();
        let has_token = |url: &str| api.authorization_for(&url.parse().unwrap()).is_some();
        assert!(has_token("https://api.example.org/v3/users/ada-f"));
        assert!(has_token("https://api.example.org/repositories/1"));
        for other in [
            "http://api.example.org/v3/users/ada-f",
            "https://api.example.org:8443/",
            "https://example.org/",
            "https://api.example.org.example.com/",
            "https://api.example.org@example.com/",
        ] {
            assert!(!has_token(other), "{other}");
        }
    }

    #[test]
    fn what_is_no_token_or_no_url_is_not_used() {
        assert!(Api::new(PUBLIC_API, "").is_none());
        assert!(Api::new(PUBLIC_API, "a\nb").is_none());
        assert!(Api::new("ftp://example.org", "secret").is_none());
        assert!(Api::new("example", "secret").is_none());
    }
}
