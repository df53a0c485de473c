#![doc = include_str!("../README.md")]

mod addition;
mod boilerplate;
mod conventions;
mod definition;
mod draft;
mod entry;
mod introduction;
mod month;
mod place;
mod publication;
mod reminder;
mod repeated;
mod section;
mod template;
mod usual;

pub use addition::{Adder, Addition, AdditionError};
pub use conventions::{series_title, usual_sections};
pub use draft::{Draft, DraftError};
pub use publication::publish;
pub use template::filled_template;
pub use usual::UsualSection;
