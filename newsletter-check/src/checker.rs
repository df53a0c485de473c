use newsletter_model::SectionKind;
use newsletter_parse::{Document, Span};

use crate::answers::Answers;
use crate::archive::Archive;
use crate::context::{Context, Findings, Shared};
use crate::diagnostic::{Diagnostic, Fix};
use crate::levels::Levels;
use crate::outline::Outline;
use crate::page::Page;
use crate::rule::Rule;
use crate::rules::rules;
use crate::site::Site;

/// Runs the rules over issues.
///
/// ```
/// use newsletter_check::Checker;
/// use newsletter_parse::{Options, parse};
///
/// let source = "+++\ntitle = \"June\"\n+++\nSee [our chat](htps://example.org).\n";
/// let document = parse(source, &Options::default())?;
/// let found = Checker::default().check(&document, None);
/// assert_eq!(found[0].code, "malformed-url");
/// assert_eq!(&source[found[0].span.range()], "htps://example.org");
/// # Ok::<(), newsletter_parse::ParseError>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct Checker {
    levels: Levels,
    archive: Option<Archive>,
    site: Option<Site>,
    answers: Answers,
    is_for_publication: bool,
}

impl Checker {
    /// Sets the levels of rules.
    #[must_use]
    pub fn with_levels(mut self, levels: Levels) -> Self {
        self.levels = levels;
        self
    }

    /// Sets the issues of the newsletter, for the rules that compare an issue with others.
    #[must_use]
    pub fn with_archive(mut self, archive: Archive) -> Self {
        self.archive = Some(archive);
        self
    }

    /// Sets the site, for the rules about what links and front matter name there.
    #[must_use]
    pub fn with_site(mut self, site: Site) -> Self {
        self.site = Some(site);
        self
    }

    /// Sets what the network said of links, for the rules about what they lead to.
    #[must_use]
    pub fn with_answers(mut self, answers: Answers) -> Self {
        self.answers = answers;
        self
    }

    /// Also asks for what an issue needs that is about to be published.
    #[must_use]
    pub fn for_publication(mut self) -> Self {
        self.is_for_publication = true;
        self
    }

    /// Checks an issue, which the archive and the site know by a path, with `/` between the parts.
    ///
    /// The findings come in the order of the source.
    pub fn check(&self, document: &Document, path: Option<&str>) -> Vec<Diagnostic> {
        let context = Context {
            document,
            path,
            page: Page::new(document),
            outline: Outline::new(document),
            archive: self.archive.as_ref(),
            site: self.site.as_ref(),
            answers: &self.answers,
            is_for_publication: self.is_for_publication,
            shared: Shared::default(),
        };
        let mut found = Vec::new();
        for rule in rules().iter().filter(|rule| self.levels.runs(rule)) {
            self.run(rule, &context, &mut found);
        }
        found.sort_by_key(|diagnostic| (diagnostic.span, diagnostic.code));
        found
    }

    /// Adds what a rule finds, at the levels that are set.
    fn run(&self, rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
        let mut diagnostics = Vec::new();
        (rule.check)(
            context,
            &mut Findings {
                code: rule.code,
                severity: rule.severity,
                diagnostics: &mut diagnostics,
            },
        );
        for mut diagnostic in diagnostics {
            if let Some(fix) = diagnostic.fix.take_if(|fix| changes_label(context, fix)) {
                diagnostic.help = Some(format!("{}, also in the definition", fix.message));
            }
            let kind = section_kind(context, diagnostic.span);
            if let Some(severity) = self.levels.severity(rule, kind, diagnostic.severity) {
                diagnostic.severity = severity;
                found.push(diagnostic);
            }
        }
    }
}

/// Whether a fix changes the text of a link that is its label too, as in `[the the book]`: it would not find its definition.
fn changes_label(context: &Context<'_>, fix: &Fix) -> bool {
    let links = &context.page.links;
    fix.replacements.iter().any(|replacement| {
        let behind = links.partition_point(|link| link.span.start < replacement.span.end);
        // A link may have an image inside, but no other link.
        let near = links[..behind].iter().rev().take(2);
        near.filter(|link| link.is_named_by_text())
            .any(|link| replacement.span.start < link.span.end)
    })
}

/// The kind of the section that a part of the source stands in.
fn section_kind(context: &Context<'_>, span: Span) -> Option<SectionKind> {
    let sections = &context.outline.sections;
    let behind = sections.partition_point(|section| section.span.start <= span.start);
    Some(sections.get(behind.checked_sub(1)?)?.section.kind())
}
