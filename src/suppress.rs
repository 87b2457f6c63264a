//! Floor 5: takes out the findings that a comment suppresses, and knows which comments suppress nothing.

use std::collections::HashSet;

use crate::finding::Finding;
use crate::rules::suppressions::{Scope, Suppression, Weighed};
use crate::site::Page;

/// The suppressions of one page.
pub struct Comments<'w> {
    page: &'w Page,
    suppressions: &'w [Suppression],
    /// What the suppressions name.
    named: HashSet<Aim<'w>>,
    /// What of it suppresses a finding.
    used: HashSet<Aim<'w>>,
}

/// What one name of a suppression is about: a line (`None`: the file), and the rule or group. Twenty thousand comments on
/// one page, each compared with twenty thousand findings, took three seconds.
type Aim<'w> = (Option<usize>, &'w str);

impl<'w> Comments<'w> {
    /// The suppressions of `page`, none of which has suppressed anything yet.
    pub fn new(page: &'w Page, suppressions: &'w [Suppression]) -> Self {
        let aims = suppressions.iter().flat_map(|each| each.names.iter().filter_map(|name| aim(each, &name.text)));
        Self { page, suppressions, named: aims.collect(), used: HashSet::new() }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.suppressions.is_empty()
    }

    /// The page that they stand on.
    pub fn page(&self) -> &'w Page {
        self.page
    }

    /// Whether a comment suppresses `finding`, which is one of its page.
    pub fn suppress(&self, finding: &Finding) -> bool {
        self.hits(finding).next().is_some()
    }

    /// Remembers what suppresses `finding`, if anything does.
    pub fn note(&mut self, finding: &Finding) {
        let hits: Vec<Aim<'w>> = self.hits(finding).collect();
        self.used.extend(hits);
    }

    /// Every suppression, with its names that suppressed nothing though they could have: `had_its_chance` says of a name
    /// and the page whether what it means was judged there.
    pub fn weighed(&self, had_its_chance: impl Fn(&str, &Page) -> bool) -> Vec<Weighed<'w>> {
        // Where a part of the block was skipped, so were the rules that would have looked there.
        let is_whole = self.page.front_matter.is_whole() && self.page.fault.is_none();
        let weigh = |suppression: &'w Suppression| {
            let is_used = |name: &str| aim(suppression, name).is_some_and(|aim| self.used.contains(&aim));
            let is_idle = |name: &str| is_whole && !is_used(name) && had_its_chance(name, self.page);
            Weighed { suppression, idle: suppression.names.iter().map(|name| is_idle(&name.text)).collect() }
        };
        self.suppressions.iter().map(weigh).collect()
    }

    /// What is named that means `finding`.
    fn hits(&self, finding: &Finding) -> impl Iterator<Item = Aim<'w>> {
        let line = self.page.lines().line(finding.span.start as usize);
        let group = finding.rule.split('/').next().unwrap_or(finding.rule);
        let aims = [finding.rule, group].into_iter().flat_map(move |name| [(Some(line), name), (None, name)]);
        aims.filter(|aim| self.named.contains(aim))
    }
}

/// What `suppression` is about by one of its names; nothing where it is unclear.
fn aim<'n>(suppression: &Suppression, name: &'n str) -> Option<Aim<'n>> {
    match suppression.scope {
        Scope::File => Some((None, name)),
        Scope::Line(line) => Some((Some(line), name)),
        Scope::Unclear => None,
    }
}
