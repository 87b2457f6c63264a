//! `images/image-not-in-bundle`

use serde::Deserialize;

use crate::finding::Severity;
use crate::rules::{Findings, FixKind, PageRule, RuleMeta};
use crate::site::images::ImageStatus;
use crate::site::{Page, Site};

/// The rule's data.
pub const META: RuleMeta = RuleMeta {
    id: "images/image-not-in-bundle",
    severity: Severity::Error,
    fix: FixKind::Never,
    on: true,
    since: "0.1.0",
    options: &[],
    doc: include_str!("image_not_in_bundle.md"),
};

/// The rule.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ImageNotInBundle {}

impl PageRule for ImageNotInBundle {
    fn check(&self, page: &Page, _site: &Site, findings: &mut Findings<'_>) {
        for image in page.images.iter().filter(|image| !image.is_pattern) {
            let ImageStatus::Beside(file) = &image.status else { continue };
            let node = page.front_matter.tree.node(image.node);
            let (key, value) = (&image.key_path, page.excerpt(node));
            let folder = page.path.rsplit_once('.').map_or(&*page.path, |(stem, _)| stem);
            let address = page.url.as_deref().unwrap_or("an address of its own");
            let message = format!("`{key}` names `{value}`, which lies beside the page but is not served there");
            let help = format!(
                "the page is published at {address}, the file `{file}` is not: move the page to \
                 `{folder}/index.md` and the image into that folder"
            );
            findings.node(node, message).help(help).report();
        }
    }
}
