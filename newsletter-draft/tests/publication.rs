//! What only a draft has goes, and all other bytes stay.

use newsletter_draft::publish;
use newsletter_export::Edit;
use newsletter_parse::{Options, parse};

#[expect(clippy::unwrap_used, reason = "a test ends where its page is none")]
fn published(source: &str) -> String {
    let document = parse(source, &Options::default()).unwrap();
    let date = "2031-07-04".parse().unwrap();
    document.edit(|issue| publish(issue, date)).unwrap()
}

const START: &str = "+++\ntitle  =  'June' # ours\ndate = 2031-07-04\n+++\n";

#[test]
fn reminders_go_from_all_bodies() {
    let reminder = "\n<!--\nTODO: one\n\n  TODO two\n-->\n";
    let with = |text: &str| {
        format!(
            "{START}\nHello!\n{text}\n## Project Updates\n\nNew:\n{text}\n### [`a`](https://a.example)\n\nIt.\n{text}\n## Personal Projects\n\n### [`b`](https://b.example)\n\nIt.\n{text}\n## Other\n\n### C\n\nIt.\n{text}"
        )
    };
    assert_eq!(published(&with(reminder)), with(""));
    let crlf = |text: &str| with(text).replace('\n', "\r\n");
    assert_eq!(published(&crlf(reminder)), crlf(""));
}

#[test]
fn other_comments_stay() {
    for comment in [
        "<!-- TODO: one\nand more -->",
        "<!-- TODOs -->",
        "<!-- -->",
        "<!-- Note -->",
    ] {
        let page = format!("{START}\nHello!\n\n{comment}\n");
        assert_eq!(published(&page), page, "{comment}");
    }
}
