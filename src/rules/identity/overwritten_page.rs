//! `identity/overwritten-page`

use serde::Deserialize;

use super::related_pages::{named, relate, stops};
use crate::finding::Severity;
use crate::listing::{file_name, parent};
use crate::profile::generator_config::ContentRoot;
use crate::profile::pages::PageKind;
use crate::rules::{FixKind, Group, Groups, RuleMeta, Sink, SiteRule};
use crate::site::{IndexedPage, Page, Publication, Site};

/// The rule's data.
pub const META: RuleMeta = RuleMeta {
    id: "identity/overwritten-page",
    severity: Severity::Error,
    fix: FixKind::Never,
    on: true,
    since: "0.1.0",
    options: &[],
    doc: include_str!("overwritten_page.md"),
};

/// The rule.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct OverwrittenPage {}

impl SiteRule for OverwrittenPage {
    fn groups(&self, (page, facts): IndexedPage<'_>, site: &Site, groups: &mut Groups<'_>) {
        let language = facts.language.as_deref().unwrap_or_default();
        // A file of one content root that stands for one of another (a theme's) is meant to.
        if let Some((path, root)) = facts.logical_path.as_deref().zip(root_of(page, site)) {
            groups.add(&[path, language, &root.dir, &root.target]);
        }
    }

    fn least_pages(&self) -> usize {
        2
    }

    fn check(&self, group: &Group<'_>, site: &Site, sink: &mut Sink<'_>) {
        let group = group.by_age();
        let pages: Vec<IndexedPage<'_>> = group.iter().copied().filter(|page| counts(page, &group)).collect();
        let Some(((page, _), others)) = pages.split_last().filter(|(_, others)| !others.is_empty()) else { return };
        report(page, others, &pages, site, sink);
    }
}

fn root_of<'s>(page: &Page, site: &'s Site) -> Option<&'s ContentRoot> {
    let holds = |root: &&ContentRoot| {
        root.dir.is_empty() || page.path.strip_prefix(&*root.dir).is_some_and(|rest| rest.starts_with('/'))
    };
    site.config.content.iter().filter(holds).max_by_key(|root| root.dir.len())
}

/// Files below a bundle are no pages of their own. The exception is the list page of a folder that also has a page:
/// it is meant as one, and becomes a file of the other.
fn counts((page, _): &IndexedPage<'_>, group: &[IndexedPage<'_>]) -> bool {
    let is_beside =
        |other: &IndexedPage<'_>| other.0.kind != PageKind::Resource && parent(&other.0.path) == parent(&page.path);
    page.kind != PageKind::Resource || (file_name(&page.path).starts_with("_index.") && group.iter().any(is_beside))
}

fn report(page: &Page, others: &[IndexedPage<'_>], pages: &[IndexedPage<'_>], site: &Site, sink: &mut Sink<'_>) {
    let count = |publication: Publication| pages.iter().filter(|(_, facts)| facts.publication == publication).count();
    let is_bundled = |(page, _): &&IndexedPage<'_>| page.kind == PageKind::Resource;
    let hidden = count(Publication::Hidden) - pages.iter().filter(is_bundled).count();
    if hidden == pages.len() {
        return;
    }
    let generator = site.profile.name;
    // Hugo 0.168 leaves out both `a.md` and `a/index.md` where one of them is a draft, but not `a.md` and `a.en.md`.
    let (severity, effect) = match hidden {
        0 if stops(site).is_some() => (Severity::Error, "which stops with an error"),
        0 => (Severity::Error, "and only one of them can be published"),
        _ => (Severity::Warning, "and as one of them is not published, both may be missing"),
    };
    let message = format!("this file and {} are one page to {generator}, {effect}", named(others));
    let draft = sink.key_or_block(page, None, message).severity(severity);
    relate(draft, others, |_, _| None, "the same page").help("rename or remove one of the files").report();
}
