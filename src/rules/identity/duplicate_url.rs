//! `identity/duplicate-url`

use std::collections::HashSet;

use serde::Deserialize;

use super::related_pages::{host, named, published, relate, severity, stops};
use crate::finding::Severity;
use crate::rules::{FixKind, Group, Groups, RuleMeta, Sink, SiteRule};
use crate::site::{IndexedPage, Page, PageFacts, Site, readable_url};

/// The rule's data.
pub const META: RuleMeta = RuleMeta {
    id: "identity/duplicate-url",
    severity: Severity::Error,
    fix: FixKind::Never,
    on: true,
    since: "0.1.0",
    options: &[],
    doc: include_str!("duplicate_url.md"),
};

/// The rule.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DuplicateUrl {}

impl SiteRule for DuplicateUrl {
    fn groups(&self, (_, facts): IndexedPage<'_>, site: &Site, groups: &mut Groups<'_>) {
        facts.output.iter().for_each(|output| groups.add(&[output, host(facts, site)]));
    }

    fn least_pages(&self) -> usize {
        2
    }

    fn check(&self, group: &Group<'_>, site: &Site, sink: &mut Sink<'_>) {
        let pages = different(published(&group.by_age()));
        let Some(((page, facts), others)) = pages.split_last().filter(|(_, others)| !others.is_empty()) else {
            return;
        };
        report(page, facts, others, severity(&pages), site, sink);
    }
}

/// Files that are one page to the generator lose to each other before they have URLs, which is another rule's business.
fn different(mut pages: Vec<IndexedPage<'_>>) -> Vec<IndexedPage<'_>> {
    let mut seen = HashSet::new();
    pages.retain(|(page, facts)| {
        // Outside of the tree of pages every file is one of its own.
        let path = facts.logical_path.as_deref().unwrap_or(&page.path);
        seen.insert((path, facts.language.as_deref()))
    });
    pages
}

/// One finding for all pages that meet, on the latest.
fn report(
    page: &Page,
    facts: &PageFacts,
    others: &[IndexedPage<'_>],
    severity: Severity,
    site: &Site,
    sink: &mut Sink<'_>,
) {
    let url = readable_url(facts.url.as_deref().unwrap_or_default());
    let key = facts.address_key.as_ref();
    let whose = match key {
        Some(key) => format!("`{key}` makes the URL {url}"),
        None => format!("the URL of this page is {url}"),
    };
    let effect = match stops(site) {
        Some(effect) => format!("{} {effect}", site.profile.name),
        None => "only one of them can be published there".to_owned(),
    };
    let message = format!("{whose}, as that of {}: {effect}", named(others));
    let help = match key {
        Some(key) => format!("write another `{key}` on one of the pages"),
        None => "rename one of the files, or give one of the pages a URL of its own".to_owned(),
    };
    let draft = sink.key_or_block(page, key, message).severity(severity).help(help);
    relate(draft, others, |_, facts| facts.address_key.clone(), "this page has the same URL").report();
}
