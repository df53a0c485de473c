//! The scheme of a URL, and what is taken for one.

/// The scheme of a URL, and what is behind its colon.
pub(crate) fn scheme(url: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = url.split_once(':')?;
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-');
    let is_scheme = scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme.bytes().all(is_part);
    is_scheme.then_some((scheme, rest))
}

pub(crate) fn is_web(scheme: &str) -> bool {
    scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http")
}

/// Schemes that look like a misspelt one.
const OTHERS: [&str; 8] = [
    "ftp", "ftps", "sftp", "nntp", "tftp", "rtsp", "shttp", "tcp",
];

/// The scheme that a misspelt one means.
pub(crate) fn misspelt(scheme: &str) -> Option<&'static str> {
    let scheme = scheme.to_ascii_lowercase();
    if OTHERS.contains(&scheme.as_str()) || !(3..=7).contains(&scheme.len()) {
        return None;
    }
    let near = |meant, most| strsim::osa_distance(&scheme, meant) <= most;
    if near("http", 1) && !scheme.ends_with('s') {
        return Some("http");
    }
    let near = near("https", 1) || near("https", 2) && scheme.contains('t') && scheme.contains('p');
    near.then_some("https")
}
