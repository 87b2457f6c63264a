//! Comments that suppress findings: what they say, and those that say it in vain.

mod adding;
mod comment;
mod unused_suppression;

pub use adding::{in_file, in_line};
pub use comment::{Name, Scope, Suppression, of};

use super::{RuleEntry, suppression_rule};

/// The rules of this group.
pub const RULES: &[RuleEntry] = &[suppression_rule::<unused_suppression::UnusedSuppression>(&unused_suppression::META)];

/// A suppression, and which of its names suppressed nothing.
pub struct Weighed<'s> {
    /// What the comment says.
    pub suppression: &'s Suppression,
    /// For each of its names, whether it had its chance and no finding came.
    pub idle: Vec<bool>,
}
