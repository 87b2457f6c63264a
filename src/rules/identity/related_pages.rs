//! What rules about pages that meet have in common: where a page is pointed at, and how severe a clash is.

use crate::finding::Severity;
use crate::profile::Consequence;
use crate::rules::Draft;
use crate::site::{IndexedPage, Page, PageFacts, Publication, Site};
use crate::text::{KeyPath, Span};

/// How many other pages a finding names.
const MOST_RELATED: usize = 8;

/// The pages of `group` that are or will be published.
pub(super) fn published<'w>(group: &[IndexedPage<'w>]) -> Vec<IndexedPage<'w>> {
    group.iter().copied().filter(|(_, facts)| facts.publication != Publication::Hidden).collect()
}

/// Where a page is published: with a host for each language, equal paths do not meet.
pub(super) fn host<'f>(facts: &'f PageFacts, site: &Site) -> &'f str {
    facts.language.as_deref().filter(|_| site.config.language_hosts).unwrap_or_default()
}

/// Where pages that are published today meet, one is lost; where one is only due later, there is still time.
pub(super) fn severity(pages: &[IndexedPage<'_>]) -> Severity {
    let today = pages.iter().filter(|(_, facts)| facts.publication == Publication::Published).count();
    if today > 1 { Severity::Error } else { Severity::Warning }
}

/// What becomes of pages that meet, where the generator says so itself by stopping.
pub(super) fn stops(site: &Site) -> Option<&'static str> {
    match site.profile.same_address {
        Consequence::Fails(effect) => Some(effect),
        Consequence::Loses(_) | Consequence::Harmless => None,
    }
}

/// Adds other pages to a finding, each at the key that `key` picks or else at its block.
pub(super) fn relate<'d>(
    mut draft: Draft<'d>,
    others: &[IndexedPage<'_>],
    key: impl Fn(&Page, &PageFacts) -> Option<KeyPath>,
    message: &str,
) -> Draft<'d> {
    for (page, facts) in others.iter().take(MOST_RELATED) {
        draft = draft.related_at(page.path.as_str(), place(page, key(page, facts).as_ref()), message);
    }
    draft
}

/// How other pages are named in a message: the path of one, or how many there are.
pub(super) fn named(others: &[IndexedPage<'_>]) -> String {
    match others {
        [(page, _)] => format!("`{}`", page.path),
        [(page, _), rest @ ..] => format!("`{}` and {} more", page.path, rest.len()),
        [] => String::new(),
    }
}

fn place(page: &Page, key: Option<&KeyPath>) -> Span {
    let node = key.and_then(|key| page.front_matter.tree.find(key));
    node.map_or_else(|| page.front_matter.block.map_or(Span::at(0), |block| block.open), |node| node.span())
}
