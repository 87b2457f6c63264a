//! What the pages of a site say taken together: counts in which any of them may have a say.

use std::collections::BTreeMap;

use super::PageFacts;
use super::dates::DateLayout;
use super::taxonomy::{KnownTerms, UsedTerms};
use crate::profile::DateRole;

/// The counts of a site.
#[derive(Debug, Default)]
pub struct Census {
    /// Which terms there are.
    pub terms: KnownTerms,
    /// How many dates of each role have a layout, of those that the generator can read. Each role for itself: a site may
    /// have times in `date` and days in `expiryDate`.
    pub layouts: BTreeMap<DateRole, BTreeMap<DateLayout, usize>>,
}

impl Census {
    /// The counts of `pages`.
    pub fn of<'f>(pages: impl IntoIterator<Item = &'f PageFacts>) -> Self {
        let mut census = Self::default();
        for facts in pages {
            census.replace(None, Some(facts));
        }
        census
    }

    /// The counts of `pages`, whose terms are `used`.
    pub fn of_used<'f>(used: &UsedTerms, pages: impl IntoIterator<Item = &'f PageFacts>) -> Self {
        let mut census = Self { terms: KnownTerms::of(used), ..Self::default() };
        pages.into_iter().for_each(|facts| census.count_dates(facts, |count| count + 1));
        census
    }

    /// Counts `new` in place of `old`. Gives back whether that can make a difference to a third page.
    pub fn replace(&mut self, old: Option<&PageFacts>, new: Option<&PageFacts>) -> bool {
        let has_same_terms =
            old.map(|facts| (&facts.language, &facts.terms)) == new.map(|facts| (&facts.language, &facts.terms));
        let has_same_dates =
            old.map_or(&[][..], |facts| &facts.dates[..]) == new.map_or(&[][..], |facts| &facts.dates[..]);
        let mut is_changed = !has_same_dates;
        if !has_same_terms {
            // Added before the others are taken away, so that a term which stays is not gone in between.
            is_changed |= new.is_some_and(|new| self.terms.add(new));
            is_changed |= old.is_some_and(|old| self.terms.remove(old));
        }
        if !has_same_dates {
            old.into_iter().for_each(|old| self.count_dates(old, |count| count.saturating_sub(1)));
            new.into_iter().for_each(|new| self.count_dates(new, |count| count + 1));
        }
        is_changed
    }

    /// The counts of two parts of a site together.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.terms = self.terms.and(other.terms);
        for (role, layouts) in other.layouts {
            let own = self.layouts.entry(role).or_default();
            for (layout, count) in layouts {
                *own.entry(layout).or_default() += count;
            }
        }
        self
    }

    fn count_dates(&mut self, facts: &PageFacts, change: impl Fn(usize) -> usize) {
        for date in &facts.dates {
            let Some(layout) = date.layout() else { continue };
            let count = self.layouts.entry(date.role).or_default().entry(layout).or_default();
            *count = change(*count);
        }
    }
}
