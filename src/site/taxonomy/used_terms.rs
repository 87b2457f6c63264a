//! Which pages use a term, by the numbers of the pages. Where a few pages are asked about, this is all that is kept of the
//! thousands that have a term in common with them: it tells whether there is anything to compare.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use foldhash::fast::RandomState;

use crate::site::{PageFacts, SharedTerm};

/// The terms of a site, each spelling and language on its own.
#[derive(Debug, Default)]
pub struct UsedTerms {
    /// By language; in it by the place in memory of what all pages share that use the term.
    by_language: Vec<(Option<String>, HashMap<usize, UsedTerm, RandomState>)>,
}

/// A term in one spelling.
#[derive(Debug)]
pub struct UsedTerm {
    /// The term.
    pub term: Arc<SharedTerm>,
    /// The numbers of the pages that use it, each once.
    pub pages: Vec<u32>,
    /// Whether a page that is asked about is among them.
    pub is_asked: bool,
}

impl UsedTerms {
    /// Takes in the terms of the page that has the number `page`.
    pub fn add(&mut self, page: u32, facts: &PageFacts, is_asked: bool) {
        if facts.terms.is_empty() {
            return;
        }
        let known = self.by_language.iter().position(|(language, _)| *language == facts.language);
        let at = known.unwrap_or_else(|| {
            self.by_language.push((facts.language.clone(), HashMap::default()));
            self.by_language.len() - 1
        });
        let terms = &mut self.by_language[at].1;
        for fact in &facts.terms {
            let used = terms.entry(Arc::as_ptr(fact.shared()) as usize).or_insert_with(|| UsedTerm {
                term: Arc::clone(fact.shared()),
                pages: Vec::new(),
                is_asked: false,
            });
            used.is_asked |= is_asked;
            if used.pages.last() != Some(&page) {
                used.pages.push(page);
            }
        }
    }

    /// The terms of two parts of a site together.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        for (language, terms) in other.by_language {
            let Some((_, own)) = self.by_language.iter_mut().find(|(own, _)| *own == language) else {
                self.by_language.push((language, terms));
                continue;
            };
            for (place, term) in terms {
                match own.get_mut(&place) {
                    Some(known) => {
                        known.is_asked |= term.is_asked;
                        known.pages.extend(term.pages);
                    }
                    None => drop(own.insert(place, term)),
                }
            }
        }
        self
    }

    /// All of them, each with its language.
    pub fn iter(&self) -> impl Iterator<Item = (Option<&str>, &UsedTerm)> {
        self.by_language.iter().flat_map(|(language, terms)| terms.values().map(|term| (language.as_deref(), term)))
    }
}

/// On how many pages one of `spellings` is used.
pub fn pages_with<'u>(spellings: impl IntoIterator<Item = &'u UsedTerm>) -> usize {
    let mut spellings = spellings.into_iter().peekable();
    let Some(first) = spellings.next() else { return 0 };
    if spellings.peek().is_none() {
        return first.pages.len();
    }
    let pages = spellings.flat_map(|spelling| &spelling.pages).chain(&first.pages);
    pages.collect::<BTreeSet<&u32>>().len()
}
