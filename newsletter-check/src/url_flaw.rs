//! What is wrong with the target of a link, as far as its URL alone tells it.

use crate::address::Forge;
use crate::host::{FORGES, is_domain, is_host, is_nearly};
use crate::scheme::{is_web, misspelt, scheme};
use crate::target::Target;

/// What is wrong with a target, and the text that mends it where that is certain.
pub(crate) struct UrlFlaw {
    pub(crate) message: &'static str,
    pub(crate) help: &'static str,
    pub(crate) mended: Option<String>,
}

impl UrlFlaw {
    fn new(message: &'static str, help: &'static str) -> Self {
        Self {
            message,
            help,
            mended: None,
        }
    }

    fn mended(mut self, mended: impl Into<Option<String>>) -> Self {
        self.mended = mended.into();
        self
    }

    /// The first flaw of a target.
    pub(crate) fn of(target: Target<'_>) -> Option<Self> {
        let url = target.url;
        if is_usual(url) {
            return forge_flaw(url);
        }
        if url.trim().is_empty() {
            let message = match target.is_image {
                true => "an image without a file",
                false => "a link that leads nowhere",
            };
            return Some(Self::new(message, "write where it leads"));
        }
        if url.contains("://") && url.contains(char::is_whitespace) {
            return Some(Self::new(
                "white space in a URL",
                "write `%20`, or remove it",
            ));
        }
        let is_in_site = url.starts_with(['#', '/', '?', '.']) || url.starts_with("@/");
        if is_in_site || target.is_autolink && !url.contains("//") {
            return None;
        }
        match scheme(url) {
            Some((scheme, rest)) if is_web(scheme) => web_flaw(url, rest),
            Some((scheme, _)) if runs_script(scheme) => {
                Some(Self::new("a link that runs a script", "link to a page"))
            }
            Some((scheme, rest)) => {
                let mended = format!(
                    "{}://{}",
                    misspelt(scheme)?,
                    rest.trim_start_matches(['/', ':'])
                );
                let flaw = Self::new("a scheme that no browser knows", "correct the scheme");
                Some(flaw.mended(mended))
            }
            None => schemeless_flaw(url),
        }
    }
}

/// Whether a URL is a page of the forge that most links lead to, spelt as usual.
fn is_usual(url: &str) -> bool {
    let Some(rest) = url.strip_prefix("https://github.com/") else {
        return false;
    };
    rest.starts_with(|first: char| first.is_ascii_alphanumeric())
        && (rest.bytes()).fold(true, |is_usual, byte| is_usual & USUAL[usize::from(byte)])
}

/// Whether each byte is one of usual URLs: a table is read quicker than such a match.
const USUAL: [bool; 256] = {
    let mut usual = [false; 256];
    let mut byte = 0;
    while byte < usual.len() {
        usual[byte] = (byte as u8).is_ascii_alphanumeric()
            || matches!(
                byte as u8,
                b'-' | b'_' | b'.' | b'/' | b'#' | b'?' | b'=' | b'&' | b'%' | b'+'
            );
        byte += 1;
    }
    usual
};

/// Whether browsers run what stands behind a scheme.
fn runs_script(scheme: &str) -> bool {
    ["javascript", "vbscript"]
        .iter()
        .any(|it| scheme.eq_ignore_ascii_case(it))
}

/// What is wrong with a URL of the web, behind its `https:`.
fn web_flaw(url: &str, rest: &str) -> Option<UrlFlaw> {
    let bare = rest.trim_start_matches(['/', ':']);
    let first = bare.split(['/', ':']).next().unwrap_or(bare);
    if is_web(first) {
        let behind = bare[first.len()..].trim_start_matches(['/', ':']);
        let flaw = UrlFlaw::new("a URL with two schemes", "remove one");
        return Some(flaw.mended(format!("{first}://{behind}")));
    }
    if !rest.starts_with("//") || rest[2..].starts_with(['/', ':']) {
        let scheme = &url[..url.len() - rest.len()];
        let mended = (!bare.is_empty()).then(|| format!("{scheme}//{bare}"));
        let message = "a scheme without the two slashes of a host";
        return Some(UrlFlaw::new(message, "write `://` behind the scheme").mended(mended));
    }
    let host = bare.split(['/', '?', '#']).next().unwrap_or(bare);
    if !is_host(host) {
        return Some(UrlFlaw::new(
            "a URL of a host that cannot be",
            "correct the host",
        ));
    }
    if !FORGES.contains(&host) && FORGES.iter().any(|forge| is_nearly(host, forge)) {
        return Some(UrlFlaw::new(
            "a host that is nearly that of a forge",
            "correct the host",
        ));
    }
    forge_flaw(url)
}

/// What is wrong with a page of a forge.
fn forge_flaw(url: &str) -> Option<UrlFlaw> {
    let path = url.strip_prefix("https://github.com/");
    if let Some(path) = path.filter(|path| path.starts_with('/')) {
        let mended = format!("https://github.com/{}", path.trim_start_matches('/'));
        return Some(UrlFlaw::new("a path with two slashes", "write one").mended(mended));
    }
    let Some(Forge::Page { rest, .. }) = Forge::of(url) else {
        return None;
    };
    number_flaw(rest).or_else(|| kind_flaw(url, rest))
}

/// What the pages of a repository are.
const KINDS: [&str; 5] = ["pull", "issues", "commit", "releases", "discussions"];

/// A kind of page that is nearly one that there is, before a number: `pul/12`.
fn kind_flaw(url: &str, rest: &str) -> Option<UrlFlaw> {
    let (kind, number) = rest.split_once('/')?;
    let is_number = number.starts_with(|first: char| first.is_ascii_digit());
    let known = ["pulls", "commits", "issue"];
    if !is_number || KINDS.contains(&kind) || known.contains(&kind) {
        return None;
    }
    let meant = KINDS.iter().find(|meant| is_nearly(kind, meant))?;
    let start = url.len() - rest.len();
    let mended = format!("{}{meant}/{number}", &url[..start]);
    Some(UrlFlaw::new("a kind of page that no forge has", "correct it").mended(mended))
}

/// Pull requests and issues have numbers.
fn number_flaw(rest: &str) -> Option<UrlFlaw> {
    let kinds = ["pull", "issues/"];
    let number = kinds.iter().find_map(|kind| rest.strip_prefix(kind))?;
    let number = number.trim_start_matches('/').split('/').next()?;
    let number = number
        .strip_suffix(".diff")
        .or_else(|| number.strip_suffix(".patch"))
        .unwrap_or(number);
    let words = ["new", "assigned", "created_by", "mentioned", "templates"];
    let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    if rest.starts_with("pulls") || is_number || words.contains(&number) {
        return None;
    }
    let message = "a pull request or an issue without a number";
    Some(UrlFlaw::new(message, "write its number"))
}

/// What is wrong with a target that has no scheme.
fn schemeless_flaw(url: &str) -> Option<UrlFlaw> {
    if let Some((before, _)) = url.split_once("://")
        && !before.contains(['/', '?', '#', '='])
    {
        let flaw = UrlFlaw::new("a scheme that no browser knows", "correct the scheme");
        return Some(flaw.mended(unopened(url, before)));
    }
    if let Some((host, path)) = url
        .strip_prefix("git@")
        .and_then(|rest| rest.split_once(':'))
    {
        let path = path.trim_matches('/');
        let path = path.strip_suffix(".git").unwrap_or(path);
        let is_page = is_host(host) && !path.is_empty();
        let flaw = UrlFlaw::new(
            "an address for git, which no browser opens",
            "link to the page of the repository",
        );
        return Some(flaw.mended(is_page.then(|| format!("https://{host}/{path}"))));
    }
    let first = url.split(['/', '?', '#']).next().unwrap_or(url);
    let behind = &url[first.len()..];
    if behind.starts_with("//") && (is_web(first) || misspelt(first).is_some()) {
        let scheme = if is_web(first) { first } else { "https" };
        let flaw = UrlFlaw::new("a scheme without its colon", "write `:` behind the scheme");
        return Some(flaw.mended(format!("{scheme}:{behind}")));
    }
    if behind.is_empty() && is_mail_address(url) {
        let message = "an address of mail without its scheme";
        let flaw = UrlFlaw::new(message, "write `mailto:` before it");
        return Some(flaw.mended(format!("mailto:{url}")));
    }
    let flaw = || UrlFlaw::new("a URL without its scheme", "write `https://` before it");
    is_domain(first, !behind.is_empty()).then(|| flaw().mended(format!("https://{url}")))
}

/// A URL of the web without the marks before its scheme, which is given with them; one in parentheses of its own loses both.
fn unopened(url: &str, scheme: &str) -> Option<String> {
    let letters = scheme.trim_start_matches(|first: char| !first.is_ascii_alphanumeric());
    let inner = &url[scheme.len() - letters.len()..];
    let inner = match url.starts_with('(') {
        true => inner.strip_suffix(')').unwrap_or(inner),
        false => inner,
    };
    is_web(letters).then(|| inner.to_owned())
}

fn is_mail_address(url: &str) -> bool {
    url.split_once('@')
        .is_some_and(|(name, host)| !name.is_empty() && is_host(host))
}

#[cfg(test)]
mod tests {
    use newsletter_parse::Span;

    use super::*;

    fn mended(url: &str) -> Option<Option<String>> {
        let target = Target {
            url,
            span: Span::default(),
            is_image: false,
            is_autolink: false,
        };
        UrlFlaw::of(target).map(|flaw| flaw.mended)
    }

    #[test]
    fn misspelt_urls_are_mended() {
        for url in [
            "ttps://example.org/a",
            "htps://example.org/a",
            "hhttps://example.org/a",
            "https//example.org/a",
            "https:://example.org/a",
            "https:/example.org/a",
            "https:///example.org/a",
            "https://https://example.org/a",
            "https:https://example.org/a",
            "https://https//example.org/a",
            "(https://example.org/a",
        ] {
            assert_eq!(
                mended(url),
                Some(Some("https://example.org/a".to_owned())),
                "{url}"
            );
        }
        for (url, meant) in [
            ("git@example.org:/a/b.git/", "https://example.org/a/b"),
            ("(https://example.org/a_(b))", "https://example.org/a_(b)"),
            ("docs.rs/a", "https://docs.rs/a"),
            ("ada@example.org", "mailto:ada@example.org"),
        ] {
            assert_eq!(mended(url), Some(Some(meant.to_owned())), "{url}");
        }
    }

    #[test]
    fn urls_without_a_certain_change_are_found() {
        for url in [
            "",
            " ",
            "https://",
            "https://github/a",
            "https://a b.org",
            "https://gihub.com/a",
            "https://github.com/a/b/pull/",
            "https://a..org",
            "git@example.org:",
        ] {
            assert_eq!(mended(url), Some(None), "{url}");
        }
    }

    #[test]
    fn other_targets_are_left_alone() {
        for url in [
            "https://web.archive.org/web/2031/https://example.org/",
            "https://example.org?from=https://example.com",
            "https://ada@example.org:8080/a:b",
            "https://münchen.example/straße",
            "http://localhost:8000",
            "http://[::1]/",
            "https://github.com/a/b/pull/12/files#r1",
            "https://github.com/a/b/issues/new",
            "https://github.com/a/b/pulls?q=is%3Apr",
            "https://gitlab.com/a/b",
            "mailto:ada@example.org",
            "matrix:r/a:example.org",
            "ftps://example.org",
            "tel:+1",
            "@/2031-04/index.md",
            "#https",
            "/about/",
            "../main.rs",
            "main.rs",
            "board.png",
            "//example.org/a",
        ] {
            assert_eq!(mended(url), None, "{url}");
        }
    }
}
