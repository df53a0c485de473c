//! Keys of the front matter.

use newsletter_model::Value;

use crate::assert_keys_edit;

#[test]
fn a_comment_behind_a_changed_value_stays() {
    assert_keys_edit(
        "title = 't'\ndate  =  0000-01-01   # TODO: set the date\ndraft = true\n",
        |issue| issue.front_matter.date = "2031-05-06".parse().ok(),
        "title = 't'\ndate  =  2031-05-06   # TODO: set the date\ndraft = true\n",
    );
}

#[test]
fn a_removed_key_takes_its_line() {
    assert_keys_edit(
        "# All about it\ntitle = 't'\ndraft = true\n\n[extra]\nmonth = \"May 2031\"\n",
        |issue| issue.front_matter.draft = None,
        "# All about it\ntitle = 't'\n\n[extra]\nmonth = \"May 2031\"\n",
    );
}

#[test]
fn a_new_key_stands_before_the_tables() {
    assert_keys_edit(
        "title = 't'\n\n[extra]\nmonth = \"May 2031\"\n",
        |issue| issue.front_matter.draft = Some(true),
        "title = 't'\ndraft = true\n\n[extra]\nmonth = \"May 2031\"\n",
    );
}

#[test]
fn a_missing_table_comes_with_its_first_key() {
    assert_keys_edit(
        "title = 't'\n",
        |issue| issue.front_matter.extra.month = "May 2031".parse().ok(),
        "title = 't'\n\n[extra]\nmonth = \"May 2031\"\n",
    );
}

#[test]
fn dotted_keys_stay_dotted() {
    assert_keys_edit(
        "title = 't'\nextra.month = \"May 2031\"\nextra.toc = true\n",
        |issue| issue.front_matter.extra.month = "June 2031".parse().ok(),
        "title = 't'\nextra.month = \"June 2031\"\nextra.toc = true\n",
    );
    assert_keys_edit(
        "title = 't'\nextra.month = \"May 2031\"\nweight = 1\n",
        |issue| issue.front_matter.extra.authors = Some(vec!["ada-f".to_owned()]),
        "title = 't'\nextra.month = \"May 2031\"\nextra.authors = [\"ada-f\"]\nweight = 1\n",
    );
}

#[test]
fn inline_tables_stay_inline() {
    assert_keys_edit(
        "title = 't'\nextra = { month = \"May 2031\", toc = true }\n",
        |issue| issue.front_matter.extra.month = "June 2031".parse().ok(),
        "title = 't'\nextra = { month = \"June 2031\", toc = true }\n",
    );
    assert_keys_edit(
        "title = 't'\nextra = { month = \"May 2031\" }\n",
        |issue| issue.front_matter.extra.editors = Some(vec!["ada-f".to_owned()]),
        "title = 't'\nextra = { month = \"May 2031\", editors = [\"ada-f\"] }\n",
    );
}

#[test]
fn unknown_keys_keep_their_places_and_spellings() {
    assert_keys_edit(
        "zeta = 0x10\ntitle = 't'\nalpha = '''x'''\n[extra]\nb = 1_000\n\"a b\" = [ 1,2 ]\n",
        |issue| {
            issue
                .front_matter
                .extra
                .other
                .insert("b".to_owned(), Value::from(2));
        },
        "zeta = 0x10\ntitle = 't'\nalpha = '''x'''\n[extra]\nb = 2\n\"a b\" = [ 1,2 ]\n",
    );
}

#[test]
fn strings_keep_their_quotes() {
    assert_keys_edit(
        "title = 'a \"b\"'\ndescription = \"\"\"one\"\"\"\n",
        |issue| issue.front_matter.title.push('!'),
        "title = 'a \"b\"!'\ndescription = \"\"\"one\"\"\"\n",
    );
}

#[test]
fn a_date_that_is_a_string_keeps_its_quotes_while_it_is_the_same() {
    assert_keys_edit(
        "title = \"t\"\ndate = \"2031-05-06\"\n",
        |issue| issue.front_matter.title = "u".to_owned(),
        "title = \"u\"\ndate = \"2031-05-06\"\n",
    );
}

#[test]
fn tags_of_a_taxonomy_are_elements() {
    assert_keys_edit(
        "title = 't'\n\n[taxonomies]\n# our tags\ntags = [\"os\"]\n",
        |issue| {
            let taxonomies = issue.front_matter.taxonomies.as_mut().unwrap();
            taxonomies["tags"].push("rust".to_owned());
        },
        "title = 't'\n\n[taxonomies]\n# our tags\ntags = [\"os\", \"rust\"]\n",
    );
}

#[test]
fn new_keys_of_an_empty_table_stand_below_its_header() {
    assert_keys_edit(
        "title = 't' # keep\n[extra]\n",
        |issue| {
            issue.front_matter.extra.month = "May 2031".parse().ok();
            let tags = [("tags".to_owned(), vec!["x".to_owned()])];
            issue.front_matter.taxonomies = Some(tags.into_iter().collect());
        },
        "title = 't' # keep\n[extra]\nmonth = \"May 2031\"\n\n[taxonomies]\ntags = [\"x\"]\n",
    );
    assert_keys_edit(
        "title = 't' # keep\nextra = {}\n",
        |issue| issue.front_matter.extra.month = "May 2031".parse().ok(),
        "title = 't' # keep\nextra = { month = \"May 2031\" }\n",
    );
}

#[test]
fn a_string_that_becomes_a_date_loses_its_quotes() {
    assert_keys_edit(
        "title = 't' # keep\nfoo = \"bar\" # c\n",
        |issue| {
            let date = newsletter_model::Date::PLACEHOLDER;
            let value = Value::Datetime(*date.as_datetime());
            issue.front_matter.other.insert("foo".to_owned(), value);
        },
        "title = 't' # keep\nfoo = 0000-01-01 # c\n",
    );
}
