#![doc = include_str!("../README.md")]

mod address;
mod archive;
mod checker;
mod context;
mod diagnostic;
mod fix;
mod levels;
mod name;
mod outline;
mod page;
mod rule;
mod rules;
mod site;
mod target;

pub use archive::Archive;
pub use checker::Checker;
pub use diagnostic::{Diagnostic, Fix, Related, Replacement, Severity};
pub use fix::{FixError, fix};
pub use levels::{Level, Levels, UnknownRule};
pub use rule::{Rule, Topic};
pub use rules::rules;
pub use site::Site;
