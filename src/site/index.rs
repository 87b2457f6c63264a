//! Facts about every page, for rules that compare pages.

use std::collections::BTreeMap;

use super::{Page, Site};

/// All pages with their facts, by path.
#[derive(Debug, Default)]
pub struct Index<'w> {
    /// In the order of paths. The page is there to be pointed at: what a rule compares are the facts.
    pub pages: BTreeMap<&'w str, (&'w Page, &'w PageFacts)>,
}

/// What other pages may have to know of a page: comparable values with key paths, no spans, so that a comment or a
/// changed quote makes no difference.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageFacts {
    /// Where the page is published, `None` where that cannot be known.
    pub url: Option<String>,
    /// The language, where the site has languages.
    pub language: Option<String>,
    /// The top-level keys as written, in the order of the block, duplicates included.
    pub keys: Vec<Box<str>>,
}

impl<'w> Index<'w> {
    /// The index of `pages`.
    pub fn new(pages: impl IntoIterator<Item = (&'w Page, &'w PageFacts)>) -> Self {
        Self { pages: pages.into_iter().map(|(page, facts)| (&*page.path, (page, facts))).collect() }
    }
}

impl PageFacts {
    /// The facts of `page`.
    pub fn of(page: &Page, _site: &Site) -> Self {
        let keys = page.entries().map(|entry| entry.name().into()).collect();
        Self { url: page.url.clone(), language: page.language.clone(), keys }
    }
}
