//! The terms of pages. A site has few terms and uses each on many pages, so each is kept once.

use std::collections::HashMap;
use std::ops::Deref;
use std::sync::{Arc, PoisonError, RwLock};

use foldhash::fast::RandomState;

use super::Site;
use super::taxonomy::fold;
use crate::profile::Terms;
use crate::profile::generator_config::GeneratorConfig;

/// A term as a fact about a page that uses it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermFact {
    term: Arc<SharedTerm>,
    /// Whether it is the whole text in place of a list.
    pub is_whole_text: bool,
}

/// What is the same on every page that uses a term in one spelling.
#[derive(Debug, PartialEq, Eq)]
pub struct SharedTerm {
    /// The taxonomy, by its key: `tags`.
    pub taxonomy: String,
    /// The spelling.
    pub text: String,
    /// The spelling without what people write in several ways: see [`fold`].
    pub folded: String,
    /// The term under which the generator groups it.
    pub term: String,
    /// The URL of the term's page, `None` where there is none or it cannot be known.
    pub url: Option<String>,
    /// Whether it is the first of a path of terms, or no part of one; only then its page has the URL of its name.
    is_first: bool,
}

/// The terms that pages use, by spelling.
#[derive(Debug, Default)]
pub struct SharedTerms {
    by_text: RwLock<ByText>,
}

type ByText = HashMap<String, Vec<Arc<SharedTerm>>, RandomState>;

impl TermFact {
    pub(super) fn new(term: Arc<SharedTerm>, is_whole_text: bool) -> Self {
        Self { term, is_whole_text }
    }

    /// What it shares with all pages that use the term in this spelling.
    pub fn shared(&self) -> &Arc<SharedTerm> {
        &self.term
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

impl Site {
    /// The term that `text` is in `taxonomy`. `is_first` where its page has the URL of its name alone.
    pub(super) fn shared_term(&self, taxonomy: &str, text: &str, is_first: bool) -> Arc<SharedTerm> {
        self.terms.get(taxonomy, text, is_first, &self.profile.terms, &self.config)
    }
}

impl SharedTerms {
    /// The one that all pages share which spell a term of `taxonomy` as `text`.
    fn get(
        &self,
        taxonomy: &str,
        text: &str,
        is_first: bool,
        terms: &Terms,
        config: &GeneratorConfig,
    ) -> Arc<SharedTerm> {
        let find = |by_text: &ByText| {
            let is_same = |term: &&Arc<SharedTerm>| term.taxonomy == taxonomy && term.is_first == is_first;
            by_text.get(text)?.iter().find(is_same).cloned()
        };
        if let Some(term) = find(&self.by_text.read().unwrap_or_else(PoisonError::into_inner)) {
            return term;
        }
        let made = Arc::new(SharedTerm {
            taxonomy: taxonomy.to_owned(),
            text: text.to_owned(),
            folded: fold(text),
            term: (terms.term)(text, config),
            url: is_first.then(|| (terms.url)(taxonomy, text, config)).flatten(),
            is_first,
        });
        let mut by_text = self.by_text.write().unwrap_or_else(PoisonError::into_inner);
        // Another page may have brought it meanwhile.
        if let Some(term) = find(&by_text) {
            return term;
        }
        if by_text.len() >= MANY && by_text.len().is_power_of_two() {
            by_text.retain(|_, terms| terms.iter().any(|term| Arc::strong_count(term) > 1));
        }
        by_text.entry(text.to_owned()).or_default().push(Arc::clone(&made));
        made
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{MANY, SharedTerm, SharedTerms};
    use crate::profile::generator_config::GeneratorConfig;
    use crate::profile::hugo;

    fn used(known: &SharedTerms, taxonomy: &str, text: &str) -> Arc<SharedTerm> {
        known.get(taxonomy, text, true, &hugo::PROFILE.terms, &GeneratorConfig::default())
    }

    #[test]
    fn pages_share_what_is_the_same() {
        let known = SharedTerms::default();
        let first = used(&known, "tags", "Go");
        assert!(Arc::ptr_eq(&first, &used(&known, "tags", "Go")));
        for (taxonomy, text, url) in [("tags", "go", "/tags/go/"), ("categories", "Go", "/categories/go/")] {
            let term = used(&known, taxonomy, text);
            assert_eq!((&*term.taxonomy, &*term.text, &*term.term), (taxonomy, text, "go"));
            assert_eq!(term.url.as_deref(), Some(url));
        }
    }

    #[test]
    fn a_term_further_down_in_a_path_has_no_url() {
        let known = SharedTerms::default();
        let get = |is_first| known.get("categories", "Go", is_first, &hugo::PROFILE.terms, &GeneratorConfig::default());
        assert_eq!((get(true).url.as_deref(), get(false).url.as_deref()), (Some("/categories/go/"), None));
        assert!(Arc::ptr_eq(&get(false), &get(false)));
    }

    #[test]
    fn what_no_page_uses_is_forgotten() {
        let known = SharedTerms::default();
        let kept = used(&known, "tags", "kept");
        for number in 0..10 * MANY {
            used(&known, "tags", &format!("typed {number}"));
        }
        assert!(known.by_text.read().expect("nobody panicked").len() <= MANY);
        assert!(Arc::ptr_eq(&kept, &used(&known, "tags", "kept")));
    }
}
