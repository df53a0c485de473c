//! Where a link leads, as far as rules compare it.

use memchr::{memchr, memchr2};

/// A URL without what does not change the page that it names: scheme, `www.`, fragment, trailing slash.
///
/// `None` for what is no URL of the web.
pub(crate) fn page_of(url: &str) -> Option<String> {
    let rest = web_address(url)?;
    let rest = without_fragment(rest).trim_end_matches('/');
    let host = memchr2(b'/', b'?', rest.as_bytes()).unwrap_or(rest.len());
    let start = usize::from(is_prefixed(rest, "www.")) * "www.".len();
    let mut page = rest[start..].to_owned();
    page[..host - start].make_ascii_lowercase();
    Some(page)
}

/// Whether a URL is one of the web.
pub(crate) fn is_web(url: &str) -> bool {
    web_address(url).is_some()
}

/// A URL without the fragment, which names a part of the page.
pub(crate) fn without_fragment(url: &str) -> &str {
    memchr(b'#', url.as_bytes()).map_or(url, |end| &url[..end])
}

/// A URL of the web without its scheme.
fn web_address(url: &str) -> Option<&str> {
    // Nearly all URLs are written like this.
    if let Some(rest) = url.strip_prefix("https://") {
        return Some(rest);
    }
    let schemes = ["https://", "http://"].into_iter();
    let mut known = schemes.filter(|scheme| is_prefixed(url, scheme));
    known.next().map(|scheme| &url[scheme.len()..])
}

/// Whether a text starts with a prefix in any case.
fn is_prefixed(text: &str, prefix: &str) -> bool {
    let start = text.as_bytes().get(..prefix.len());
    start.is_some_and(|start| start.eq_ignore_ascii_case(prefix.as_bytes()))
}

/// The package whose front page a URL is, on the sites that list Rust packages.
pub(crate) fn package_of(url: &str) -> Option<&str> {
    let rest = web_address(url)?;
    let rest = rest.split(['#', '?']).next().unwrap_or(rest);
    let rest = rest.trim_end_matches('/');
    let sites = ["crates.io/crates/", "lib.rs/crates/", "docs.rs/"];
    let name = sites.iter().find_map(|site| rest.strip_prefix(site))?;
    (!name.contains('/')).then_some(name)
}

/// What a URL names on one of the places where projects are kept: GitHub, GitLab, Codeberg.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Forge<'u> {
    /// A person, an organization or an app: `https://github.com/phil-opp`.
    Profile { name: &'u str },
    /// The front page of a repository.
    Repository { owner: &'u str, name: &'u str },
    /// A page of a repository, as a pull request: `rest` is `pull/12`.
    Page {
        owner: &'u str,
        repository: &'u str,
        rest: &'u str,
    },
}

/// The path of a URL that leads to a forge, without the slash that it starts with.
fn path_on_forge(url: &str) -> Option<&str> {
    if let Some(path) = url.strip_prefix("https://github.com/") {
        return Some(path);
    }
    let rest = web_address(url)?;
    let rest = rest.strip_prefix("www.").unwrap_or(rest);
    let host = &rest[..memchr(b'/', rest.as_bytes())?];
    let is_known = FORGES.iter().any(|forge| host.eq_ignore_ascii_case(forge));
    is_known.then(|| &rest[host.len() + 1..])
}

/// A path without the slashes at its edges.
fn without_slashes(mut path: &str) -> &str {
    while let Some(rest) = path.strip_prefix('/').or_else(|| path.strip_suffix('/')) {
        path = rest;
    }
    path
}

/// A path up to its first slash, and what is behind that.
fn at_slash(path: &str) -> (&str, Option<&str>) {
    match memchr(b'/', path.as_bytes()) {
        Some(at) => (&path[..at], Some(&path[at + 1..])),
        None => (path, None),
    }
}

const FORGES: [&str; 3] = ["github.com", "gitlab.com", "codeberg.org"];

impl<'u> Forge<'u> {
    /// What a URL names; `None` where it leads elsewhere.
    pub(crate) fn of(url: &'u str) -> Option<Self> {
        let path = path_on_forge(url)?;
        let end = memchr2(b'#', b'?', path.as_bytes()).unwrap_or(path.len());
        let path = without_slashes(&path[..end]);
        let (first, rest) = at_slash(path);
        match (first, rest.map(at_slash)) {
            ("orgs", Some((_, Some(rest)))) if !rest.starts_with("people/") => None,
            ("orgs" | "apps", Some((_, Some(rest)))) => {
                let name = rest.rsplit('/').next().unwrap_or(rest);
                Some(Self::Profile { name })
            }
            ("apps", Some((name, None))) => Some(Self::Profile { name }),
            (name, None) if !name.is_empty() => Some(Self::Profile { name }),
            (owner, Some((name, None))) => Some(Self::Repository { owner, name }),
            (owner, Some((repository, Some(rest)))) => Some(Self::Page {
                owner,
                repository,
                rest,
            }),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_change_the_page_is_dropped() {
        let page = |url| page_of(url).unwrap();
        assert_eq!(page("https://www.Example.org/A/#b"), "example.org/A");
        assert_eq!(page("http://example.org/A"), "example.org/A");
        assert_eq!(page("https://example.org"), "example.org");
        assert_eq!(page_of("@/2031-04/index.md"), None);
    }

    #[test]
    fn urls_of_forges_name_profiles_repositories_and_their_pages() {
        let profile = |name| Some(Forge::Profile { name });
        assert_eq!(Forge::of("https://github.com/ada-f/"), profile("ada-f"));
        assert_eq!(
            Forge::of("https://github.com/apps/renovate"),
            profile("renovate")
        );
        assert_eq!(
            Forge::of("https://github.com/orgs/x/people/ada-f"),
            profile("ada-f")
        );
        assert_eq!(Forge::of("https://github.com/orgs/x/teams/y"), None);
        let (owner, name) = ("ada-f", "ovens");
        assert_eq!(
            Forge::of("https://github.com/ada-f/ovens"),
            Some(Forge::Repository { owner, name })
        );
        assert_eq!(
            Forge::of("https://github.com/ada-f/ovens/pull/3#issue"),
            Some(Forge::Page {
                owner,
                repository: name,
                rest: "pull/3"
            })
        );
        assert_eq!(Forge::of("https://example.org/ada-f"), None);
    }
}
