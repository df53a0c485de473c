//! What a reader of a page sees: its body as HTML under Zola's options, in a form that two pages
//! share when they look the same.
//!
//! A run of white space counts as one space, and as none beside block tags; inside `<pre>` every byte
//! counts; comments do not, but the marker `<!-- more -->` has its place.

use std::sync::LazyLock;

use pulldown_cmark::{Options, Parser};
use regex::Regex;

/// How Zola parts the front matter from the body.
static FRONT_MATTER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"^[[:space:]]*\+\+\+(\r?\n(?s).*?(?-s))\+\+\+[[:space:]]*(?:$|(?:\r?\n((?s).*(?-s))$))",
    )
    .expect("the pattern is valid")
});

/// The marker that ends the summary.
static MORE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^(?i)<!--\s*more\s*-->$").expect("the pattern is valid"));

/// Tags beside which white space does not show.
const BLOCK_TAGS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
];

/// The front matter and the body of a page, parted as Zola does it.
pub fn split(page: &str) -> Option<(&str, &str)> {
    let page = page.strip_prefix('\u{feff}').unwrap_or(page);
    let captures = FRONT_MATTER.captures(page)?;
    Some((
        captures.get(1)?.as_str(),
        captures.get(2).map_or("", |body| body.as_str()),
    ))
}

/// What a reader sees of a page.
///
/// # Panics
///
/// When the page has no front matter.
#[track_caller]
pub fn html(page: &str) -> String {
    let (_, body) = split(page).unwrap_or_else(|| panic!("a page has front matter:\n{page}"));
    normalized(&rendered(body))
}

/// Markdown as Zola renders it.
///
/// The last line always ends: `pulldown-cmark` would leave the line end of code out of the page
/// where CommonMark has it in.
pub fn rendered(markdown: &str) -> String {
    let whole = format!("{}\n", markdown.strip_suffix('\n').unwrap_or(markdown));
    let mut html = String::with_capacity(whole.len() * 2);
    let options = newsletter_parse::markdown_options(&whole);
    pulldown_cmark::html::push_html(&mut html, Parser::new_ext(&whole, options));
    html
}

/// The options that Zola gives its Markdown parser.
pub fn zola_options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
}

/// HTML in the form that counts, with a line break before each block tag so that differences read well.
pub fn normalized(html: &str) -> String {
    let html = html.replace("\r\n", "\n");
    // White space does not show at the start of the page either.
    let mut writer = Writer {
        after_block: true,
        ..Writer::default()
    };
    let mut rest = html.as_str();
    while !rest.is_empty() {
        let (token, length) = Token::read(rest);
        match token {
            Token::Comment if MORE.is_match(&rest[..length]) => writer.block("<!-- more -->"),
            Token::Comment => {}
            Token::OpenComment => writer.block("<!--"),
            Token::Tag { name, closes } => writer.tag(&rest[..length], &name, closes),
            Token::Text => writer.text(&rest[..length]),
        }
        rest = &rest[length..];
    }
    writer.html
}

enum Token {
    Comment,
    /// The start of a comment that nothing closes: it hides what comes, so white space beside it does not show.
    OpenComment,
    Tag {
        name: String,
        closes: bool,
    },
    Text,
}

impl Token {
    /// The token at the start of a text, and its length.
    fn read(html: &str) -> (Self, usize) {
        if let Some(length) = comment_length(html) {
            return (Self::Comment, length);
        }
        if html.starts_with("<!--") {
            return (Self::OpenComment, 4);
        }
        if let Some((name, closes, length)) = tag(html) {
            return (Self::Tag { name, closes }, length);
        }
        let first = html.chars().next().map_or(0, char::len_utf8);
        let length = html[first..].find('<').map_or(html.len(), |at| first + at);
        (Self::Text, length)
    }
}

/// The length of the comment that a text starts with, if something closes it.
fn comment_length(html: &str) -> Option<usize> {
    let inner = html.strip_prefix("<!--")?;
    let short = ["->", ">"].into_iter().find(|end| inner.starts_with(end));
    match short {
        Some(end) => Some(4 + end.len()),
        None => inner.find("-->").map(|at| 4 + at + 3),
    }
}

/// The name of the tag that a text starts with, whether it closes, and its length.
fn tag(html: &str) -> Option<(String, bool, usize)> {
    let inner = html.strip_prefix('<')?;
    let closes = inner.starts_with('/');
    let name = inner.trim_start_matches('/');
    let name_length = name
        .find(|character: char| !(character.is_ascii_alphanumeric() || character == '-'))
        .unwrap_or(name.len());
    if !name.starts_with(|character: char| character.is_ascii_alphabetic()) {
        return None;
    }
    let mut quote = None;
    for (at, byte) in html.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => {
                return Some((name[..name_length].to_ascii_lowercase(), closes, at + 1));
            }
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    None
}

#[derive(Default)]
struct Writer {
    html: String,
    /// How many `<pre>` are open.
    preformatted: usize,
    /// Whether white space was read that is not written yet.
    space: bool,
    /// Whether the last thing written was a block tag.
    after_block: bool,
}

impl Writer {
    fn tag(&mut self, text: &str, name: &str, closes: bool) {
        if name == "pre" && closes {
            self.preformatted = self.preformatted.saturating_sub(1);
        }
        let words = text.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
        if self.preformatted > 0 {
            self.html.push_str(text);
        } else if BLOCK_TAGS.contains(&name) {
            self.block(&words);
        } else {
            self.inline(&words);
        }
        if name == "pre" && !closes {
            self.preformatted += 1;
        }
    }

    fn block(&mut self, tag: &str) {
        self.space = false;
        self.after_block = true;
        self.html.push('\n');
        self.html.push_str(tag);
    }

    fn inline(&mut self, text: &str) {
        if self.space && !self.after_block {
            self.html.push(' ');
        }
        self.space = false;
        self.after_block = false;
        self.html.push_str(text);
    }

    fn text(&mut self, text: &str) {
        if self.preformatted > 0 {
            self.html.push_str(text);
            return;
        }
        let is_space = |character: char| matches!(character, ' ' | '\t' | '\n' | '\r' | '\u{c}');
        self.space |= text.starts_with(is_space);
        for word in text.split(is_space).filter(|word| !word.is_empty()) {
            self.inline(word);
            self.space = true;
        }
        let ends_in_word = !text.ends_with(is_space) && !text.is_empty();
        self.space &= !ends_in_word;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_counts_once_and_not_beside_blocks() {
        assert_eq!(
            normalized("<p> a \n b<em>c</em> d </p>\n\n<ul>\n<li>x</li></ul>"),
            "\n<p>a b<em>c</em> d\n</p>\n<ul>\n<li>x\n</li>\n</ul>"
        );
        assert_ne!(normalized("<p>a b</p>"), normalized("<p>ab</p>"));
        assert_eq!(normalized(" <b>a</b> "), normalized("<b>a</b>"));
        assert_ne!(normalized("a <em>b</em>"), normalized("a<em>b</em>"));
        assert_ne!(normalized("<em>b</em> a"), normalized("<em>b</em>a"));
    }

    #[test]
    fn every_byte_counts_inside_pre() {
        assert_ne!(normalized("<pre>a  b</pre>"), normalized("<pre>a b</pre>"));
        assert_eq!(
            normalized("<pre>a\r\nb</pre>"),
            normalized("<pre>a\nb</pre>")
        );
    }

    #[test]
    fn comments_do_not_count_but_the_marker_does() {
        assert_eq!(
            normalized("<p>a <!-- x --> b</p>"),
            normalized("<p>a b</p>")
        );
        assert_eq!(normalized("<!-- x\n-->\n<p>a</p>"), normalized("<p>a</p>"));
        assert_ne!(
            normalized("<!-- More -->\n<p>a</p>"),
            normalized("<p>a</p>\n<!-- more -->")
        );
    }

    #[test]
    fn the_front_matter_ends_where_zola_ends_it() {
        assert_eq!(
            split("\n+++\ntitle = \"a\"\n+++\n\nBody"),
            Some(("\ntitle = \"a\"\n", "Body"))
        );
        assert_eq!(
            split("+++\na = '''\nx +++\n'''\n+++\nBody").map(|(_, body)| body),
            Some("'''\n+++\nBody")
        );
        assert_eq!(split("+++\na = 1\n+++"), Some(("\na = 1\n", "")));
        assert_eq!(split("+++ x\na = 1\n+++"), None);
    }
}
