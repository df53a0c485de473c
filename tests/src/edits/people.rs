//! Edits of the authors and the editors of an issue.

use newsletter_model::{Extra, Issue};

use super::{Choice, Kind, Touches, words};

pub(super) const KINDS: &[Kind] = &[
    Kind::small("add an author", add_author),
    Kind::small("add an author at any place", insert_author),
    Kind::small("remove an author", remove_author),
    Kind::small("add an editor", add_editor),
    Kind::small("reorder authors", reorder_authors),
];

fn done() -> Option<Touches> {
    Some(Touches::new())
}

/// The authors of an issue; `None` where the key has a value of another type.
fn authors(extra: &mut Extra) -> Option<&mut Vec<String>> {
    if extra.other.contains_key("authors") {
        return None;
    }
    Some(extra.authors.get_or_insert_default())
}

fn add_author(issue: &mut Issue, choice: &mut Choice<'_>) -> Option<Touches> {
    authors(&mut issue.front_matter.extra)?.push(words::handle(choice).to_owned());
    done()
}

fn insert_author(issue: &mut Issue, choice: &mut Choice<'_>) -> Option<Touches> {
    let authors = authors(&mut issue.front_matter.extra)?;
    let place = choice.below(authors.len() + 1);
    authors.insert(place, words::handle(choice).to_owned());
    done()
}

fn remove_author(issue: &mut Issue, choice: &mut Choice<'_>) -> Option<Touches> {
    let authors = authors(&mut issue.front_matter.extra)?;
    if authors.is_empty() {
        return None;
    }
    authors.remove(choice.below(authors.len()));
    done()
}

fn add_editor(issue: &mut Issue, choice: &mut Choice<'_>) -> Option<Touches> {
    let extra = &mut issue.front_matter.extra;
    if extra.other.contains_key("editors") {
        return None;
    }
    let editors = extra.editors.get_or_insert_default();
    editors.push(words::handle(choice).to_owned());
    done()
}

fn reorder_authors(issue: &mut Issue, _: &mut Choice<'_>) -> Option<Touches> {
    let authors = authors(&mut issue.front_matter.extra)?;
    if authors.len() < 2 {
        return None;
    }
    authors.rotate_left(1);
    done()
}
