//! Findings at the places where pages use terms.

use std::collections::BTreeMap;

use crate::profile::pages::PageKind;
use crate::rules::{Draft, Group, GroupKey, Groups, Sink, Suspects};
use crate::site::taxonomy::{Place, TaxonomyTerms, UsedTerm, UsedTerms};
use crate::site::{IndexedPage, SharedTerm, Site, TermFact};

/// Adds a group for each of the terms of a page, by taxonomy, language and what `name` makes of the term.
pub(super) fn add_terms(
    (_, facts): IndexedPage<'_>,
    groups: &mut Groups<'_>,
    name: impl Fn(&SharedTerm) -> Option<&str>,
) {
    let language = facts.language.as_deref().unwrap_or_default();
    for fact in &facts.terms {
        if let Some(name) = name(fact) {
            groups.add(&[&fact.taxonomy, language, name]);
        }
    }
}

/// The terms of a group that [`add_terms`] named. A page of it may have other terms, too, which are left out.
pub(super) fn terms_of<'g>(group: &Group<'g>, name: impl Fn(&SharedTerm) -> Option<&str>) -> TaxonomyTerms<'g> {
    let [taxonomy, language, shared] = group.key.parts();
    let language = Some(language).filter(|language| !language.is_empty());
    TaxonomyTerms::among(group.pages, taxonomy, language, |fact| name(fact) == Some(shared))
}

/// The groups that [`add_terms`] makes of `used` terms, one of which is asked about, as far as `odd` finds terms in them
/// of which something may be said: those whose pages have to be seen.
pub(super) fn suspects(
    used: &UsedTerms,
    name: impl Fn(&SharedTerm) -> Option<&str>,
    odd: impl for<'u> Fn(&[&'u UsedTerm]) -> Vec<&'u UsedTerm>,
) -> Suspects {
    let mut groups: BTreeMap<[&str; 3], Vec<&UsedTerm>> = BTreeMap::new();
    for (language, term) in used.iter() {
        if let Some(name) = name(&term.term) {
            groups.entry([&term.term.taxonomy, language.unwrap_or_default(), name]).or_default().push(term);
        }
    }
    let mut suspects = Suspects::default();
    for (key, terms) in groups.into_iter().filter(|(_, terms)| terms.iter().any(|used| used.is_asked)) {
        let odd = odd(&terms);
        if !odd.is_empty() {
            suspects.groups.insert(GroupKey::of(&key));
            suspects.pages.extend(odd.into_iter().flat_map(|used| &used.pages).chain(&used.term_pages));
        }
    }
    suspects
}

/// Whether a page has other terms than before in a group that [`add_terms`] named, or another place among its pages.
pub(super) fn terms_differ(
    key: &GroupKey,
    (old_page, old): IndexedPage<'_>,
    (new_page, new): IndexedPage<'_>,
    name: impl Fn(&SharedTerm) -> Option<&str>,
) -> bool {
    let [taxonomy, _, shared] = key.parts();
    let is_member = |fact: &&TermFact| fact.taxonomy == taxonomy && name(fact) == Some(shared);
    let is_term_page = [old_page, new_page].iter().any(|page| page.kind == PageKind::Term);
    is_term_page
        || (old.date, old.publication) != (new.date, new.publication)
        || !old.terms.iter().filter(is_member).eq(new.terms.iter().filter(is_member))
}

/// A finding at a term of a page.
pub(super) fn place_finding<'s>(sink: &'s mut Sink<'_>, place: &Place<'s>, message: String) -> Draft<'s> {
    sink.part(place.indexed.0, place.node(), place.term_use().span, message)
}

/// Whether a vocabulary says which terms of `key` are right on the page at `place`: it has rules of its own.
pub(super) fn has_vocabulary(key: &str, place: &Place<'_>, site: &Site) -> bool {
    site.vocabulary_for(&place.indexed.0.path, key).is_some()
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
