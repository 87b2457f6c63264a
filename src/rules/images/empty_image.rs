//! `images/empty-image`

use serde::Deserialize;

use crate::finding::Severity;
use crate::rules::{Findings, FixKind, PageRule, RuleMeta};
use crate::site::images::ImageStatus;
use crate::site::{Page, Site};
use crate::text::Step;

/// The rule's data.
pub const META: RuleMeta = RuleMeta {
    id: "images/empty-image",
    severity: Severity::Info,
    fix: FixKind::Never,
    on: true,
    since: "0.1.0",
    options: &[],
    doc: include_str!("empty_image.md"),
};

/// The rule.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct EmptyImage {}

impl PageRule for EmptyImage {
    fn check(&self, page: &Page, _site: &Site, findings: &mut Findings<'_>) {
        for image in &page.images {
            if image.status != ImageStatus::Empty {
                continue;
            }
            let node = page.front_matter.tree.node(image.node);
            // An empty value of a key is how most archetypes say "none"; an empty item of a list says nothing.
            let is_item = matches!(image.key_path.0.last(), Some(Step::Index(_)));
            let severity = if is_item { Severity::Warning } else { Severity::Info };
            let message = format!("`{}` names no image", image.key_path);
            let help = "write the name of a file, or remove it".to_owned();
            match page.front_matter.tree.find_entry(&image.key_path).filter(|_| node.is_absent()) {
                Some(entry) => findings.key(entry, message).help(help).severity(severity).report(),
                None => findings.node(node, message).help(help).severity(severity).report(),
            }
        }
    }
}
