//! The host of a URL.

/// Whether a host can be one of the web: with a dot, or of this machine.
pub(crate) fn is_host(host: &str) -> bool {
    let host = host.rsplit('@').next().unwrap_or(host);
    if host.starts_with('[') {
        return true;
    }
    let name = host.split(':').next().unwrap_or(host);
    let is_part = |part: &str| {
        !part.is_empty()
            && !part.contains(|c: char| c.is_ascii_punctuation() && !matches!(c, '-' | '_' | '%'))
    };
    let labels = || name.strip_suffix('.').unwrap_or(name).split('.');
    name == "localhost" || labels().count() > 1 && labels().all(is_part)
}

pub(crate) const FORGES: [&str; 2] = ["github.com", "gitlab.com"];

/// Whether a host has one letter more, less, other or swapped.
pub(crate) fn is_nearly(host: &str, forge: &str) -> bool {
    let same = |(left, right): &(u8, u8)| left == right;
    let before = host.bytes().zip(forge.bytes()).take_while(same).count();
    let behind = host.bytes().rev().zip(forge.bytes().rev());
    // What stands around a slip of two letters at most is the same.
    let around = before + behind.take_while(same).count();
    host.len().abs_diff(forge.len()) < 2
        && around + 2 >= host.len().max(forge.len())
        && strsim::osa_distance(host, forge) == 1
}

/// Whether a text is the domain of a site, and no file: those have a path behind them, or an ending that
/// no file has.
pub(crate) fn is_domain(text: &str, has_path: bool) -> bool {
    let text = text.split(':').next().unwrap_or(text).to_ascii_lowercase();
    let Some((_, ending)) = text.rsplit_once('.') else {
        return false;
    };
    let sure = ["com", "org", "net", "io", "dev", "edu", "gov"];
    let endings = [
        "rs", "de", "eu", "me", "info", "uk", "fr", "ch", "nl", "co", "ai", "sh", "gay", "blog",
    ];
    let is_known =
        text.starts_with("www.") || sure.contains(&ending) || has_path && endings.contains(&ending);
    is_known && is_host(&text)
}
