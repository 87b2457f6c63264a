//! Which terms there are on a site, and no more.

use std::collections::HashMap;

use foldhash::fast::RandomState;

use super::UsedTerms;
use crate::site::PageFacts;

/// The names of all terms, by taxonomy and language, with the number of times that pages use them.
#[derive(Debug, Default)]
pub struct KnownTerms {
    uses: HashMap<String, usize, RandomState>,
}

impl KnownTerms {
    /// The names of `used` terms.
    pub fn of(used: &UsedTerms) -> Self {
        let mut known = Self::default();
        let mut name = String::new();
        for (language, used) in used.iter() {
            join(&mut name, &used.term.taxonomy, language, &used.term.term);
            *known.uses.entry(name.clone()).or_default() += used.pages.len();
        }
        known
    }

    /// Whether the taxonomy `key` has a term named `name` in `language`.
    pub fn has(&self, key: &str, language: Option<&str>, name: &str) -> bool {
        let mut joined = String::new();
        join(&mut joined, key, language, name);
        self.uses.contains_key(&joined)
    }

    /// Counts the terms of a page. Gives back whether a new one is among them.
    pub fn add(&mut self, facts: &PageFacts) -> bool {
        let before = self.uses.len();
        let mut name = String::with_capacity(USUAL_LENGTH);
        for fact in &facts.terms {
            join(&mut name, &fact.taxonomy, facts.language.as_deref(), &fact.term);
            match self.uses.get_mut(&name) {
                Some(uses) => *uses += 1,
                None => drop(self.uses.insert(name.clone(), 1)),
            }
        }
        self.uses.len() > before
    }

    /// The terms of two parts of a site together.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        for (name, uses) in other.uses {
            *self.uses.entry(name).or_default() += uses;
        }
        self
    }

    /// Counts the terms of a page no longer. Gives back whether one of them is gone with it.
    pub fn remove(&mut self, facts: &PageFacts) -> bool {
        let before = self.uses.len();
        let mut name = String::new();
        for fact in &facts.terms {
            join(&mut name, &fact.taxonomy, facts.language.as_deref(), &fact.term);
            let Some(uses) = self.uses.get_mut(&name) else { continue };
            *uses -= 1;
            if *uses == 0 {
                self.uses.remove(&name);
            }
        }
        self.uses.len() < before
    }
}

/// How many bytes most names have, with taxonomy and language.
const USUAL_LENGTH: usize = 64;

/// Writes what names a term in place of what `joined` has: for nearly every term of every page nothing is kept.
fn join(joined: &mut String, key: &str, language: Option<&str>, name: &str) {
    joined.clear();
    for part in [key, "\0", language.unwrap_or_default(), "\0", name] {
        joined.push_str(part);
    }
}
