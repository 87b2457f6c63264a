//! The terms of pages as facts. A site has few terms and uses each on many pages, so each is kept once.

use std::collections::HashMap;
use std::ops::Deref;
use std::sync::{Arc, PoisonError, RwLock};

use super::TermUse;
use super::taxonomy::fold;

/// A term that a page uses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermFact {
    term: Arc<SharedTerm>,
    /// Whether it is the whole text in place of a list.
    pub is_whole_text: bool,
}

/// What is the same on every page that uses a term in one spelling.
#[derive(Debug, PartialEq, Eq)]
pub struct SharedTerm {
    /// The taxonomy, by its key.
    pub taxonomy: String,
    /// The spelling.
    pub text: String,
    /// The spelling without what people write in several ways: see [`fold`].
    pub folded: String,
    /// The term under which the generator groups it.
    pub term: String,
    /// The URL of the term's page, `None` where there is none or it cannot be known.
    pub url: Option<String>,
}

/// The terms that pages use, by spelling.
#[derive(Debug, Default)]
pub struct SharedTerms {
    by_text: RwLock<HashMap<String, Vec<Arc<SharedTerm>>>>,
}

impl TermFact {
    pub(super) fn new(term: Arc<SharedTerm>, is_whole_text: bool) -> Self {
        Self { term, is_whole_text }
    }
}

impl Deref for TermFact {
    type Target = SharedTerm;

    fn deref(&self) -> &SharedTerm {
        &self.term
    }
}

/// From this number of spellings on it is looked now and then which are used no more: an editor tells every letter of
/// a term that is typed.
const MANY: usize = 1 << 10;

impl SharedTerms {
    /// The one that all pages share which use the term of `used`.
    pub(super) fn get(&self, used: &TermUse) -> Arc<SharedTerm> {
        let find = |by_text: &HashMap<String, Vec<Arc<SharedTerm>>>| {
            let is_same = |term: &&Arc<SharedTerm>| {
                (&term.taxonomy, &term.term, &term.url) == (&used.taxonomy, &used.term, &used.url)
            };
            by_text.get(&used.text)?.iter().find(is_same).cloned()
        };
        if let Some(term) = find(&self.by_text.read().unwrap_or_else(PoisonError::into_inner)) {
            return term;
        }
        let mut by_text = self.by_text.write().unwrap_or_else(PoisonError::into_inner);
        // Another page may have brought it meanwhile.
        if let Some(term) = find(&by_text) {
            return term;
        }
        if by_text.len() >= MANY && by_text.len().is_power_of_two() {
            by_text.retain(|_, terms| terms.iter().any(|term| Arc::strong_count(term) > 1));
        }
        let term = Arc::new(SharedTerm {
            taxonomy: used.taxonomy.clone(),
            text: used.text.clone(),
            folded: fold(&used.text),
            term: used.term.clone(),
            url: used.url.clone(),
        });
        by_text.entry(used.text.clone()).or_default().push(Arc::clone(&term));
        term
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{MANY, SharedTerms};
    use crate::front_matter::{Kind, Tree};
    use crate::site::TermUse;
    use crate::text::Span;

    fn used(taxonomy: &str, text: &str) -> TermUse {
        let node = Tree::default().add(Span::at(0), Kind::Alias(None));
        let (taxonomy, text) = (taxonomy.to_owned(), text.to_owned());
        TermUse { taxonomy, node, span: Span::at(0), term: text.to_lowercase(), text, url: None }
    }

    #[test]
    fn pages_share_what_is_the_same() {
        let known = SharedTerms::default();
        let first = known.get(&used("tags", "Go"));
        assert!(Arc::ptr_eq(&first, &known.get(&used("tags", "Go"))));
        for other in [used("tags", "go"), used("categories", "Go")] {
            let term = known.get(&other);
            assert_eq!((&term.taxonomy, &term.text, &term.term), (&other.taxonomy, &other.text, &other.term));
        }
    }

    #[test]
    fn what_no_page_uses_is_forgotten() {
        let known = SharedTerms::default();
        let kept = known.get(&used("tags", "kept"));
        for number in 0..10 * MANY {
            known.get(&used("tags", &format!("typed {number}")));
        }
        assert!(known.by_text.read().expect("nobody panicked").len() <= MANY);
        assert!(Arc::ptr_eq(&kept, &known.get(&used("tags", "kept"))));
    }
}
