#![doc = include_str!("../README.md")]

mod address;
mod answers;
mod archive;
mod byte_set;
mod checker;
mod context;
mod diagnostic;
mod fix;
mod front_matter;
mod host;
mod introduction;
mod levels;
mod marks;
mod name;
mod outline;
mod page;
mod promise;
mod rule;
mod rules;
mod scheme;
mod site;
mod tags;
mod target;
mod url_flaw;
mod web_links;

pub use answers::{Answer, Answers, Obstacle};
pub use archive::Archive;
pub use checker::Checker;
pub use diagnostic::{Diagnostic, Fix, Related, Replacement, Severity};
pub use fix::{FixError, fix};
pub use levels::{Level, Levels, UnknownRule};
pub use rule::{Rule, Topic};
pub use rules::rules;
pub use site::Site;
pub use web_links::urls;
