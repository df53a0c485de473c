use newsletter_model::{Extra, FrontMatter, Table};

use crate::error::{IssueError, IssueErrorKind};

/// Checks that no key stands twice, and moves known keys of `extra` to their fields.
pub(super) fn normalize(mut front_matter: FrontMatter) -> Result<FrontMatter, IssueError> {
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
    front_matter.extra = extra(front_matter.extra)?;
    Ok(front_matter)
}

fn extra(mut extra: Extra) -> Result<Extra, IssueError> {
    let mut normal = Extra::from_table(std::mem::take(&mut extra.other));
    let other = &normal.other;
    normal.month = one_of(extra.month, normal.month, other, "month")?;
    normal.authors = one_of(extra.authors, normal.authors, other, "authors")?;
    normal.editors = one_of(extra.editors, normal.editors, other, "editors")?;
    normal.updated = one_of(extra.updated, normal.updated, other, "updated")?;
    Ok(normal)
}

/// The value of a field, which may have been read from the other keys instead; one of another type stays there.
fn one_of<T>(
    field: Option<T>,
    read: Option<T>,
    other: &Table,
    key: &str,
) -> Result<Option<T>, IssueError> {
    match (field, read) {
        (Some(_), read) if read.is_some() || other.contains_key(key) => {
            Err(duplicate_key("/front_matter/extra/other", key))
        }
        (field, read) => Ok(field.or(read)),
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
