//! Taxonomies: terms that are unknown, deprecated, spelt in several ways.

mod deprecated_term;
mod unknown_term;
mod vocabulary_terms;

use super::{RuleEntry, page_rule};

/// The rules of this group.
pub const RULES: &[RuleEntry] = &[
    page_rule::<unknown_term::UnknownTerm>(&unknown_term::META),
    page_rule::<deprecated_term::DeprecatedTerm>(&deprecated_term::META),
];
