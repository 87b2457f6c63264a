//! The terms of a page for which there is a vocabulary, with their places.

use std::borrow::Cow;

use super::term_edits;
use crate::front_matter::NodeRef;
use crate::profile::Terms;
use crate::site::{Page, Site, Vocabulary};
use crate::text::{Span, TextEdit};

/// A term that is used on a page.
pub(super) struct UsedTerm<'a> {
    /// The key of the taxonomy.
    pub(super) key: &'a str,
    /// What may be used there.
    pub(super) vocabulary: &'a Vocabulary,
    /// The term as the generator reads it.
    pub(super) text: Cow<'a, str>,
    /// The value that holds it.
    pub(super) node: NodeRef<'a>,
    /// Where it stands: the whole value, or its part of a value that is split at blanks.
    pub(super) span: Span,
}

/// Every term of `page` for which `site` has a vocabulary.
pub(super) fn of<'a>(page: &'a Page, site: &'a Site) -> Vec<UsedTerm<'a>> {
    let mut used = Vec::new();
    let tree = &page.front_matter.tree;
    for (key, vocabulary) in site.vocabularies_for(&page.path).filter(|(_, own)| !own.terms.is_empty()) {
        for term in page.terms.iter().filter(|term| term.taxonomy == key) {
            let text = Cow::Borrowed(term.text.as_str());
            used.push(UsedTerm { key, vocabulary, text, node: tree.node(term.node), span: term.span });
        }
        if site.config.taxonomies.iter().any(|taxonomy| taxonomy.key == key) {
            continue;
        }
        // A key that is no taxonomy to the generator can have a vocabulary all the same: `authors`, `level`.
        let Some(value) = page.get(key).map(|entry| entry.value) else { continue };
        let nodes: Vec<NodeRef<'_>> = if value.is_list() { value.items().collect() } else { vec![value] };
        for node in nodes {
            let Some(text) = Terms::text_of(node).filter(|text| !text.is_empty()) else { continue };
            used.push(UsedTerm { key, vocabulary, text, node, span: node.span() });
        }
    }
    used
}

impl UsedTerm<'_> {
    /// The edit that writes `term` in place of this one, in the same quotes; `None` where it would not be certain.
    pub(super) fn rewritten(&self, term: &str, page: &Page) -> Option<TextEdit> {
        term_edits::rewrite(page, self.node, self.span, term)
    }
}
