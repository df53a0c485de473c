use newsletter_model::{Extra, FrontMatter, Table};

use crate::error::{IssueError, IssueErrorKind};

/// Checks that no key stands twice, and moves known keys of `extra` to their fields.
pub(super) fn normalize(front_matter: &FrontMatter) -> Result<FrontMatter, IssueError> {
    const KEYS: [&str; 14] = [
        "title",
        "description",
        "date",
        "updated",
        "weight",
        "draft",
        "slug",
        "path",
        "aliases",
        "authors",
        "in_search_index",
        "template",
        "taxonomies",
        "extra",
    ];
    if let Some(key) = front_matter
        .other
        .keys()
        .find(|key| KEYS.contains(&key.as_str()))
    {
        return Err(duplicate_key("/front_matter/other", key));
    }
    if front_matter
        .weight
        .is_some_and(|weight| i64::try_from(weight).is_err())
    {
        let expected = "a number that TOML can hold, of 63 bits";
        let pointer = "/front_matter/weight";
        return Err(IssueError::new(
            IssueErrorKind::Limit,
            pointer,
            "a larger number",
            expected,
        ));
    }
    let mut normal = front_matter.clone();
    normal.extra = extra(&front_matter.extra)?;
    Ok(normal)
}

fn extra(extra: &Extra) -> Result<Extra, IssueError> {
    let mut normal = Extra::from_table(extra.other.clone());
    let Extra {
        month,
        authors,
        editors,
        updated,
        other,
        ..
    } = extra;
    let pointer = "/front_matter/extra/other";
    normal.month = one_of(*month, normal.month, other, "month", pointer)?;
    normal.authors = one_of(authors.clone(), normal.authors, other, "authors", pointer)?;
    normal.editors = one_of(editors.clone(), normal.editors, other, "editors", pointer)?;
    normal.updated = one_of(*updated, normal.updated, other, "updated", pointer)?;
    Ok(normal)
}

/// The value of a field, which may stand among the other keys instead.
fn one_of<T>(
    field: Option<T>,
    read: Option<T>,
    other: &Table,
    key: &str,
    pointer: &str,
) -> Result<Option<T>, IssueError> {
    match field {
        Some(_) if other.contains_key(key) => Err(duplicate_key(pointer, key)),
        field => Ok(field.or(read)),
    }
}

fn duplicate_key(pointer: &str, key: &str) -> IssueError {
    let found = format!("the key `{key}`, which has a field of its own");
    IssueError::new(
        IssueErrorKind::DuplicateKey,
        pointer,
        found,
        "other keys alone",
    )
}
