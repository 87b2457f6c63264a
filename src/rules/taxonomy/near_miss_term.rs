//! `taxonomy/near-miss-term`

use std::collections::{HashMap, HashSet};

use foldhash::fast::RandomState;
use serde::Deserialize;

use super::places::{add_terms, has_vocabulary, pages, place_finding, relate, suspects, terms_differ, terms_of};
use super::term_edits::rewrite;
use crate::finding::{Safety, Severity};
use crate::rules::{FixKind, Group, GroupKey, Groups, RuleMeta, Sink, SiteRule, Suspects, TermRule};
use crate::site::taxonomy::{
    NearKind, NearMiss, TermCount, TermCounts, UsedTerm, UsedTerms, count_terms, near_pairs, pages_with,
};
use crate::site::{IndexedPage, SharedTerm, Site};

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

/// Names of terms. Each term of thousands of pages is asked for.
type Names<'u> = HashSet<&'u str, RandomState>;

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
        let [key, language, letter] = group.key.parts();
        let is_member = |term: &SharedTerm| term.taxonomy == key && first_letter(term) == Some(letter);
        let counts = match group.used_terms {
            None => count_terms(group.pages, |fact| is_member(fact)),
            Some(used) => {
                let here = used.iter().filter(|(own, _)| own.unwrap_or_default() == language);
                counted(here.map(|(_, used)| used).filter(|used| is_member(&used.term)))
            }
        };
        let near: Names<'_> = near_pairs(&counts).into_iter().flat_map(|(rare, frequent)| [rare, frequent]).collect();
        if near.is_empty() {
            return;
        }
        let taxonomy = terms_of(group, |term| first_letter(term).filter(|_| near.contains(&*term.term)));
        for near_miss in taxonomy.near_misses() {
            report(&taxonomy.key, &near_miss, site, sink);
        }
    }

    fn of_terms(&self) -> Option<&dyn TermRule> {
        Some(self)
    }
}

impl TermRule for NearMissTerm {
    /// What it says, it says where the rare term is used.
    fn suspects(&self, used: &UsedTerms, _site: &Site) -> Suspects {
        suspects(used, first_letter, |terms| {
            let counts = counted(terms.iter().copied());
            let asked: Names<'_> = terms.iter().filter(|used| used.is_asked).map(|used| &*used.term.term).collect();
            let pairs = near_pairs(&counts).into_iter().filter(|(rare, _)| asked.contains(rare));
            let names: Names<'_> = pairs.flat_map(|(rare, frequent)| [rare, frequent]).collect();
            terms.iter().copied().filter(|used| names.contains(&*used.term.term)).collect()
        })
    }
}

fn counted<'u>(terms: impl Iterator<Item = &'u UsedTerm>) -> TermCounts<'u> {
    let mut spellings: HashMap<&str, Vec<&UsedTerm>, RandomState> = HashMap::default();
    terms.for_each(|used| spellings.entry(&used.term.term).or_default().push(used));
    let count = |spellings: Vec<&'u UsedTerm>| {
        let pages = pages_with(spellings.iter().copied());
        let folded = spellings.iter().map(|used| &*used.term.folded).min()?;
        Some(TermCount { folded, pages })
    };
    spellings.into_iter().filter_map(|(name, spellings)| Some((name, count(spellings)?))).collect()
}

fn first_letter(term: &SharedTerm) -> Option<&str> {
    let first = term.folded.chars().next()?;
    Some(&term.folded[..first.len_utf8()])
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
