//! What a rule sees, and where it puts what it finds.

use std::cell::OnceCell;

use foldhash::HashSet;
use newsletter_parse::{Document, Span};

use crate::address::Forge;
use crate::answers::{Answer, Answers};
use crate::archive::{Archive, listed_page};
use crate::diagnostic::{Diagnostic, Related, Severity};
use crate::front_matter::Keys;
use crate::introduction::{Introduction, introductions};
use crate::outline::{ItemAt, Outline};
use crate::page::Page;
use crate::site::Site;
use crate::tags::HtmlTag;
use crate::target::Target;
use crate::web_links::{WebLink, web_links};

/// What a rule sees of an issue and of what is around it.
pub(crate) struct Context<'c> {
    pub(crate) document: &'c Document,
    /// The path of the issue, as messages, the archive and the site name it.
    pub(crate) path: Option<&'c str>,
    /// The text as readers see it.
    pub(crate) page: Page<'c>,
    /// The nodes of the issue, each with its span.
    pub(crate) outline: Outline<'c>,
    /// The issues of the newsletter, where they are at hand.
    pub(crate) archive: Option<&'c Archive>,
    /// The Zola site, where it is at hand.
    pub(crate) site: Option<&'c Site>,
    /// What the network said of links, as far as it was asked.
    pub(crate) answers: &'c Answers,
    /// Whether the issue is about to be published.
    pub(crate) is_for_publication: bool,
    pub(crate) shared: Shared<'c>,
}

/// What several rules look at, found when the first of them asks for it.
#[derive(Debug, Default)]
pub(crate) struct Shared<'c> {
    keys: OnceCell<Keys<'c>>,
    introductions: OnceCell<Vec<Introduction>>,
    listed_pages: OnceCell<Vec<Option<String>>>,
    other_targets: OnceCell<Vec<Target<'c>>>,
    tags: OnceCell<Vec<HtmlTag<'c>>>,
    line_ends: OnceCell<Vec<usize>>,
    repositories: OnceCell<HashSet<String>>,
}

impl<'c> Context<'c> {
    /// The source.
    pub(crate) fn source(&self) -> &'c str {
        self.document.source()
    }

    /// The links that the network was asked about, with what it said.
    pub(crate) fn answered_links(&self) -> Vec<(WebLink<'_>, &'c Answer)> {
        if self.answers.is_empty() {
            return Vec::new();
        }
        let links = web_links(&self.page, &self.outline, self.source()).into_iter();
        let answered = links.filter_map(|link| Some((link, self.answers.get(link.url)?)));
        answered.collect()
    }

    /// Where the keys of the front matter stand.
    pub(crate) fn keys(&self) -> &Keys<'c> {
        let found = || Keys::of(self.document);
        self.shared.keys.get_or_init(found)
    }

    /// The last sentences of all paragraphs that stand in a body themselves.
    pub(crate) fn introductions(&self) -> &[Introduction] {
        let found = || introductions(self);
        self.shared.introductions.get_or_init(found)
    }

    /// The page that each item brings.
    pub(crate) fn listed_pages(&self) -> impl Iterator<Item = (&ItemAt<'c>, Option<&str>)> {
        let items = &self.outline.items;
        let listed = |item| listed_page(&self.outline, item);
        let found = || items.iter().map(listed).collect();
        let pages = self.shared.listed_pages.get_or_init(found);
        items.iter().zip(pages.iter().map(Option::as_deref))
    }

    /// The targets that are those of no link in Markdown: of definitions, and in HTML.
    pub(crate) fn other_targets(&self) -> &[Target<'c>] {
        let found = || self.find_other_targets();
        self.shared.other_targets.get_or_init(found)
    }

    /// The tags in all HTML of the page, in the order of the source.
    pub(crate) fn tags(&self) -> &[HtmlTag<'c>] {
        self.shared.tags.get_or_init(|| self.find_tags())
    }

    /// The line of a byte of the source, from 1.
    fn line_of(&self, byte: usize) -> usize {
        let found = || memchr::memchr_iter(b'\n', self.source().as_bytes()).collect();
        let ends: &Vec<usize> = self.shared.line_ends.get_or_init(found);
        ends.partition_point(|end| *end < byte) + 1
    }

    /// Whether a link leads to a page of a repository of that name.
    pub(crate) fn links_into(&self, repository: &str) -> bool {
        let links = self.page.links.iter();
        let pages = links.filter_map(|link| match Forge::of(&link.destination)? {
            Forge::Page { repository, .. } => Some(repository.to_owned()),
            _ => None,
        });
        let found = || pages.collect();
        let repositories: &HashSet<String> = self.shared.repositories.get_or_init(found);
        repositories.contains(repository)
    }

    /// A place in the same source that has to do with a finding.
    pub(crate) fn related(&self, span: Span, message: impl Into<String>) -> Related {
        Related {
            path: None,
            line: self.line_of(span.start),
            span: Some(span),
            message: message.into(),
        }
    }
}

/// What a rule has found.
pub(crate) struct Findings<'f> {
    pub(crate) code: &'static str,
    pub(crate) severity: Severity,
    pub(crate) diagnostics: &'f mut Vec<Diagnostic>,
}

impl Findings<'_> {
    /// Adds a finding of the rule.
    pub(crate) fn report(&mut self, span: Span, message: impl Into<String>) -> &mut Diagnostic {
        let diagnostic = Diagnostic::new(self.code, self.severity, span, message.into());
        self.diagnostics.push(diagnostic);
        let last = self.diagnostics.len() - 1;
        &mut self.diagnostics[last]
    }
}
