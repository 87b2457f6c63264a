//! Which pages are judged together by a rule that compares them.

use std::borrow::Borrow;
use std::collections::{HashMap, HashSet};
use std::hash::BuildHasher;

use foldhash::fast::RandomState;
use rayon::prelude::*;

use super::{RuleMeta, Sink, SiteRule};
use crate::finding::Finding;
use crate::site::taxonomy::UsedTerms;
use crate::site::{Census, IndexedPage, Site, by_age};

/// Names a group of pages for one rule: a URL, a term, a folder with a title.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct GroupKey(Box<str>);

/// Keys of groups.
pub type GroupKeys = HashSet<GroupKey, RandomState>;

impl GroupKey {
    /// The key that `parts` make together.
    pub fn of(parts: &[&str]) -> Self {
        let mut key = String::new();
        Groups::new(&mut key, &mut |_| ()).add(parts);
        Self(key.into())
    }

    /// How many bytes it has.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// The first `N` of the parts that were [added](Groups::add), the last of them with all that follows; empty ones where
    /// there are fewer.
    pub fn parts<const N: usize>(&self) -> [&str; N] {
        let mut parts = self.0.splitn(N, BETWEEN_PARTS);
        std::array::from_fn(|_| parts.next().unwrap_or_default())
    }
}

impl Borrow<str> for GroupKey {
    fn borrow(&self) -> &str {
        &self.0
    }
}

const BETWEEN_PARTS: char = '\0';

/// Takes from a rule the groups of a page.
pub struct Groups<'t> {
    /// The key of the last one, whose memory the next one takes.
    key: &'t mut String,
    take: &'t mut dyn FnMut(&str),
}

impl<'t> Groups<'t> {
    /// Hands each key to `take`, made in the memory of `key`.
    pub(super) fn new(key: &'t mut String, take: &'t mut dyn FnMut(&str)) -> Self {
        Self { key, take }
    }

    /// Adds the group that `parts` name together. Nothing is kept of one that is known, as of most terms.
    pub fn add(&mut self, parts: &[&str]) {
        self.key.clear();
        for (at, part) in parts.iter().enumerate() {
            if at > 0 {
                self.key.push(BETWEEN_PARTS);
            }
            self.key.push_str(part);
        }
        (self.take)(self.key);
    }
}

/// The groups that `rule` puts a page in, each once.
pub fn groups_of(rule: &dyn SiteRule, page: IndexedPage<'_>, site: &Site) -> Vec<GroupKey> {
    let mut keys = Vec::new();
    let take = &mut |key: &str| keys.push(GroupKey(key.into()));
    rule.groups(page, site, &mut Groups { key: &mut String::new(), take });
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// The groups that `rule` puts any of `pages` in.
pub fn groups_of_all(rule: &dyn SiteRule, pages: &[IndexedPage<'_>], site: &Site) -> GroupKeys {
    pages.iter().flat_map(|page| groups_of(rule, *page, site)).collect()
}

/// The pages that a rule compares with each other.
pub struct Group<'g> {
    /// What they have in common.
    pub key: &'g GroupKey,
    /// The pages, by path. Never empty.
    pub pages: &'g [IndexedPage<'g>],
    /// The counts of the whole site, for rules that [read](super::SiteRule::reads_census) them.
    pub census: &'g Census,
    /// The terms of the whole site, unless every page of the group is there to be asked.
    pub used_terms: Option<&'g UsedTerms>,
}

/// What is counted of a whole site.
pub struct Counts<'c> {
    /// The counts that some rules [read](super::SiteRule::reads_census), made when one asks.
    pub census: &'c (dyn Fn() -> &'c Census + Sync),
    /// The terms, for rules that compare them.
    pub used_terms: &'c UsedTerms,
    /// Whether the numbers of pages in them are positions among all pages that are known; else fewer are known than counted.
    pub are_numbered: bool,
}

impl<'g> Group<'g> {
    /// The pages, older ones first.
    pub fn by_age(&self) -> Vec<IndexedPage<'g>> {
        let mut pages = self.pages.to_vec();
        pages.sort_by(by_age);
        pages
    }
}

/// The pages of each group, by their positions: the first and the others, as most groups have one page, for which a list
/// would be a waste.
type Members = HashMap<GroupKey, (u32, Vec<u32>), RandomState>;

/// A rule with its data.
type RuleOf<'r> = (&'static RuleMeta, &'r dyn SiteRule);

/// What a rule says of `group`.
pub fn said_of(group: &Group<'_>, (meta, rule): RuleOf<'_>, site: &Site) -> Vec<Finding> {
    let mut findings = Vec::new();
    rule.check(group, site, &mut Sink::new(meta, site.profile, &mut findings));
    findings
}

/// What a rule says of the groups of `pages` (in the order of their paths) that have one of the pages in them that are
/// `asked` about.
pub fn compare(
    rule: RuleOf<'_>,
    pages: &[IndexedPage<'_>],
    asked: &[IndexedPage<'_>],
    counts: &Counts<'_>,
    site: &Site,
) -> Vec<Finding> {
    let sorted = |pages: &[IndexedPage<'_>], wanted: &dyn Fn(&str) -> bool| members(rule.1, pages, wanted, site);
    if let Some(of_terms) = rule.1.of_terms() {
        let suspects = of_terms.suspects(counts.used_terms, site);
        let few = suspects.pages.iter().filter_map(|number| pages.get(*number as usize)).copied();
        let pages = if counts.are_numbered { few.collect() } else { pages.to_vec() };
        judge(rule, &pages, &sorted(&pages, &|key| suspects.groups.contains(key)), counts, site)
    } else if asked.len() < pages.len() {
        let asked = groups_of_all(rule.1, asked, site);
        // Most pages are in no group of a rule that only looks at what is odd.
        if asked.is_empty() {
            return Vec::new();
        }
        judge(rule, pages, &sorted(pages, &|key| asked.contains(key)), counts, site)
    } else if rule.1.least_pages() > 1 {
        let pages = not_alone(rule.1, pages, site);
        judge(rule, &pages, &sorted(&pages, &|_| true), counts, site)
    } else {
        judge(rule, pages, &sorted(pages, &|_| true), counts, site)
    }
}

/// What a rule says of `groups`, side by side: near misses of terms take longer than all other rules together.
fn judge<'w>(
    rule: RuleOf<'_>,
    pages: &[IndexedPage<'w>],
    groups: &Members,
    counts: &Counts<'_>,
    site: &Site,
) -> Vec<Finding> {
    let least = rule.1.least_pages();
    let groups: Vec<_> = groups.iter().filter(|(_, (_, others))| others.len() + 1 >= least).collect();
    if groups.is_empty() {
        return Vec::new();
    }
    let uncounted = Census::default();
    let census = if rule.1.reads_census() { (counts.census)() } else { &uncounted };
    let used_terms = rule.1.of_terms().map(|_| counts.used_terms);
    let judge = |members: &mut Vec<IndexedPage<'w>>, (key, (first, others)): &(&GroupKey, &(u32, Vec<u32>))| {
        members.clear();
        members.push(pages[*first as usize]);
        members.extend(others.iter().map(|at| pages[*at as usize]));
        said_of(&Group { key, pages: members, census, used_terms }, rule, site)
    };
    groups.par_iter().map_init(Vec::new, judge).flatten_iter().collect()
}

/// The groups of `pages` whose key is `wanted`.
fn members(rule: &dyn SiteRule, pages: &[IndexedPage<'_>], wanted: &dyn Fn(&str) -> bool, site: &Site) -> Members {
    let mut groups = Members::default();
    let mut key = String::new();
    for (at, page) in (0..).zip(pages) {
        let take = &mut |key: &str| match groups.get_mut(key) {
            // A page that has two of something is in its group once.
            Some((first, others)) if *others.last().unwrap_or(first) != at => others.push(at),
            Some(_) => {}
            None if wanted(key) => drop(groups.insert(GroupKey(key.into()), (at, Vec::new()))),
            None => {}
        };
        rule.groups(*page, site, &mut Groups { key: &mut key, take });
    }
    groups
}

/// Those of `pages` that may be in a group with another one. Nearly every page has a URL and a title of its own: to keep
/// a number for each is cheaper than the names, and two names with one number do no harm.
fn not_alone<'w>(rule: &dyn SiteRule, pages: &[IndexedPage<'w>], site: &Site) -> Vec<IndexedPage<'w>> {
    let numbers = RandomState::default();
    let mut places: Vec<(u64, usize)> = Vec::with_capacity(pages.len());
    let mut key = String::new();
    for (at, page) in pages.iter().enumerate() {
        let take = &mut |key: &str| places.push((numbers.hash_one(key), at));
        rule.groups(*page, site, &mut Groups { key: &mut key, take });
    }
    places.sort_unstable();
    places.dedup();
    let shared = places.chunk_by(|(number, _), (next, _)| number == next).filter(|places| places.len() > 1);
    let mut shared: Vec<usize> = shared.flatten().map(|(_, at)| *at).collect();
    shared.sort_unstable();
    shared.dedup();
    shared.into_iter().map(|at| pages[at]).collect()
}
