//! Taxonomies: terms that are unknown, deprecated, malformed, spelt in several ways, or lost.

mod colliding_terms;
mod deprecated_term;
mod duplicate_term;
mod inconsistent_term;
mod malformation;
mod malformed_term;
mod near_miss_term;
mod null_term;
mod places;
mod rare_term;
mod term_edits;
mod terms_not_a_list;
mod undeclared_taxonomy;
mod unknown_term;
mod vocabulary_terms;

use super::{RuleEntry, page_rule, site_rule};

/// The rules of this group.
pub const RULES: &[RuleEntry] = &[
    page_rule::<unknown_term::UnknownTerm>(&unknown_term::META),
    page_rule::<deprecated_term::DeprecatedTerm>(&deprecated_term::META),
    site_rule::<inconsistent_term::InconsistentTerm>(&inconsistent_term::META),
    site_rule::<colliding_terms::CollidingTerms>(&colliding_terms::META),
    site_rule::<near_miss_term::NearMissTerm>(&near_miss_term::META),
    site_rule::<malformed_term::MalformedTerm>(&malformed_term::META),
    page_rule::<null_term::NullTerm>(&null_term::META),
    page_rule::<duplicate_term::DuplicateTerm>(&duplicate_term::META),
    page_rule::<terms_not_a_list::TermsNotAList>(&terms_not_a_list::META),
    site_rule::<undeclared_taxonomy::UndeclaredTaxonomy>(&undeclared_taxonomy::META),
    site_rule::<rare_term::RareTerm>(&rare_term::META),
];
