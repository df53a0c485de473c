//! What the tests of the laws share: strategies for issues and pages, the comparison of rendered
//! pages, the fixtures and real newsletters, and the checks themselves.

pub mod any_input;
pub mod corpus;
pub mod edits;
pub mod hostile;
pub mod html;
pub mod laws;
pub mod reader;
pub mod respelled;
pub mod runner;
pub mod smallness;
pub mod spans;
pub mod strategies;
pub mod types;
pub mod works;
pub mod zola;

/// The examples of the project's README are compiled and run with the documentation tests.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
pub struct Readme;

/// So are those of the cookbook.
#[cfg(doctest)]
#[doc = include_str!("../../docs/cookbook.md")]
pub struct Cookbook;
