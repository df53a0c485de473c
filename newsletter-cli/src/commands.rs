//! One file a command.

pub(crate) mod add;
pub(crate) mod check;
pub(crate) mod completions;
pub(crate) mod edit;
pub(crate) mod export;
pub(crate) mod fmt;
pub(crate) mod from_json;
pub(crate) mod import;
pub(crate) mod init;
pub(crate) mod man;
pub(crate) mod new;
pub(crate) mod publish;
pub(crate) mod query;
pub(crate) mod schema;
pub(crate) mod to_json;
