//! `taxonomy/colliding-terms`

use serde::Deserialize;

use super::malformation::{Evidence, diagnose};
use super::places::{add_terms, pages, place_finding, relate, suspects, terms_differ, terms_of};
use crate::finding::Severity;
use crate::rules::{FixKind, Group, GroupKey, Groups, RuleMeta, Sink, SiteRule, Suspects, TermRule};
use crate::site::taxonomy::{Place, SiteTerm, TaxonomyTerms, UsedTerms, terms_of_page};
use crate::site::{IndexedPage, Site, by_age, readable_url};

/// The rule's data.
pub const META: RuleMeta = RuleMeta {
    id: "taxonomy/colliding-terms",
    severity: Severity::Error,
    fix: FixKind::Never,
    on: true,
    since: "0.1.0",
    options: &[],
    doc: include_str!("colliding_terms.md"),
};

/// The rule.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CollidingTerms {}

/// A term with the latest page that is published and uses it.
type Used<'t, 'w> = (&'t SiteTerm<'w>, Place<'w>);

impl SiteRule for CollidingTerms {
    fn groups(&self, page: IndexedPage<'_>, site: &Site, groups: &mut Groups<'_>) {
        add_terms(page, groups, |fact| fact.url.as_deref());
        // The page of a term may take it elsewhere.
        let language = page.1.language.as_deref().unwrap_or_default();
        for (key, name) in terms_of_page(page, site) {
            if let Some(url) = (site.profile.terms.url)(key, name, &site.config) {
                groups.add(&[key, language, &url]);
            }
        }
    }

    fn sees_change(&self, key: &GroupKey, old: IndexedPage<'_>, new: IndexedPage<'_>) -> bool {
        terms_differ(key, old, new, |fact| fact.url.as_deref())
    }

    fn check(&self, group: &Group<'_>, site: &Site, sink: &mut Sink<'_>) {
        let [key, _, url] = group.key.parts();
        let list = site.url_of_terms(key).filter(|list| list.starts_with(url));
        if list.is_none() && is_one_term(group) {
            return;
        }
        let taxonomy = terms_of(group, |fact| fact.url.as_deref());
        let is_elsewhere = |term: &SiteTerm<'_>| {
            let mut moved = group.pages.iter().filter(|(_, facts)| facts.url.as_deref() != Some(url));
            moved.any(|page| terms_of_page(*page, site).contains(&(&taxonomy.key, &term.name)))
        };
        let terms = taxonomy.terms.iter().filter(|term| !is_elsewhere(term) && !is_malformed(term, &taxonomy, site));
        let mut terms: Vec<Used<'_, '_>> = terms.filter_map(|term| Some((term, term.latest_published()?))).collect();
        if let Some(list) = list {
            let page = if list == url { "the list of all terms" } else { "another page of the site" };
            terms.iter().for_each(|used| report_lost_list(&taxonomy.key, url, page, used, sink));
            return;
        }
        terms.sort_by(|(a, older), (b, newer)| b.uses().cmp(&a.uses()).then(by_age(&older.indexed, &newer.indexed)));
        if let Some((winner, others)) = terms.split_first() {
            others.iter().for_each(|other| report(&taxonomy.key, url, other, winner, sink));
        }
    }

    fn of_terms(&self) -> Option<&dyn TermRule> {
        Some(self)
    }
}

impl TermRule for CollidingTerms {
    fn suspects(&self, used: &UsedTerms, site: &Site) -> Suspects {
        suspects(
            used,
            |term| term.url.as_deref(),
            |terms| {
                let [first, others @ ..] = terms else { return Vec::new() };
                let is_one_term = others.iter().all(|other| other.term.term == first.term.term);
                let lists =
                    |url: &str| site.url_of_terms(&first.term.taxonomy).is_some_and(|list| list.starts_with(url));
                let is_lost_list = first.term.url.as_deref().is_some_and(lists);
                if is_one_term && !is_lost_list { Vec::new() } else { terms.to_vec() }
            },
        )
    }
}

/// A stray quote or blank is the cause, and has a rule of its own.
fn is_malformed(term: &SiteTerm<'_>, taxonomy: &TaxonomyTerms<'_>, site: &Site) -> bool {
    let is_known = |text: &str| {
        let name = (site.profile.terms.term)(text, &site.config);
        name != term.name && taxonomy.named(&name).is_some()
    };
    let evidence = Evidence { is_known: &is_known, is_whole_text: false, holds_many: false, all_alike: false };
    diagnose(term.text(), &evidence).is_some()
}

/// Whether there is nothing to compare: one term has this URL, as nearly all have.
fn is_one_term(group: &Group<'_>) -> bool {
    let [taxonomy, _, url] = group.key.parts();
    let facts = group.pages.iter().flat_map(|(_, facts)| &facts.terms);
    let here = facts.filter(|fact| fact.url.as_deref() == Some(url) && fact.taxonomy == taxonomy);
    let mut terms = here.map(|fact| &fact.term);
    let first = terms.next();
    terms.all(|term| Some(term) == first)
}

fn report(key: &str, url: &str, other: &Used<'_, '_>, winner: &Used<'_, '_>, sink: &mut Sink<'_>) {
    let ((term, place), (more, more_place)) = (other, winner);
    let (text, better) = (term.text(), more.text());
    let url = readable_url(url);
    let message = format!(
        "`{text}` and `{better}` in `{key}` are two terms with one URL ({url}): only one of them can have its page there"
    );
    let draft = place_finding(sink, place, message);
    relate(draft, more_place, &format!("`{better}` is used here ({})", pages(more.uses())))
        .help(format!("write `{better}`, or choose words that differ by more than punctuation"))
        .report();
}

fn report_lost_list(key: &str, url: &str, page: &str, used: &Used<'_, '_>, sink: &mut Sink<'_>) {
    let (term, place) = used;
    let text = term.text();
    let message =
        format!("`{text}` in `{key}` has nothing that can stand in a URL: its page is written over {page} ({url})");
    place_finding(sink, place, message).help("use a term with letters or digits").report();
}
