//! Which terms there are on a site, and no more.

use std::collections::HashMap;

use foldhash::fast::RandomState;

use crate::site::PageFacts;

/// The names of all terms, by taxonomy and language, with the number of times that pages use them.
#[derive(Debug, Default)]
pub struct KnownTerms {
    uses: HashMap<String, usize, RandomState>,
}

impl KnownTerms {
    /// Whether the taxonomy `key` has a term named `name` in `language`.
    pub fn has(&self, key: &str, language: Option<&str>, name: &str) -> bool {
        self.uses.contains_key(&joined(key, language, name))
    }

    /// Counts the terms of a page. Gives back whether a new one is among them.
    pub fn add(&mut self, facts: &PageFacts) -> bool {
        let before = self.uses.len();
        for fact in &facts.terms {
            *self.uses.entry(joined(&fact.taxonomy, facts.language.as_deref(), &fact.term)).or_default() += 1;
        }
        self.uses.len() > before
    }

    /// Counts the terms of a page no longer. Gives back whether one of them is gone with it.
    pub fn remove(&mut self, facts: &PageFacts) -> bool {
        let before = self.uses.len();
        for fact in &facts.terms {
            let name = joined(&fact.taxonomy, facts.language.as_deref(), &fact.term);
            let Some(uses) = self.uses.get_mut(&name) else { continue };
            *uses -= 1;
            if *uses == 0 {
                self.uses.remove(&name);
            }
        }
        self.uses.len() < before
    }
}

fn joined(key: &str, language: Option<&str>, name: &str) -> String {
    [key, language.unwrap_or_default(), name].join("\0")
}
