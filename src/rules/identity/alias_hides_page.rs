//! `identity/alias-hides-page`

use std::collections::HashMap;

use serde::Deserialize;

use super::related_pages::{named, relate, severity};
use crate::finding::Severity;
use crate::rules::{FixKind, RuleMeta, Sink, SiteRule};
use crate::site::{Index, IndexedPage, Publication, Site, readable_url};

/// The rule's data.
pub const META: RuleMeta = RuleMeta {
    id: "identity/alias-hides-page",
    severity: Severity::Error,
    fix: FixKind::Never,
    on: true,
    since: "0.1.0",
    options: &[],
    doc: include_str!("alias_hides_page.md"),
};

/// The rule.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct AliasHidesPage {}

impl SiteRule for AliasHidesPage {
    fn check(&self, index: &Index<'_>, site: &Site, sink: &mut Sink<'_>) {
        let host = |page: &IndexedPage<'_>| site.config.language_hosts.then(|| page.1.language.clone()).flatten();
        let is_shown = |page: &&IndexedPage<'_>| page.1.publication != Publication::Hidden;
        let mut by_url = HashMap::new();
        for indexed in index.pages.values().filter(is_shown) {
            if let Some(url) = indexed.1.url.as_deref() {
                by_url.insert((url, host(indexed)), *indexed);
            }
        }
        for indexed in index.pages.values().filter(is_shown) {
            let (page, facts) = *indexed;
            for alias in &facts.aliases {
                let hidden = by_url.get(&(alias.url.as_str(), host(indexed)));
                // That a page has its own address for an alias does no harm.
                let Some(hidden) = hidden.filter(|(other, _)| other.path != page.path) else { continue };
                let generator = site.profile.name;
                let message = format!(
                    "the alias {} is the URL of {}: {generator} writes the redirect over the page, or the other way round",
                    readable_url(&alias.url),
                    named(&[*hidden])
                );
                let draft = sink.key_or_block(page, Some(&alias.key_path), message);
                let draft = draft.severity(severity(&[*indexed, *hidden]));
                relate(draft, &[*hidden], |_, facts| facts.address_key.clone(), "this page has that URL")
                    .help("remove the alias, or move the other page")
                    .report();
            }
        }
    }
}
