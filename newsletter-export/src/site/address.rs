//! Where Zola builds a page.

use newsletter_model::FrontMatter;

use super::error::SiteError;
use super::path::refused_part;

/// Refuses what Zola would follow out of the folder that it builds a site into, as it takes `path` and `aliases` as they are, and what it writes itself there.
pub(super) fn require_within_site(front_matter: &FrontMatter) -> Result<(), SiteError> {
    let aliases = front_matter.aliases.iter().flatten();
    let addresses = (front_matter.path.iter().map(|path| ("path", path)))
        .chain(front_matter.slug.iter().map(|slug| ("slug", slug)))
        .chain(aliases.map(|alias| ("aliases", alias)));
    for (key, address) in addresses {
        if let Some(found) = leading_out(address) {
            let address = address.clone();
            return Err(SiteError::Address {
                key,
                address,
                found,
            });
        }
    }
    Ok(())
}

/// What Zola writes at the root of a site.
const FILES: [&str; 7] = [
    "404.html",
    "atom.xml",
    "elasticlunr.min.js",
    "index.html",
    "robots.txt",
    "rss.xml",
    "sitemap.xml",
];

fn leading_out(address: &str) -> Option<&'static str> {
    if address.contains('\\') {
        return Some("a backslash");
    }
    let mut parts = address.split('/').filter(|part| !part.is_empty());
    let found = parts.clone().find_map(refused_part);
    found.or_else(|| match (parts.next(), parts.next()) {
        (None, _) => Some("the root of the site"),
        (Some(file), None) if FILES.contains(&file) => Some("a file of the site"),
        _ => None,
    })
}
