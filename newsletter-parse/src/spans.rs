use crate::span::Span;

/// The spans of all nodes, in the order of the text, as a tree in a flat list.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Spans {
    nodes: Vec<Node>,
}

#[derive(Debug, Clone, PartialEq)]
struct Node {
    parent: usize,
    step: Step,
    span: Span,
}

/// The last part of a node's JSON pointer, below its parent.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Step {
    /// A field, or several (`a/b`).
    Field(&'static str),
    /// A key of the front matter.
    Key(String),
    /// An element of a field: `items/3`.
    Element(&'static str, usize),
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
        }
    }

    /// Adds a node, and returns its number.
    pub(crate) fn push(&mut self, parent: usize, step: Step, span: Span) -> usize {
        self.nodes.push(Node { parent, step, span });
        self.nodes.len() - 1
    }

    /// Adds a node, cut at the edges of its parent.
    pub(crate) fn push_within(&mut self, parent: usize, step: Step, span: Span) -> usize {
        let outer = self.nodes.get(parent).map_or(span, |node| node.span);
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
        let mut span = self.nodes[node].span;
        for child in self.nodes[node + 1..]
            .iter()
            .filter(|child| child.parent == node)
        {
            span = Span::new(
                span.start.min(child.span.start),
                span.end.max(child.span.end),
            );
        }
        self.nodes[node].span = span;
    }

    pub(crate) fn get(&self, pointer: &str) -> Option<Span> {
        // A pointer's parts are matched down the tree; nodes stand behind their parents.
        let mut rests: Vec<Option<&str>> = Vec::with_capacity(self.nodes.len());
        for node in &self.nodes {
            let rest = if node.parent == ROOT {
                Some(pointer)
            } else {
                rests[node.parent]
            };
            let rest = rest.and_then(|rest| rest.strip_prefix(node.step.to_pointer().as_str()));
            match rest {
                Some("") => return Some(node.span),
                Some(deeper) if deeper.starts_with('/') => rests.push(Some(deeper)),
                _ => rests.push(None),
            }
        }
        None
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (String, Span)> {
        self.nodes
            .iter()
            .map(|node| (self.pointer(node), node.span))
    }

    pub(crate) fn spans(&self) -> impl Iterator<Item = Span> {
        self.nodes.iter().map(|node| node.span)
    }

    fn pointer(&self, node: &Node) -> String {
        let mut steps = vec![&node.step];
        let mut parent = node.parent;
        while parent != ROOT {
            steps.push(&self.nodes[parent].step);
            parent = self.nodes[parent].parent;
        }
        let mut pointer = String::new();
        steps.iter().rev().for_each(|step| step.write(&mut pointer));
        pointer
    }
}

impl Step {
    fn to_pointer(&self) -> String {
        let mut pointer = String::new();
        self.write(&mut pointer);
        pointer
    }

    /// Adds the step to a pointer.
    fn write(&self, pointer: &mut String) {
        pointer.push('/');
        match self {
            Self::Field(name) => pointer.push_str(name),
            Self::Key(key) if !key.contains(['~', '/']) => pointer.push_str(key),
            Self::Key(key) => pointer.push_str(&key.replace('~', "~0").replace('/', "~1")),
            Self::Element(name, index) => {
                pointer.push_str(name);
                pointer.push('/');
                pointer.push_str(&index.to_string());
            }
            Self::Index(index) => pointer.push_str(&index.to_string()),
        }
    }
}
