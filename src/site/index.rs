//! Facts about every page, for rules that compare pages.

use std::collections::BTreeMap;

/// The facts of all pages by path.
#[derive(Debug, Default)]
pub struct Index {
    /// In the order of paths.
    pub pages: BTreeMap<String, PageFacts>,
}

/// What other pages may have to know of a page: comparable values with key paths, no spans, so that a comment or a
/// changed quote makes no difference.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageFacts {
    /// Where the page is published.
    pub url: Option<String>,
}
