//! Stub.

use newsletter_model::Issue;
use newsletter_parse::{IssueError, Options};

/// Stub.
pub fn to_markdown(_issue: &Issue, _options: &Options) -> Result<String, IssueError> { todo!() }
