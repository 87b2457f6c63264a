//! Keeps what rules that compare pages say, so that an edit makes only the groups of the edited page be judged again.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::OnceLock;

use rayon::prelude::*;

use super::focus::Counted;
use super::{Judged, Pages};
use crate::finding::Finding;
use crate::rules::{self, Counts, Group, GroupKey, RuleMeta, RuleSet, SiteRule};
use crate::site::taxonomy::UsedTerms;
use crate::site::{Census, IndexedPage, Site};

/// All groups of all rules, with what was said of them.
pub(super) struct Comparisons {
    by_rule: Vec<Compared>,
    census: Census,
    /// For each page, its groups by rule.
    groups_of: HashMap<String, Vec<Vec<GroupKey>>>,
    /// For each file, the groups (with the position of their rule) that have findings in it.
    found_in: HashMap<String, BTreeSet<(usize, GroupKey)>>,
}

/// The groups of one rule.
#[derive(Default)]
struct Compared {
    members: HashMap<GroupKey, BTreeSet<String>>,
    findings: HashMap<GroupKey, Vec<Finding>>,
    /// Groups whose findings are not those of their members any more.
    outdated: HashSet<GroupKey>,
}

/// What the rules that compare pages say of `pages`, in no order; all that they say of those that are `asked` about.
/// Where these are not all pages of the site, `counted` is what was counted of all.
pub(super) fn judge_all(
    rules: &RuleSet,
    pages: &Pages,
    counted: Option<&Counted>,
    site: &Site,
    asked: &(dyn Fn(&str) -> bool + Sync),
) -> Vec<Finding> {
    let indexed: Vec<IndexedPage<'_>> = pages.values().map(|judged| judged.indexed()).collect();
    // Not when a rule asks, like the census: rules run side by side, and one must not wait for others in a lock.
    let is_wanted = |rule: &dyn SiteRule| rule.of_terms().is_some() || rule.reads_census();
    let own_terms = match counted {
        None if rules.site_rules().any(|(_, rule)| is_wanted(rule)) => {
            UsedTerms::of(&indexed, |page| asked(&page.path))
        }
        _ => UsedTerms::default(),
    };
    let used_terms = counted.map_or(&own_terms, |counted| &counted.used_terms);
    let census: OnceLock<Census> = OnceLock::new();
    let count = || Census::of_used(used_terms, pages.values().map(|judged| &judged.facts));
    let counts = Counts {
        census: &|| counted.map_or_else(|| census.get_or_init(count), |counted| &counted.census),
        used_terms,
        are_numbered: counted.is_none(),
    };
    let asked: Vec<IndexedPage<'_>> = indexed.iter().copied().filter(|(page, _)| asked(&page.path)).collect();
    let judge = |(meta, rule): (&'static RuleMeta, &dyn SiteRule)| {
        rules::compare((meta, rule), &indexed, &asked, &counts, site)
    };
    // Each rule by itself: they are few, and some take ten times as long as others.
    rules.site_rules().collect::<Vec<_>>().into_par_iter().with_max_len(1).flat_map_iter(judge).collect()
}

impl Comparisons {
    /// The groups of `pages`, none of which is judged yet.
    pub(super) fn of(rules: &RuleSet, pages: &Pages, site: &Site) -> Self {
        let by_rule = rules.site_rules().map(|_| Compared::default()).collect();
        let census = Census::of(pages.values().map(|judged| &judged.facts));
        let mut comparisons = Self { by_rule, census, groups_of: HashMap::new(), found_in: HashMap::new() };
        pages.values().for_each(|judged| comparisons.regroup(rules, None, Some(judged), site));
        comparisons
    }

    /// Takes in `new` in place of `old`, which was at the same path.
    pub(super) fn replace(&mut self, rules: &RuleSet, old: Option<&Judged>, new: Option<&Judged>, site: &Site) {
        if self.census.replace(old.map(|old| &old.facts), new.map(|new| &new.facts)) {
            for ((_, rule), compared) in rules.site_rules().zip(&mut self.by_rule) {
                if rule.reads_census() {
                    compared.outdated.extend(compared.members.keys().cloned());
                }
            }
        }
        self.regroup(rules, old, new, site);
    }

    fn regroup(&mut self, rules: &RuleSet, old: Option<&Judged>, new: Option<&Judged>, site: &Site) {
        let Some(path) = new.or(old).map(|judged| judged.page.path.clone()) else { return };
        let mut was_in = self.groups_of.remove(&path).unwrap_or_default().into_iter();
        let mut is_in = Vec::with_capacity(self.by_rule.len());
        for ((_, rule), compared) in rules.site_rules().zip(&mut self.by_rule) {
            let was_in = was_in.next().unwrap_or_default();
            let groups = new.map(|new| rules::groups_of(rule, new.indexed(), site)).unwrap_or_default();
            was_in.iter().filter(|key| !groups.contains(key)).for_each(|key| compared.leave(key, &path));
            for key in &groups {
                let is_member = was_in.contains(key);
                let (old, new) = (old.filter(|_| is_member), new);
                let is_heard =
                    || old.zip(new).is_none_or(|(old, new)| rule.sees_change(key, old.indexed(), new.indexed()));
                if !is_member {
                    compared.members.entry(key.clone()).or_default().insert(path.clone());
                }
                // Where something is found, it may point into the page, in which everything may have moved.
                if !is_member || compared.findings.contains_key(key) || is_heard() {
                    compared.outdated.insert(key.clone());
                }
            }
            is_in.push(groups);
        }
        if new.is_some() {
            self.groups_of.insert(path, is_in);
        }
    }

    /// Judges the groups that are not what they were. Gives the files that had findings of theirs, or have them now.
    pub(super) fn settle(&mut self, rules: &RuleSet, pages: &Pages, site: &Site) -> BTreeSet<String> {
        let census = &self.census;
        let rules = rules.site_rules().collect::<Vec<_>>();
        let found = Members::of(self.by_rule.iter().flat_map(Compared::outdated_members).count(), pages);
        let judged: Vec<Vec<(GroupKey, Vec<Finding>)>> = self
            .by_rule
            .par_iter_mut()
            .zip(rules)
            .map(|(compared, (meta, rule))| {
                let outdated = std::mem::take(&mut compared.outdated);
                let judge = |key: GroupKey| {
                    let members = compared.members.get(&key).into_iter().flatten();
                    let members: Vec<IndexedPage<'_>> =
                        members.filter_map(|path| found.get(path)).map(Judged::indexed).collect();
                    let is_judged = members.len() >= rule.least_pages().max(1);
                    let group = Group { key: &key, pages: &members, census, used_terms: None };
                    let findings = if is_judged { rules::said_of(&group, (meta, rule), site) } else { Vec::new() };
                    (key, findings)
                };
                outdated.into_par_iter().map(judge).collect()
            })
            .collect();
        let mut touched = BTreeSet::new();
        for (at, groups) in judged.into_iter().enumerate() {
            for (key, findings) in groups {
                self.keep(at, key, findings, &mut touched);
            }
        }
        touched
    }

    /// What is said of the file at `path`, in no order.
    pub(super) fn findings(&self, path: &str) -> impl Iterator<Item = &Finding> {
        let groups = self.found_in.get(path).into_iter().flatten();
        let findings = groups.filter_map(|(at, key)| self.by_rule[*at].findings.get(key)).flatten();
        findings.filter(move |finding| finding.path == path)
    }

    fn keep(&mut self, at: usize, key: GroupKey, findings: Vec<Finding>, touched: &mut BTreeSet<String>) {
        let compared = &mut self.by_rule[at].findings;
        let old = if findings.is_empty() { compared.remove(&key) } else { compared.insert(key.clone(), findings) };
        for finding in old.into_iter().flatten() {
            if let Some(groups) = self.found_in.get_mut(&finding.path) {
                groups.remove(&(at, key.clone()));
            }
            touched.insert(finding.path);
        }
        for finding in self.by_rule[at].findings.get(&key).into_iter().flatten() {
            self.found_in.entry(finding.path.clone()).or_default().insert((at, key.clone()));
            touched.insert(finding.path.clone());
        }
    }
}

impl Compared {
    fn leave(&mut self, key: &GroupKey, path: &str) {
        if let Some(members) = self.members.get_mut(key) {
            members.remove(path);
            if members.is_empty() {
                self.members.remove(key);
            }
        }
        self.outdated.insert(key.clone());
    }

    fn outdated_members(&self) -> impl Iterator<Item = &String> {
        self.outdated.iter().filter_map(|key| self.members.get(key)).flatten()
    }
}

/// Finds the pages of groups: in the tree of all, or faster in a table, where they are so many that it is worth making.
enum Members<'p> {
    Few(&'p Pages),
    Many(HashMap<&'p str, &'p Judged>),
}

impl<'p> Members<'p> {
    fn of(count: usize, pages: &'p Pages) -> Self {
        if count < pages.len() / 4 {
            return Self::Few(pages);
        }
        Self::Many(pages.iter().map(|(path, judged)| (path.as_str(), &**judged)).collect())
    }

    fn get(&self, path: &str) -> Option<&'p Judged> {
        match self {
            Self::Few(pages) => pages.get(path).map(|judged| &**judged),
            Self::Many(pages) => pages.get(path).copied(),
        }
    }
}
