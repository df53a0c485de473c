//! All public types can be sent to and shared between threads.

use newsletter_model as model;
use newsletter_parse as parse;

fn is_send_and_sync<T: Send + Sync + 'static>() {}

macro_rules! check {
    ($($type:ty),* $(,)?) => {$(is_send_and_sync::<$type>();)*};
}

#[test]
fn types_of_the_model() {
    check!(
        model::Block,
        model::Bullet,
        model::Byline,
        model::Comment,
        model::Credit,
        model::Date,
        model::Datetime,
        model::Definition,
        model::Destination,
        model::Entry,
        model::EntryHeading,
        model::EntryRef<'static>,
        model::Error,
        model::ErrorKind,
        model::Extra,
        model::FrontMatter,
        model::Handle,
        model::Heading,
        model::Inline,
        model::Issue,
        model::Item,
        model::Label,
        model::Line,
        model::List,
        model::Month,
        model::People,
        model::Person,
        model::PersonalProject,
        model::Placeholder,
        model::PlaceholderForm,
        model::ProjectUpdate,
        model::Prose,
        model::ProseBlock,
        model::Section,
        model::SectionContent<model::ProjectUpdate>,
        model::SectionKind,
        model::SpanClass,
        model::Table,
        model::Task,
        model::TaskTitle,
        model::Tasks,
        model::Thanks,
        model::Value,
    );
}

#[test]
fn types_of_reading_and_writing() {
    check!(
        parse::Document,
        parse::IssueError,
        parse::IssueErrorKind,
        parse::Options,
        parse::ParseError,
        parse::ParseErrorKind,
        parse::Position,
        parse::Span,
        newsletter_export::JsonError,
        newsletter_export::JsonErrorKind,
        newsletter_export::Record,
    );
}
