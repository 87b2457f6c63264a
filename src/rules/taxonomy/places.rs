//! Findings at the places where pages use terms.

use crate::rules::{Draft, Sink};
use crate::site::Site;
use crate::site::taxonomy::Place;

/// A finding at a term of a page.
pub(super) fn place_finding<'s>(sink: &'s mut Sink<'_>, place: &Place<'s>, message: String) -> Draft<'s> {
    sink.part(place.indexed.0, place.node(), place.term_use().span, message)
}

/// Whether a vocabulary says which terms of `key` are right on the page at `place`: it has rules of its own.
pub(super) fn has_vocabulary(key: &str, place: &Place<'_>, site: &Site) -> bool {
    site.vocabularies_for(&place.indexed.0.path).contains_key(key)
}

/// Adds another place to a finding.
pub(super) fn relate<'d>(draft: Draft<'d>, place: &Place<'_>, message: &str) -> Draft<'d> {
    draft.related_at(place.indexed.0.path.as_str(), place.term_use().span, message)
}

/// `1 page`, `7 pages`.
pub(super) fn pages(count: usize) -> String {
    if count == 1 { "1 page".to_owned() } else { format!("{count} pages") }
}

/// `["a", "b"]`
pub(super) fn quote_list(terms: &[String]) -> String {
    let quoted: Vec<String> = terms.iter().map(|term| format!("\"{term}\"")).collect();
    format!("[{}]", quoted.join(", "))
}
