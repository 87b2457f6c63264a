//! `taxonomy/rare-term`

use serde::Deserialize;

use super::places::{add_terms, pages, place_finding, suspects, terms_differ, terms_of};
use crate::finding::Severity;
use crate::rules::{FixKind, Group, GroupKey, Groups, OptionMeta, RuleMeta, Sink, SiteRule, Suspects, TermRule};
use crate::site::taxonomy::{UsedTerms, pages_with};
use crate::site::{IndexedPage, Site};

/// The rule's data.
pub const META: RuleMeta = RuleMeta {
    id: "taxonomy/rare-term",
    severity: Severity::Info,
    fix: FixKind::Never,
    on: false,
    since: "0.1.0",
    options: &[OptionMeta {
        name: "min",
        kind: "integer",
        default: "2",
        about: "on how many pages a term has to be used",
    }],
    doc: include_str!("rare_term.md"),
};

/// The rule.
#[derive(Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RareTerm {
    /// On how many pages a term has to be used.
    min: usize,
}

impl Default for RareTerm {
    fn default() -> Self {
        Self { min: 2 }
    }
}

impl SiteRule for RareTerm {
    fn groups(&self, page: IndexedPage<'_>, _site: &Site, groups: &mut Groups<'_>) {
        add_terms(page, groups, |fact| Some(&fact.term));
    }

    fn sees_change(&self, key: &GroupKey, old: IndexedPage<'_>, new: IndexedPage<'_>) -> bool {
        terms_differ(key, old, new, |fact| Some(&fact.term))
    }

    fn check(&self, group: &Group<'_>, _site: &Site, sink: &mut Sink<'_>) {
        let taxonomy = terms_of(group, |fact| Some(&fact.term));
        for term in taxonomy.terms.iter().filter(|term| term.uses() < self.min) {
            let Some(spelling) = term.spellings.first() else { continue };
            let (text, key, uses) = (&spelling.text, &taxonomy.key, pages(term.uses()));
            let message = format!("`{text}` in `{key}` is used on {uses} only");
            place_finding(sink, &spelling.latest(), message)
                .help("use a term that other pages have, or leave it out")
                .report();
        }
    }

    fn of_terms(&self) -> Option<&dyn TermRule> {
        Some(self)
    }
}

impl TermRule for RareTerm {
    fn suspects(&self, used: &UsedTerms, _site: &Site) -> Suspects {
        suspects(
            used,
            |term| Some(&term.term),
            |terms| {
                if pages_with(terms.iter().copied()) < self.min { terms.to_vec() } else { Vec::new() }
            },
        )
    }
}
