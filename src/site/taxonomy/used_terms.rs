//! Which pages use a term, by the numbers of the pages. It tells whether there is anything to compare, before anybody looks
//! at the thousands of pages that have a term in common.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use foldhash::fast::RandomState;
use rayon::prelude::*;

use crate::profile::pages::PageKind;
use crate::site::{IndexedPage, Page, SharedTerm};

/// The terms of a site, each spelling and language on its own.
#[derive(Debug, Default)]
pub struct UsedTerms {
    /// By language; in it by the place in memory of what all pages share that use the term.
    by_language: Vec<(Option<String>, HashMap<usize, UsedTerm, RandomState>)>,
    /// The numbers of the pages that are pages of terms themselves.
    pub term_pages: Vec<u32>,
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
    /// The terms of `pages`, numbered one after the other, of which some are asked about.
    pub fn of(pages: &[IndexedPage<'_>], is_asked: impl Fn(&Page) -> bool + Sync) -> Self {
        let add = |mut terms: Self, (number, page): (usize, &IndexedPage<'_>)| {
            terms.add(u32::try_from(number).unwrap_or(u32::MAX), *page, is_asked(page.0));
            terms
        };
        pages.par_iter().enumerate().fold(Self::default, add).reduce(Self::default, Self::and)
    }

    /// Takes in the terms of the page that has this number.
    pub fn add(&mut self, number: u32, (page, facts): IndexedPage<'_>, is_asked: bool) {
        if page.kind == PageKind::Term {
            self.term_pages.push(number);
        }
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
            if used.pages.last() != Some(&number) {
                used.pages.push(number);
            }
        }
    }

    /// The terms of two parts of a site together.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.term_pages.extend(other.term_pages);
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
