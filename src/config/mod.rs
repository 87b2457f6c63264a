//! Floor 2: what the user asked for in `matterlint.yaml`.
//!
//! [`read`] turns the file into [`Settings`] and collects every mistake in it with its place, so that a mistake in the
//! configuration is shown like a finding in a page. It does not know the rules: their names come in with [`Known`], and
//! their options are handed on unread.

pub mod document;
pub mod front_matter_extension;
pub mod reader;
pub mod settings;

mod globs;
mod problem;
mod raw;
mod sections;
#[cfg(test)]
mod tests;

pub use problem::ConfigProblem;
pub use raw::{Known, read};
pub use settings::{FailOn, Level, Settings, names_rule};
