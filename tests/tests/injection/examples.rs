//! What each rule says, by one text that tries to break it.

use newsletter_export::{from_json, to_markdown};
use newsletter_parse::Options;
use serde_json::{Value, json};

/// The page that is written for the JSON of an issue, or the error.
fn written(fields: &Value) -> Result<String, String> {
    let mut json = json!({"schema": "newsletter/1", "front_matter": {"title": "t"}});
    let object = json.as_object_mut().expect("an object");
    object.extend(fields.as_object().expect("fields").clone());
    let record = from_json(&json.to_string()).map_err(|error| error.to_string())?;
    to_markdown(&record.issue, &Options::default()).map_err(|error| error.to_string())
}

/// The text behind the front matter that is written for a block.
fn block(block: &Value) -> Result<String, String> {
    let text = written(&json!({"body": [block]}))?;
    let body = text.strip_prefix("+++\ntitle = \"t\"\n+++\n\n");
    Ok(body.expect("the front matter is as ever").to_owned())
}

/// The text of a project's entry.
fn entry(entry: &Value) -> Result<String, String> {
    let section =
        json!({"kind": "project-updates", "title": "Project Updates", "entries": [entry]});
    let text = written(&json!({"sections": [section]}))?;
    let start = text.find("### ").expect("an entry");
    Ok(text[start..].to_owned())
}

#[track_caller]
fn assert_written(found: &Result<String, String>, expected: &str) {
    assert_eq!(found.as_deref(), Ok(expected));
}

#[track_caller]
fn assert_refused(found: &Result<String, String>, pointer: &str, reason: &str) {
    let message = found.as_ref().expect_err("an error");
    assert!(message.starts_with(&format!("{pointer}: ")), "{message}");
    assert!(message.contains(reason), "{message}");
}

#[test]
fn a_string_of_the_front_matter_stays_in_its_line() {
    let title = "t\n+++\n\n## Evil \"x\" \\";
    assert_written(
        &written(&json!({"front_matter": {"title": title}})),
        "+++\ntitle = \"t\\n+++\\n\\n## Evil \\\"x\\\" \\\\\"\n+++\n",
    );
    let tags = json!(["a\"]\ndraft = true", "'''"]);
    assert_written(
        &written(&json!({"front_matter": {"title": "t", "extra": {"tags": tags}}})),
        "+++\ntitle = \"t\"\n\n[extra]\ntags = [\"a\\\"]\\ndraft = true\", \"'''\"]\n+++\n",
    );
}

#[test]
fn a_key_is_quoted() {
    let table = json!({"title": "t", "a\n+++\nb.c": {"d]\n[extra": 1}});
    assert_written(
        &written(&json!({"front_matter": table})),
        "+++\ntitle = \"t\"\n\n[\"a\\n+++\\nb.c\"]\n\"d]\\n[extra\" = 1\n+++\n",
    );
}

#[test]
fn a_date_is_a_date() {
    for date in ["2021-12-06\ndraft = true", "2021-12-06 # x"] {
        let found = written(&json!({"front_matter": {"title": "t", "date": date}}));
        assert_refused(&found, "/front_matter/date", "a date such as 2021-12-06");
    }
    let toml = json!({"title": "t", "a": {"$toml": "2021-12-06\nb = 1"}});
    let found = written(&json!({"front_matter": toml}));
    assert_refused(&found, "/front_matter/a", "a date-time");
}

#[test]
fn a_month_that_is_none_is_a_string() {
    assert_written(
        &written(&json!({"front_matter": {"title": "t", "extra": {"month": "June\n2022"}}})),
        "+++\ntitle = \"t\"\n\n[extra]\nmonth = \"June\\n2022\"\n+++\n",
    );
}

#[test]
fn a_url_stays_in_its_brackets() {
    let item = |url: &str| block(&json!({"type": "list", "items": [{"title": "a", "url": url}]}));
    assert_written(&item("b) ![x](y"), "- [a](<b) ![x](y>)\n");
    assert_written(
        &item("b> <c>\n\n## Evil"),
        "- [a](<b\\> \\<c\\>&#10;&#10;## Evil>)\n",
    );
    assert_written(&item("\\"), "- [a](\\\\)\n");
    let definition = json!({"type": "definition", "label": "a", "url": "b \"c\"\n[d]: e"});
    assert_written(&block(&definition), "[a]: <b \"c\"&#10;[d]: e>\n");
}

#[test]
fn a_tooltip_stays_in_its_quotes() {
    let item = json!({"title": "a", "url": "b", "tooltip": "c\") <d> &amp; \\\n\n## Evil"});
    assert_written(
        &block(&json!({"type": "list", "items": [item]})),
        "- [a](b \"c\\\") <d> \\&amp; \\\\&#10;&#10;## Evil\")\n",
    );
}

/// Zola runs shortcodes before it reads Markdown; it sees none behind a backslash.
#[test]
fn a_url_a_tooltip_and_a_name_run_no_shortcode() {
    let item = json!({"title": "a", "url": "https://b/{{ c() }}", "tooltip": "{% d() %}"});
    assert_written(
        &block(&json!({"type": "list", "items": [item]})),
        "- [a](<https://b/\\{\\{ c() }}> \"\\{% d() %}\")\n",
    );
    let title = r"https://b/\{\{c()}}";
    let item = json!({"title": title, "url": "https://b/{{c()}}"});
    assert_written(
        &block(&json!({"type": "list", "items": [item]})),
        "- [https://b/\\{\\{c()}}](https://b/\\{\\{c()}})\n",
    );
    assert_written(
        &entry(&json!({"name": "{{ a() }}", "code": false})),
        "### \\{\\{ a() }&#125;\n",
    );
}

#[test]
fn a_label_has_no_brackets() {
    let label = |label: &str| block(&json!({"type": "definition", "label": label, "url": "b"}));
    assert_refused(&label("a]: c\n\n[d"), "/body/0/label", "a bracket");
    assert_refused(&label("^1"), "/body/0/label", "footnote");
    assert_written(&label("a\n\n# b"), "[a # b]: b\n");
}

#[test]
fn a_handle_is_a_word() {
    let thanks = |handle: &str| {
        let people = json!([{"handle": handle, "url": "b"}]);
        block(&json!({"type": "thanks", "credits": [{"people": people, "text": "!"}]}))
    };
    for handle in ["a](b) [c", "a b", "a\n", "a]", "<b>", "a\0", ""] {
        let pointer = "/body/0/credits/0/people/0/handle";
        assert_refused(&thanks(handle), pointer, "a handle of letters");
    }
}

#[test]
fn a_name_shows_as_it_is_in_one_line() {
    let named = |name: &str, code: bool| entry(&json!({"name": name, "url": "b", "code": code}));
    assert_written(
        &named("a](c) `d` **e**", true),
        "### [``a](c) `d` **e**``](b)\n",
    );
    assert_written(
        &named("a](c) <b> **e** {#id}", false),
        "### [a\\](c) \\<b> \\*\\*e\\*\\* \\{#id&#125;](b)\n",
    );
    let found = named("a\n\n## Evil", true);
    assert_refused(&found, "/sections/0/entries/0/name", "a line break");
}

#[test]
fn the_name_of_a_person_is_escaped() {
    let person = json!({"name": "a](b) <c> *d*", "url": "e"});
    let byline =
        json!({"before": "Written by ", "people": [person], "after": ".", "class": "gray"});
    assert_written(
        &entry(&json!({"name": "x", "maintainers": byline})),
        "### `x`\n\n<span class=\"gray\">Written by [a\\](b) \\<c> \\*d\\*](e).</span>\n",
    );
}

#[test]
fn a_repository_has_no_backticks() {
    let task = |repository: &str| {
        let task = json!({"repository": repository, "title": "a", "url": "b"});
        let body = json!([{"type": "tasks", "items": [task]}]);
        let title = "Call for Participation";
        let section = json!({"kind": "call-for-participation", "title": title, "body": body});
        written(&json!({"sections": [section]}))
    };
    let pointer = "/sections/0/body/0/items/0/repository";
    assert_refused(&task("a`) <b> (`c"), pointer, "");
    assert_refused(&task("a\nb"), pointer, "a line break");
}

#[test]
fn attributes_stay_in_their_braces() {
    let attributes = |text: &str| entry(&json!({"name": "a", "attributes": text}));
    assert_written(&attributes("#id .class"), "### `a` {#id .class}\n");
    let found = attributes("#id} <b> {x");
    assert_refused(&found, "/sections/0/entries/0/name", "reads as \"a {#id}");
    let found = attributes("#id\n\n## Evil");
    assert_refused(&found, "/sections/0/entries/0/attributes", "a line break");
}

#[test]
fn a_comment_does_not_end_itself() {
    let comment = |text: &str| block(&json!({"type": "comment", "text": text}));
    for text in ["a --> <b>", "a --!> b"] {
        assert_refused(&comment(text), "/body/0/text", "the text of a comment");
    }
    assert_written(&comment("a\n\n## b\n+++"), "<!--\na\n\n## b\n+++\n-->\n");
    // This one is known to be something else.
    assert_written(&comment("more"), "<!-- more -->\n");
}

#[test]
fn markdown_stays_in_its_node() {
    let section = json!({"kind": "other", "title": "a\n\n## Evil"});
    let found = written(&json!({"sections": [section]}));
    assert_refused(&found, "/sections/0/title", "a line break");
    let item = json!({"title": "a](https://evil.example) [b", "url": "c"});
    let found = block(&json!({"type": "list", "items": [item]}));
    assert_refused(&found, "/body/0/items/0/title", "reads as \"a\"");
    let found = block(&json!({"type": "list", "items": [{"title": "a\n\n## Evil"}]}));
    assert_refused(&found, "/body/0/items/0/title", "a blank line");
    let found = block(&json!({"type": "prose", "markdown": "a\n\n## Evil"}));
    assert_refused(&found, "/body/0/markdown", "");
}

#[test]
fn words_of_the_format_are_known_ones() {
    let found = block(&json!({"type": "prose\n## Evil", "markdown": "a"}));
    assert_refused(&found, "/body/0/type", "`prose`");
    let list = json!({"type": "list", "bullet": "## Evil", "items": [{"title": "a"}]});
    assert_refused(&block(&list), "/body/0/bullet", "");
}
