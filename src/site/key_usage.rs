//! How often the pages of a site use a key. What stands on many pages is deliberate: a theme of the site's own reads it.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use foldhash::fast::RandomState;

use super::Page;
use crate::text::has_capitals;

/// On how many pages at most a key may be a slip.
const RARE: usize = 3;
/// The same as a share of all pages: one in this many.
const RARE_SHARE: usize = 50;
/// From how many pages on a key is so usual that others may be slips for it.
const VERY_USUAL: usize = 20;
/// The same as a share of all pages: one in this many.
const VERY_USUAL_SHARE: usize = 4;

/// How many pages have each key.
#[derive(Debug, Default)]
pub struct KeyUsage {
    pages: usize,
    /// By the key as it is spelt: on how many pages.
    counts: HashMap<Box<str>, usize, RandomState>,
    /// By the key as the generator compares it: its spellings.
    spellings: HashMap<Box<str>, BTreeSet<Box<str>>, RandomState>,
}

/// What the usage of keys says to rules. As long as it stays the same, so do their findings.
#[derive(Debug, PartialEq, Eq)]
pub struct UsualKeys {
    usual: BTreeSet<Box<str>>,
    very_usual: BTreeSet<Box<str>>,
}

impl KeyUsage {
    /// The counts of two parts of a site together.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.pages += other.pages;
        for (spelling, count) in other.counts {
            *self.counts.entry(spelling).or_default() += count;
        }
        for (key, spellings) in other.spellings {
            self.spellings.entry(key).or_default().extend(spellings);
        }
        self
    }

    /// Counts the keys of `page`.
    pub fn add(&mut self, page: &Page) {
        self.pages += 1;
        for entry in page.entries() {
            let spelling = entry.name();
            match self.counts.get_mut(spelling) {
                Some(count) => *count += 1,
                None => {
                    self.counts.insert(spelling.into(), 1);
                    let key = compared(spelling, page).into();
                    self.spellings.entry(key).or_default().insert(spelling.into());
                }
            }
        }
    }

    /// Counts the keys of `page` no longer.
    pub fn remove(&mut self, page: &Page) {
        self.pages = self.pages.saturating_sub(1);
        for entry in page.entries() {
            let spelling = entry.name();
            let Some(count) = self.counts.get_mut(spelling) else { continue };
            *count -= 1;
            if *count > 0 {
                continue;
            }
            self.counts.remove(spelling);
            let key = compared(spelling, page);
            if let Some(spellings) = self.spellings.get_mut(&*key) {
                spellings.remove(spelling);
                if spellings.is_empty() {
                    self.spellings.remove(&*key);
                }
            }
        }
    }

    /// Whether a key of `page` stands on so many pages that it is meant.
    pub fn is_usual(&self, key: &str, page: &Page) -> bool {
        self.spellings.get(&*compared(key, page)).is_some_and(|spellings| self.are_usual(spellings))
    }

    /// Whether the key `name`, which a profile knows, stands on so many pages that it is meant.
    pub fn is_known_usual(&self, name: &str) -> bool {
        let spelt = || self.spellings.get(&*name.to_lowercase());
        self.spellings.get(name).or_else(spelt).is_some_and(|spellings| self.are_usual(spellings))
    }

    /// The keys that a good part of the pages has, each as it is spelt most, in the order of the alphabet.
    pub fn very_usual(&self) -> impl Iterator<Item = &str> {
        let least = VERY_USUAL.max(self.pages / VERY_USUAL_SHARE);
        let usual = self.spellings.iter().filter(|(_, spellings)| self.count(spellings) >= least);
        let spelt = usual.filter_map(|(key, spellings)| {
            let most_used = spellings.iter().rev().max_by_key(|spelling| self.counts.get(*spelling))?;
            Some((&**key, &**most_used))
        });
        spelt.collect::<BTreeMap<&str, &str>>().into_values()
    }

    /// What it says to rules.
    pub fn usual_keys(&self) -> UsualKeys {
        let usual = self.spellings.iter().filter(|(_, spellings)| self.are_usual(spellings));
        UsualKeys {
            usual: usual.map(|(key, _)| key.clone()).collect(),
            very_usual: self.very_usual().map(Box::from).collect(),
        }
    }

    fn are_usual(&self, spellings: &BTreeSet<Box<str>>) -> bool {
        self.count(spellings) > RARE.max(self.pages / RARE_SHARE)
    }

    /// How often keys stand on a page that are spelt in these ways.
    fn count(&self, spellings: &BTreeSet<Box<str>>) -> usize {
        spellings.iter().filter_map(|spelling| self.counts.get(spelling)).sum()
    }
}

/// A key of `page` as the generator compares it.
fn compared<'k>(key: &'k str, page: &Page) -> Cow<'k, str> {
    if page.ignores_case_of_keys() && has_capitals(key) { key.to_lowercase().into() } else { key.into() }
}
