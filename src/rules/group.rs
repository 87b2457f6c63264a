//! Which pages are judged together by a rule that compares them.

use std::collections::HashMap;

use foldhash::fast::RandomState;

use super::{Sink, SiteRule};
use crate::site::{Census, IndexedPage, Site, by_age};

/// Names a group of pages for one rule: a URL, a term, a folder with a title.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct GroupKey(Box<str>);

impl GroupKey {
    /// What `parts` name together.
    pub fn of(parts: &[&str]) -> Self {
        Self(parts.join("\0").into())
    }

    /// The first `N` parts, the last of them with all that follows; empty ones where there are fewer.
    pub fn parts<const N: usize>(&self) -> [&str; N] {
        let mut parts = self.0.splitn(N, '\0');
        std::array::from_fn(|_| parts.next().unwrap_or_default())
    }
}

/// The pages that a rule compares with each other.
pub struct Group<'g> {
    /// What they have in common.
    pub key: &'g GroupKey,
    /// The pages, by path. Never empty.
    pub pages: &'g [IndexedPage<'g>],
    /// The counts of the whole site, for rules that [read](super::SiteRule::reads_census) them.
    pub census: &'g Census,
}

impl<'g> Group<'g> {
    /// The pages, older ones first.
    pub fn by_age(&self) -> Vec<IndexedPage<'g>> {
        let mut pages = self.pages.to_vec();
        pages.sort_by(by_age);
        pages
    }
}

/// The pages of each group: the first and the others, as most groups have one page, for which a list would be a waste.
type Members<'w> = HashMap<GroupKey, (IndexedPage<'w>, Vec<IndexedPage<'w>>), RandomState>;

/// Has `rule` judge the groups of `pages`, which are in the order of their paths, that have a page which is `asked` about.
/// `census` counts the pages, for a rule that wants to know.
pub fn compare<'w>(
    rule: &dyn SiteRule,
    pages: impl Iterator<Item = IndexedPage<'w>>,
    census: impl FnOnce() -> &'w Census,
    site: &Site,
    asked: &dyn Fn(&str) -> bool,
    sink: &mut Sink<'_>,
) {
    let mut groups: Members<'w> = HashMap::default();
    for indexed in pages {
        for key in rule.groups(indexed, site) {
            let (first, others) = groups.entry(key).or_insert_with(|| (indexed, Vec::new()));
            // A page that has two of something is in its group once.
            if others.last().unwrap_or(first).0.path != indexed.0.path {
                others.push(indexed);
            }
        }
    }
    if groups.is_empty() {
        return;
    }
    let uncounted = Census::default();
    let census = if rule.reads_census() { census() } else { &uncounted };
    let mut pages = Vec::new();
    for (key, (first, others)) in &groups {
        pages.clear();
        pages.push(*first);
        pages.extend(others);
        if pages.iter().any(|(page, _)| asked(&page.path)) {
            rule.check(&Group { key, pages: &pages, census }, site, sink);
        }
    }
}
