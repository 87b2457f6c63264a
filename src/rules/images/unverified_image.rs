//! `images/unverified-image`

use serde::Deserialize;

use crate::finding::Severity;
use crate::rules::{FixKind, Group, Groups, RuleMeta, Sink, SiteRule};
use crate::site::images::{ImageStatus, ImageUse, Unverified};
use crate::site::{IndexedPage, Page, Site};

/// The rule's data.
pub const META: RuleMeta = RuleMeta {
    id: "images/unverified-image",
    severity: Severity::Info,
    fix: FixKind::Never,
    on: true,
    since: "0.1.0",
    options: &[],
    doc: include_str!("unverified_image.md"),
};

/// How many other places are named beside the first.
const MOST_PLACES: usize = 3;

/// The rule.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct UnverifiedImage {}

impl SiteRule for UnverifiedImage {
    /// One cause, one finding: the theme that is not there, on the first page, with the count of all.
    fn groups(&self, (page, _): IndexedPage<'_>, _site: &Site, groups: &mut Groups<'_>) {
        if page.images.iter().any(is_unverified) {
            groups.add(&[]);
        }
    }

    fn check(&self, group: &Group<'_>, site: &Site, sink: &mut Sink<'_>) {
        let unseen: Vec<String> = site
            .config
            .themes
            .iter()
            .filter(|(_, folder)| folder.is_none())
            .map(|(name, _)| format!("`{name}`"))
            .collect();
        if unseen.is_empty() {
            return;
        }
        let images = group.pages.iter().flat_map(|(page, _)| page.images.iter().map(|image| (*page, image)));
        let images: Vec<(&Page, &ImageUse)> = images.filter(|(_, image)| is_unverified(image)).collect();
        let Some(((page, first), others)) = images.split_first() else { return };
        let (themes, count) = (unseen.join(", "), images.len());
        let noun = if count == 1 { "image was" } else { "images were" };
        let node = page.front_matter.tree.node(first.node);
        let message =
            format!("{count} {noun} not looked for to the end: {themes} is not checked out and may have them");
        let mut findings = sink.page(page);
        let mut draft = findings
            .node(node, message)
            .help("check the theme out (`git submodule update --init`, `hugo mod vendor`) to have all images checked");
        for (page, image) in others.iter().take(MOST_PLACES) {
            let span = page.front_matter.tree.node(image.node).span();
            draft = draft.related_at(page.path.clone(), span, format!("`{}` is another", image.value));
        }
        draft.report();
    }
}

fn is_unverified(image: &ImageUse) -> bool {
    !image.is_pattern && image.status == ImageStatus::Unverified(Unverified::ThemeUnseen)
}
