//! `taxonomy/near-miss-term`

use serde::Deserialize;

use super::places::{add_terms, has_vocabulary, pages, place_finding, relate, terms_differ, terms_of};
use super::term_edits::rewrite;
use crate::finding::{Safety, Severity};
use crate::rules::{FixKind, Group, GroupKey, Groups, RuleMeta, Sink, SiteRule};
use crate::site::taxonomy::{NearKind, NearMiss, near_terms};
use crate::site::{IndexedPage, Site, TermFact};

/// The rule's data.
pub const META: RuleMeta = RuleMeta {
    id: "taxonomy/near-miss-term",
    severity: Severity::Warning,
    fix: FixKind::Sometimes,
    on: true,
    since: "0.1.0",
    options: &[],
    doc: include_str!("near_miss_term.md"),
};

/// The rule.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct NearMissTerm {}

impl SiteRule for NearMissTerm {
    /// A slip in the first letter is not looked for, so terms with another one have nothing to say.
    fn groups(&self, page: IndexedPage<'_>, _site: &Site, groups: &mut Groups<'_>) {
        add_terms(page, groups, first_letter);
    }

    fn sees_change(&self, key: &GroupKey, old: IndexedPage<'_>, new: IndexedPage<'_>) -> bool {
        terms_differ(key, old, new, first_letter)
    }

    fn check(&self, group: &Group<'_>, site: &Site, sink: &mut Sink<'_>) {
        let [key, _, letter] = group.key.parts();
        let is_member = |fact: &TermFact| fact.taxonomy == key && first_letter(fact) == Some(letter);
        let near = near_terms(group.pages, is_member);
        if near.is_empty() {
            return;
        }
        let taxonomy = terms_of(group, |fact| first_letter(fact).filter(|_| near.contains(&*fact.term)));
        for near_miss in taxonomy.near_misses() {
            report(&taxonomy.key, &near_miss, site, sink);
        }
    }
}

fn first_letter(fact: &TermFact) -> Option<&str> {
    let first = fact.folded.chars().next()?;
    Some(&fact.folded[..first.len_utf8()])
}

fn report(key: &str, near_miss: &NearMiss<'_, '_>, site: &Site, sink: &mut Sink<'_>) {
    let NearMiss { rare, frequent, kind } = near_miss;
    let (Some(spelling), Some(usual)) = (rare.spellings.first(), frequent.spellings.first()) else { return };
    let place = spelling.latest();
    if has_vocabulary(key, &place, site) {
        return;
    }
    let (text, better) = (&spelling.text, &usual.text);
    let (few, many) = (pages(rare.uses()), pages(frequent.uses()));
    let (severity, what) = match kind {
        NearKind::Slip => (Severity::Warning, "looks like a slip of"),
        NearKind::Plural => (Severity::Info, "differs only in number from"),
    };
    let message = format!("`{text}` in `{key}` ({few}) {what} `{better}` ({many})");
    let edit = rewrite(place.indexed.0, place.node(), place.term_use().span, better);
    let draft = place_finding(sink, &place, message).severity(severity);
    relate(draft, &usual.latest(), &format!("`{better}` is used here"))
        .help(format!("if the same is meant, write `{better}`"))
        .fix(Safety::Unsafe, format!("write `{better}`"), edit)
        .report();
}
