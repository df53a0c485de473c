use crate::span::Span;

/// The spans of all nodes, in the order of the text, as a tree in a flat list.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Spans {
    nodes: Vec<Node>,
    keys: Vec<String>,
    /// Whether nobody asks for them.
    is_dropped: bool,
}

/// A page has many nodes, so they are small; a page has less than 4 GiB.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Node {
    parent: u32,
    start: u32,
    end: u32,
    step: Part,
}

/// The last part of a node's JSON pointer, as it is kept.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Part {
    Field(Field),
    /// The number of a key.
    Key(u32),
    Element(Field, u32),
    Index(u32),
}

/// A field of the model that is a node, or that holds some.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Field {
    FrontMatter,
    Body,
    Sections,
    Title,
    Entries,
    Heading,
    Maintainers,
    Authors,
    Items,
    Blocks,
}

/// The last part of a node's JSON pointer, below its parent.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Step<'k> {
    /// A field.
    Field(Field),
    /// A key of the front matter.
    Key(&'k str),
    /// An element of a field: `items/3`.
    Element(Field, usize),
    /// An element of the parent itself.
    Index(usize),
}

/// The number of a node; the root is no node.
pub(crate) const ROOT: usize = usize::MAX;

impl Spans {
    /// No nodes yet, with room for those that a text of some bytes usually has.
    pub(crate) fn for_text(bytes: usize) -> Self {
        const BYTES_PER_NODE: usize = 64;
        Self {
            nodes: Vec::with_capacity(bytes / BYTES_PER_NODE),
            ..Self::default()
        }
    }

    /// No nodes, whatever is added.
    pub(crate) fn dropped() -> Self {
        Self {
            is_dropped: true,
            ..Self::default()
        }
    }

    /// Whether nodes that are added are dropped.
    pub(crate) fn is_dropped(&self) -> bool {
        self.is_dropped
    }

    /// Adds a node, and returns its number.
    pub(crate) fn push(&mut self, parent: usize, step: Step<'_>, span: Span) -> usize {
        if self.is_dropped {
            return ROOT;
        }
        let step = match step {
            Step::Field(name) => Part::Field(name),
            Step::Key(key) => {
                self.keys.push(key.to_owned());
                Part::Key(small(self.keys.len() - 1))
            }
            Step::Element(name, index) => Part::Element(name, small(index)),
            Step::Index(index) => Part::Index(small(index)),
        };
        self.nodes.push(Node {
            parent: small(parent),
            start: small(span.start),
            end: small(span.end),
            step,
        });
        self.nodes.len() - 1
    }

    /// Adds a node, cut at the edges of its parent.
    pub(crate) fn push_within(&mut self, parent: usize, step: Step<'_>, span: Span) -> usize {
        let outer = self.nodes.get(parent).map_or(span, Node::span);
        let start = span.start.clamp(outer.start, outer.end);
        self.push(
            parent,
            step,
            Span::new(start, span.end.clamp(start, outer.end)),
        )
    }

    /// Drops the node that was added last.
    pub(crate) fn pop(&mut self) {
        self.nodes.pop();
    }

    /// Widens a node so that its children lie in it.
    pub(crate) fn cover_children(&mut self, node: usize) {
        let Some(Node {
            mut start, mut end, ..
        }) = self.nodes.get(node).copied()
        else {
            return;
        };
        let parent = small(node);
        let behind = self.nodes[node + 1..].iter();
        for child in behind.filter(|child| child.parent == parent) {
            start = start.min(child.start);
            end = end.max(child.end);
        }
        (self.nodes[node].start, self.nodes[node].end) = (start, end);
    }

    pub(crate) fn get(&self, pointer: &str) -> Option<Span> {
        // A pointer's parts are matched down the tree; nodes stand behind their parents.
        let (mut parent, mut rest) = (NO_PARENT, pointer);
        for (number, node) in self.nodes.iter().enumerate() {
            if node.parent != parent {
                continue;
            }
            match self.behind_step(node, rest) {
                Some("") => return Some(node.span()),
                Some(deeper) if deeper.starts_with('/') => {
                    (parent, rest) = (small(number), deeper);
                }
                _ => {}
            }
        }
        None
    }

    /// What stands behind the last part of a node's pointer in a text that starts with it.
    fn behind_step<'p>(&self, node: &Node, text: &'p str) -> Option<&'p str> {
        let text = text.strip_prefix('/')?;
        match node.step {
            Part::Field(field) => text.strip_prefix(field.name()),
            Part::Key(number) => {
                let (part, behind) = text.split_at(text.find('/').unwrap_or(text.len()));
                let key = &self.keys[number as usize];
                let is_key = part == key || part.replace("~1", "/").replace("~0", "~") == *key;
                is_key.then_some(behind)
            }
            Part::Element(field, index) => {
                let behind = text.strip_prefix(field.name())?.strip_prefix('/')?;
                behind.strip_prefix(index.to_string().as_str())
            }
            Part::Index(index) => text.strip_prefix(index.to_string().as_str()),
        }
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (String, Span)> {
        self.nodes
            .iter()
            .map(|node| (self.pointer(node), node.span()))
    }

    pub(crate) fn spans(&self) -> impl Iterator<Item = Span> {
        self.nodes.iter().map(Node::span)
    }

    /// The elements of a field of the issue.
    pub(crate) fn elements(&self, field: Field) -> impl Iterator<Item = Span> {
        let elements = self.nodes.iter().filter(move |node| {
            node.parent == NO_PARENT && matches!(node.step, Part::Element(own, _) if own == field)
        });
        elements.map(Node::span)
    }

    fn pointer(&self, node: &Node) -> String {
        let mut pointer = String::with_capacity(48);
        self.push_pointer(node, &mut pointer);
        pointer
    }

    /// Adds the pointer of a node; nodes nest no deeper than lists do.
    fn push_pointer(&self, node: &Node, pointer: &mut String) {
        if let Some(parent) = self.nodes.get(node.parent as usize) {
            self.push_pointer(parent, pointer);
        }
        self.push_step(node, pointer);
    }

    /// Adds the last part of a node's pointer to that of its parent.
    fn push_step(&self, node: &Node, pointer: &mut String) {
        pointer.push('/');
        match node.step {
            Part::Field(field) => pointer.push_str(field.name()),
            Part::Key(number) => {
                for character in self.keys[number as usize].chars() {
                    match character {
                        '~' => pointer.push_str("~0"),
                        '/' => pointer.push_str("~1"),
                        other => pointer.push(other),
                    }
                }
            }
            Part::Element(field, index) => {
                pointer.push_str(field.name());
                pointer.push('/');
                pointer.push_str(&index.to_string());
            }
            Part::Index(index) => pointer.push_str(&index.to_string()),
        }
    }
}

impl Field {
    fn name(self) -> &'static str {
        match self {
            Self::FrontMatter => "front_matter",
            Self::Body => "body",
            Self::Sections => "sections",
            Self::Title => "title",
            Self::Entries => "entries",
            Self::Heading => "heading",
            Self::Maintainers => "maintainers",
            Self::Authors => "authors",
            Self::Items => "items",
            Self::Blocks => "blocks",
        }
    }
}

impl Node {
    fn span(&self) -> Span {
        Span::new(self.start as usize, self.end as usize)
    }
}

/// The parent of a node that has none.
const NO_PARENT: u32 = u32::MAX;

/// A number of something in a page; that of the root stays the greatest one.
fn small(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(NO_PARENT)
}
