//! Which pages have a say in what is said of a few that are asked about.

use std::collections::BTreeSet;

use super::group::{GroupKeys, Groups, groups_of_all};
use super::{RuleSet, SiteRule};
use crate::profile::pages::PageKind;
use crate::site::taxonomy::UsedTerms;
use crate::site::{IndexedPage, Site};

/// The groups that the pages are in that are asked about, rule by rule.
pub struct AskedGroups<'r> {
    /// Without rules that have nothing to say of these pages.
    by_rule: Vec<AskedOfRule<'r>>,
}

struct AskedOfRule<'r> {
    rule: &'r dyn SiteRule,
    groups: GroupKeys,
    /// The lengths of the keys, one bit for each of 64: most keys of other pages need not be looked up.
    lengths: u64,
}

/// Where a rule that compares terms may see something that concerns a page that is asked about.
#[derive(Debug, Default)]
pub struct Suspects {
    /// The groups.
    pub groups: GroupKeys,
    /// The numbers of the pages that it has to see for that.
    pub pages: BTreeSet<u32>,
}

impl<'r> AskedGroups<'r> {
    /// The groups of `pages`.
    pub fn of(rules: &'r RuleSet, pages: &[IndexedPage<'_>], site: &Site) -> Self {
        let by_rule = rules.site_rules().map(|(_, rule)| {
            let groups = groups_of_all(rule, pages, site);
            let lengths = groups.iter().fold(0, |lengths, key| lengths | length_bit(key.len()));
            AskedOfRule { rule, groups, lengths }
        });
        Self { by_rule: by_rule.filter(|asked| !asked.groups.is_empty()).collect() }
    }

    /// Whether another page has to be seen. Not said of one that only has terms in common with those that are asked about:
    /// of these, it is known only when all are counted.
    pub fn have(&self, page: IndexedPage<'_>, site: &Site) -> bool {
        let mut key = String::new();
        self.by_rule.iter().any(|asked| {
            // The page of a term is what the pages are compared with that use it.
            if asked.rule.of_terms().is_some() && page.0.kind != PageKind::Term {
                return false;
            }
            let mut is_member = false;
            let take = &mut |key: &str| {
                is_member = is_member || (asked.lengths & length_bit(key.len()) != 0 && asked.groups.contains(key));
            };
            asked.rule.groups(page, site, &mut Groups::new(&mut key, take));
            is_member
        })
    }

    /// The numbers of the pages that have to be seen for their terms.
    pub fn suspects(&self, used: &UsedTerms, site: &Site) -> BTreeSet<u32> {
        let rules = self.by_rule.iter().filter_map(|asked| asked.rule.of_terms());
        rules.flat_map(|rule| rule.suspects(used, site).pages).collect()
    }

    /// Whether terms are compared.
    pub fn are_of_terms(&self) -> bool {
        self.by_rule.iter().any(|asked| asked.rule.of_terms().is_some())
    }

    /// Whether the counts of the whole site have a say in what is said of them.
    pub fn read_census(&self) -> bool {
        self.by_rule.iter().any(|asked| asked.rule.reads_census())
    }
}

fn length_bit(length: usize) -> u64 {
    1 << (length % 64)
}
