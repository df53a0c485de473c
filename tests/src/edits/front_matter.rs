//! Edits of the keys of the front matter.

use newsletter_model::{Date, Issue, Value};

use super::{Choice, Kind, Touches, words};

pub(super) const KINDS: &[Kind] = &[
    Kind::small("set the title", set_title),
    Kind::small("set the date", set_date),
    Kind::small("remove the date", remove_date),
    Kind::small("set the draft flag", set_draft),
    Kind::small("set the description", set_description),
    Kind::small("remove a key", remove_key),
    Kind::small("set another key of extra", set_other),
    Kind::small("remove another key of extra", remove_other),
    Kind::small("add a tag", add_tag),
    Kind::small("set the month", set_month),
];

fn done() -> Option<Touches> {
    Some(Touches::new())
}

fn set_title(issue: &mut Issue, choice: &mut Choice<'_>) -> Option<Touches> {
    issue.front_matter.title = match choice.coin() {
        true => format!("{} (corrected)", issue.front_matter.title),
        false => "This \"Month\": C:\\new".to_owned(),
    };
    done()
}

fn set_date(issue: &mut Issue, choice: &mut Choice<'_>) -> Option<Touches> {
    let day = choice.below(28) + 1;
    issue.front_matter.date = Some(format!("2032-02-{day:02}").parse().ok()?);
    done()
}

fn remove_date(issue: &mut Issue, _: &mut Choice<'_>) -> Option<Touches> {
    issue.front_matter.date.take().and_then(|_: Date| done())
}

fn set_draft(issue: &mut Issue, _: &mut Choice<'_>) -> Option<Touches> {
    issue.front_matter.draft = Some(!issue.front_matter.draft.unwrap_or_default());
    done()
}

fn set_description(issue: &mut Issue, choice: &mut Choice<'_>) -> Option<Touches> {
    issue.front_matter.description = Some(words::sentence(choice).to_owned());
    done()
}

/// Removes a key that the issue has, of those that may be left out.
fn remove_key(issue: &mut Issue, choice: &mut Choice<'_>) -> Option<Touches> {
    let keys = &mut issue.front_matter;
    let removed = match choice.below(6) {
        0 => keys.description.take().is_some(),
        1 => keys.draft.take().is_some(),
        2 => keys.slug.take().is_some(),
        3 => keys.extra.month.take().is_some(),
        4 => keys.extra.authors.take().is_some(),
        _ => keys.extra.editors.take().is_some(),
    };
    removed.then(done)?
}

fn set_other(issue: &mut Issue, choice: &mut Choice<'_>) -> Option<Touches> {
    let other = &mut issue.front_matter.extra.other;
    let mut keys: Vec<String> = other
        .keys()
        .filter(|key| !other[*key].type_name().contains("table"))
        .cloned()
        .collect();
    keys.push("colour".to_owned());
    let key = choice.pick(&keys)?.clone();
    let values = [
        Value::from("blue"),
        Value::from(7),
        Value::from(true),
        Value::from(vec!["a".to_owned(), "b".to_owned()]),
    ];
    other.insert(key, choice.pick(&values)?.clone());
    done()
}

fn remove_other(issue: &mut Issue, choice: &mut Choice<'_>) -> Option<Touches> {
    let other = &mut issue.front_matter.extra.other;
    let keys: Vec<String> = other.keys().cloned().collect();
    other.shift_remove(choice.pick(&keys)?);
    done()
}

fn add_tag(issue: &mut Issue, choice: &mut Choice<'_>) -> Option<Touches> {
    let taxonomies = issue.front_matter.taxonomies.get_or_insert_default();
    let tags = taxonomies.entry("tags".to_owned()).or_default();
    tags.insert(choice.below(tags.len() + 1), words::name(choice));
    done()
}

fn set_month(issue: &mut Issue, choice: &mut Choice<'_>) -> Option<Touches> {
    let extra = &mut issue.front_matter.extra;
    if extra.other.contains_key("month") {
        return None;
    }
    let month = extra.month.map(newsletter_model::Month::next);
    let other = ["June 2031", "December 1999"][choice.below(2)].parse().ok();
    extra.month = month.filter(|_| choice.coin()).or(other);
    done()
}
