use memchr::{memchr, memchr_iter};
use newsletter_model::{Block, Comment};

use crate::container::{self, WHITE_SPACE};

/// Reads an HTML block that is one comment: the marker, a comment with text, or `None`.
///
/// A comment that a browser would end early (`--!>`, HTML §13.2.5) is no comment to the reader, and
/// stays prose.
pub(crate) fn read(html: &str) -> Option<Block> {
    let inner = container::trim(html)
        .strip_prefix("<!--")?
        .strip_suffix("-->")?;
    let mut angles = memchr_iter(b'>', inner.as_bytes()).map(|at| &inner[..at]);
    let ends_early = angles.any(|before| before.ends_with("--") || before.ends_with("--!"));
    if ends_early || inner.starts_with('>') || inner.starts_with("->") {
        return None;
    }
    from_text(inner)
}

/// The block that a comment with that text is; `None` when it has none.
pub(crate) fn from_text(inner: &str) -> Option<Block> {
    let trimmed = container::trim(inner);
    if trimmed.is_empty() {
        return None;
    }
    if trimmed.eq_ignore_ascii_case("more") {
        return Some(Block::More);
    }
    let indentation = inner.trim_start_matches([' ', '\t']);
    let text = if indentation.starts_with('\n') && memchr(b'\n', trimmed.as_bytes()).is_some() {
        indentation.trim_end_matches(WHITE_SPACE)
    } else {
        trimmed
    };
    Some(Block::from(Comment::new(text)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(html: &str) -> Option<String> {
        match read(html)? {
            Block::Comment(comment) => Some(comment.text.to_string()),
            other => Some(format!("{other:?}")),
        }
    }

    #[test]
    fn the_indentation_of_the_first_of_several_lines_stays() {
        assert_eq!(text("<!--\n    a\n  b\n-->").as_deref(), Some("    a\n  b"));
        assert_eq!(text("<!-- a\n  b -->").as_deref(), Some("a\n  b"));
        assert_eq!(text("<!--\n  a\n-->").as_deref(), Some("a"));
        assert_eq!(text("<!---\na\n--->").as_deref(), Some("-\na\n-"));
    }

    #[test]
    fn the_marker_is_told_apart() {
        assert_eq!(text("<!--MORE -->").as_deref(), Some("More"));
        assert_eq!(text("<!-- more text -->").as_deref(), Some("more text"));
    }

    #[test]
    fn what_a_browser_shows_is_no_comment() {
        for html in [
            "<!-- a --> b",
            "<!-- a --!> b -->",
            "<!-->",
            "<!-->a-->",
            "<!-- -->",
            "<!-- a --> <!-- b -->",
        ] {
            assert_eq!(text(html), None, "{html}");
        }
    }
}
