#![doc = include_str!("../README.md")]

mod boilerplate;
mod draft;
mod month;
mod section;

pub use draft::{Draft, DraftError};
