//! `identity/duplicate-alias`

use std::collections::BTreeMap;

use serde::Deserialize;

use super::related_pages::{named, published};
use crate::finding::Severity;
use crate::rules::{FixKind, RuleMeta, Sink, SiteRule};
use crate::site::{AliasFact, Index, IndexedPage, Site, by_age, readable_url};

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

/// An alias of a page.
type Claim<'w> = (IndexedPage<'w>, &'w AliasFact);

impl SiteRule for DuplicateAlias {
    fn check(&self, index: &Index<'_>, site: &Site, sink: &mut Sink<'_>) {
        let mut by_url: BTreeMap<(&str, Option<&str>), Vec<Claim<'_>>> = BTreeMap::new();
        for indexed in index.pages.values() {
            let host = indexed.1.language.as_deref().filter(|_| site.config.language_hosts);
            for alias in &indexed.1.aliases {
                let claims = by_url.entry((alias.url.as_str(), host)).or_default();
                // The same alias twice on one page does no harm.
                if claims.last().is_none_or(|(page, _)| page.0.path != indexed.0.path) {
                    claims.push((*indexed, alias));
                }
            }
        }
        for ((url, _), mut claims) in by_url {
            claims.retain(|(page, _)| !published(&[*page]).is_empty());
            claims.sort_by(|(a, _), (b, _)| by_age(a, b));
            report(url, &claims, sink);
        }
    }
}

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
