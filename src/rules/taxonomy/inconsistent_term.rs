//! `taxonomy/inconsistent-term`

use serde::Deserialize;

use super::places::{add_terms, has_vocabulary, pages, place_finding, relate, suspects, terms_differ, terms_of};
use super::term_edits::rewrite;
use crate::finding::{Safety, Severity};
use crate::profile::TermText;
use crate::rules::{FixKind, Group, GroupKey, Groups, RuleMeta, Sink, SiteRule, Suspects, TermRule};
use crate::site::taxonomy::{Spelling, UsedTerm, UsedTerms, Variants};
use crate::site::{IndexedPage, Site};

/// The rule's data.
pub const META: RuleMeta = RuleMeta {
    id: "taxonomy/inconsistent-term",
    severity: Severity::Warning,
    fix: FixKind::Sometimes,
    on: true,
    since: "0.1.0",
    options: &[],
    doc: include_str!("inconsistent_term.md"),
};

/// The rule.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct InconsistentTerm {}

impl SiteRule for InconsistentTerm {
    fn groups(&self, page: IndexedPage<'_>, _site: &Site, groups: &mut Groups<'_>) {
        add_terms(page, groups, |fact| Some(&fact.folded));
    }

    fn sees_change(&self, key: &GroupKey, old: IndexedPage<'_>, new: IndexedPage<'_>) -> bool {
        terms_differ(key, old, new, |fact| Some(&fact.folded))
    }

    fn check(&self, group: &Group<'_>, site: &Site, sink: &mut Sink<'_>) {
        if !is_spelt_in_several_ways(group) {
            return;
        }
        let taxonomy = terms_of(group, |fact| Some(&fact.folded));
        for variants in taxonomy.variants() {
            judge(&taxonomy.key, &variants, site, sink);
        }
    }

    fn of_terms(&self) -> Option<&dyn TermRule> {
        Some(self)
    }
}

impl TermRule for InconsistentTerm {
    fn suspects(&self, used: &UsedTerms, _site: &Site) -> Suspects {
        suspects(
            used,
            |term| Some(&term.folded),
            |terms| {
                // What it says, it says of all spellings but the most used.
                let is_less_used = |used: &&UsedTerm| {
                    let is_other = |other: &&&UsedTerm| other.term.text != used.term.text;
                    terms.iter().filter(is_other).any(|other| other.pages.len() >= used.pages.len())
                };
                let is_any = terms.iter().filter(|used| used.is_asked).any(is_less_used);
                if is_any { terms.to_vec() } else { Vec::new() }
            },
        )
    }
}

/// Whether there is anything to compare; for most terms there is not.
fn is_spelt_in_several_ways(group: &Group<'_>) -> bool {
    let [taxonomy, _, folded] = group.key.parts();
    let facts = group.pages.iter().flat_map(|(_, facts)| &facts.terms);
    let mut texts = facts.filter(|fact| fact.folded == folded && fact.taxonomy == taxonomy).map(|fact| &fact.text);
    let first = texts.next();
    texts.any(|text| Some(text) != first)
}

fn judge(key: &str, variants: &Variants<'_, '_>, site: &Site, sink: &mut Sink<'_>) {
    // Blanks at an end are malformed in any spelling.
    let is_trim = |spelling: &Spelling<'_>| spelling.text.trim() == spelling.text;
    let mut spellings = variants.spellings.iter().filter(|(_, spelling)| is_trim(spelling));
    let Some((term, usual)) = spellings.next() else { return };
    for (other_term, other) in spellings {
        report(key, other, usual, term == other_term, site, sink);
    }
}

/// One finding for each of the less usual spellings, on the latest page that has it.
fn report(key: &str, other: &Spelling<'_>, usual: &Spelling<'_>, is_grouped: bool, site: &Site, sink: &mut Sink<'_>) {
    let place = other.latest();
    if has_vocabulary(key, &place, site) {
        return;
    }
    let generator = site.profile.name;
    let is_unknown = site.profile.terms.text == TermText::Unknown;
    let effect = match is_grouped {
        _ if is_unknown => String::new(),
        true => format!("; {generator} makes one term of both and shows one of the spellings"),
        false => format!("; {generator} makes two terms of them"),
    };
    let (text, better) = (&other.text, &usual.text);
    let (few, many) = (pages(other.places.len()), pages(usual.places.len()));
    let message = format!("`{text}` in `{key}` ({few}) is spelt `{better}` elsewhere ({many}){effect}");
    let severity = if is_grouped || is_unknown { Severity::Info } else { Severity::Warning };
    let edit = rewrite(place.indexed.0, place.node(), place.term_use().span, better);
    let draft = place_finding(sink, &place, message).severity(severity).help(format!("write `{better}`"));
    let draft = relate(draft, &usual.latest(), &format!("`{better}` is used here"));
    let draft = other.places.iter().rev().skip(1).take(4).fold(draft, |draft, place| relate(draft, place, "here, too"));
    draft.fix(Safety::Unsafe, format!("write `{better}`"), edit).report();
}
