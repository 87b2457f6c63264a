//! Which pages have a say in what is said of a few that are asked about.

use std::collections::BTreeSet;

use super::group::{GroupKeys, Groups, groups_of_all};
use super::{RuleSet, SiteRule, TermRule};
use crate::site::taxonomy::UsedTerms;
use crate::site::{IndexedPage, Site};

/// The groups that the pages are in that are asked about, without rules that have nothing to say of these pages.
pub struct AskedGroups<'r> {
    of_terms: Vec<&'r dyn TermRule>,
    /// Of the rules that compare anything else.
    others: Vec<AskedOfRule<'r>>,
    /// Whether the counts of the whole site have a say in what is said of them.
    pub read_census: bool,
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
        let mut asked = Self { of_terms: Vec::new(), others: Vec::new(), read_census: false };
        for (_, rule) in rules.site_rules() {
            let groups = groups_of_all(rule, pages, site);
            if groups.is_empty() {
                continue;
            }
            asked.read_census |= rule.reads_census();
            match rule.of_terms() {
                Some(rule) => asked.of_terms.push(rule),
                None => {
                    let lengths = groups.iter().fold(0, |lengths, key| lengths | length_bit(key.len()));
                    asked.others.push(AskedOfRule { rule, groups, lengths });
                }
            }
        }
        asked
    }

    /// Whether another page has to be seen. Not said of one that only has terms in common with those that are asked about:
    /// of these, it is known only when all are counted.
    pub fn have(&self, page: IndexedPage<'_>, site: &Site) -> bool {
        let mut key = String::new();
        self.others.iter().any(|asked| {
            let mut is_member = false;
            let take = &mut |key: &str| {
                is_member = is_member || (asked.lengths & length_bit(key.len()) != 0 && asked.groups.contains(key));
            };
            asked.rule.groups(page, site, &mut Groups::new(&mut key, take));
            is_member
        })
    }

    /// Whether terms are compared.
    pub fn are_of_terms(&self) -> bool {
        !self.of_terms.is_empty()
    }

    /// The numbers of the pages that have to be seen for their terms.
    pub fn suspects(&self, used: &UsedTerms, site: &Site) -> BTreeSet<u32> {
        self.of_terms.iter().flat_map(|rule| rule.suspects(used, site).pages).collect()
    }
}

fn length_bit(length: usize) -> u64 {
    1 << (length % 64)
}
