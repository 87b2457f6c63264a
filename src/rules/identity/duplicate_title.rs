//! `identity/duplicate-title`

use serde::Deserialize;

use super::related_pages::{named, published, relate};
use crate::finding::Severity;
use crate::listing::{file_name, parent};
use crate::profile::pages::PageKind;
use crate::rules::{FixKind, Group, Groups, RuleMeta, Sink, SiteRule};
use crate::site::{IndexedPage, Page, Site};
use crate::text::KeyPath;

/// The rule's data.
pub const META: RuleMeta = RuleMeta {
    id: "identity/duplicate-title",
    severity: Severity::Info,
    fix: FixKind::Never,
    on: true,
    since: "0.1.0",
    options: &[],
    doc: include_str!("duplicate_title.md"),
};

/// How many pages may share a title before it is that of a series.
const MOST_PAGES: usize = 3;

/// The rule.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DuplicateTitle {}

impl SiteRule for DuplicateTitle {
    fn groups(&self, (page, facts): IndexedPage<'_>, _site: &Site, groups: &mut Groups<'_>) {
        let language = facts.language.as_deref().unwrap_or_default();
        if let Some(title) = facts.title.as_deref().filter(|_| page.kind.is_content()) {
            groups.add(&[folder(page), language, title]);
        }
    }

    fn least_pages(&self) -> usize {
        2
    }

    fn check(&self, group: &Group<'_>, _site: &Site, sink: &mut Sink<'_>) {
        let pages = published(&group.by_age());
        // A title that comes again and again is that of a series.
        let is_slip = (2..=MOST_PAGES).contains(&pages.len());
        let Some(((page, facts), others)) = pages.split_last().filter(|_| is_slip) else { return };
        let title = facts.title.as_deref().unwrap_or_default();
        let message = format!("`title` {title} is also that of {}, in the same folder", named(others));
        let draft = sink.key_or_block(page, title_key(page).as_ref(), message);
        relate(draft, others, |page, _| title_key(page), "the same title")
            .help("write a title that tells the pages apart")
            .report();
    }
}

/// The folder in which a page stands beside others; a bundle stands beside its own folder.
fn folder(page: &Page) -> &str {
    let own = parent(&page.path);
    let is_bundle = page.kind == PageKind::LeafBundle && file_name(&page.path).to_lowercase().starts_with("index.");
    if is_bundle { parent(own) } else { own }
}

fn title_key(page: &Page) -> Option<KeyPath> {
    page.get("title").map(|entry| KeyPath::key(entry.name()))
}
