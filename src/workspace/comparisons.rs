//! Keeps what rules that compare pages say, so that an edit makes only the groups of the edited page be judged again.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::OnceLock;

use rayon::prelude::*;

use super::Judged;
use crate::finding::Finding;
use crate::rules::{self, Group, GroupKey, Rule, RuleMeta, RuleSet, Sink, SiteRule};
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
pub(super) fn judge_all(
    rules: &RuleSet,
    pages: &BTreeMap<String, Judged>,
    site: &Site,
    asked: &(dyn Fn(&str) -> bool + Sync),
) -> Vec<Finding> {
    let counted: OnceLock<Census> = OnceLock::new();
    let census = || counted.get_or_init(|| Census::of(pages.values().map(|judged| &judged.facts)));
    let judge = |(meta, rule): (&'static RuleMeta, &dyn SiteRule)| {
        let mut findings = Vec::new();
        let mut sink = Sink::new(meta, site.profile, &mut findings);
        rules::compare(rule, pages.values().map(Judged::indexed), census, site, asked, &mut sink);
        findings
    };
    site_rules(rules).collect::<Vec<_>>().into_par_iter().flat_map_iter(judge).collect()
}

impl Comparisons {
    /// The groups of `pages`, none of which is judged yet.
    pub(super) fn of(rules: &RuleSet, pages: &BTreeMap<String, Judged>, site: &Site) -> Self {
        let by_rule = site_rules(rules).map(|_| Compared::default()).collect();
        let census = Census::of(pages.values().map(|judged| &judged.facts));
        let mut comparisons = Self { by_rule, census, groups_of: HashMap::new(), found_in: HashMap::new() };
        pages.values().for_each(|judged| comparisons.join(rules, judged, site));
        comparisons
    }

    /// Takes in `new` in place of `old`, which was at the same path.
    pub(super) fn replace(&mut self, rules: &RuleSet, old: Option<&Judged>, new: Option<&Judged>, site: &Site) {
        if self.census.replace(old.map(|old| &old.facts), new.map(|new| &new.facts)) {
            for ((_, rule), compared) in site_rules(rules).zip(&mut self.by_rule) {
                if rule.reads_census() {
                    compared.outdated.extend(compared.members.keys().cloned());
                }
            }
        }
        old.into_iter().for_each(|old| self.leave(&old.page.path));
        new.into_iter().for_each(|new| self.join(rules, new, site));
    }

    fn join(&mut self, rules: &RuleSet, judged: &Judged, site: &Site) {
        let path = &judged.page.path;
        let mut all = Vec::with_capacity(self.by_rule.len());
        for ((_, rule), compared) in site_rules(rules).zip(&mut self.by_rule) {
            let groups = rule.groups(judged.indexed(), site);
            for key in &groups {
                compared.members.entry(key.clone()).or_default().insert(path.clone());
                compared.outdated.insert(key.clone());
            }
            all.push(groups);
        }
        self.groups_of.insert(path.clone(), all);
    }

    fn leave(&mut self, path: &str) {
        let all = self.groups_of.remove(path).unwrap_or_default();
        for (groups, compared) in all.into_iter().zip(&mut self.by_rule) {
            for key in groups {
                if let Some(members) = compared.members.get_mut(&key) {
                    members.remove(path);
                    if members.is_empty() {
                        compared.members.remove(&key);
                    }
                }
                compared.outdated.insert(key);
            }
        }
    }

    /// Judges the groups that are not what they were. Gives the files that had findings of theirs, or have them now.
    pub(super) fn settle(
        &mut self,
        rules: &RuleSet,
        pages: &BTreeMap<String, Judged>,
        site: &Site,
    ) -> BTreeSet<String> {
        let census = &self.census;
        let rules = site_rules(rules).collect::<Vec<_>>();
        let judged: Vec<Vec<(GroupKey, Vec<Finding>)>> = self
            .by_rule
            .par_iter_mut()
            .zip(rules)
            .map(|(compared, (meta, rule))| {
                let outdated = std::mem::take(&mut compared.outdated);
                let judge = |key: GroupKey| {
                    let members = compared.members.get(&key).into_iter().flatten();
                    let members: Vec<IndexedPage<'_>> =
                        members.filter_map(|path| pages.get(path)).map(Judged::indexed).collect();
                    let mut findings = Vec::new();
                    if !members.is_empty() {
                        let group = Group { key: &key, pages: &members, census };
                        rule.check(&group, site, &mut Sink::new(meta, site.profile, &mut findings));
                    }
                    (key, findings)
                };
                outdated.into_iter().map(judge).collect()
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

fn site_rules(rules: &RuleSet) -> impl Iterator<Item = (&'static RuleMeta, &dyn SiteRule)> {
    rules.rules.iter().filter_map(|(meta, rule)| match rule {
        Rule::Site(rule) => Some((*meta, &**rule)),
        _ => None,
    })
}
