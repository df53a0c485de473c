//! What stands between the nodes of an updated page: line ends and blank lines.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::HashMap;

use newsletter_parse::needs_gap;

use super::alignment::{How, Twin};
use super::node::{Kind, Node};
use super::source::{SourceNode, SourcePage};

/// The sequence that nodes stand in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sequence<'a> {
    /// A page, where blank lines mean nothing.
    Page,
    /// The items of a list, which is spaced or not.
    Items { spaced: bool },
    /// The paragraph and the blocks of an item, with those before which a blank line is needed.
    Parts { spaced: bool, needed: &'a [bool] },
}

/// The nodes of a sequence in the source and in the edited issue, and which of them belong together.
pub(super) struct Pairs<'a> {
    pub(super) sequence: Sequence<'a>,
    pub(super) old: &'a [SourceNode<'a>],
    pub(super) new: &'a [Node<'a>],
    pub(super) twins: &'a [Option<Twin>],
    /// Whether a new node follows the source: its list is spaced as it was, and it is not written anew.
    pub(super) follows_source: &'a dyn Fn(usize) -> bool,
}

impl<'a> Pairs<'a> {
    /// The twin of a new node.
    pub(super) fn twin(&self, number: usize) -> Option<(How, &'a SourceNode<'a>)> {
        self.twins[number].map(|twin| (twin.how, &self.old[twin.old]))
    }
}

/// What stands before each node of a sequence; nothing before the first.
///
/// That is what stands in the source between two nodes that are neighbours there too, and what is usual in the
/// source for all others.
pub(super) fn separators<'a>(page: &SourcePage<'a>, pairs: &Pairs<'a>) -> Vec<Cow<'a, str>> {
    let separators = Separators {
        source: page.text,
        newline: page.newline,
        pairs,
        usual: OnceCell::new(),
    };
    separators.all()
}

struct Separators<'a, 'p> {
    source: &'a str,
    newline: &'static str,
    pairs: &'p Pairs<'a>,
    usual: OnceCell<Usual>,
}

/// How often a separator with some number of line ends stands between two kinds of nodes.
type Usual = HashMap<(Option<Kind>, Kind), HashMap<usize, usize>>;

impl<'a> Separators<'a, '_> {
    fn all(&self) -> Vec<Cow<'a, str>> {
        let count = self.pairs.new.len();
        let mut separators = vec![Cow::Borrowed(""); count];
        let mut at = 0;
        while at < count {
            if self.anchor(at).is_some() {
                if at > 0 {
                    separators[at] = self.between_anchors(at);
                }
                at += 1;
                continue;
            }
            let end = (at..count)
                .find(|number| self.anchor(*number).is_some())
                .unwrap_or(count);
            let inside = separators.iter_mut().enumerate().take(end).skip(at + 1);
            inside.for_each(|(number, separator)| *separator = self.inside_run(number));
            let (before, behind) = self.around_run(at, end);
            if at > 0 {
                separators[at] = before;
            }
            if end < count {
                separators[end] = behind;
            }
            at = end + 1;
        }
        separators
    }

    /// The twin of a node that stands where it stood.
    fn anchor(&self, number: usize) -> Option<usize> {
        self.pairs.twins[number]
            .filter(|twin| twin.is_in_place())
            .map(|twin| twin.old)
    }

    fn before(&self, old: usize) -> &'a str {
        match old.checked_sub(1) {
            Some(previous) => self.behind(previous),
            None => "",
        }
    }

    fn behind(&self, old: usize) -> &'a str {
        let next = self.pairs.old.get(old + 1);
        next.map_or("", |next| {
            &self.source[self.pairs.old[old].range.end..next.range.start]
        })
    }

    /// The separator of two nodes that stand where they stood; what stood between them may be gone.
    fn between_anchors(&self, number: usize) -> Cow<'a, str> {
        let (Some(previous), Some(next)) = (self.pairs.twins[number - 1], self.pairs.twins[number])
        else {
            return self.usual(number);
        };
        // On a page, a changed node rarely needs another separator; reading back shows where it does.
        let is_page = self.pairs.sequence == Sequence::Page && !self.takes_text_above(next.old);
        let stays = is_page || previous.how == How::Same && next.how == How::Same;
        if previous.old + 1 == next.old && stays && self.may_follow(number) {
            return Cow::Borrowed(self.behind(previous.old));
        }
        let (behind, before) = (self.behind(previous.old), self.before(next.old));
        let is_heading = matches!(self.pairs.new[number].kind, Kind::Section | Kind::Entry);
        if is_heading || line_ends(before) > line_ends(behind) {
            self.first_fitting(number, [before, behind])
        } else {
            self.first_fitting(number, [behind, before])
        }
    }

    /// Whether a node of the source is an underlined heading, a line above which would belong to it.
    fn takes_text_above(&self, old: usize) -> bool {
        let SourceNode { node, range, .. } = &self.pairs.old[old];
        let is_heading = matches!(node.kind, Kind::Section | Kind::Entry | Kind::Heading);
        is_heading && !self.source[range.clone()].trim_start().starts_with('#')
    }

    /// The separator of two neighbours which are new or have moved.
    fn inside_run(&self, number: usize) -> Cow<'a, str> {
        match (self.pairs.twins[number - 1], self.pairs.twins[number]) {
            (Some(previous), Some(next)) if previous.old + 1 == next.old => {
                self.first_fitting(number, [self.behind(previous.old)])
            }
            _ => self.usual(number),
        }
    }

    /// The separators before and behind a run of nodes that are new or have moved.
    ///
    /// One of them is that which stood at the place of the run, so that the run is a pure insertion.
    fn around_run(&self, first: usize, end: usize) -> (Cow<'a, str>, Cow<'a, str>) {
        let previous = first.checked_sub(1).and_then(|number| self.anchor(number));
        let next = self.pairs.twins.get(end).and_then(|_| self.anchor(end));
        let before = |gap: &'a str| self.first_fitting(first, [gap]);
        let behind = |gap: &'a str| self.first_fitting(end, [gap]);
        let none = Cow::Borrowed("");
        match (previous, next) {
            (Some(previous), Some(next)) if previous + 1 == next => {
                let gap = self.behind(previous);
                let takes_place = self.pairs.new[first].kind == self.pairs.new[end].kind;
                if takes_place && self.fits(first, gap) || !self.fits(end, gap) {
                    (before(gap), self.usual(end))
                } else {
                    (self.usual(first), behind(gap))
                }
            }
            (Some(previous), Some(next)) => {
                (before(self.behind(previous)), behind(self.before(next)))
            }
            (Some(previous), None) => (before(self.behind(previous)), none),
            (None, Some(next)) => (none, behind(self.before(next))),
            (None, None) => (none.clone(), none),
        }
    }

    /// The first separator before a node that may stand there, or the usual one.
    fn first_fitting<const N: usize>(&self, number: usize, gaps: [&'a str; N]) -> Cow<'a, str> {
        let fitting = gaps.into_iter().find(|gap| self.fits(number, gap));
        let Some(gap) = fitting else {
            return self.usual(number);
        };
        // A line keeps its line end, whatever comes behind it.
        let own = self.line_end(number - 1);
        let rest = &gap[line_end_of(gap).len()..];
        if gap.len() == own.len() + rest.len() && gap.starts_with(own) {
            Cow::Borrowed(gap)
        } else {
            Cow::Owned(format!("{own}{rest}"))
        }
    }

    /// The line end of a node's last line.
    fn line_end(&self, number: usize) -> &'a str {
        let old = self.pairs.twins[number].map(|twin| &self.pairs.old[twin.old]);
        let own = old.map_or("", |old| line_end_of(&self.source[old.range.end..]));
        if own.is_empty() { self.newline } else { own }
    }

    fn may_follow(&self, number: usize) -> bool {
        (self.pairs.follows_source)(number - 1) && (self.pairs.follows_source)(number)
    }

    /// Whether a separator of the source may stand before a node.
    fn fits(&self, number: usize, gap: &str) -> bool {
        self.may_follow(number) && self.is_right(number, line_ends(gap))
    }

    /// Whether so many line ends leave the nodes on both sides what they are.
    fn is_right(&self, number: usize, line_ends: usize) -> bool {
        match self.pairs.sequence {
            _ if line_ends == 0 => false,
            Sequence::Items { spaced } => spaced || line_ends == 1,
            Sequence::Parts { spaced, needed } => {
                let needed = needed.get(number - 1).copied().unwrap_or_default();
                if line_ends == 1 {
                    !needed
                } else {
                    needed || spaced
                }
            }
            Sequence::Page => {
                line_ends > 1 || !needs_gap(&self.text(number - 1), &self.text(number))
            }
        }
    }

    /// The text that a node is going to have.
    fn text(&self, number: usize) -> Cow<'a, str> {
        match self.pairs.twins[number] {
            Some(twin) if twin.how != How::Changed => {
                Cow::Borrowed(&self.source[self.pairs.old[twin.old].range.clone()])
            }
            _ => self.pairs.new[number].content.to_text(),
        }
    }

    /// The separator that the source has most often in such a place, or the canonical one.
    fn usual(&self, number: usize) -> Cow<'a, str> {
        let count = match self.pairs.sequence {
            Sequence::Items { spaced: false } => 1,
            Sequence::Parts { spaced, needed } => {
                let needed = needed.get(number - 1).copied().unwrap_or_default();
                if spaced || needed { 2 } else { 1 }
            }
            Sequence::Page | Sequence::Items { spaced: true } => {
                let usual = self.most_frequent(number);
                usual.unwrap_or_else(|| self.canonical(number))
            }
        };
        let blank_lines = self.newline.repeat(count - 1);
        Cow::Owned(format!("{}{blank_lines}", self.line_end(number - 1)))
    }

    fn canonical(&self, number: usize) -> usize {
        let (previous, next) = (&self.pairs.new[number - 1], &self.pairs.new[number]);
        if stand_together(previous, next) { 1 } else { 2 }
    }

    fn most_frequent(&self, number: usize) -> Option<usize> {
        if !self.may_follow(number) {
            return None;
        }
        let usual = self.usual.get_or_init(|| self.count());
        let (previous, next) = (self.pairs.new[number - 1].kind, self.pairs.new[number].kind);
        let is_heading = matches!(next, Kind::Section | Kind::Entry);
        // That paragraphs or lists stand close to what follows is no style, but chance.
        let may_stand_close = !matches!(previous, Kind::Paragraph | Kind::List);
        let known = usual.get(&(Some(previous), next));
        let known = known.or_else(|| usual.get(&(None, next)).filter(|_| is_heading))?;
        let right = known.iter().filter(|(line_ends, _)| {
            (**line_ends > 1 || may_stand_close) && self.is_right(number, **line_ends)
        });
        right
            .max_by_key(|(line_ends, times)| (**times, std::cmp::Reverse(**line_ends)))
            .map(|(line_ends, _)| *line_ends)
    }

    fn count(&self) -> Usual {
        let mut usual = Usual::new();
        for (number, pair) in self.pairs.old.windows(2).enumerate() {
            let line_ends = line_ends(self.behind(number));
            let (previous, next) = (pair[0].node.kind, pair[1].node.kind);
            for previous in [Some(previous), None] {
                *usual
                    .entry((previous, next))
                    .or_default()
                    .entry(line_ends)
                    .or_default() += 1;
            }
        }
        usual
    }
}

/// The line end that a text starts with.
fn line_end_of(text: &str) -> &str {
    let length = match text.as_bytes() {
        [b'\r', b'\n', ..] => 2,
        [b'\r' | b'\n', ..] => 1,
        _ => 0,
    };
    &text[..length]
}

/// How many lines end in a separator; more than one make blank lines.
fn line_ends(gap: &str) -> usize {
    gap.matches('\n').count() + gap.matches('\r').count() - gap.matches("\r\n").count()
}

/// Whether no blank line parts two nodes in canonical form: definitions, and comments of one line.
fn stand_together(previous: &Node<'_>, next: &Node<'_>) -> bool {
    let is_line =
        |node: &Node<'_>| node.kind == Kind::Comment && !node.content.to_text().contains('\n');
    let are_definitions = previous.kind == Kind::Definition && next.kind == Kind::Definition;
    are_definitions || is_line(previous) && is_line(next)
}
