//! `identity/alias-hides-page`

use serde::Deserialize;

use super::related_pages::{host, named, relate, severity};
use crate::finding::Severity;
use crate::rules::{FixKind, Group, Groups, RuleMeta, Sink, SiteRule};
use crate::site::{AliasFact, IndexedPage, Publication, Site, readable_url};

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
    fn groups(&self, (_, facts): IndexedPage<'_>, site: &Site, groups: &mut Groups<'_>) {
        if facts.publication == Publication::Hidden {
            return;
        }
        let urls = facts.url.iter().chain(facts.aliases.iter().map(|alias| &alias.url));
        urls.for_each(|url| groups.add(&[url, host(facts, site)]));
    }

    fn least_pages(&self) -> usize {
        2
    }

    fn check(&self, group: &Group<'_>, _site: &Site, sink: &mut Sink<'_>) {
        let [url, _] = group.key.parts();
        // That a page has its own address for an alias does no harm.
        let at_url = |(_, facts): &&IndexedPage<'_>| facts.url.as_deref() == Some(url);
        let Some(hidden) = group.pages.iter().rfind(at_url) else { return };
        for indexed in group.pages.iter().filter(|(page, _)| page.path != hidden.0.path) {
            for alias in indexed.1.aliases.iter().filter(|alias| alias.url == url) {
                report(indexed, alias, hidden, sink);
            }
        }
    }
}

fn report(indexed: &IndexedPage<'_>, alias: &AliasFact, hidden: &IndexedPage<'_>, sink: &mut Sink<'_>) {
    let message = format!(
        "the alias {} is the URL of {}: only the page or the redirect can stand there",
        readable_url(&alias.url),
        named(&[*hidden])
    );
    let draft = sink.key_or_block(indexed.0, Some(&alias.key_path), message);
    let draft = draft.severity(severity(&[*indexed, *hidden]));
    relate(draft, &[*hidden], |_, facts| facts.address_key.clone(), "this page has that URL")
        .help("remove the alias, or move the other page")
        .report();
}
