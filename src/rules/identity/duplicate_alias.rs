//! `identity/duplicate-alias`

use serde::Deserialize;

use super::related_pages::{host, named, published};
use crate::finding::Severity;
use crate::rules::{FixKind, Group, Groups, RuleMeta, Sink, SiteRule};
use crate::site::{AliasFact, IndexedPage, Site, readable_url};

/// The rule's data.
pub const META: RuleMeta = RuleMeta {
    id: "identity/duplicate-alias",
    severity: Severity::Warning,
    fix: FixKind::Never,
    on: true,
    since: "0.1.0",
    options: &[],
    doc: include_str!("duplicate_alias.md"),
};

/// The rule.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DuplicateAlias {}

impl SiteRule for DuplicateAlias {
    fn groups(&self, (_, facts): IndexedPage<'_>, site: &Site, groups: &mut Groups<'_>) {
        facts.aliases.iter().for_each(|alias| groups.add(&[&alias.url, host(facts, site)]));
    }

    fn least_pages(&self) -> usize {
        2
    }

    fn check(&self, group: &Group<'_>, _site: &Site, sink: &mut Sink<'_>) {
        let [url, _] = group.key.parts();
        let pages = published(&group.by_age());
        // The same alias twice on one page does no harm.
        let claim = |page: &IndexedPage<'_>| page.1.aliases.iter().position(|alias| alias.url == url);
        let claims: Vec<Claim<'_>> =
            pages.iter().filter_map(|page| Some((*page, &page.1.aliases[claim(page)?]))).collect();
        report(url, &claims, sink);
    }
}

/// An alias of a page.
type Claim<'w> = (IndexedPage<'w>, &'w AliasFact);

fn report(url: &str, claims: &[Claim<'_>], sink: &mut Sink<'_>) {
    let Some((((page, _), alias), others)) = claims.split_last().filter(|(_, others)| !others.is_empty()) else {
        return;
    };
    let pages: Vec<IndexedPage<'_>> = others.iter().map(|(page, _)| *page).collect();
    let message = format!(
        "the alias {} leads to this page and to {}: only one of them gets it",
        readable_url(url),
        named(&pages)
    );
    let mut draft = sink.key_or_block(page, Some(&alias.key_path), message);
    for ((page, _), alias) in others.iter().take(8) {
        if let Some(node) = page.front_matter.tree.find(&alias.key_path) {
            draft = draft.related_at(page.path.as_str(), node.span(), "the same alias");
        }
    }
    draft.help("keep it on the page that stands where the old one was").report();
}
