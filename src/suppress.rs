//! Floor 5: takes out the findings that a comment suppresses, and knows which comments suppress nothing.

use crate::finding::Finding;
use crate::rules::suppressions::{Scope, Suppression, Weighed};
use crate::site::Page;

/// The suppressions of one page.
pub struct Comments<'w> {
    page: &'w Page,
    suppressions: &'w [Suppression],
    /// For each suppression, for each of its names: whether it suppresses a finding.
    used: Vec<Vec<bool>>,
}

impl<'w> Comments<'w> {
    /// The suppressions of `page`, none of which has suppressed anything yet.
    pub fn new(page: &'w Page, suppressions: &'w [Suppression]) -> Self {
        let used = suppressions.iter().map(|each| vec![false; each.names.len()]).collect();
        Self { page, suppressions, used }
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
        let hits: Vec<(usize, usize)> = self.hits(finding).collect();
        for (suppression, name) in hits {
            self.used[suppression][name] = true;
        }
    }

    /// Every suppression, with its names that suppressed nothing though they could have: `had_its_chance` says of a name
    /// and the page whether what it means was judged there.
    pub fn weighed(&self, had_its_chance: impl Fn(&str, &Page) -> bool) -> Vec<Weighed<'w>> {
        // Where a part of the block was skipped, so were the rules that would have looked there.
        let is_whole = self.page.front_matter.is_whole() && self.page.fault.is_none();
        let weigh = |(suppression, used): (&'w Suppression, &Vec<bool>)| {
            let names = suppression.names.iter().zip(used);
            let idle = names.map(|(name, used)| is_whole && !used && had_its_chance(&name.text, self.page)).collect();
            Weighed { suppression, idle }
        };
        self.suppressions.iter().zip(&self.used).map(weigh).collect()
    }

    /// The suppressions and their names that mean `finding`, by their positions.
    fn hits(&self, finding: &Finding) -> impl Iterator<Item = (usize, usize)> {
        let line = self.page.lines().line(finding.span.start as usize);
        let here = self.suppressions.iter().enumerate().filter(move |(_, suppression)| match suppression.scope {
            Scope::File => true,
            Scope::Line(own) => own == line,
            Scope::Unclear => false,
        });
        here.flat_map(|(at, suppression)| {
            let names = suppression.names.iter().enumerate();
            names.filter(|(_, name)| name.means(finding.rule)).map(move |(name, _)| (at, name))
        })
    }
}
