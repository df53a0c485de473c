//! People, and runs of them.

use newsletter_model::{Handle, Line, People, Person};
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;

use super::text::one_line;
use super::{Level, destination, label, plain_line};

const HANDLES: &[&str] = &[
    "phil-opp",
    "IsaacWoods",
    "64",
    "renovate[bot]",
    "d_sonuga",
    "a.b",
    "-dash-",
    "user@example.social",
    "ünï",
];

/// Handles that are mentions without any link around them.
const BARE_HANDLES: &[&str] = &["phil-opp", "IsaacWoods", "64", "x"];

const NAMES: &[&str] = &[
    "Kevin Boos",
    "Zoë O'Neil",
    "J. R. R. Tolkien",
    "Philipp",
    "李 明",
    "Tom & Jerry",
    "Jean-Luc snake_case",
];

/// How a sentence may name people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Naming {
    /// By a handle, or by a name beside one: in a thanks sentence.
    ByHandle,
    /// Also by a name alone: in a byline.
    ByAnyName,
}

/// A person.
pub fn person(level: Level, naming: Naming) -> BoxedStrategy<Person> {
    match (level, naming) {
        (Level::Valid, Naming::ByHandle) => prop_oneof![4 => mentioned(), 1 => named_and_mentioned()].boxed(),
        (Level::Valid, Naming::ByAnyName) => {
            prop_oneof![4 => mentioned(), 1 => named_and_mentioned(), 1 => linked_name(), 1 => plain_name().prop_map(Person::named)].boxed()
        }
        (Level::Any, _) => anybody().boxed(),
    }
}

/// A run of people, with the usual commas or others.
pub fn people(level: Level, naming: Naming) -> BoxedStrategy<People> {
    let least = if level == Level::Valid { 1 } else { 0 };
    (vec(person(level, naming), least..5), of(any::<bool>()))
        .prop_map(|(people, serial_comma)| {
            let mut run = People::new(people);
            run.serial_comma = serial_comma;
            run
        })
        .boxed()
}

/// A handle.
pub fn handle(level: Level) -> BoxedStrategy<Handle> {
    let known = select(HANDLES).prop_map(|text| Handle::new(text).expect("the text is a handle"));
    match level {
        Level::Valid => known.boxed(),
        Level::Any => prop_oneof![known, odd_handle()].boxed(),
    }
}

fn odd_handle() -> impl Strategy<Value = Handle> {
    vec(select(&['a', 'z', '9', 'é', '.', '_', '@', '-'][..]), 1..6).prop_map(|characters| {
        let text: String = characters.into_iter().collect();
        Handle::new(text).expect("all of these may stand in a handle")
    })
}

fn mentioned() -> impl Strategy<Value = Person> {
    let github = select(&["phil-opp", "IsaacWoods", "64", "x-y"][..])
        .prop_map(|name| Person::github(name).expect("a handle"));
    let bare =
        select(BARE_HANDLES).prop_map(|text| with_handle(Handle::new(text).expect("a handle")));
    let linked = (handle(Level::Valid), destination(Level::Valid))
        .prop_map(|(handle, url)| with_handle(handle).with_url(url));
    let referring = (handle(Level::Valid), label(Level::Valid))
        .prop_map(|(handle, label)| with_handle(handle).with_reference(label));
    prop_oneof![4 => github, 1 => bare, 2 => linked, 1 => referring]
}

fn named_and_mentioned() -> impl Strategy<Value = Person> {
    (plain_name(), mentioned()).prop_map(|(name, mut person)| {
        person.name = Some(name);
        person
    })
}

fn linked_name() -> impl Strategy<Value = Person> {
    let name = prop_oneof![3 => plain_name(), 1 => plain_line(Level::Valid).prop_filter_map("a name", hostile_name)];
    prop_oneof![
        (name, destination(Level::Valid)).prop_map(|(name, url)| Person::named(name).with_url(url)),
        (plain_name(), label(Level::Valid))
            .prop_map(|(name, label)| Person::named(name).with_reference(label)),
    ]
}

/// A name that is not read as a handle.
fn hostile_name(text: String) -> Option<Line> {
    let is_name = !text.starts_with('@') && text.chars().any(char::is_alphanumeric);
    if is_name { Line::new(text).ok() } else { None }
}

fn plain_name() -> impl Strategy<Value = Line> {
    select(NAMES).prop_map(one_line)
}

fn with_handle(handle: Handle) -> Person {
    Person::default().with_handle(handle)
}

fn anybody() -> impl Strategy<Value = Person> {
    let name = of(plain_line(Level::Any).prop_map(|text| one_line(&text)));
    let target = (of(destination(Level::Any)), of(label(Level::Any)));
    (name, of(handle(Level::Any)), target).prop_map(|(name, handle, (url, reference))| {
        let mut person = Person::default();
        (person.name, person.handle, person.url, person.reference) = (name, handle, url, reference);
        person
    })
}
