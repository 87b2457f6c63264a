//! Floor 5: takes out the findings that a comment suppresses, and knows which comments suppress nothing.

use std::collections::HashMap;

use crate::finding::Finding;
use crate::rules::suppressions::{Scope, Suppression, Weighed};
use crate::site::Page;

/// The suppressions of all pages.
#[derive(Default)]
pub struct Comments<'w> {
    by_page: HashMap<&'w str, Commented<'w>>,
}

/// A page with suppressions.
struct Commented<'w> {
    page: &'w Page,
    suppressions: &'w [Suppression],
    /// For each suppression, for each of its names: whether it suppresses a finding.
    used: Vec<Vec<bool>>,
}

impl<'w> Comments<'w> {
    /// The suppressions of `pages`, none of which has suppressed anything yet.
    pub fn new(pages: impl Iterator<Item = (&'w Page, &'w [Suppression])>) -> Self {
        let commented = pages.filter(|(_, suppressions)| !suppressions.is_empty()).map(|(page, suppressions)| {
            let used = suppressions.iter().map(|each| vec![false; each.names.len()]).collect();
            (&*page.path, Commented { page, suppressions, used })
        });
        Self { by_page: commented.collect() }
    }

    /// Whether a comment suppresses `finding`.
    pub fn suppress(&self, finding: &Finding) -> bool {
        self.by_page.get(&*finding.path).is_some_and(|commented| commented.hits(finding).next().is_some())
    }

    /// Remembers what suppresses `finding`, if anything does.
    pub fn note(&mut self, finding: &Finding) {
        let Some(commented) = self.by_page.get_mut(&*finding.path) else { return };
        let hits: Vec<(usize, usize)> = commented.hits(finding).collect();
        for (suppression, name) in hits {
            commented.used[suppression][name] = true;
        }
    }

    /// Every suppression, with its names that suppressed nothing though they could have: `had_its_chance` says of a name
    /// and a page whether what it means was judged there.
    pub fn weighed(&self, had_its_chance: impl Fn(&str, &Page) -> bool) -> Vec<(&'w Page, Weighed<'w>)> {
        let mut weighed = Vec::new();
        for Commented { page, suppressions, used } in self.by_page.values() {
            // Where a part of the block was skipped, so were the rules that would have looked there.
            let is_whole = page.front_matter.is_whole() && page.fault.is_none();
            for (suppression, used) in suppressions.iter().zip(used) {
                let names = suppression.names.iter().zip(used);
                let idle = names.map(|(name, used)| is_whole && !used && had_its_chance(&name.text, page)).collect();
                weighed.push((*page, Weighed { suppression, idle }));
            }
        }
        weighed
    }
}

impl Commented<'_> {
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
