//! `images/image-outside-site`

use serde::Deserialize;

use crate::finding::Severity;
use crate::rules::{Findings, FixKind, PageRule, RuleMeta};
use crate::site::images::ImageStatus;
use crate::site::{Page, Site};

/// The rule's data.
pub const META: RuleMeta = RuleMeta {
    id: "images/image-outside-site",
    severity: Severity::Error,
    fix: FixKind::Never,
    on: true,
    since: "0.1.0",
    options: &[],
    doc: include_str!("image_outside_site.md"),
};

/// The rule.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ImageOutsideSite {}

impl PageRule for ImageOutsideSite {
    fn check(&self, page: &Page, _site: &Site, findings: &mut Findings<'_>) {
        for image in page.images.iter().filter(|image| !image.is_pattern) {
            if image.status == ImageStatus::Outside {
                let node = page.front_matter.tree.node(image.node);
                let message =
                    format!("`{}` names `{}`, which leads out of the site", image.key_path, page.excerpt(node));
                findings.node(node, message).help("name a file inside the site's folder").report();
            }
        }
    }
}
