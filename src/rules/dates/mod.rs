//! Dates: unreadable, impossible, out of order, in the future.

use super::RuleEntry;

/// The rules of this group.
pub const RULES: &[RuleEntry] = &[];
