//! An edited issue written over the source that it was read from.

mod alignment;
mod front_matter;
mod list;
mod node;
mod page;
mod separator;
mod source;
mod text;

use std::collections::BTreeSet;

use newsletter_model::Issue;
use newsletter_parse::{Document, IssueError, parse_issue};

use crate::markdown;
use node::{Kind, Node};
use source::SourcePage;

/// Writes an issue over the source of a document: what the two have in common keeps its bytes.
///
/// - What the issue has as the document has it keeps its lines, with their indentation, line ends and comments.
/// - What moved is written as it stood elsewhere.
/// - What is new or changed is written in canonical form ([`to_markdown`](crate::to_markdown)), and adopts what stands
///   around it: line ends, the blank lines between entries, the indentation of items, the style of arrays.
/// - TOML comments stay. A byte order mark, blank lines at the edges, and a missing last line end stay too.
///
/// The text is read back before it is returned: the sections that have changed, or all of it where they reach further
/// ([`Document::reads_as`]). If it does not read as the issue, because neighbours changed each
/// other's meaning, more is written in canonical form: the nodes that read differently, then the entries or the parts of
/// sections that they stand in, then all behind the front matter. The issue need not come from the document.
///
/// ```
/// use newsletter_export::update;
/// use newsletter_model::Item;
/// use newsletter_parse::{Options, parse};
///
/// let source = "+++\ntitle = 'June' # of 2022\n+++\n\n\n*  [One](https://example.org/1)\n";
/// let document = parse(source, &Options::default())?;
/// let mut issue = document.issue().clone();
/// issue.front_matter.title = "July".to_owned();
/// if let newsletter_model::Block::List(list) = &mut issue.body[0] {
///     list.items.push(Item::link("Two", "https://example.org/2"));
/// }
/// assert_eq!(
///     update(&document, &issue)?,
///     "+++\ntitle = 'July' # of 2022\n+++\n\n\n*  [One](https://example.org/1)\n*  [Two](https://example.org/2)\n"
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
///
/// As [`to_markdown`](crate::to_markdown): when no text reads as the issue, as with a section `"News"` of the kind
/// `other`. The error names the field, and nothing is written.
pub fn update(document: &Document, issue: &Issue) -> Result<String, IssueError> {
    written_as_it_is(document, issue).map_or_else(|| update_normal(document, issue.clone()), Ok)
}

/// Writes an issue that is normal, as far as the parts that have changed tell: an issue that a text reads as is normal.
fn written_as_it_is(document: &Document, issue: &Issue) -> Option<String> {
    let text = write(document, issue, &BTreeSet::new());
    (document.reads_as(&text, issue) == Some(true)).then_some(text)
}

/// Writes an issue in normal form.
fn update_normal(document: &Document, issue: Issue) -> Result<String, IssueError> {
    let normal = document.normalize(issue)?;
    let mut rewritten = BTreeSet::new();
    for widen in [as_they_are, to_parts, to_parts] {
        let text = write(document, &normal, &rewritten);
        if document.reads_as(&text, &normal) == Some(true) {
            return Ok(text);
        }
        match parse_issue(&text, document.options()) {
            Ok(read) if read == normal => return Ok(text),
            Ok(read) => {
                let nodes = Node::of_issue(&normal);
                rewritten.extend(widen(&nodes, &differing(&nodes, &normal, &read)));
            }
            Err(_) => rewritten.extend([0]),
        }
    }
    let source = SourcePage::new(document);
    let front_matter = front_matter(document, &source, &normal, &rewritten);
    let body = markdown::body(&normal).replace('\n', source.newline);
    markdown::checked(format!("{front_matter}{body}"), &normal, document.options())
}

/// Writes an issue over a source. The nodes of both are gone before the text is read back, which takes the most memory.
fn write(document: &Document, normal: &Issue, rewritten: &BTreeSet<usize>) -> String {
    let source = SourcePage::new(document);
    let front_matter = front_matter(document, &source, normal, rewritten);
    page::write(&source, &Node::of_issue(normal), &front_matter, rewritten)
}

fn front_matter(
    document: &Document,
    source: &SourcePage<'_>,
    normal: &Issue,
    rewritten: &BTreeSet<usize>,
) -> String {
    if rewritten.contains(&0) {
        front_matter::rewrite(document, source, &normal.front_matter)
    } else {
        front_matter::update(document, source, &normal.front_matter)
    }
}

/// The numbers of the nodes that read as something else.
fn differing(nodes: &[Node<'_>], meant: &Issue, read: &Issue) -> BTreeSet<usize> {
    let mut numbers = alignment::unpaired(&Node::of_issue(read), nodes);
    if meant.front_matter != read.front_matter {
        numbers.insert(0);
    }
    if numbers.is_empty() {
        numbers.extend(0..nodes.len());
    }
    numbers
}

fn as_they_are(_: &[Node<'_>], numbers: &BTreeSet<usize>) -> BTreeSet<usize> {
    numbers.clone()
}

/// The numbers of all nodes that stand below one heading of a section or an entry with one of these.
fn to_parts(nodes: &[Node<'_>], numbers: &BTreeSet<usize>) -> BTreeSet<usize> {
    let is_heading = |number: &usize| matches!(nodes[*number].kind, Kind::Section | Kind::Entry);
    let mut starts: Vec<usize> = vec![0, 1];
    starts.extend((1..nodes.len()).filter(is_heading));
    starts.push(nodes.len());
    let parts = starts.windows(2).map(|pair| pair[0]..pair[1]);
    parts
        .filter(|part| numbers.range(part.clone()).next().is_some())
        .flatten()
        .collect()
}

/// Changes to the issue of a document, written over its source.
pub trait Edit {
    /// Changes the issue, and writes it over the source ([`update`]).
    ///
    /// ```
    /// use newsletter_export::Edit;
    /// use newsletter_parse::{Options, parse};
    ///
    /// let document = parse("+++\ntitle = \"June\"\n+++\nHello!\n", &Options::default())?;
    /// let text = document.edit(|issue| issue.front_matter.title = "July".to_owned())?;
    /// assert_eq!(text, "+++\ntitle = \"July\"\n+++\nHello!\n");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`update`].
    fn edit(&self, change: impl FnOnce(&mut Issue)) -> Result<String, IssueError>;
}

impl Edit for Document {
    fn edit(&self, change: impl FnOnce(&mut Issue)) -> Result<String, IssueError> {
        let mut issue = self.issue().clone();
        change(&mut issue);
        match written_as_it_is(self, &issue) {
            Some(text) => Ok(text),
            None => update_normal(self, issue),
        }
    }
}
